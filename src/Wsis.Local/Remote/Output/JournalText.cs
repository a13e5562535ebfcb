using Wsis.Invitations.Texts;
using Wsis.Web.StaffApi;

namespace Wsis.Local.Remote.Output;

/// <summary>Shows an entry of a journal to a person.</summary>
internal static class JournalText
{
    private const string Content = "content ";

    public static string Format(JournalLineView line) =>
        $"{MomentText.Format(line.At)}  {line.What}"
        + (line.Step is { } step ? $" {step}" : "")
        + (line.Who is { } who ? $" by {who}" : "")
        + (line.Note is { } note ? $": {Shorten(note)}" : "");

    /// <summary>A hash by its first digits.</summary>
    private static string Shorten(string note) =>
        note.StartsWith(Content, StringComparison.Ordinal) && note[Content.Length..].All(char.IsAsciiHexDigit)
            ? EnglishJournal.DisplayContent(note[Content.Length..])
            : note;
}
