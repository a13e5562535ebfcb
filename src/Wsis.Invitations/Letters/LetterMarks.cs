using System.Text.RegularExpressions;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Reasons;

namespace Wsis.Invitations.Letters;

/// <summary>Finds what a letter would show as text, though nobody meant it: HTML, and the marks of an
/// emphasis around nothing.</summary>
internal static partial class LetterMarks
{
    private static readonly string[] Marks = ["**", "__"];

    /// <summary>Lists a warning of the first HTML of a letter.</summary>
    public static IEnumerable<Problem> FindHtml(LetterTemplate letter)
    {
        var text = letter.Source.Text;
        var found = Tag().Match(text);
        if (found.Success)
            yield return new Problem(
                $"letters/{letter.Source.Language}/{letter.Source.Name}.md",
                1 + text.AsSpan(0, found.Index).Count('\n'),
                new ProblemReason.Html(found.Value)
            )
            {
                IsWarning = true,
            };
    }

    /// <summary>Finds the marks of an emphasis that a rendered body shows: the emphasis is empty, or its marks do not
    /// belong together. A line of nothing but four stars is read as a rule.</summary>
    /// <returns>Null if there are none.</returns>
    public static string? FindShown(MarkdownDocument body)
    {
        foreach (var text in body.Descendants<LiteralInline>().Where(l => !l.IsFirstCharacterEscaped))
            if (Array.Find(Marks, mark => text.Content.AsSpan().Contains(mark, StringComparison.Ordinal)) is { } mark)
                return mark;
        return body.Descendants<ThematicBreakBlock>().Any(rule => rule is { ThematicChar: '*', ThematicCharCount: 4 })
            ? "****"
            : null;
    }

    /// <summary>The line of a template in which the marks stand, from 1. Null if it is not known.</summary>
    public static int? FindLine(LetterTemplate letter, string marks)
    {
        var at = letter.Source.Text.IndexOf(marks[..2], StringComparison.Ordinal);
        var field = AroundField().Match(letter.Source.Text);
        if (field.Success)
            at = field.Index;
        return at < 0 ? null : 1 + letter.Source.Text.AsSpan(0, at).Count('\n');
    }

    /// <summary>A tag or a comment. An address in angle brackets is a link, which has a colon or an at sign.</summary>
    [GeneratedRegex(
        @"</?[A-Za-z][A-Za-z0-9-]{0,20}(?:[ \t][^<>\n]{0,200})?/?>|<!--",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking
    )]
    private static partial Regex Tag();

    /// <summary>An emphasis of nothing but a field.</summary>
    [GeneratedRegex(
        @"(?:\*\*|__)[ \t]{0,5}\{\{[^{}\n]{1,200}\}\}[ \t]{0,5}(?:\*\*|__)",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking
    )]
    private static partial Regex AroundField();
}
