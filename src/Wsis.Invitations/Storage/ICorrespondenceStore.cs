using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Correspondence;
using Wsis.Invitations.Invitees;

namespace Wsis.Invitations.Storage;

/// <summary>Stores incoming messages. Each campaign has a mailbox of its own. Messages of no known campaign are in a
/// shared mailbox, which null names.</summary>
/// <remarks>It throws as <see cref="IInvitationStore"/> does.</remarks>
public interface ICorrespondenceStore
{
    /// <summary>Adds a message to the mailbox of its campaign. A message with that id that is already there stays as it
    /// is.</summary>
    /// <returns>The message that is in the mailbox then, with its version.</returns>
    Task<CorrespondenceItem> Add(CorrespondenceItem item, CancellationToken cancellation);

    /// <summary>Reads a message with its version. Null if there is none.</summary>
    Task<CorrespondenceItem?> Find(CampaignId? campaign, CorrespondenceId id, CancellationToken cancellation);

    /// <summary>Replaces exactly the version of a message that was read.</summary>
    /// <returns>The message with its new version. Null if another version is stored.</returns>
    Task<CorrespondenceItem?> Save(CorrespondenceItem item, CancellationToken cancellation);

    /// <summary>Deletes the whole mailbox of a campaign. May be called again after an interruption.</summary>
    Task Erase(CampaignId campaign, CancellationToken cancellation);

    /// <summary>Reads a page of a mailbox, in the order in which the messages arrived.</summary>
    /// <param name="campaign">The campaign. Null for the shared mailbox.</param>
    /// <param name="filter">The messages to list.</param>
    /// <param name="top">The size of the page, 1 to 1,000.</param>
    /// <param name="continuation">The continuation of the page before. Null for the first.</param>
    /// <param name="cancellation">Cancels the call.</param>
    /// <exception cref="FormatException">The continuation is not one of this list.</exception>
    Task<Page<CorrespondenceItem>> List(
        CampaignId? campaign,
        CorrespondenceFilter filter,
        int top,
        string? continuation,
        CancellationToken cancellation
    );
}

/// <summary>Selects messages. A null property does not filter.</summary>
public sealed record CorrespondenceFilter(CorrespondenceState? State = null, InviteeId? Invitee = null)
{
    public static readonly CorrespondenceFilter None = new();

    public bool Passes(CorrespondenceItem item) =>
        (State is null || item.State == State) && (Invitee is null || item.Invitee == Invitee);
}
