using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using PrismQ.Application.Configs.Rules;
using PrismQ.Domain.Configs;
using PrismQ.Domain.Modules;
using PrismQ.Testing.Configs;
using static PrismQ.Testing.Modules.ModuleBuilder;

namespace PrismQ.Application.Tests.Configs.Rules;

public sealed class ParameterPropertyTests
{
    private static readonly Module Everything = Module(
        "all",
        Number("n", min: -5, max: 5.5m),
        Select("s", "a", "b"),
        Checkbox("c"),
        Parameter("t").Required().Matching("[a-z]+$").ShownWhen("s", "\"a\""),
        Password("p"),
        Number("h").ShownWhen("n", "1.0"));

    private static readonly string[] Names = ["n", "s", "c", "t", "p", "h", "extra"];

    // Texts as JSON writes them, lone surrogates and NULs among them, and numbers that .NET has no type for.
    private static readonly Gen<string> Scalar = Gen.OneOf(
        Gen.Elements("null", "true", "false", "1e400", "-1e400", "1e99999999999", "-0", "1.0", "\"\"", "\"a\"", "\"********\""),
        Gen.Elements("\"\\ud800\"", "\"\\udc00\\ud800\"", "\"\\u0000\"", "\"\\ud83d\\ude00\"", "{\"\\ud800\": 1}"),
        ArbMap.Default.GeneratorFor<decimal>().Select(number => JsonSerializer.Serialize(number)),
        ArbMap.Default.GeneratorFor<string>().Select(text => JsonSerializer.Serialize(text)));

    private static readonly Gen<string> AnyJson = Gen.OneOf(
        Scalar,
        Scalar.ListOf(3).Select(items => $"[{string.Join(",", items)}]"),
        Scalar.Select(item => $$"""{"a": {{item}}}"""));

    private static readonly Gen<ParameterValues> AnyParameters =
        AnyJson.ListOf(Names.Length).Select(values => new ParameterValues(
            values.Select((json, index) => KeyValuePair.Create(Names[index], Json.Value(json)))));

    private readonly ParameterValidator _validator = new(new ParameterRules());

    [Test]
    public void Validate_WhateverTheJson_AnswersWithoutAnException()
    {
        var property = Prop.ForAll(AnyParameters.ToArbitrary(), given =>
        {
            var result = _validator.Validate(Everything, given);
            return result.Error is null
                ? result.Value.Given.Count == given.Count
                : result.Error.Message.StartsWith("Invalid parameters: ", StringComparison.Ordinal);
        });

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2000), property);
    }

    [Test]
    public void Validate_WhateverTheNumber_KeepsItDigitForDigit()
    {
        var module = Module("m", Number("n"));
        var property = Prop.ForAll<decimal, byte>((number, zeros) =>
        {
            var written = JsonSerializer.Serialize(number) + (number.Scale > 0 ? new string('0', zeros % 4) : "");
            var resolved = _validator.Validate(module, Json.Parameters($$"""{"n": {{written}}}""")).Value.Resolved;
            return resolved["n"].GetRawText() == written;
        });

        property.QuickCheckThrowOnFailure();
    }

    [Test]
    public void Validate_WhateverTheNumberAndBounds_AgreesWithDecimalArithmetic()
    {
        var property = Prop.ForAll<decimal, decimal, decimal>((number, one, other) =>
        {
            var (min, max) = (Math.Min(one, other), Math.Max(one, other));
            var given = new ParameterValues([KeyValuePair.Create("n", JsonSerializer.SerializeToElement(number))]);
            var isAccepted = _validator.Validate(Module("m", Number("n", min, max)), given).Error is null;
            return isAccepted == (number >= min && number <= max);
        });

        property.QuickCheckThrowOnFailure();
    }
}
