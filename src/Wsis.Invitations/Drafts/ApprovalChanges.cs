using System.Text.Json;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Journal;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Workflow;

namespace Wsis.Invitations.Drafts;

/// <summary>Finds what was changed since the latest approval of a campaign that is not launched.</summary>
public sealed class ApprovalChanges(IDraftStore drafts, ICampaignStore campaigns, CampaignCache cache)
{
    /// <summary>Null where nobody has approved the campaign, where an approval is valid, and after the
    /// launch.</summary>
    public async Task<ChangesSinceApproval?> Find(Draft draft, CancellationToken cancellation)
    {
        if (
            await cache.Find(draft.Campaign, cancellation)
                is not { Entry: { State: CampaignState.Draft, Approvals: [.., var approval] } entry } campaign
            || draft.IsSubmittedAs(entry) && entry.Approvals.Any(a => a.Hash == campaign.ContentHash)
        )
            return null;
        var journal = await campaigns.ReadJournal(draft.Campaign, cancellation);
        return new ChangesSinceApproval(
            approval,
            await ReadApproved(draft, approval, cancellation) is { } former
                ? DraftDifference.Compare(former, await drafts.ReadAll(draft, cancellation))
                : null,
            [.. draft.Changes.Where(c => c.At > approval.At).Select(c => c.By).Where(b => b.Length > 0).Distinct()],
            [
                .. journal.Where(e =>
                    e.At > approval.At && e.Event is JournalEvent.DeadlineExtended or JournalEvent.InviteesAdded
                ),
            ]
        );
    }

    /// <summary>The files that were approved. Null if they were not recorded.</summary>
    private async Task<IReadOnlyDictionary<string, byte[]>?> ReadApproved(
        Draft draft,
        ProofApproval approval,
        CancellationToken cancellation
    ) =>
        draft.Versions.LastOrDefault(v => v.Folder == approval.Folder) is { } version
        && await drafts.ReadContent(draft.Campaign, version.Files, cancellation) is { } files
            ? await drafts.ReadAll(
                draft with
                {
                    Files = [.. JsonSerializer.Deserialize<DraftFile[]>(files)!],
                },
                cancellation
            )
            : null;
}

/// <summary>What was changed since an approval.</summary>
/// <param name="Approval">The latest approval. It is not valid any more.</param>
/// <param name="Difference">What differs in the files. Null if the files that were approved were not recorded.</param>
/// <param name="Authors">Who changed files since.</param>
/// <param name="Actions">The actions on the submitted campaign since that changed what is sent to whom.</param>
public sealed record ChangesSinceApproval(
    ProofApproval Approval,
    DraftDifference? Difference,
    IReadOnlyList<string> Authors,
    IReadOnlyList<JournalEntry> Actions
);
