using ArchUnitNET.Fluent;
using ArchUnitNET.Fluent.Extensions;

namespace PrismQ.Architecture.Tests;

internal static class RuleAssertions
{
    public static void ShouldHold(this IArchRule rule)
    {
        var violations = rule.Evaluate(Layers.Product).Where(result => !result.Passed).ToArray();
        violations.Should().BeEmpty(violations.ToErrorMessage());
    }
}
