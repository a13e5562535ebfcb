using System.Collections.Immutable;
using NodaTime;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Webhooks;
using Wsis.Invitations.Workflow;

namespace Wsis.Invitations.Ports;

/// <summary>The record of campaigns, invitations and correspondence. Everything that matters is in it before anybody is
/// told so.</summary>
/// <remarks>Every method throws <see cref="StoreUnavailableException"/> when the store cannot be reached or does not
/// answer, and
/// <see cref="StoreLimitException"/> when a row is larger than the store can hold; in both cases nothing was written,
/// or (a lost answer) it is unknown whether it was, and reading again tells.</remarks>
public interface IInvitationStore : ICorrespondenceStore
{
    /// <summary>Makes sure that the store can be used; creates what is missing in it. May be called again.</summary>
    Task Open(CancellationToken cancellation);

    /// <summary>A campaign with the version it has now; null where there is none.</summary>
    Task<CampaignEntry?> FindCampaign(CampaignId id, CancellationToken cancellation);

    /// <summary>All campaigns, by id.</summary>
    IAsyncEnumerable<CampaignEntry> Campaigns(CancellationToken cancellation);

    /// <summary>Writes a campaign: a new one where <see cref="CampaignEntry.Version"/> is null, otherwise over exactly
    /// that version; and with it, all or none, lines of the campaign's own journal.</summary>
    /// <returns>The entry with its new version; null where another version is there already.</returns>
    Task<CampaignEntry?> SaveCampaign(
        CampaignEntry entry,
        IReadOnlyList<JournalEntry> journal,
        CancellationToken cancellation
    );

    /// <summary>Writes a campaign without a word in its journal.</summary>
    /// <inheritdoc cref="SaveCampaign(CampaignEntry, IReadOnlyList{JournalEntry}, CancellationToken)"/>
    Task<CampaignEntry?> SaveCampaign(CampaignEntry entry, CancellationToken cancellation) =>
        SaveCampaign(entry, [], cancellation);

    /// <summary>Adds a line to a campaign's own journal. The campaign's version stays what it is.</summary>
    Task Note(CampaignId campaign, JournalEntry line, CancellationToken cancellation);

    /// <summary>A campaign's own history, oldest first: what was done to it as a whole.</summary>
    Task<IReadOnlyList<JournalEntry>> Journal(CampaignId campaign, CancellationToken cancellation);

    /// <summary>The campaign's letter templates as they were written.</summary>
    Task<IReadOnlyList<LetterSource>> Letters(CampaignId campaign, CancellationToken cancellation);

    /// <summary>Replaces the campaign's letter templates.</summary>
    Task SaveLetters(CampaignId campaign, IReadOnlyList<LetterSource> letters, CancellationToken cancellation);

    /// <summary>The files that the campaign's letters take with them, by name.</summary>
    Task<IReadOnlyList<Attachment>> Attachments(CampaignId campaign, CancellationToken cancellation);

    /// <summary>Replaces the files that the campaign's letters take with them.</summary>
    Task SaveAttachments(CampaignId campaign, IReadOnlyList<Attachment> attachments, CancellationToken cancellation);

    /// <summary>One invitation; null where there is none.</summary>
    Task<Stored?> Find(Partition partition, InviteeId invitee, CancellationToken cancellation);

    /// <summary>The invitations of a partition whose wake-up is at or before <paramref name="until"/>, at most
    /// <paramref name="most"/> of them, in no order.</summary>
    Task<IReadOnlyList<Stored>> Due(Partition partition, Instant until, int most, CancellationToken cancellation);

    /// <summary>Commits changes to invitations of one partition, their journal, their claims and the tally: all of them
    /// or none.</summary>
    /// <param name="partition">The partition that holds them all.</param>
    /// <param name="changes">At most <see cref="MaxRowsPerCommit"/> rows in sum (<see cref="Change.Rows"/>).</param>
    /// <param name="cancellation">Cancels the call, not what it has begun.</param>
    Task<CommitResult> Commit(Partition partition, IReadOnlyList<Change> changes, CancellationToken cancellation);

    /// <summary>The campaign's counts: one read a bucket, however many invitees there are.</summary>
    Task<Tally> Count(CampaignId campaign, int buckets, CancellationToken cancellation);

