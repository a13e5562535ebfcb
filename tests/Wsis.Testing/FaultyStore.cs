using NodaTime;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Correspondence;
using Wsis.Invitations.Drafts;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Journal;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Workflow;

namespace Wsis.Testing;

/// <summary>Stores that work until a test makes them fail. Initialization and webhook deliveries never
/// fail.</summary>
public sealed class FaultyStore : Stores
{
    private readonly Faults faults;

    public FaultyStore(Stores inner)
        : this(inner, new Faults()) { }

    private FaultyStore(Stores inner, Faults faults)
        : base(
            inner.Initializer,
            new FaultyCampaigns(inner.Campaigns, faults),
            new FaultyInvitations(inner.Invitations, faults),
            new FaultyCorrespondence(inner.Correspondence, faults),
            new FaultyMessages(inner.Messages, faults),
            new FaultyDrafts(inner.Drafts, faults),
            new FaultyIdempotency(inner.Idempotency, faults),
            inner.Webhooks,
            inner.Rates
        ) => this.faults = faults;

    /// <summary>Whether every call fails.</summary>
    public bool IsDown
    {
        get => faults.IsDown;
        set => faults.IsDown = value;
    }

    /// <summary>The number of calls after which every call fails. Null: no such limit.</summary>
    public int? CallsLeft
    {
        set => faults.CallsLeft = value;
    }

    /// <summary>Called before and after each commit, with its number and whether it is done. May throw.</summary>
    public Action<int, bool>? OnCommit
    {
        get => faults.OnCommit;
        set => faults.OnCommit = value;
    }

    /// <summary>Called before an id is added. May throw.</summary>
    public Action<string>? OnTryAdd
    {
        get => faults.OnTryAdd;
        set => faults.OnTryAdd = value;
    }

    /// <summary>Called before a campaign is saved.</summary>
    public Func<Task>? OnSave
    {
        get => faults.OnSave;
        set => faults.OnSave = value;
    }

    /// <summary>Called before letters are read.</summary>
    public Func<Task>? OnLetters
    {
        get => faults.OnLetters;
        set => faults.OnLetters = value;
    }

    /// <summary>Changes each invitation of a partition that is read whole.</summary>
    public Func<Invitation, Invitation>? OnFound
    {
        get => faults.OnFound;
        set => faults.OnFound = value;
    }

    /// <summary>Called between the reading of a page of invitations and its use.</summary>
    public Action? OnListed
    {
        get => faults.OnListed;
        set => faults.OnListed = value;
    }

    /// <summary>Whether adding an id fails.</summary>
    public bool ForgetsAnswers
    {
        get => faults.ForgetsAnswers;
        set => faults.ForgetsAnswers = value;
    }

    public int Commits => faults.Commits;

    /// <summary>The number of calls.</summary>
    public int Calls => faults.Calls;

    /// <summary>The number of calls that added an id.</summary>
    public int Remembered => faults.Remembered;

    private sealed class Faults
    {
        public bool IsDown { get; set; }

        public int? CallsLeft
        {
            set => Volatile.Write(ref callsLeft, value ?? Unlimited);
        }

        private const int Unlimited = int.MaxValue;
        private int callsLeft = Unlimited;

        public Action<int, bool>? OnCommit { get; set; }

        public Action<string>? OnTryAdd { get; set; }

        public Func<Task>? OnSave { get; set; }

        public Func<Task>? OnLetters { get; set; }

        public Action? OnListed { get; set; }

        public Func<Invitation, Invitation>? OnFound { get; set; }

        public bool ForgetsAnswers { get; set; }

        public int Remembered { get; set; }

        public int Commits => commits;

        private int commits;

        public int NextCommit() => Interlocked.Increment(ref commits);

        public int Calls => calls;

        private int calls;

        /// <summary>The host calls from several threads.</summary>
        private bool IsUsedUp() =>
            Volatile.Read(ref callsLeft) != Unlimited && Interlocked.Decrement(ref callsLeft) < 0;

        public T Up<T>(Func<T> call)
        {
            Interlocked.Increment(ref calls);
            return IsDown || IsUsedUp() ? throw new StoreUnavailableException("The store is down.") : call();
        }
    }

    private sealed class FaultyCampaigns(ICampaignStore inner, Faults faults) : ICampaignStore
    {
        public Task<Versioned<CampaignEntry>?> Find(CampaignId id, CancellationToken cancellation) =>
            faults.Up(() => inner.Find(id, cancellation));

        public IAsyncEnumerable<CampaignEntry> List(CancellationToken cancellation) => inner.List(cancellation);

        public async Task<Versioned<CampaignEntry>?> Save(
            CampaignEntry entry,
            string? version,
            IReadOnlyList<JournalEntry> journal,
            CancellationToken cancellation
        )
        {
            await (faults.OnSave?.Invoke() ?? Task.CompletedTask);
            return await faults.Up(() => inner.Save(entry, version, journal, cancellation));
        }

        public Task AddJournalEntry(CampaignId campaign, JournalEntry entry, CancellationToken cancellation) =>
            faults.Up(() => inner.AddJournalEntry(campaign, entry, cancellation));

