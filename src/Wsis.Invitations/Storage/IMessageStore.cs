using NodaTime;
using Wsis.Invitations.Campaigns;

namespace Wsis.Invitations.Storage;

/// <summary>Stores whole incoming messages. Each campaign has its own, and so has the shared mailbox. A message is
/// stored before the row that names it, so a row never names a message that is missing.</summary>
/// <remarks>It throws <see cref="StoreUnavailableException"/> when the store cannot be reached or does not
/// answer.</remarks>
public interface IMessageStore
{
    /// <summary>Stores a message, or replaces the one of that name. Nothing is stored if the call fails.</summary>
    /// <param name="name">The name.</param>
    /// <param name="content">The bytes, from the current position. They are read piece by piece.</param>
    /// <param name="cancellation">Cancels the call.</param>
    Task Put(MessageName name, Stream content, CancellationToken cancellation);

    /// <summary>Opens a message as a seekable stream, which the caller disposes. Null if there is none.</summary>
    Task<Stream?> Open(MessageName name, CancellationToken cancellation);

    /// <summary>Deletes a message if there is one.</summary>
    Task Delete(MessageName name, CancellationToken cancellation);

    /// <summary>Reads the names of the messages of a campaign, in no order. Null is the shared mailbox.</summary>
    IAsyncEnumerable<StoredMessage> List(CampaignId? campaign, CancellationToken cancellation);

    /// <summary>Deletes all messages of a campaign. May be called again after an interruption.</summary>
    Task Erase(CampaignId campaign, CancellationToken cancellation);
}

/// <summary>A message in a store.</summary>
/// <param name="Name">Its name.</param>
/// <param name="StoredAt">When it was stored, by the clock of the store.</param>
public sealed record StoredMessage(MessageName Name, Instant StoredAt);
