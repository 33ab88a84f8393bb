using NSwag.Generation.Processors;
using NSwag.Generation.Processors.Contexts;

namespace PrismQ.Api.Common.OpenApi;

/// <summary>
/// Groups operations by feature, which is the last part of a controller's namespace, so that clients have one class a feature
/// however many controllers serve it.
/// </summary>
internal sealed class FeatureOperations : IOperationProcessor
{
    public bool Process(OperationProcessorContext context)
    {
        var feature = context.ControllerType.Namespace?.Split('.')[^1] ?? "";
        context.OperationDescription.Operation.OperationId = $"{feature}_{context.MethodInfo.Name}";
        context.OperationDescription.Operation.Tags = [feature];
        return true;
    }
}
