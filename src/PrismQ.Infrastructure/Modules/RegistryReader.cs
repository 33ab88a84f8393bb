using System.Text.Json;
using PrismQ.Application.Configs.Rules;
using PrismQ.Domain.Configs;
using PrismQ.Domain.Modules;

namespace PrismQ.Infrastructure.Modules;

/// <summary>Reads a registry whole: its modules, or everything that is wrong with it. Never throws, whatever the bytes.</summary>
internal sealed class RegistryReader(ParameterRules values)
{
    private readonly ParameterDeclarationRules _parameterRules = new(values);

    /// <param name="fileName">What problems call the file.</param>
    public RegistryReading Read(ReadOnlySpan<byte> bytes, string fileName)
    {
        var problems = new RegistryProblems(fileName);
        var modules = TryParse(bytes, problems, out var json) ? ReadModules(json, problems) : [];
        return problems.Count == 0 ? new RegistryReading(modules, []) : new RegistryReading([], problems.Sentences);
    }

    private static bool TryParse(ReadOnlySpan<byte> bytes, RegistryProblems problems, out JsonElement json)
    {
        ReadOnlySpan<byte> byteOrderMark = [0xEF, 0xBB, 0xBF];
        json = default;
        try
        {
            json = JsonElement.Parse(bytes.StartsWith(byteOrderMark) ? bytes[byteOrderMark.Length..] : bytes);
        }
        catch (JsonException exception)
        {
            problems.Add(
                $"line {exception.LineNumber + 1}, column {exception.BytePositionInLine + 1}", $"it is not JSON: {Reason(exception)}");
            return false;
        }

        if (json.HasLoneSurrogate())
        {
            problems.Add("", "it holds text that is not valid Unicode");
        }
        else if (json.ValueKind != JsonValueKind.Object)
        {
            problems.Add("", $"it must be an object with the field 'modules', but is {JsonKind.Of(json)}");
        }

        return problems.Count == 0;
    }

    private List<Module> ReadModules(JsonElement json, RegistryProblems problems)
    {
        var root = new RegistryObject(json, "", problems);
        if (root.Value("modules") is null)
        {
            root.Problem("modules", "is missing");
        }

        var objects = root.Objects("modules", (item, number) => $"module {Identity.Of(item, "id", number)}");
        root.RefuseOtherFields();

        var modules = objects.Select(Read).ToList();
        foreach (var id in RepeatedIds(modules))
        {
            problems.Add($"module '{Shortened.For(id)}'", "field 'id' must differ from all others, in more than upper and lower case");
        }

        return modules;
    }

    private Module Read(RegistryObject json)
    {
        var declaration = ModuleReader.Read(json);

        // A field of the wrong kind was read as if it were not there: what the rules would say of that helps nobody.
        if (json.IsSound)
        {
            Report(json, ModuleDeclarationRules.Check(declaration.Module));
        }

        foreach (var parameter in declaration.Parameters.Where(parameter => parameter.Json.IsSound))
        {
            Report(parameter.Json, _parameterRules.Check(parameter.Parameter, declaration.Module));
        }

        return declaration.Module;
    }

    private static void Report(RegistryObject json, IEnumerable<Flaw> flaws)
    {
        foreach (var flaw in flaws)
        {
            json.Problem(flaw.Field, flaw.What);
        }
    }

    // Ids become file names, and some file systems take upper and lower case for the same.
    private static IEnumerable<string> RepeatedIds(IEnumerable<Module> modules) => modules
        .Select(module => module.Id.Value)
        .Where(id => id.Length > 0)
        .GroupBy(id => id, StringComparer.OrdinalIgnoreCase)
        .Where(group => group.Count() > 1)
        .Select(group => group.Key);

    // The reader's own text ends with the position in its way of counting, from 0.
    private static string Reason(JsonException exception) => exception.Message.Split(" LineNumber:")[0].TrimEnd('.');
}

/// <summary>Modules, or the problems for which there are none.</summary>
internal sealed record RegistryReading(IReadOnlyList<Module> Modules, IReadOnlyList<string> Problems);
