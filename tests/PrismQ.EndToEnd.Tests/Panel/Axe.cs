using Microsoft.Playwright;
using PrismQ.Testing.Common;

namespace PrismQ.EndToEnd.Tests.Panel;

/// <summary>Checks a page against WCAG 2.2 AA, as far as a program can.</summary>
internal static class Axe
{
    private const string Check = """
        async () => {
          const result = await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })
          return result.violations.flatMap(violation => violation.nodes.map(node => `${violation.id}: ${node.html.slice(0, 160)} ${node.any[0]?.message ?? ''}`))
        }
        """;

    private static readonly Lazy<string> Script = new(() => File.ReadAllText(
        RepositoryFiles.Path("src", "PrismQ.Web", "node_modules", "axe-core", "axe.min.js")));

    public static async Task<string[]> ViolationsAsync(IPage page)
    {
        await page.EvaluateAsync(Script.Value);
        return await page.EvaluateAsync<string[]>(Check);
    }
}
