using System.Collections.Concurrent;
using NodaTime;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Correspondence;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Ports;
using Wsis.Invitations.Workflow;

namespace Wsis.InMemory;

/// <summary>The record in this process's memory: for rehearsals, demonstrations and tests. It keeps the contract of
/// <see cref="IInvitationStore"/>, conflicts and claims included; of the limits only
/// <see cref="IInvitationStore.MaxRowsPerCommit"/>.</summary>
public sealed class InMemoryInvitationStore : IInvitationStore
{
    private readonly ConcurrentDictionary<Partition, InMemoryPartition> partitions = new();
    private readonly ConcurrentDictionary<CampaignId, CampaignEntry> campaigns = new();
    private readonly ConcurrentDictionary<CampaignId, IReadOnlyList<LetterSource>> letters = new();
    private readonly ConcurrentDictionary<CampaignId, IReadOnlyList<Attachment>> attachments = new();
    private readonly ConcurrentDictionary<(string Source, string Id), (string Answer, CampaignId? About)> receipts =
        new();
    private readonly ConcurrentDictionary<CampaignId, ConcurrentQueue<JournalEntry>> journals = new();
    private readonly InMemoryWebhookOutbox announcements = new();
    private readonly InMemoryCorrespondence correspondence = new();
    private long version;

    public IWebhookOutbox WebhookOutbox => announcements;

    public Task Open(CancellationToken cancellation) => Task.CompletedTask;

    public Task<CampaignEntry?> FindCampaign(CampaignId id, CancellationToken cancellation) =>
        Task.FromResult(campaigns.GetValueOrDefault(id));

    public IAsyncEnumerable<CampaignEntry> Campaigns(CancellationToken cancellation) =>
        campaigns.Values.OrderBy(c => c.Id.Value, StringComparer.Ordinal).ToAsyncEnumerable();

    public Task<CampaignEntry?> SaveCampaign(
        CampaignEntry entry,
        IReadOnlyList<JournalEntry> journal,
        CancellationToken cancellation
    )
    {
        var saved = entry with { Version = $"{Interlocked.Increment(ref version)}" };
        var written = entry.Version is null
            ? campaigns.TryAdd(entry.Id, saved)
            : campaigns.TryGetValue(entry.Id, out var current)
                && current.Version == entry.Version
                && campaigns.TryUpdate(entry.Id, saved, current);
        foreach (var line in written ? journal : [])
            JournalOf(entry.Id).Enqueue(line);
        return Task.FromResult(written ? saved : null);
    }

