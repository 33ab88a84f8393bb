using PrismQ.Domain.Modules;
using PrismQ.Testing.Modules;

namespace PrismQ.Api.Tests.Common;

/// <summary>A small registry and its scripts.</summary>
internal static class TestModules
{
    public static IReadOnlyDictionary<string, string> Scripts { get; } = new Dictionary<string, string>
    {
        ["hello.sh"] = """
            echo "one"
            echo "two" >&2
            echo "three"
            mkdir -p "$PRISMQ_OUTPUT_DIR/deep"
            printf '<script>alert(1)</script>' > "$PRISMQ_OUTPUT_DIR/deep/page.html"
            """,
        ["long.sh"] = "head -c 70000 /dev/zero | tr '\\0' x; echo; echo short\n",
        ["wait.sh"] = "echo waiting\nsleep 600\n",
        ["off.sh"] = "true\n",
    };

    public static Module[] All { get; } =
    [
        ModuleBuilder.Module("hello", ModuleBuilder.Number("top", 1, 100), ModuleBuilder.Select("color", "red", "blue"), ModuleBuilder.Password("token")),
        ModuleBuilder.Module("wait"),
        ModuleBuilder.Module("long"),
        ModuleBuilder.Module("off") with { Enabled = false },
    ];
}
