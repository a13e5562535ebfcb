namespace Wsis.Invitations.Campaigns;

/// <summary>An error or a warning in a campaign folder.</summary>
/// <param name="File">The file, relative to the folder, with forward slashes.</param>
/// <param name="Line">The line, from 1. 0 means the whole file.</param>
/// <param name="Message">What is wrong, and what would be right. One line.</param>
public sealed record Problem(string File, int Line, string Message)
{
    /// <summary>The column of a list; null where the problem is not in a cell.</summary>
    public string? Column { get; init; }

    /// <summary>Whether the campaign can be used all the same: a launch asks about it.</summary>
    public bool IsWarning { get; init; }

    /// <summary><c>file:line: message</c>, the form that editors and terminals make a link of.</summary>
    public override string ToString() => $"{File}:{Line}: {(IsWarning ? "warning: " : "")}{Message}";
}
