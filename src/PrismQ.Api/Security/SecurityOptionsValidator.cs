using Microsoft.Extensions.Options;

namespace PrismQ.Api.Security;

internal sealed class SecurityOptionsValidator : IValidateOptions<SecurityOptions>
{
    public ValidateOptionsResult Validate(string? name, SecurityOptions options)
    {
        var failures = options.ApiKeys.SelectMany(Problems).ToList();
        failures.AddRange(options.ApiKeys.GroupBy(key => key.Name).Where(same => same.Count() > 1)
            .Select(same => $"{SecurityOptions.Section}:ApiKeys has the name '{same.Key}' twice; each key needs a name of its own."));
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static IEnumerable<string> Problems(ApiKeyOptions key, int index)
    {
        var setting = $"{SecurityOptions.Section}:ApiKeys:{index}";
        if (string.IsNullOrWhiteSpace(key.Name))
        {
            yield return $"{setting}:Name is missing; it tells whose key it is.";
        }

        if (key.Hash.Length != 64 || !key.Hash.All(char.IsAsciiHexDigit))
        {
            yield return $"{setting}:Hash must be 64 hexadecimal digits, as the command create-key prints them.";
        }
    }
}
