using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Workflow;
using Wsis.Web.StaffPages.Drafts.Invitees;

namespace Wsis.Web.StaffPages.Additions;

/// <summary>A list of new invitees that is kept until it is confirmed.</summary>
/// <param name="Kept">The hash under which it is kept.</param>
public sealed record KeptAdditions(string Kept)
{
    /// <summary>The sheets of which one is to be chosen. Empty once one is.</summary>
    public IReadOnlyList<string> Sheets { get; init; } = [];

    /// <summary>The list. Null while a sheet is to be chosen.</summary>
    public InviteeTable? Table { get; init; }

    /// <summary>How its columns are matched. Null while a sheet is to be chosen, and once they are.</summary>
    public MatchedColumns? Matched { get; init; }

    /// <summary>The list compared with the campaign. Null until its columns are matched.</summary>
    public ComparedAdditions? Compared { get; init; }

    /// <summary>The rows with what is wrong with them.</summary>
    public IReadOnlyList<CheckedRow> Rows { get; init; } = [];

    public IReadOnlyList<CheckedRow> WrongRows => [.. Rows.Where(r => r.Errors.Count > 0)];

    /// <summary>The problems that are in no row.</summary>
    public IReadOnlyList<Problem> ProblemsOfAll =>
        [.. (Compared?.Problems ?? []).Where(p => Rows.All(r => r.Line != p.Line))];
}
