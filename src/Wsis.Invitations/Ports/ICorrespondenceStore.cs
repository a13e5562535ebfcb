using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Correspondence;
using Wsis.Invitations.Invitees;

namespace Wsis.Invitations.Ports;

/// <summary>The record of what was written to us. Each campaign has a drawer of its own; what belongs to none, as far
/// as we know, lies in one that all share, and is asked for with null.</summary>
/// <remarks>It throws as <see cref="IInvitationStore"/> does.</remarks>
public interface ICorrespondenceStore
{
    /// <summary>Puts a new piece into the drawer of its campaign. A piece of that id that is there already is left as
    /// it is.</summary>
    /// <returns>The piece that is in the drawer then, with its version.</returns>
    Task<CorrespondenceItem> FileCorrespondence(CorrespondenceItem item, CancellationToken cancellation);

    /// <summary>A piece, with the version it has now; null where there is none.</summary>
    Task<CorrespondenceItem?> FindCorrespondence(
        CampaignId? campaign,
        CorrespondenceId id,
        CancellationToken cancellation
    );

    /// <summary>Writes a piece over exactly the version that was read.</summary>
    /// <returns>The piece with its new version; null where another version is there already.</returns>
    Task<CorrespondenceItem?> SaveCorrespondence(CorrespondenceItem item, CancellationToken cancellation);

    /// <summary>Removes a campaign's whole drawer, for good. May be called again after it was interrupted.</summary>
    Task EraseCorrespondence(CampaignId campaign, CancellationToken cancellation);

    /// <summary>A page of a drawer, in the order in which the pieces came.</summary>
    /// <param name="campaign">Whose drawer; null: that of the pieces without a campaign.</param>
    /// <param name="filter">What to leave out.</param>
    /// <param name="top">The page's size, 1 to 1,000.</param>
    /// <param name="continuation">Where the page before said to go on; null for the first.</param>
    /// <param name="cancellation">Cancels the call.</param>
    /// <exception cref="FormatException">The continuation is not one that this store has given out.</exception>
    Task<Page<CorrespondenceItem>> ListCorrespondence(
        CampaignId? campaign,
        CorrespondenceFilter filter,
        int top,
        string? continuation,
        CancellationToken cancellation
    );
}

/// <summary>Which pieces of correspondence to list. What is null does not matter.</summary>
public sealed record CorrespondenceFilter(CorrespondenceState? State = null, InviteeId? Invitee = null)
{
    public static readonly CorrespondenceFilter None = new();

    public bool Passes(CorrespondenceItem item) =>
        (State is null || item.State == State) && (Invitee is null || item.Invitee == Invitee);
}
