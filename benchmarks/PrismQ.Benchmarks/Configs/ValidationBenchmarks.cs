using BenchmarkDotNet.Attributes;
using PrismQ.Application.Configs.Rules;
using PrismQ.Benchmarks.Gate;
using PrismQ.Domain.Configs;
using PrismQ.Domain.Modules;
using PrismQ.Testing.Configs;
using static PrismQ.Testing.Modules.ModuleBuilder;

namespace PrismQ.Benchmarks.Configs;

/// <summary>Checking parameters by the rules of a module that has one of every kind.</summary>
[MemoryDiagnoser]
public class ValidationBenchmarks
{
    private readonly ParameterValidator _validator = new(new ParameterRules());

    private readonly Module _module = Module(
        "all",
        Number("top", min: 1, max: 1000),
        Select("language", "en", "de", "cs"),
        Checkbox("advanced"),
        Parameter("path").Required(),
        Password("token"),
        Parameter("pattern").Matching("[a-z]+"),
        Parameter("depth").ShownWhen("advanced", "true"));

    private readonly ParameterValues _good = Json.Parameters(
        """{"top": 20, "language": "en", "advanced": false, "path": "texts/a.txt", "token": "secret", "pattern": "abc"}""");

    private readonly ParameterValues _bad = Json.Parameters(
        """{"top": 0, "language": "xx", "advanced": 1, "token": 5, "pattern": "1", "extra": "kept"}""");

    [Benchmark]
    [Kernel("configs.validate-good", 100)]
    public bool ValidateGood() => _validator.Validate(_module, _good).TryGet(out _, out _);

    [Benchmark]
    [Kernel("configs.validate-bad", 200)]
    public bool ValidateBad() => _validator.Validate(_module, _bad).TryGet(out _, out _);
}