    public Task Note(CampaignId campaign, JournalEntry line, CancellationToken cancellation)
    {
        JournalOf(campaign).Enqueue(line);
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<JournalEntry>> Journal(CampaignId campaign, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<JournalEntry>>([.. JournalOf(campaign).OrderBy(l => l.At)]);

    public Task<IReadOnlyList<LetterSource>> Letters(CampaignId campaign, CancellationToken cancellation) =>
        Task.FromResult(letters.GetValueOrDefault(campaign) ?? []);

    public Task SaveLetters(CampaignId campaign, IReadOnlyList<LetterSource> letters, CancellationToken cancellation)
    {
        if (letters.DistinctBy(l => (l.Language, l.Name)).Count() < letters.Count)
            throw new ArgumentException("Two letters have the same language and name.", nameof(letters));
        this.letters[campaign] =
        [
            .. letters
                .OrderBy(l => l.Language.Code, StringComparer.Ordinal)
                .ThenBy(l => l.Name, StringComparer.Ordinal),
        ];
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<Attachment>> Attachments(CampaignId campaign, CancellationToken cancellation) =>
        Task.FromResult(attachments.GetValueOrDefault(campaign) ?? []);

    public Task SaveAttachments(
        CampaignId campaign,
        IReadOnlyList<Attachment> attachments,
        CancellationToken cancellation
    )
    {
        if (attachments.DistinctBy(a => a.FileName).Count() < attachments.Count)
            throw new ArgumentException("Two attachments have the same name.", nameof(attachments));
        this.attachments[campaign] = [.. attachments.OrderBy(a => a.FileName, StringComparer.Ordinal)];
        return Task.CompletedTask;
    }

    public Task<Stored?> Find(Partition partition, InviteeId invitee, CancellationToken cancellation) =>
        Task.FromResult(In(partition).Find(invitee));

    public Task<IReadOnlyList<Stored>> Due(
        Partition partition,
        Instant until,
        int most,
        CancellationToken cancellation
    ) => Task.FromResult(In(partition).Due(until, most));

    public Task<CommitResult> Commit(Partition partition, IReadOnlyList<Change> changes, CancellationToken cancellation)
    {
        if (changes.Sum(c => c.Rows) is > IInvitationStore.MaxRowsPerCommit and var rows)
            throw new StoreLimitException(
                $"A commit of {rows} rows is too large: it holds {IInvitationStore.MaxRowsPerCommit}."
            );
        if (changes.DistinctBy(c => c.After.Invitee.Id).Count() < changes.Count)
            throw new ArgumentException("There are two changes to one invitation.", nameof(changes));
        var result = In(partition).Commit(changes);
        if (result is CommitResult.Committed)
            announcements.Add(partition, changes.SelectMany(c => c.WebhookDeliveries));
        return Task.FromResult(result);
    }

    public Task<Tally> Count(CampaignId campaign, int buckets, CancellationToken cancellation) =>
        Task.FromResult(
            Partition
                .All(campaign, buckets)
                .Select(p => In(p).Count())
                .Aggregate(Tally.Empty, (sum, tally) => sum.Plus(tally))
        );

    public Task<Page<Stored>> List(
        CampaignId campaign,
        int buckets,
        InvitationFilter filter,
        int top,
        string? continuation,
        CancellationToken cancellation
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(top, 1000);
        Continuation? start = continuation is null ? null : Continuation.Parse(continuation, campaign, buckets);
        // One more than asked for tells whether there is a next page.
        var found = Partition
            .All(campaign, buckets)
            .Skip(start?.Bucket ?? 0)
            .SelectMany(p =>
                In(p)
                    .List(filter, start?.Bucket == p.Bucket ? start?.After.Value : null, top + 1)
                    .Select(row => (p.Bucket, Row: row))
            )
            .Take(top + 1)
            .ToList();
        var next =
            found.Count > top
                ? new Continuation(campaign, found[top - 1].Bucket, found[top - 1].Row.Invitation.Invitee.Id).ToString()
                : null;
        return Task.FromResult(new Page<Stored>([.. found.Take(top).Select(f => f.Row)], next));
    }

    public Task<IReadOnlyList<JournalEntry>> Journal(
        Partition partition,
        InviteeId invitee,
        CancellationToken cancellation
    ) => Task.FromResult(In(partition).Journal(invitee));

    public Task Erase(Partition partition, bool keepCounts, CancellationToken cancellation)
    {
        In(partition).Erase(keepCounts);
        announcements.Erase(partition);
        return Task.CompletedTask;
    }

    public Task<string> TryAdd(
        string source,
        string id,
        string answer,
        CampaignId? about,
        CancellationToken cancellation
    ) => Task.FromResult(receipts.GetOrAdd((source, id), (answer, about)).Answer);

    public Task DeleteFor(CampaignId about, CancellationToken cancellation)
    {
        foreach (var (id, _) in receipts.Where(r => r.Value.About == about))
            receipts.TryRemove(id, out _);
        return Task.CompletedTask;
    }

    public Task<string?> Get(string source, string id, CancellationToken cancellation) =>
        Task.FromResult(receipts.TryGetValue((source, id), out var receipt) ? receipt.Answer : null);

    public Task<CorrespondenceItem> FileCorrespondence(CorrespondenceItem item, CancellationToken cancellation) =>
        Task.FromResult(correspondence.File(item));

    public Task<CorrespondenceItem?> FindCorrespondence(
        CampaignId? campaign,
        CorrespondenceId id,
        CancellationToken cancellation
    ) => Task.FromResult(correspondence.Find(campaign, id));

    public Task<CorrespondenceItem?> SaveCorrespondence(CorrespondenceItem item, CancellationToken cancellation) =>
        Task.FromResult(correspondence.Save(item));

    public Task EraseCorrespondence(CampaignId campaign, CancellationToken cancellation)
    {
        correspondence.Erase(campaign);
        return Task.CompletedTask;
    }

    public Task<Page<CorrespondenceItem>> ListCorrespondence(
        CampaignId? campaign,
        CorrespondenceFilter filter,
        int top,
        string? continuation,
        CancellationToken cancellation
    ) => Task.FromResult(correspondence.List(campaign, filter, top, continuation));

    private ConcurrentQueue<JournalEntry> JournalOf(CampaignId campaign) =>
        journals.GetOrAdd(campaign, _ => new ConcurrentQueue<JournalEntry>());

    private InMemoryPartition In(Partition partition) => partitions.GetOrAdd(partition, _ => new InMemoryPartition());
}
