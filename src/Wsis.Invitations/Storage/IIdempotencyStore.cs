using Wsis.Invitations.Campaigns;

namespace Wsis.Invitations.Storage;

/// <summary>Stores ids that a sender may repeat, with the answer that each was given the first time. Each source has
/// ids of its own.</summary>
/// <remarks>It throws as <see cref="IInvitationStore"/> does.</remarks>
public interface IIdempotencyStore
{
    /// <summary>Adds an id with its answer if the id is new.</summary>
    /// <param name="source">The source of the ids.</param>
    /// <param name="id">The id.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="about">What the id is deleted with. Null if it is about no campaign.</param>
    /// <param name="cancellation">Cancels the call.</param>
    /// <returns>The stored answer: that of the first time if the id was there already, otherwise
    /// <paramref name="answer"/>.</returns>
    Task<string> TryAdd(string source, string id, string answer, EntrySubject? about, CancellationToken cancellation);

    /// <summary>Adds an id that is about no campaign.</summary>
    /// <inheritdoc cref="TryAdd(string, string, string, EntrySubject?, CancellationToken)"/>
    Task<string> TryAdd(string source, string id, string answer, CancellationToken cancellation) =>
        TryAdd(source, id, answer, null, cancellation);

    /// <summary>Adds ids of one source that are known to be new, many in one request. An id that is there after all
    /// gets the answer of this call. After an interruption some may be missing.</summary>
    Task AddAll(
        string source,
        IReadOnlyCollection<(string Id, string Answer, EntrySubject? About)> entries,
        CancellationToken cancellation
    );

    /// <summary>Reads the answer that an id was given. Null if the id is new.</summary>
    Task<string?> Get(string source, string id, CancellationToken cancellation);

    /// <summary>Deletes the ids about a campaign, of all sources. May be called again after an interruption.</summary>
    Task DeleteFor(CampaignId about, CancellationToken cancellation);

    /// <summary>Deletes the ids about some invitees or messages of a campaign, of all sources. May be called again
    /// after an interruption.</summary>
    /// <param name="campaign">The campaign.</param>
    /// <param name="parts">The ids of the invitees and messages (<see cref="EntrySubject.Part"/>).</param>
    /// <param name="cancellation">Cancels the call.</param>
    Task DeleteFor(CampaignId campaign, IReadOnlyCollection<string> parts, CancellationToken cancellation);

    /// <summary>Deletes an id if it is there.</summary>
    Task Delete(string source, string id, CancellationToken cancellation);
}

/// <summary>What an id of a request or message is about, and is deleted with.</summary>
/// <param name="Campaign">The campaign.</param>
/// <param name="Part">The id of the invitee or of the message in the campaign. Null if it is about neither.</param>
public sealed record EntrySubject(CampaignId Campaign, string? Part = null)
{
    public static implicit operator EntrySubject(CampaignId campaign) => new(campaign);
}
