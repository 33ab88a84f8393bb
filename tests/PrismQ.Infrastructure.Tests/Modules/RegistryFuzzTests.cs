using System.Text;
using PrismQ.Application.Configs.Rules;
using PrismQ.Domain.Modules;
using PrismQ.Infrastructure.Modules;
using PrismQ.Testing.Common.Fuzzing;

namespace PrismQ.Infrastructure.Tests.Modules;

[Category("Fuzz")]
public sealed class RegistryFuzzTests
{
    private static readonly FuzzCampaign Campaign = new(
        "registry", "\"id\"", "\"parameters\"", "\"options\": []", "\"pattern\": \"(\"", "\"min\": 1e99", "\"type\": \"number\"", "\"default\": null");

    private readonly RegistryReader _reader = new(new ParameterRules());

    [Test]
    public void Read_WhateverTheBytes_AnswersSoundModulesOrReadableProblems() => Campaign.Run(bytes =>
    {
        var reading = _reader.Read(bytes, "modules.json");

        if (reading.Problems.Count > 0)
        {
            reading.Modules.Should().BeEmpty();
            reading.Problems.Count.Should().BeLessThanOrEqualTo(51);
            reading.Problems.Should().OnlyContain(problem => IsReadable(problem));
            return;
        }

        reading.Modules.All(module => ModuleId.IsValid(module.Id.Value) && module.Name.Length > 0).Should().BeTrue();
        reading.Modules.Select(module => module.Id.Value).Should().OnlyHaveUniqueItems();
    });

    private static bool IsReadable(string problem) =>
        problem.StartsWith("modules.json: ", StringComparison.Ordinal)
        && problem.Length < 2000
        && !problem.Any(char.IsControl)
        && problem.EnumerateRunes().All(rune => rune != Rune.ReplacementChar || problem.Contains('\uFFFD'));
}
