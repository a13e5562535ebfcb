using System.Text.RegularExpressions;
using Wsis.Web.Hosting;
using Wsis.Web.Public;
using Wsis.Web.StaffApi;
using Wsis.Web.StaffPages;
using Wsis.Web.Webhooks;

namespace Wsis.Web.StaffPages.Texts;

/// <summary>One form of sentence in both languages. Each gap, such as <c>{day}</c>, stands for what differs from one
/// such sentence to the next.</summary>
internal sealed class FrenchSentence(string english, string french)
{
    private const RegexOptions Plainly =
        RegexOptions.CultureInvariant | RegexOptions.Singleline | RegexOptions.NonBacktracking;

    private static readonly Regex Gap = new(@"\{(\w+)\}", Plainly);

    private readonly Regex form = new(
        $"^{Regex.Replace(Regex.Escape(english), @"\\\{(\w+)\}", "(?<$1>.+?)", Plainly)}$",
        Plainly
    );

    /// <summary>The French of an English sentence of this form; null where it is of another. <paramref name="gap"/>
    /// says what goes into the French gap of a name for what was in the English one.</summary>
    public string? Translate(string sentence, Func<string, string, string> gap) =>
        form.Match(sentence) is { Success: true } match
            ? Gap.Replace(french, g => gap(g.Groups[1].Value, match.Groups[g.Groups[1].Value].Value))
            : null;
}
