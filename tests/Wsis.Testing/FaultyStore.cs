using NodaTime;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Correspondence;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Ports;
using Wsis.Invitations.Workflow;

namespace Wsis.Testing;

/// <summary>A store that works until it is told to fail.</summary>
public sealed class FaultyStore(IInvitationStore inner) : IInvitationStore
{
    private int commits;

    public bool IsDown { get; set; }

    /// <summary>Called before and after each commit, with its number; may throw.</summary>
    public Action<int, bool>? OnCommit { get; set; }

    public int Commits => commits;

    /// <summary>How many answers were remembered.</summary>
    public int Remembered { get; private set; }

    /// <summary>Fails where an answer is to be remembered, and nowhere else.</summary>
    public bool ForgetsAnswers { get; set; }

    public IWebhookOutbox WebhookOutbox => inner.WebhookOutbox;

    /// <summary>After so many more calls it is down; null: it stays up.</summary>
    public int? CallsLeft { get; set; }

    public Task Open(CancellationToken cancellation) => Up(() => inner.Open(cancellation));

    public Task<CampaignEntry?> FindCampaign(CampaignId id, CancellationToken cancellation) =>
        Up(() => inner.FindCampaign(id, cancellation));

    public IAsyncEnumerable<CampaignEntry> Campaigns(CancellationToken cancellation) => inner.Campaigns(cancellation);

    /// <summary>What happens before a campaign is saved.</summary>
    public Func<Task>? OnSave { get; set; }

    public async Task<CampaignEntry?> SaveCampaign(
        CampaignEntry entry,
        IReadOnlyList<JournalEntry> journal,
        CancellationToken cancellation
    )
    {
        await (OnSave?.Invoke() ?? Task.CompletedTask);
        return await Up(() => inner.SaveCampaign(entry, journal, cancellation));
    }

    public Task Note(CampaignId campaign, JournalEntry line, CancellationToken cancellation) =>
        Up(() => inner.Note(campaign, line, cancellation));

    public Task<IReadOnlyList<JournalEntry>> Journal(CampaignId campaign, CancellationToken cancellation) =>
        Up(() => inner.Journal(campaign, cancellation));

    public Task Erase(Partition partition, bool keepCounts, CancellationToken cancellation) =>
        Up(() => inner.Erase(partition, keepCounts, cancellation));

    public Task DeleteFor(CampaignId about, CancellationToken cancellation) =>
        Up(() => inner.DeleteFor(about, cancellation));

    /// <summary>What happens while letters are read.</summary>
    public Func<Task>? OnLetters { get; set; }

    public async Task<IReadOnlyList<LetterSource>> Letters(CampaignId campaign, CancellationToken cancellation)
    {
        await (OnLetters?.Invoke() ?? Task.CompletedTask);
        return await Up(() => inner.Letters(campaign, cancellation));
    }

    public Task SaveLetters(CampaignId campaign, IReadOnlyList<LetterSource> letters, CancellationToken cancellation) =>
        Up(() => inner.SaveLetters(campaign, letters, cancellation));

    public Task<IReadOnlyList<Attachment>> Attachments(CampaignId campaign, CancellationToken cancellation) =>
        Up(() => inner.Attachments(campaign, cancellation));

    public Task SaveAttachments(
        CampaignId campaign,
        IReadOnlyList<Attachment> attachments,
        CancellationToken cancellation
    ) => Up(() => inner.SaveAttachments(campaign, attachments, cancellation));

    public Task<Stored?> Find(Partition partition, InviteeId invitee, CancellationToken cancellation) =>
        Up(() => inner.Find(partition, invitee, cancellation));

    public Task<IReadOnlyList<Stored>> Due(
        Partition partition,
        Instant until,
        int most,
        CancellationToken cancellation
    ) => Up(() => inner.Due(partition, until, most, cancellation));

    public async Task<CommitResult> Commit(
        Partition partition,
        IReadOnlyList<Change> changes,
        CancellationToken cancellation
    )
    {
        var number = Interlocked.Increment(ref commits);
        OnCommit?.Invoke(number, false);
        var result = await Up(() => inner.Commit(partition, changes, cancellation));
        OnCommit?.Invoke(number, true);
        return result;
    }

    public Task<Tally> Count(CampaignId campaign, int buckets, CancellationToken cancellation) =>
        Up(() => inner.Count(campaign, buckets, cancellation));

    /// <summary>What happens between the reading of a list and its use.</summary>
    public Action? OnListed { get; set; }

    public async Task<Page<Stored>> List(
        CampaignId campaign,
        int buckets,
        InvitationFilter filter,
        int top,
        string? continuation,
        CancellationToken cancellation
    )
    {
        var page = await Up(() => inner.List(campaign, buckets, filter, top, continuation, cancellation));
        OnListed?.Invoke();
        return page;
    }

    public Task<IReadOnlyList<JournalEntry>> Journal(
        Partition partition,
        InviteeId invitee,
        CancellationToken cancellation
    ) => Up(() => inner.Journal(partition, invitee, cancellation));

    public Task<string> TryAdd(
        string source,
        string id,
        string answer,
        CampaignId? about,
        CancellationToken cancellation
    )
    {
        if (ForgetsAnswers)
            throw new StoreUnavailableException("The store is down.");
        Remembered++;
        return Up(() => inner.TryAdd(source, id, answer, about, cancellation));
    }

    public Task<string?> Get(string source, string id, CancellationToken cancellation) =>
        Up(() => inner.Get(source, id, cancellation));

    public Task<CorrespondenceItem> FileCorrespondence(CorrespondenceItem item, CancellationToken cancellation) =>
        Up(() => inner.FileCorrespondence(item, cancellation));

    public Task<CorrespondenceItem?> FindCorrespondence(
        CampaignId? campaign,
        CorrespondenceId id,
        CancellationToken cancellation
    ) => Up(() => inner.FindCorrespondence(campaign, id, cancellation));

    public Task<CorrespondenceItem?> SaveCorrespondence(CorrespondenceItem item, CancellationToken cancellation) =>
        Up(() => inner.SaveCorrespondence(item, cancellation));

    public Task EraseCorrespondence(CampaignId campaign, CancellationToken cancellation) =>
        Up(() => inner.EraseCorrespondence(campaign, cancellation));

    public Task<Page<CorrespondenceItem>> ListCorrespondence(
        CampaignId? campaign,
        CorrespondenceFilter filter,
        int top,
        string? continuation,
        CancellationToken cancellation
    ) => Up(() => inner.ListCorrespondence(campaign, filter, top, continuation, cancellation));

    private T Up<T>(Func<T> call) =>
        IsDown || CallsLeft-- <= 0 ? throw new StoreUnavailableException("The store is down.") : call();
}
