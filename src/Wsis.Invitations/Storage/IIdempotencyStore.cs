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
    /// <param name="about">The campaign with which the id is deleted. Null if it is about none.</param>
    /// <param name="cancellation">Cancels the call.</param>
    /// <returns>The stored answer: that of the first time if the id was there already, otherwise
    /// <paramref name="answer"/>.</returns>
    Task<string> TryAdd(string source, string id, string answer, CampaignId? about, CancellationToken cancellation);

    /// <summary>Adds an id that is about no campaign.</summary>
    /// <inheritdoc cref="TryAdd(string, string, string, CampaignId?, CancellationToken)"/>
    Task<string> TryAdd(string source, string id, string answer, CancellationToken cancellation) =>
        TryAdd(source, id, answer, null, cancellation);

    /// <summary>Adds ids of one source that are known to be new, many in one request. An id that is there after all
    /// gets the answer of this call. After an interruption some may be missing.</summary>
    Task AddAll(
        string source,
        IReadOnlyCollection<(string Id, string Answer, CampaignId? About)> entries,
        CancellationToken cancellation
    );

    /// <summary>Reads the answer that an id was given. Null if the id is new.</summary>
    Task<string?> Get(string source, string id, CancellationToken cancellation);

    /// <summary>Deletes the ids about a campaign, of all sources. May be called again after an interruption.</summary>
    Task DeleteFor(CampaignId about, CancellationToken cancellation);
}