        public Task<IReadOnlyList<JournalEntry>> ReadJournal(CampaignId campaign, CancellationToken cancellation) =>
            faults.Up(() => inner.ReadJournal(campaign, cancellation));

        public async Task<IReadOnlyList<LetterSource>> ReadLetters(CampaignId campaign, CancellationToken cancellation)
        {
            await (faults.OnLetters?.Invoke() ?? Task.CompletedTask);
            return await faults.Up(() => inner.ReadLetters(campaign, cancellation));
        }

        public Task SaveLetters(
            CampaignId campaign,
            IReadOnlyList<LetterSource> letters,
            CancellationToken cancellation
        ) => faults.Up(() => inner.SaveLetters(campaign, letters, cancellation));

        public Task<IReadOnlyDictionary<string, string>> ReadCorrectedTexts(
            CampaignId campaign,
            CancellationToken cancellation
        ) => faults.Up(() => inner.ReadCorrectedTexts(campaign, cancellation));

        public Task PutCorrectedText(CampaignId campaign, string hash, string text, CancellationToken cancellation) =>
            faults.Up(() => inner.PutCorrectedText(campaign, hash, text, cancellation));

        public Task<IReadOnlyList<Attachment>> ReadAttachments(CampaignId campaign, CancellationToken cancellation) =>
            faults.Up(() => inner.ReadAttachments(campaign, cancellation));

        public Task SaveAttachments(
            CampaignId campaign,
            IReadOnlyList<Attachment> attachments,
            CancellationToken cancellation
        ) => faults.Up(() => inner.SaveAttachments(campaign, attachments, cancellation));
    }

    private sealed class FaultyInvitations(IInvitationStore inner, Faults faults) : IInvitationStore
    {
        public Task<Versioned<Invitation>?> Find(
            Partition partition,
            InviteeId invitee,
            CancellationToken cancellation
        ) => faults.Up(() => inner.Find(partition, invitee, cancellation));

        public Task<IReadOnlyList<Versioned<Invitation>>> FindAll(
            Partition partition,
            IReadOnlyCollection<InviteeId> invitees,
            CancellationToken cancellation
        ) => faults.Up(() => inner.FindAll(partition, invitees, cancellation));

        public Task<IReadOnlyList<Versioned<Invitation>>> FindDue(
            Partition partition,
            Instant until,
            int max,
            CancellationToken cancellation
        ) => faults.Up(() => inner.FindDue(partition, until, max, cancellation));

        public Task<IReadOnlyList<Versioned<Invitation>>> FindDue(
            CampaignId campaign,
            Instant until,
            int max,
            CancellationToken cancellation
        ) => faults.Up(() => inner.FindDue(campaign, until, max, cancellation));

        public async Task<IReadOnlyList<Versioned<Invitation>>> FindAll(
            Partition partition,
            CancellationToken cancellation
        )
        {
            var rows = await faults.Up(() => inner.FindAll(partition, cancellation));
            return faults.OnFound is { } change ? [.. rows.Select(r => r with { Value = change(r.Value) })] : rows;
        }

        public async Task<CommitResult> Commit(
            Partition partition,
            IReadOnlyList<Change> changes,
            CancellationToken cancellation,
            long? plan = null
        )
        {
            var number = faults.NextCommit();
            faults.OnCommit?.Invoke(number, false);
            var result = await faults.Up(() => inner.Commit(partition, changes, cancellation, plan));
            faults.OnCommit?.Invoke(number, true);
            return result;
        }

        public Task<PlanMark> ReadMark(Partition partition, CancellationToken cancellation) =>
            faults.Up(() => inner.ReadMark(partition, cancellation));

        public Task<PlanMark> RaisePlan(Partition partition, long plan, CancellationToken cancellation) =>
            faults.Up(() => inner.RaisePlan(partition, plan, cancellation));

        public Task MarkReplanned(Partition partition, long plan, CancellationToken cancellation) =>
            faults.Up(() => inner.MarkReplanned(partition, plan, cancellation));

        public Task<Tally> Count(CampaignId campaign, int buckets, CancellationToken cancellation) =>
            faults.Up(() => inner.Count(campaign, buckets, cancellation));

        public async Task<Page<Versioned<Invitation>>> List(
            CampaignId campaign,
            int buckets,
            InvitationFilter filter,
            int top,
            string? continuation,
            CancellationToken cancellation
        )
        {
            var page = await faults.Up(() => inner.List(campaign, buckets, filter, top, continuation, cancellation));
            faults.OnListed?.Invoke();
            return page;
        }

        public Task<IReadOnlyList<JournalEntry>> ReadJournal(
            Partition partition,
            InviteeId invitee,
            CancellationToken cancellation
        ) => faults.Up(() => inner.ReadJournal(partition, invitee, cancellation));

        public Task EraseHistory(Partition partition, InviteeId invitee, int before, CancellationToken cancellation) =>
            faults.Up(() => inner.EraseHistory(partition, invitee, before, cancellation));

