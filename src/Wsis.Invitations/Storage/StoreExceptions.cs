namespace Wsis.Invitations.Storage;

/// <summary>The store cannot be reached, or did not answer.</summary>
public sealed class StoreUnavailableException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>A row is too large for the store. The message names the row, the size and the limit.</summary>
public sealed class StoreLimitException(string message) : Exception(message);
