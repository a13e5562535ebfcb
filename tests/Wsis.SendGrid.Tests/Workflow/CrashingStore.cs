using NodaTime;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Correspondence;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Ports;
using Wsis.Invitations.Workflow;

namespace Wsis.SendGrid.Tests.Workflow;

/// <summary>A store in front of which, or behind which, something goes wrong at a commit or when an id is to be
/// remembered.</summary>
internal sealed class CrashingStore(IInvitationStore store) : IInvitationStore
{
    private int commits;

    /// <summary>Called before the commit of that number, from 1.</summary>
    public Action<int> BeforeCommit { get; init; } = _ => { };

    /// <summary>Called after it.</summary>
    public Action<int> AfterCommit { get; init; } = _ => { };

    public Action<string> BeforeRemember { get; init; } = _ => { };

    public async Task<CommitResult> Commit(
        Partition partition,
        IReadOnlyList<Change> changes,
        CancellationToken cancellation
    )
    {
        var number = Interlocked.Increment(ref commits);
        BeforeCommit(number);
        var result = await store.Commit(partition, changes, cancellation);
        AfterCommit(number);
        return result;
    }

    public Task<string> TryAdd(
        string source,
        string id,
        string answer,
        CampaignId? about,
        CancellationToken cancellation
    )
    {
        BeforeRemember(id);
        return store.TryAdd(source, id, answer, about, cancellation);
    }

    public IWebhookOutbox WebhookOutbox => store.WebhookOutbox;

    public Task Open(CancellationToken cancellation) => store.Open(cancellation);

    public Task<CampaignEntry?> FindCampaign(CampaignId id, CancellationToken cancellation) =>
        store.FindCampaign(id, cancellation);

    public IAsyncEnumerable<CampaignEntry> Campaigns(CancellationToken cancellation) => store.Campaigns(cancellation);

    public Task<CampaignEntry?> SaveCampaign(
        CampaignEntry entry,
        IReadOnlyList<JournalEntry> journal,
        CancellationToken cancellation
    ) => store.SaveCampaign(entry, journal, cancellation);

    public Task Note(CampaignId campaign, JournalEntry line, CancellationToken cancellation) =>
        store.Note(campaign, line, cancellation);

    public Task<IReadOnlyList<JournalEntry>> Journal(CampaignId campaign, CancellationToken cancellation) =>
        store.Journal(campaign, cancellation);

    public Task Erase(Partition partition, bool keepCounts, CancellationToken cancellation) =>
        store.Erase(partition, keepCounts, cancellation);

    public Task DeleteFor(CampaignId about, CancellationToken cancellation) => store.DeleteFor(about, cancellation);

    public Task<IReadOnlyList<LetterSource>> Letters(CampaignId campaign, CancellationToken cancellation) =>
        store.Letters(campaign, cancellation);

    public Task SaveLetters(CampaignId campaign, IReadOnlyList<LetterSource> letters, CancellationToken cancellation) =>
        store.SaveLetters(campaign, letters, cancellation);

    public Task<IReadOnlyList<Attachment>> Attachments(CampaignId campaign, CancellationToken cancellation) =>
        store.Attachments(campaign, cancellation);

    public Task SaveAttachments(
        CampaignId campaign,
        IReadOnlyList<Attachment> attachments,
        CancellationToken cancellation
    ) => store.SaveAttachments(campaign, attachments, cancellation);

    public Task<Stored?> Find(Partition partition, InviteeId invitee, CancellationToken cancellation) =>
        store.Find(partition, invitee, cancellation);

    public Task<IReadOnlyList<Stored>> Due(
        Partition partition,
        Instant until,
        int most,
        CancellationToken cancellation
    ) => store.Due(partition, until, most, cancellation);

    public Task<Tally> Count(CampaignId campaign, int buckets, CancellationToken cancellation) =>
        store.Count(campaign, buckets, cancellation);

    public Task<Page<Stored>> List(
        CampaignId campaign,
        int buckets,
        InvitationFilter filter,
        int top,
        string? continuation,
        CancellationToken cancellation
    ) => store.List(campaign, buckets, filter, top, continuation, cancellation);

    public Task<IReadOnlyList<JournalEntry>> Journal(
        Partition partition,
        InviteeId invitee,
        CancellationToken cancellation
    ) => store.Journal(partition, invitee, cancellation);

    public Task<string?> Get(string source, string id, CancellationToken cancellation) =>
        store.Get(source, id, cancellation);

    public Task<CorrespondenceItem> FileCorrespondence(CorrespondenceItem item, CancellationToken cancellation) =>
        store.FileCorrespondence(item, cancellation);

    public Task<CorrespondenceItem?> FindCorrespondence(
        CampaignId? campaign,
        CorrespondenceId id,
        CancellationToken cancellation
    ) => store.FindCorrespondence(campaign, id, cancellation);

    public Task<CorrespondenceItem?> SaveCorrespondence(CorrespondenceItem item, CancellationToken cancellation) =>
        store.SaveCorrespondence(item, cancellation);

    public Task EraseCorrespondence(CampaignId campaign, CancellationToken cancellation) =>
        store.EraseCorrespondence(campaign, cancellation);

    public Task<Page<CorrespondenceItem>> ListCorrespondence(
        CampaignId? campaign,
        CorrespondenceFilter filter,
        int top,
        string? continuation,
        CancellationToken cancellation
    ) => store.ListCorrespondence(campaign, filter, top, continuation, cancellation);
}
