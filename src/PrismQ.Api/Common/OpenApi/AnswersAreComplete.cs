using NJsonSchema.Generation;

namespace PrismQ.Api.Common.OpenApi;

/// <summary>Answers carry every field, null where there is no value; only requests leave fields out.</summary>
internal sealed class AnswersAreComplete : ISchemaProcessor
{
    public void Process(SchemaProcessorContext context)
    {
        if (context.ContextualType.Type.Name.EndsWith("Request", StringComparison.Ordinal))
        {
            return;
        }

        foreach (var property in context.Schema.Properties.Values)
        {
            property.IsRequired = true;
        }
    }
}
