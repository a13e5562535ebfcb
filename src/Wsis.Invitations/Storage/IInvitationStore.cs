using System.Collections.Immutable;
using NodaTime;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Journal;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Webhooks;
using Wsis.Invitations.Workflow;

namespace Wsis.Invitations.Storage;

/// <summary>Stores invitations, their journals, their claims and the tallies.</summary>
/// <remarks>Every method of every store throws <see cref="StoreUnavailableException"/> when the store cannot be reached
/// or does not answer, and <see cref="StoreLimitException"/> when a row is too large. Then nothing was written, or,
/// after a lost response, the result is unknown until the row is read again.</remarks>
public interface IInvitationStore
{
    /// <summary>The most rows that one commit writes besides the tally. Table Storage takes 100 operations in an entity
    /// group transaction.</summary>
    public const int MaxRowsPerCommit = 99;

    /// <summary>Reads an invitation. Null if there is none.</summary>
    Task<Versioned<Invitation>?> Find(Partition partition, InviteeId invitee, CancellationToken cancellation);

    /// <summary>Reads invitations of a partition, in no order. Those that do not exist are left out.</summary>
    Task<IReadOnlyList<Versioned<Invitation>>> FindAll(
        Partition partition,
        IReadOnlyCollection<InviteeId> invitees,
        CancellationToken cancellation
    );

    /// <summary>Reads invitations of a partition whose wake-up is at or before <paramref name="until"/>, at most
    /// <paramref name="max"/> of them, in no order.</summary>
    Task<IReadOnlyList<Versioned<Invitation>>> FindDue(
        Partition partition,
        Instant until,
        int max,
        CancellationToken cancellation
    );

    /// <summary>Reads invitations of a campaign whose wake-up is at or before <paramref name="until"/>, at most
    /// <paramref name="max"/> of them, in no order. It goes through all rows of the campaign, so it is for campaigns of
    /// few invitees: there it is one read, however many partitions there are.</summary>
    Task<IReadOnlyList<Versioned<Invitation>>> FindDue(
        CampaignId campaign,
        Instant until,
        int max,
        CancellationToken cancellation
    );

    /// <summary>Reads all invitations of a partition, in no order.</summary>
    Task<IReadOnlyList<Versioned<Invitation>>> FindAll(Partition partition, CancellationToken cancellation);

    /// <summary>Commits changes to invitations of one partition, their journals, their claims and the tally: all of
    /// them or none.</summary>
    /// <param name="partition">The partition of all changes.</param>
    /// <param name="changes">At most <see cref="MaxRowsPerCommit"/> rows in sum (<see cref="Change.Rows"/>).</param>
    /// <param name="cancellation">Cancels the wait. A write that has begun may still be carried out.</param>
    /// <param name="plan">The version of the plan on which the changes were decided
    /// (<see cref="CampaignEntry.PlanVersion"/>). Null if they do not depend on it.</param>
    Task<CommitResult> Commit(
        Partition partition,
        IReadOnlyList<Change> changes,
        CancellationToken cancellation,
        long? plan = null
    );

    /// <summary>Reads what a partition knows of the decisions of staff: one read.</summary>
    Task<PlanMark> ReadMark(Partition partition, CancellationToken cancellation);

    /// <summary>Puts a version of the plan in force in a partition. From then on a commit under a lower version is
    /// refused as <see cref="CommitResult.PlanChanged"/>. A version is never replaced by a lower one.</summary>
    /// <returns>The mark after that.</returns>
    Task<PlanMark> RaisePlan(Partition partition, long plan, CancellationToken cancellation);

    /// <summary>Notes that every invitation of a partition was decided on under a version of the plan, or a later
    /// one.</summary>
    Task MarkReplanned(Partition partition, long plan, CancellationToken cancellation);

    /// <summary>Reads the counts of a campaign: one read a bucket, however many invitees there are. Counts of another
    /// <see cref="Tally.Definition"/> are first made again from the invitations, once.</summary>
    Task<Tally> Count(CampaignId campaign, int buckets, CancellationToken cancellation);

