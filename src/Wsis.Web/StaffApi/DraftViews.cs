using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Drafts;
using Wsis.Invitations.Journal;
using Wsis.Web.Hosting;
using Wsis.Web.Hosting.Requests;

namespace Wsis.Web.StaffApi;

/// <summary>A campaign in preparation.</summary>
/// <param name="Id">The campaign.</param>
/// <param name="Etag">The version of all files, for <c>If-Match</c>.</param>
/// <param name="Submitted">Whether it was submitted as it is now, so that it can be approved.</param>
/// <param name="Files">The files, by path.</param>
/// <param name="Problems">The errors, warnings and notes, by file and line. With errors it cannot be submitted.</param>
/// <param name="Changes">The latest changes, oldest first.</param>
/// <param name="TestLetters">The test letters that were sent, oldest first.</param>
public sealed record DraftView(
    string Id,
    string Etag,
    bool Submitted,
    IReadOnlyList<DraftFileView> Files,
    IReadOnlyList<DraftProblemView> Problems,
    IReadOnlyList<DraftChangeView> Changes,
    IReadOnlyList<DraftTestView> TestLetters
)
{
    internal static DraftView From(Draft draft, CampaignFolder folder, IReadOnlyList<JournalEntry> tests) =>
        new(
            draft.Campaign.Value,
            EntityTags.Create(draft.Fingerprint),
            draft.Submitted is not null,
            [.. draft.Files.Select(f => new DraftFileView(f.Path, f.Size, EntityTags.Create(f.Hash)))],
            [.. folder.Problems.Concat(folder.Warnings).Concat(folder.Notes).Select(DraftProblemView.From)],
            [.. draft.Changes.Select(c => new DraftChangeView(c.Path, c.By, Moments.FormatUtc(c.At)))],
            [
                .. tests.Select(t =>
                {
                    var sent = (JournalEvent.TestLetterSent)t.Event;
                    return new DraftTestView(
                        sent.Language,
                        sent.Letter.Value,
                        sent.To,
                        t.Who ?? "",
                        Moments.FormatUtc(t.At)
                    );
                }),
            ]
        );
}

/// <summary>A file of a draft.</summary>
/// <param name="Path">The path in the folder.</param>
/// <param name="Size">The size in bytes.</param>
/// <param name="Etag">The version, for <c>If-Match</c>.</param>
public sealed record DraftFileView(string Path, int Size, string Etag);

/// <summary>An error or a warning of a draft.</summary>
/// <param name="File">The file.</param>
/// <param name="Line">The line, from 1. 0 means the whole file.</param>
/// <param name="Code">What is wrong. It stays when the text changes.</param>
/// <param name="Message">The same in a sentence.</param>
/// <param name="Warning">Whether the campaign can be launched all the same.</param>
/// <param name="Column">The column of a list; left out where it is not in a cell.</param>
public sealed record DraftProblemView(
    string File,
    int Line,
    string Code,
    string Message,
    bool Warning,
    string? Column = null
)
{
    internal static DraftProblemView From(Problem problem) =>
        new(
            problem.File,
            problem.Line,
            problem.Reason.Code,
            problem.Message,
            problem.IsWarning || problem.IsNote,
            problem.Column
        );
}

/// <summary>A change of a file.</summary>
/// <param name="Path">The file.</param>
/// <param name="By">Who changed it.</param>
/// <param name="At">When.</param>
public sealed record DraftChangeView(string Path, string By, string At);

/// <summary>A test letter that was sent.</summary>
/// <param name="Language">The language of the letter.</param>
/// <param name="Letter">The letter.</param>
/// <param name="To">The address, shortened to its first character and its domain.</param>
/// <param name="By">Who sent it.</param>
/// <param name="At">When.</param>
public sealed record DraftTestView(string Language, string Letter, string? To, string By, string At);
