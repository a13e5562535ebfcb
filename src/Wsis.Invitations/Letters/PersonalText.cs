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

    /// <summary>No Message-ID is longer that mail programs accept.</summary>
    private const int MaxIdLength = 250;

    /// <summary>The Message-IDs of the messages that it answers, without angle brackets.</summary>
    public ImmutableArray<string> Follows { get; init; } = [];

    /// <summary>The ids that can be written into a header. They come from outside.</summary>
    public static ImmutableArray<string> FollowsOf(string? messageId) =>
        messageId is { Length: <= MaxIdLength } id && MessageId().IsMatch(id) ? [id] : [];

    /// <summary>The text as Markdown in which every sign stands for itself.</summary>
    public string ToMarkdown()
    {
        var markdown = new StringBuilder(Text.Length * 2);
        foreach (var line in Text.ReplaceLineEndings("\n").Split('\n'))
        {
            foreach (var c in line.Trim())
                markdown.Append(char.IsAsciiLetterOrDigit(c) || !char.IsAscii(c) || c == ' ' ? "" : "\\").Append(c);
            // A backslash at its end keeps the line.
            markdown.Append(line.Trim().Length > 0 ? "\\\n" : "\n");
        }
        return LastBreaks().Replace(markdown.ToString(), "$1");
    }

    [GeneratedRegex(@"\A[!#-;=?-~]+@[!#-;=?-~]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex MessageId();

    /// <summary>A paragraph does not end with a break.</summary>
    [GeneratedRegex(@"\\(\n)(?=\n|\z)", RegexOptions.CultureInvariant)]
    private static partial Regex LastBreaks();
}