    /// <summary>Reads a page of the invitations that pass the filter, in the order of bucket and invitee id. If the
    /// filter has a text, a page may hold fewer than <paramref name="top"/>, or none, and still continue.</summary>
    /// <param name="campaign">The campaign.</param>
    /// <param name="buckets">The number of its buckets.</param>
    /// <param name="filter">The invitations to list.</param>
    /// <param name="top">The size of the page, 1 to 1,000.</param>
    /// <param name="continuation">The continuation of the page before. Null for the first.</param>
    /// <param name="cancellation">Cancels the call.</param>
    /// <exception cref="FormatException">The continuation is not one of this list.</exception>
    Task<Page<Versioned<Invitation>>> List(
        CampaignId campaign,
        int buckets,
        InvitationFilter filter,
        int top,
        string? continuation,
        CancellationToken cancellation
    );

    /// <summary>Reads all invitations that pass the filter, in the same order, page by page while they are
    /// used.</summary>
    IAsyncEnumerable<Versioned<Invitation>> ListAll(
        CampaignId campaign,
        int buckets,
        InvitationFilter filter,
        CancellationToken cancellation
    ) =>
        Pages.ReadAll(
            (continuation, token) => List(campaign, buckets, filter, Pages.MaxSize, continuation, token),
            cancellation
        );

    /// <summary>Reads the history of an invitation, oldest entry first.</summary>
    Task<IReadOnlyList<JournalEntry>> ReadJournal(
        Partition partition,
        InviteeId invitee,
        CancellationToken cancellation
    );

    /// <summary>Deletes the journal entries of an invitation before the one of a number, its claims and its webhook
    /// deliveries. May be called again after an interruption.</summary>
    Task EraseHistory(Partition partition, InviteeId invitee, int before, CancellationToken cancellation);

    /// <summary>Deletes the invitations of a partition with their journals, claims and webhook deliveries. The counts
    /// stay if <paramref name="keepCounts"/> says so. May be called again after an interruption.</summary>
    Task Erase(Partition partition, bool keepCounts, CancellationToken cancellation);
}

/// <summary>A change to one invitation.</summary>
/// <param name="Before">The row as it was read. Null for a new invitation.</param>
/// <param name="After">The row as it shall be.</param>
/// <param name="Journal">The entries to append. The first has the number of the row's journal length before.</param>
/// <param name="Claims">The dispatches that are claimed for the first time. Each is a row that can be written only
/// once, so no dispatch id is claimed twice.</param>
public sealed record Change(
    Versioned<Invitation>? Before,
    Invitation After,
    ImmutableArray<JournalEntry> Journal,
    ImmutableArray<Dispatch> Claims
)
{
    /// <summary>The webhook deliveries that the change causes.</summary>
    public ImmutableArray<WebhookDelivery> WebhookDeliveries { get; init; } = [];

    /// <summary>Whether it makes a letter unnecessary that is claimed and may not be begun yet.</summary>
    public bool Recalls { get; init; }

    /// <summary>The number of rows that it writes.</summary>
    public int Rows => 1 + Journal.Length + Claims.Length + WebhookDeliveries.Length;

    /// <summary>Creates the change that a decision asks for, with the deliveries to the campaign's webhooks.</summary>
    public static Change By(Versioned<Invitation> before, Decision decision, IReadOnlyList<Uri> webhooks) =>
        new(before, decision.Next, decision.Journal, decision.Claimed is { Attempt: 1 } claim ? [claim] : [])
        {
            WebhookDeliveries = WebhookDelivery.From(decision, webhooks),
            Recalls = decision.Recalls,
        };
}

/// <summary>The result of a commit.</summary>
public abstract record CommitResult
{
    private CommitResult() { }

    /// <summary>All changes are stored. The rows have their new versions, in the order of the changes.</summary>
    /// <param name="Rows">The rows.</param>
    /// <param name="Mark">What the partition knew of the decisions of staff when the commit was carried out.</param>
    public sealed record Committed(IReadOnlyList<Versioned<Invitation>> Rows, PlanMark Mark) : CommitResult;

    /// <summary>Nothing was written: a row was changed or created since it was read. Read again and decide
    /// again.</summary>
    public sealed record Conflict : CommitResult;

    /// <summary>Nothing was written: staff have changed the plan since the changes were decided. Read the campaign
    /// again and decide again.</summary>
    public sealed record PlanChanged : CommitResult;
}

