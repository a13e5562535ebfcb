namespace Wsis.Invitations.Storage;

/// <summary>A value as it was read from a store.</summary>
/// <param name="Value">The value.</param>
/// <param name="Version">Its version (the ETag in Table Storage). A write names it and fails if the store has
/// another.</param>
public sealed record Versioned<T>(T Value, string Version);