        public Task Erase(Partition partition, bool keepCounts, CancellationToken cancellation) =>
            faults.Up(() => inner.Erase(partition, keepCounts, cancellation));
    }

    private sealed class FaultyCorrespondence(ICorrespondenceStore inner, Faults faults) : ICorrespondenceStore
    {
        public Task<Versioned<CorrespondenceItem>> Add(CorrespondenceItem item, CancellationToken cancellation) =>
            faults.Up(() => inner.Add(item, cancellation));

        public Task<Versioned<CorrespondenceItem>?> Find(
            CampaignId? campaign,
            CorrespondenceId id,
            CancellationToken cancellation
        ) => faults.Up(() => inner.Find(campaign, id, cancellation));

        public Task<Versioned<CorrespondenceItem>?> Save(
            CorrespondenceItem item,
            string version,
            CancellationToken cancellation
        ) => faults.Up(() => inner.Save(item, version, cancellation));

        public Task Delete(CampaignId? campaign, CorrespondenceId id, CancellationToken cancellation) =>
            faults.Up(() => inner.Delete(campaign, id, cancellation));

        public Task Erase(CampaignId campaign, CancellationToken cancellation) =>
            faults.Up(() => inner.Erase(campaign, cancellation));

        public Task<Page<Versioned<CorrespondenceItem>>> List(
            CampaignId? campaign,
            CorrespondenceFilter filter,
            int top,
            string? continuation,
            CancellationToken cancellation
        ) => faults.Up(() => inner.List(campaign, filter, top, continuation, cancellation));
    }

    private sealed class FaultyMessages(IMessageStore inner, Faults faults) : IMessageStore
    {
        public Task Put(MessageName name, Stream content, CancellationToken cancellation) =>
            faults.Up(() => inner.Put(name, content, cancellation));

        public Task<Stream?> Open(MessageName name, CancellationToken cancellation) =>
            faults.Up(() => inner.Open(name, cancellation));

        public Task Delete(MessageName name, CancellationToken cancellation) =>
            faults.Up(() => inner.Delete(name, cancellation));

        public IAsyncEnumerable<StoredMessage> List(CampaignId? campaign, CancellationToken cancellation) =>
            faults.Up(() => inner.List(campaign, cancellation));

        public Task Erase(CampaignId campaign, CancellationToken cancellation) =>
            faults.Up(() => inner.Erase(campaign, cancellation));
    }

    private sealed class FaultyDrafts(IDraftStore inner, Faults faults) : IDraftStore
    {
        public Task<Versioned<Draft>?> Find(CampaignId campaign, CancellationToken cancellation) =>
            faults.Up(() => inner.Find(campaign, cancellation));

        public IAsyncEnumerable<CampaignId> List(CancellationToken cancellation) =>
            faults.Up(() => inner.List(cancellation));

        public Task<bool> Save(Draft draft, string? version, CancellationToken cancellation) =>
            faults.Up(() => inner.Save(draft, version, cancellation));

        public Task PutContent(
            CampaignId campaign,
            string hash,
            ReadOnlyMemory<byte> content,
            CancellationToken cancellation
        ) => faults.Up(() => inner.PutContent(campaign, hash, content, cancellation));

        public Task<byte[]?> ReadContent(CampaignId campaign, string hash, CancellationToken cancellation) =>
            faults.Up(() => inner.ReadContent(campaign, hash, cancellation));

        public Task Erase(CampaignId campaign, CancellationToken cancellation) =>
            faults.Up(() => inner.Erase(campaign, cancellation));
    }

    private sealed class FaultyIdempotency(IIdempotencyStore inner, Faults faults) : IIdempotencyStore
    {
        public Task<string> TryAdd(
            string source,
            string id,
            string answer,
            EntrySubject? about,
            CancellationToken cancellation
        )
        {
            if (faults.ForgetsAnswers)
                throw new StoreUnavailableException("The store is down.");
            faults.OnTryAdd?.Invoke(id);
            faults.Remembered++;
            return faults.Up(() => inner.TryAdd(source, id, answer, about, cancellation));
        }

        public Task AddAll(
            string source,
            IReadOnlyCollection<(string Id, string Answer, EntrySubject? About)> entries,
            CancellationToken cancellation
        )
        {
            foreach (var (id, _, _) in entries)
                faults.OnTryAdd?.Invoke(id);
            return faults.Up(() => inner.AddAll(source, entries, cancellation));
        }

        public Task<string?> Get(string source, string id, CancellationToken cancellation) =>
            faults.Up(() => inner.Get(source, id, cancellation));

        public Task DeleteFor(CampaignId about, CancellationToken cancellation) =>
            faults.Up(() => inner.DeleteFor(about, cancellation));

        public Task DeleteFor(CampaignId campaign, IReadOnlyCollection<string> parts, CancellationToken cancellation) =>
            faults.Up(() => inner.DeleteFor(campaign, parts, cancellation));

        public Task Delete(string source, string id, CancellationToken cancellation) =>
            faults.Up(() => inner.Delete(source, id, cancellation));
    }
}
