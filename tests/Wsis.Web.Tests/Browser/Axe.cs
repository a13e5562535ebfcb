using System.Text.Json;
using Microsoft.Playwright;

namespace Wsis.Web.Tests.Browser;

/// <summary>Asks axe-core what is wrong with a page, by every rule of WCAG 2.2 A and AA that it knows, and its best
/// practices.</summary>
internal static class Axe
{
    private const string Rules = """
        () => axe.run(document, {
            runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
            resultTypes: ['violations'],
        }).then(found => found.violations.map(v =>
            v.id + ': ' + v.help + '\n' + v.nodes.map(n => '  ' + n.html + '\n  ' + n.failureSummary).join('\n')))
        """;

    private static readonly Lazy<string> Script = new(() =>
        File.ReadAllText(Path.Combine(NpmPackages.Folder, "node_modules", "axe-core", "axe.min.js"))
    );

    public static async Task AssertNoViolations(IPage page)
    {
        // Evaluated, not loaded: the page's own policy allows no script, and it stays in force.
        if (!await page.EvaluateAsync<bool>("'axe' in window"))
            await page.EvaluateAsync(Script.Value);
        var found = await page.EvaluateAsync<JsonElement>(Rules);
        Assert.True(
            found.GetArrayLength() == 0,
            $"{page.Url}\n{string.Join('\n', found.EnumerateArray().Select(f => f.GetString()))}"
        );
    }
}
