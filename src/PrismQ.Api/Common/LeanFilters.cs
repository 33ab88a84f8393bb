using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.AspNetCore.Mvc.Filters;

namespace PrismQ.Api.Common;

/// <summary>
/// Takes the attributes that only declare answers out of the filters: MVC asks every filter at every stage of every request what it is, and
/// an action has up to ten of these. They stay in the endpoint's metadata, where <see cref="OpenApi.DeclaredAnswers"/> reads them.
/// </summary>
internal sealed class LeanFilters : IApplicationModelConvention
{
    public void Apply(ApplicationModel application)
    {
        foreach (var controller in application.Controllers)
        {
            RemoveDeclarations(controller.Filters);
            foreach (var action in controller.Actions)
            {
                RemoveDeclarations(action.Filters);
            }
        }
    }

    private static void RemoveDeclarations(IList<IFilterMetadata> filters)
    {
        foreach (var declaration in filters.OfType<ProducesResponseTypeAttribute>().ToList())
        {
            filters.Remove(declaration);
        }
    }
}
