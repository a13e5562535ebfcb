using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Drafts;

namespace Wsis.Invitations.Storage;

/// <summary>Stores drafts of campaigns. A content is stored before the draft that names it, and stays until the draft
/// is erased, so former versions can be compared.</summary>
/// <remarks>It throws <see cref="StoreUnavailableException"/> when the store cannot be reached or does not
/// answer.</remarks>
public interface IDraftStore
{
    /// <summary>Reads a draft with its version. Null if there is none.</summary>
    Task<Versioned<Draft>?> Find(CampaignId campaign, CancellationToken cancellation);

    /// <summary>Reads the names of all drafts, in no order.</summary>
    IAsyncEnumerable<CampaignId> List(CancellationToken cancellation);

    /// <summary>Writes a draft.</summary>
    /// <param name="draft">The draft.</param>
    /// <param name="version">The version that it replaces. Null for a new draft.</param>
    /// <param name="cancellation">Cancels the call.</param>
    /// <returns>Whether it was written. Not if another version is stored.</returns>
    Task<bool> Save(Draft draft, string? version, CancellationToken cancellation);

    /// <summary>Stores a content of a file.</summary>
    /// <param name="campaign">The campaign.</param>
    /// <param name="hash">Its SHA-256, in lower-case hexadecimal digits.</param>
    /// <param name="content">The bytes.</param>
    /// <param name="cancellation">Cancels the call.</param>
    Task PutContent(CampaignId campaign, string hash, ReadOnlyMemory<byte> content, CancellationToken cancellation);

    /// <summary>Reads a content. Null if there is none.</summary>
    Task<byte[]?> ReadContent(CampaignId campaign, string hash, CancellationToken cancellation);

    /// <summary>Deletes a draft with all its contents. May be called again after an interruption.</summary>
    Task Erase(CampaignId campaign, CancellationToken cancellation);
}
