using System.Reflection;
using System.Runtime.CompilerServices;

namespace PrismQ.Architecture.Tests;

/// <summary>The repository polices itself.</summary>
public sealed class HouseStyleTests
{
    private static readonly string[] Features = ["Common", "Modules", "Configs", "Runs", "SystemStatus"];

    private static readonly Assembly[] Product =
    [
        typeof(Domain.Common.Error).Assembly,
        typeof(Application.ApplicationRegistration).Assembly,
        typeof(Infrastructure.InfrastructureRegistration).Assembly,
        typeof(Program).Assembly,
    ];

    [Test]
    public void Namespaces_AreTheFeaturesInEveryLayer()
    {
        var own = new[] { "Panel", "Security" };

        var strangers = WrittenTypes()
            .Where(type => type.Namespace?.Split('.') is { Length: > 2 } parts && !Features.Concat(own).Contains(parts[2]))
            .Select(type => type.FullName);

        strangers.Should().BeEmpty("one name serves every layer: {0}", string.Join(", ", Features));
    }

    [Test]
    public void Classes_AreSealed()
    {
        var open = WrittenTypes()
            .Where(type => type is { IsClass: true, IsSealed: false, IsAbstract: false } && type != typeof(Program))
            .Select(type => type.FullName);

        open.Should().BeEmpty();
    }

    [Test]
    public void Controllers_NeedNothingButTheMediator()
    {
        var needy =
            from type in WrittenTypes()
            where type.Name.EndsWith("Controller", StringComparison.Ordinal)
            from parameter in type.GetConstructors().SelectMany(constructor => constructor.GetParameters())
            where parameter.ParameterType.Namespace is { } place
                && place.StartsWith("PrismQ.", StringComparison.Ordinal) && !place.StartsWith("PrismQ.Api", StringComparison.Ordinal)
            select $"{type.Name} needs {parameter.ParameterType.Name}";

        needy.Should().BeEmpty();
    }

    [Test]
    public void Files_StaySmall()
    {
        var lengths = SourceTree.Files("src").Select(file => (file.Path, file.Lines.Length)).OrderBy(file => file.Length).ToArray();

        lengths.Where(file => file.Length > 300).Should().BeEmpty("no file is longer than 300 lines");
        lengths[lengths.Length / 2].Length.Should().BeLessThanOrEqualTo(60, "the median file fits on a screen");
        lengths[lengths.Length * 9 / 10].Length.Should().BeLessThanOrEqualTo(160, "nine files in ten can be read at a glance");
    }

    [Test]
    public void Files_HoldNoLeftOvers()
    {
        var words = new[] { "TODO", "FIX" + "ME", "HACK", "NotImplemented" + "Exception", "#region" };

        var leftOvers =
            from file in SourceTree.Files("src", "tests", "benchmarks")
            where !file.Path.EndsWith("HouseStyleTests.cs", StringComparison.Ordinal)
            from line in file.Lines
            where words.Any(word => line.Contains(word, StringComparison.Ordinal))
            select $"{file.Path}: {line.Trim()}";

        leftOvers.Should().BeEmpty();
    }

    [Test]
    public void Pragmas_CarryTheirReason()
    {
        var bare =
            from file in SourceTree.Files("src", "tests", "benchmarks")
            from line in file.Lines
            where line.TrimStart().StartsWith("#pragma warning disable", StringComparison.Ordinal) && !line.Contains("//")
            select $"{file.Path}: {line.Trim()}";

        bare.Should().BeEmpty();
    }

    [Test]
    public void LogEvents_HaveAnIdOfTheirOwn()
    {
        const string Start = "[LoggerMessage(";

        var shared =
            from file in SourceTree.Files("src")
            from line in file.Lines
            let at = line.IndexOf(Start, StringComparison.Ordinal)
            where at >= 0
            group file.Path by line[(at + Start.Length)..].Split(',')[0] into places
            where places.Count() > 1
            select $"{places.Key}: {string.Join(", ", places)}";

        shared.Should().BeEmpty("who filters by an event's id must get no other event");
    }

    private static IEnumerable<Type> WrittenTypes() => Product.SelectMany(assembly => assembly.GetTypes())
        .Where(type => !type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false)
            && type.Namespace?.StartsWith("PrismQ.", StringComparison.Ordinal) == true
            && !type.Name.Contains('<'));
}
