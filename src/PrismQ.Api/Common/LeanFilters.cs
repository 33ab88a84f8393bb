using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.AspNetCore.Mvc.Filters;

namespace PrismQ.Api.Common;

/// <summary>
/// Leaves out filters that have nothing to do: MVC asks every filter at every stage of every request what it is, and only actions without any
/// are called directly (<see cref="DirectActions"/>). Attributes that only declare something, answers above all (an action has up to ten),
/// stay in the endpoint's metadata, where <see cref="OpenApi.DeclaredAnswers"/> reads them; what checks parameters and bodies stays with the actions that take more
/// than texts without rules, which cannot be wrong.
/// </summary>
internal sealed class LeanFilters : IApplicationModelConvention
{
    public void Apply(ApplicationModel application)
    {
        var forAll = application.Filters.ToArray();
        application.Filters.Clear();
        foreach (var controller in application.Controllers)
        {
            RemoveDeclarations(controller.Filters);
            foreach (var action in controller.Actions)
            {
                RemoveDeclarations(action.Filters);
                if (action.Parameters.All(IsUncheckedText))
                {
                    RemoveChecks(action.Filters);
                    continue;
                }

                foreach (var filter in forAll)
                {
                    action.Filters.Add(filter);
                }
            }
        }
    }

    private static bool IsUncheckedText(ParameterModel parameter) =>
        parameter.ParameterType == typeof(string) && !parameter.Attributes.OfType<ValidationAttribute>().Any();

    /// <summary>What MVC puts before every action by itself; what somebody wrote on the action stays.</summary>
    private static void RemoveChecks(IList<IFilterMetadata> filters)
    {
        foreach (var check in filters.Where(filter => filter is not Attribute).ToList())
        {
            filters.Remove(check);
        }
    }

    private static void RemoveDeclarations(IList<IFilterMetadata> filters)
    {
        foreach (var declaration in filters.Where(filter => filter is ProducesResponseTypeAttribute or ApiControllerAttribute).ToList())
        {
            filters.Remove(declaration);
        }
    }
}
