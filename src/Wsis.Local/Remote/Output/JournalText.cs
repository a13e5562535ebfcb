using Wsis.Web.StaffApi;

namespace Wsis.Local.Remote.Output;

/// <summary>Shows an entry of a journal to a person.</summary>
internal static class JournalText
{
    public static string Format(JournalLineView line) =>
        $"{MomentText.Format(line.At)}  {line.What}"
        + (line.Step is { } step ? $" {step}" : "")
        + (line.Who is { } who ? $" by {who}" : "")
        + (line.Note is { } note ? $": {note}" : "");
}