/// <summary>What a partition knows of the decisions of staff. It is part of the row of the tally, which every commit
/// writes.</summary>
/// <param name="Plan">The version of the plan in force (<see cref="CampaignEntry.PlanVersion"/>).</param>
/// <param name="Recalls">The number of commits that made a claimed letter unnecessary.</param>
/// <param name="Replanned">The version of the plan under which every invitation was decided on.</param>
/// <param name="Claimed">The number of claimed letters without a result: those being sent, and those in doubt.</param>
public readonly record struct PlanMark(long Plan, long Recalls, long Replanned, long Claimed);

/// <summary>Selects invitations. A null property does not filter.</summary>
/// <param name="Phase">The phase.</param>
/// <param name="Answer">The kind of the answer that counts (<see cref="Invitation.CountedReply"/>).</param>
/// <param name="Language">The language of the letters.</param>
/// <param name="State">The code of the State.</param>
/// <param name="NeedsAttention">Whether only invitations with an open issue pass.</param>
/// <param name="Address">The official address, or one of several, in any case.</param>
/// <param name="Text">A part of the invitee's id, State, name, office, person or address, in any case.</param>
/// <param name="Issue">An open issue.</param>
/// <param name="InDoubtAt">A time at which a letter is in doubt (<see cref="Dispatch.IsInDoubt"/>).</param>
/// <param name="Region">The region.</param>
/// <param name="Group">The group, as it is stored (<see cref="GroupName"/>).</param>
/// <param name="Channel">How letters reach the office.</param>
/// <param name="ToPrint">Whether only invitations with a letter on the print run pass.</param>
public sealed record InvitationFilter(
    Phase? Phase = null,
    string? Answer = null,
    Language? Language = null,
    string? State = null,
    bool NeedsAttention = false,
    string? Address = null,
    string? Text = null,
    Attention? Issue = null,
    Instant? InDoubtAt = null,
    string? Region = null,
    string? Group = null,
    LetterChannel? Channel = null,
    bool ToPrint = false
)
{
    public static readonly InvitationFilter None = new();

    /// <summary>Whether the filter has a condition that a store without a query for it has to check itself.</summary>
    public bool NeedsSearch =>
        Text is { Length: > 0 }
        || Region is not null
        || Group is not null
        || Channel is not null
        || Issue is not null
        || InDoubtAt is not null;

    /// <summary>Whether an invitation passes the conditions of <see cref="NeedsSearch"/>.</summary>
    public bool PassesSearch(Invitation invitation) =>
        Mentions(invitation.Invitee)
        && (Region is null || invitation.Invitee.Region == Region)
        && (Group is null || invitation.Invitee.Group == Group)
        && (Channel is null || invitation.Channel == Channel)
        && (Issue is not { } issue || invitation.Attention.HasFlag(issue))
        && (InDoubtAt is not { } at || invitation.Dispatches.Any(d => d.IsInDoubt(at)));

    /// <summary>Whether the invitee's id, State, name, office, person or address contains the text, in any case and
    /// with or without accents. A State is found by its code, and by its name in the six languages.</summary>
    public bool Mentions(Invitee invitee)
    {
        if (Text is not { Length: > 0 } text)
            return true;
        string[] known =
        [
            invitee.Id.Value,
            invitee.State,
            invitee.Name,
            invitee.Office,
            invitee.Person,
            invitee.Address,
            .. StateNames.FindAll(invitee.State),
        ];
        return known.Any(new SearchedText(text).IsIn);
    }

    public bool Passes(Invitation invitation) =>
        (Phase is null || invitation.Phase == Phase)
        && (Answer is null || invitation.CountedReply?.Answer.Kind == Answer)
        && (Language is null || invitation.Invitee.Language == Language)
        && (State is null || invitation.Invitee.State == State)
        && (!ToPrint || invitation.Dispatches.Any(d => d.State == DispatchState.ToPrint))
        && (!NeedsAttention || invitation.Attention != Attention.None)
        && (Address is null || invitation.Invitee.Addresses.Contains(Address, StringComparer.OrdinalIgnoreCase))
        && PassesSearch(invitation);
}
