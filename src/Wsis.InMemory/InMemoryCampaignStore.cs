using System.Collections.Concurrent;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Journal;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Storage;

namespace Wsis.InMemory;

/// <summary>Stores campaigns in the memory of this process.</summary>
public sealed class InMemoryCampaignStore : ICampaignStore
{
    private readonly ConcurrentDictionary<CampaignId, Versioned<CampaignEntry>> campaigns = new();
    private readonly ConcurrentDictionary<CampaignId, IReadOnlyList<LetterSource>> letters = new();
    private readonly ConcurrentDictionary<(CampaignId Campaign, string Hash), string> corrected = new();
    private readonly ConcurrentDictionary<CampaignId, IReadOnlyList<Attachment>> attachments = new();
    private readonly ConcurrentDictionary<CampaignId, ConcurrentQueue<JournalEntry>> journals = new();
    private long lastVersion;

    public Task<Versioned<CampaignEntry>?> Find(CampaignId id, CancellationToken cancellation) =>
        Task.FromResult(campaigns.GetValueOrDefault(id));

    public IAsyncEnumerable<CampaignEntry> List(CancellationToken cancellation) =>
        campaigns.Values.Select(c => c.Value).OrderBy(c => c.Id.Value, StringComparer.Ordinal).ToAsyncEnumerable();

    public Task<Versioned<CampaignEntry>?> Save(
        CampaignEntry entry,
        string? version,
        IReadOnlyList<JournalEntry> journal,
        CancellationToken cancellation
    )
    {
        var saved = new Versioned<CampaignEntry>(entry, $"{Interlocked.Increment(ref lastVersion)}");
        var written = version is null
            ? campaigns.TryAdd(entry.Id, saved)
            : campaigns.TryGetValue(entry.Id, out var current)
                && current.Version == version
                && campaigns.TryUpdate(entry.Id, saved, current);
        foreach (var line in written ? journal : [])
            JournalOf(entry.Id).Enqueue(line);
        return Task.FromResult(written ? saved : null);
    }

    public Task AddJournalEntry(CampaignId campaign, JournalEntry entry, CancellationToken cancellation)
    {
        JournalOf(campaign).Enqueue(entry);
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<JournalEntry>> ReadJournal(CampaignId campaign, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<JournalEntry>>([.. JournalOf(campaign).OrderBy(l => l.At)]);

    public Task<IReadOnlyList<LetterSource>> ReadLetters(CampaignId campaign, CancellationToken cancellation) =>
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

    public Task<IReadOnlyDictionary<string, string>> ReadCorrectedTexts(
        CampaignId campaign,
        CancellationToken cancellation
    ) =>
        Task.FromResult<IReadOnlyDictionary<string, string>>(
            corrected.Where(t => t.Key.Campaign == campaign).ToDictionary(t => t.Key.Hash, t => t.Value)
        );

    public Task PutCorrectedText(CampaignId campaign, string hash, string text, CancellationToken cancellation)
    {
        corrected[(campaign, hash)] = text;
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<Attachment>> ReadAttachments(CampaignId campaign, CancellationToken cancellation) =>
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

    private ConcurrentQueue<JournalEntry> JournalOf(CampaignId campaign) =>
        journals.GetOrAdd(campaign, _ => new ConcurrentQueue<JournalEntry>());
}