    /// <summary>A page of invitations that pass the filter, in the order of bucket and invitee id. Where the filter has
    /// a text, which the store may have to look for row by row, the page may hold fewer than <paramref name="top"/>, or
    /// none, and still go on.</summary>
    /// <param name="campaign">The campaign.</param>
    /// <param name="buckets">How many buckets it has.</param>
    /// <param name="filter">What to leave out.</param>
    /// <param name="top">The page's size, 1 to 1,000.</param>
    /// <param name="continuation">Where the page before said to go on; null for the first.</param>
    /// <param name="cancellation">Cancels the call.</param>
    /// <exception cref="FormatException">The continuation is not one that this store has given out.</exception>
    Task<Page<Stored>> List(
        CampaignId campaign,
        int buckets,
        InvitationFilter filter,
        int top,
        string? continuation,
        CancellationToken cancellation
    );

    /// <summary>An invitation's history, oldest first.</summary>
    Task<IReadOnlyList<JournalEntry>> Journal(Partition partition, InviteeId invitee, CancellationToken cancellation);

    /// <summary>Removes the invitations of a partition, their journals, their claims and what waits to be told of them,
    /// for good. The counts stay, or not. May be called again after it was interrupted.</summary>
    Task Erase(Partition partition, bool keepCounts, CancellationToken cancellation);

    /// <summary>Remembers an id that a sender may repeat, with the answer it was given.</summary>
    /// <param name="source">Who sends the ids: each source has its own.</param>
    /// <param name="id">The id.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="about">The campaign with which it is forgotten; null where it is about none.</param>
    /// <param name="cancellation">Cancels the call.</param>
    /// <returns>The answer of the first time, if the id was there already; otherwise
    /// <paramref name="answer"/>.</returns>
    Task<string> TryAdd(string source, string id, string answer, CampaignId? about, CancellationToken cancellation);

    /// <summary>Remembers an id that is about no campaign.</summary>
    /// <inheritdoc cref="TryAdd(string, string, string, CampaignId?, CancellationToken)"/>
    Task<string> TryAdd(string source, string id, string answer, CancellationToken cancellation) =>
        TryAdd(source, id, answer, null, cancellation);

    /// <summary>Forgets every id that was remembered about a campaign, of whatever source, with its answer. May be
    /// called again after it was interrupted.</summary>
    Task DeleteFor(CampaignId about, CancellationToken cancellation);

    /// <summary>The answer that was given to a repeated id, or null if it is new.</summary>
    Task<string?> Get(string source, string id, CancellationToken cancellation);

    /// <summary>The announcements that commits have brought.</summary>
    IWebhookOutbox WebhookOutbox { get; }

    /// <summary>The most rows one commit may write besides the tally. Table Storage takes 100 operations in an entity
    /// group transaction.</summary>
    public const int MaxRowsPerCommit = 99;
}

/// <summary>An invitation as it was read, with the version that a change must name.</summary>
public sealed record Stored(Invitation Invitation, string Version);

/// <summary>A change to one invitation.</summary>
/// <param name="Before">The row as it was read; null for a new invitation.</param>
/// <param name="After">The row as it shall be.</param>
/// <param name="Journal">The lines to append; the first has the number of the row's journal length before.</param>
/// <param name="Claims">The dispatches claimed now for the first time. Each is a row of its own that can be written
/// once only: whatever code runs, no dispatch id is claimed twice.</param>
public sealed record Change(
    Stored? Before,
    Invitation After,
    ImmutableArray<JournalEntry> Journal,
    ImmutableArray<Dispatch> Claims
)
{
    /// <summary>What is to be told of it to addresses on the web.</summary>
    public ImmutableArray<WebhookDelivery> WebhookDeliveries { get; init; } = [];

    /// <summary>How many rows it writes.</summary>
    public int Rows => 1 + Journal.Length + Claims.Length + WebhookDeliveries.Length;

    /// <summary>The change that a decision asks for, and that the campaign's webhooks are told of.</summary>
    public static Change By(Stored before, Decision decision, IReadOnlyList<Uri> webhooks) =>
        new(before, decision.Next, decision.Journal, decision.Letter is { Attempt: 1 } claim ? [claim] : [])
        {
            WebhookDeliveries = WebhookDelivery.From(decision, webhooks),
        };
}

/// <summary>What came of a commit.</summary>
public abstract record CommitResult
{
    private CommitResult() { }

    /// <summary>All changes are on the record; their rows with the new versions, in the order of the changes.</summary>
    public sealed record Committed(IReadOnlyList<Stored> Rows) : CommitResult;

    /// <summary>Nothing was written: somebody else has changed one of the rows (or created it) since it was read. Read
    /// again and decide again.</summary>
    public sealed record Conflict : CommitResult;
}

