using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;

namespace Wsis.Invitations.Letters;

/// <summary>The words of a short letter that staff wrote to one office.</summary>
/// <param name="Subject">One line.</param>
/// <param name="Text">Plain text. A blank line divides two paragraphs.</param>
public sealed partial record PersonalText(string Subject, string Text)
{
    /// <summary>The most characters of the subject.</summary>
    public const int MaxSubjectLength = 200;

    /// <summary>The most characters of the text. A row holds the texts of several letters.</summary>
    public const int MaxTextLength = 4_000;

    /// <summary>The most characters of a Message-ID in a header. Mail programs make shorter ones.</summary>
    private const int MaxIdLength = 250;

    /// <summary>The Message-IDs of the messages that it answers, without angle brackets.</summary>
    public ImmutableArray<string> Follows { get; init; } = [];

    /// <summary>The ids that can be written into a header. They come from outside.</summary>
    public static ImmutableArray<string> FollowsOf(string? messageId) =>
        messageId is { Length: <= MaxIdLength } id && MessageId().IsMatch(id) ? [id] : [];

    /// <summary>The text as Markdown in which every sign stands for itself and every line stays one.</summary>
    public string ToMarkdown()
    {
        var markdown = new StringBuilder(Text.Length * 2);
        var isInParagraph = false;
        foreach (var line in Text.ReplaceLineEndings("\n").Split('\n').Select(l => l.Trim()))
        {
            // A backslash before the end of a line is a break.
            if (markdown.Length > 0)
                markdown.Append(isInParagraph && line.Length > 0 ? "\\\n" : "\n");
            foreach (var c in line)
                markdown.Append(IsMarkup(c) ? "\\" : "").Append(c);
            isInParagraph = line.Length > 0;
        }
        return markdown.ToString();
    }

    private static bool IsMarkup(char c) => char.IsAscii(c) && !char.IsAsciiLetterOrDigit(c) && c != ' ';

    [GeneratedRegex(@"^[!#-;=?-~]+@[!#-;=?-~]+\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex MessageId();
}
