using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace PrismQ.Api.Common;

/// <summary>Lets parameters be bound from the query of those requests that have one; nothing is made for the others.</summary>
internal sealed class QueryValues : IValueProviderFactory
{
    private readonly QueryStringValueProviderFactory _query = new();

    public Task CreateValueProviderAsync(ValueProviderFactoryContext context) =>
        context.ActionContext.HttpContext.Request.QueryString.HasValue ? _query.CreateValueProviderAsync(context) : Task.CompletedTask;
}