/// <summary>Which invitations to list. What is null does not matter.</summary>
public sealed record InvitationFilter(
    Phase? Phase = null,
    string? Answer = null,
    Language? Language = null,
    string? State = null,
    bool NeedsAttention = false,
    string? Address = null,
    string? Text = null
)
{
    public static readonly InvitationFilter None = new();

    /// <summary>Whether the invitee's id, State, name, office or address contains the text, in whatever case.</summary>
    public bool Mentions(Invitee invitee) =>
        Text is not { Length: > 0 } text
        || new[] { invitee.Id.Value, invitee.State, invitee.Name, invitee.Office, invitee.Address }.Any(t =>
            t.Contains(text, StringComparison.OrdinalIgnoreCase)
        );

    public bool Passes(Invitation invitation) =>
        (Phase is null || invitation.Phase == Phase)
        && (Answer is null || invitation.Reply?.Answer.Kind == Answer)
        && (Language is null || invitation.Invitee.Language == Language)
        && (State is null || invitation.Invitee.State == State)
        && (!NeedsAttention || invitation.Attention != Attention.None)
        && (Address is null || string.Equals(invitation.Invitee.Address, Address, StringComparison.OrdinalIgnoreCase))
        && Mentions(invitation.Invitee);
}

/// <summary>Some of a longer list, and where to go on; null at its end.</summary>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Continuation);

/// <summary>A letter template as it was written: the text of <c>letters/{language}/{name}.md</c>.</summary>
public sealed record LetterSource(Language Language, string Name, string Text);

/// <summary>How far a campaign has come.</summary>
public enum CampaignState
{
    /// <summary>The list is being written; a campaign found in this state is imported again.</summary>
    Importing,

    /// <summary>Imported, not launched: nothing is sent.</summary>
    Draft,
    Running,

    /// <summary>Nothing is sent; replies are recorded.</summary>
    Paused,

    /// <summary>Called off for good.</summary>
    Cancelled,

    /// <summary>Over: nothing is sent any more, and a reply is recorded as late.</summary>
    Closed,

    /// <summary>The personal data are being erased; a campaign found in this state is erased on.</summary>
    Erasing,

    /// <summary>Only the counts are left.</summary>
    Erased,
}

/// <summary>A campaign on the record.</summary>
public sealed record CampaignEntry
{
    public required CampaignId Id { get; init; }

    /// <summary>The text of <c>campaign.json</c> as staff wrote it. At most 32,000 characters.</summary>
    public required string Source { get; init; }

    public CampaignState State { get; init; }

    public required int Buckets { get; init; }

    public Instant? LaunchedAt { get; init; }

    public ImmutableArray<DeadlineExtension> Extensions { get; init; } = [];

    /// <summary>Who put the campaign on the record; null where that was not written down.</summary>
    public string? BroughtBy { get; init; }

    /// <summary>Names the whole folder as it was brought, the list of invitees included; null where that was not
    /// written down.</summary>
    public string? Folder { get; init; }

    /// <summary>Who approved what was to be sent, oldest first.</summary>
    public ImmutableArray<ProofApproval> Approvals { get; init; } = [];

    /// <summary>When it was closed or called off.</summary>
    public Instant? EndedAt { get; init; }

    /// <summary>The places in the running order that staff have fixed.</summary>
    public ImmutableArray<StatementPin> Pins { get; init; } = [];

    /// <summary>The moments of the campaign that have been summed up (<see cref="Reports.SummaryService"/>).</summary>
    public ImmutableArray<string> SummedUp { get; init; } = [];

    /// <summary>The version this entry was read in; null for one that is not on the record yet.</summary>
    public string? Version { get; init; }
}

/// <summary>Somebody looked at the proofs and found them right.</summary>
/// <param name="Hash">What they approved: <see cref="LoadedCampaign.ContentHash"/> as it was.</param>
/// <param name="By">Who it was.</param>
/// <param name="At">When.</param>
public sealed record ProofApproval(string Hash, string By, Instant At);

/// <summary>A place in the running order of policy statements that staff have fixed.</summary>
/// <param name="Invitee">Whose.</param>
/// <param name="Day">The day.</param>
/// <param name="Place">The place on that day, from 1.</param>
public sealed record StatementPin(InviteeId Invitee, LocalDate Day, int Place);

/// <summary>The store cannot be reached, or did not answer.</summary>
public sealed class StoreUnavailableException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>A row is larger than the store can hold; the message names the row, the size and the limit.</summary>
public sealed class StoreLimitException(string message) : Exception(message);
