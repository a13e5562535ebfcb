using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Correspondence;

namespace Wsis.Invitations.Storage;

/// <summary>Stores incoming messages. Each campaign has a mailbox of its own. Messages of no known campaign are in a
/// shared mailbox, which null names.</summary>
/// <remarks>It throws as <see cref="IInvitationStore"/> does.</remarks>
public interface ICorrespondenceStore
{
    /// <summary>Adds a message to the mailbox of its campaign. A message with that id that is already there stays as it
    /// is.</summary>
    /// <returns>The message that is in the mailbox then, with its version.</returns>
    Task<Versioned<CorrespondenceItem>> Add(CorrespondenceItem item, CancellationToken cancellation);

    /// <summary>Reads a message with its version. Null if there is none.</summary>
    Task<Versioned<CorrespondenceItem>?> Find(
        CampaignId? campaign,
        CorrespondenceId id,
        CancellationToken cancellation
    );

    /// <summary>Replaces a message that was read.</summary>
    /// <param name="item">The message as it is to be. Its id and campaign stay.</param>
    /// <param name="version">The version that it replaces.</param>
    /// <param name="cancellation">Cancels the call.</param>
    /// <returns>The message with its new version. Null if another version is stored.</returns>
    Task<Versioned<CorrespondenceItem>?> Save(CorrespondenceItem item, string version, CancellationToken cancellation);

    /// <summary>Deletes the whole mailbox of a campaign. May be called again after an interruption.</summary>
    Task Erase(CampaignId campaign, CancellationToken cancellation);

    /// <summary>Deletes a message if there is one.</summary>
    Task Delete(CampaignId? campaign, CorrespondenceId id, CancellationToken cancellation);

    /// <summary>Reads a page of a mailbox, in the order in which the messages arrived. If the filter looks into texts,
    /// a page may hold fewer than <paramref name="top"/>, or none, and still continue.</summary>
    /// <param name="campaign">The campaign. Null for the shared mailbox.</param>
    /// <param name="filter">The messages to list.</param>
    /// <param name="top">The size of the page, 1 to 1,000.</param>
    /// <param name="continuation">The continuation of the page before. Null for the first.</param>
    /// <param name="cancellation">Cancels the call.</param>
    /// <exception cref="FormatException">The continuation is not one of this list.</exception>
    Task<Page<Versioned<CorrespondenceItem>>> List(
        CampaignId? campaign,
        CorrespondenceFilter filter,
        int top,
        string? continuation,
        CancellationToken cancellation
    );
}
