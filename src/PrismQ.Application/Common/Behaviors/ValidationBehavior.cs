using System.Text.Json;
using FluentValidation;
using MediatR;
using PrismQ.Domain.Common;

namespace PrismQ.Application.Common.Behaviors;

/// <summary>Runs every validator of a message before its handler; all problems are answered together.</summary>
internal sealed class ValidationBehavior<TRequest, T>(IEnumerable<IValidator<TRequest>> validators)
    : IPipelineBehavior<TRequest, Result<T>>
{
    private readonly IValidator<TRequest>[] _validators = [.. validators];

    public async Task<Result<T>> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<Result<T>> next)
    {
        List<FluentValidation.Results.ValidationFailure>? failures = null;
        foreach (var validator in _validators)
        {
            var result = await validator.ValidateAsync(request, cancellationToken);
            if (!result.IsValid)
            {
                (failures ??= []).AddRange(result.Errors);
            }
        }

        return failures is null ? await next() : Malformed(failures);
    }

    private static Error Malformed(List<FluentValidation.Results.ValidationFailure> failures)
    {
        var fields = failures
            .GroupBy(failure => JsonNamingPolicy.SnakeCaseLower.ConvertName(failure.PropertyName), failure => failure.ErrorMessage)
            .ToDictionary(group => group.Key, group => group.Distinct().ToArray());
        return RequestErrors.Malformed(fields);
    }
}
