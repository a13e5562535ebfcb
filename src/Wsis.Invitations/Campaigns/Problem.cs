using Wsis.Invitations.Letters;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Texts;

namespace Wsis.Invitations.Campaigns;

/// <summary>An error, a warning or a note in a campaign folder.</summary>
/// <param name="File">The file, relative to the folder, with forward slashes.</param>
/// <param name="Line">The line, from 1. 0 means the whole file.</param>
/// <param name="Reason">What is wrong, and what would be right.</param>
public sealed record Problem(string File, int Line, ProblemReason Reason)
{
    /// <summary>The property of <c>campaign.json</c>, such as <c>steps[1].due</c>; null where the problem is not in
    /// one.</summary>
    public string? Property { get; init; }

    /// <summary>The step or the day whose property it is; null where it has none, or where the property is of no list.
    /// </summary>
    public string? Item { get; init; }

    /// <summary>The column of a list; null where the problem is not in a cell.</summary>
    public string? Column { get; init; }

    /// <summary>Whether the campaign can be used all the same: a launch asks about it.</summary>
    public bool IsWarning { get; init; }

    /// <summary>Whether it is only a note: a launch does not ask about it.</summary>
    public bool IsNote { get; init; }

    /// <summary>Whether it is in a letter.</summary>
    public bool IsOfLetter => File.StartsWith("letters/", StringComparison.Ordinal);

    /// <summary>The problem in English, with its property or column. One line.</summary>
    public string Message => TextSanitizer.Line($"{Place}{Reason.ToEnglish()}");

    private string Place =>
        Property is not null ? $"{Property}: "
        : Column is not null ? $"column '{Column}': "
        : "";

    /// <summary><c>file:line: message</c>, the form that editors and terminals make a link of.</summary>
    public override string ToString() => $"{File}:{Line}: {Severity}{Message}";

    private string Severity =>
        IsWarning ? "warning: "
        : IsNote ? "note: "
        : "";
}
