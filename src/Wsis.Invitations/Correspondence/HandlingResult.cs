using Wsis.Invitations.Reasons;

namespace Wsis.Invitations.Correspondence;

/// <summary>The result of handling a message.</summary>
/// <param name="Item">The message as it is now.</param>
/// <param name="Refusal">Why the request was not carried out. Null where it was.</param>
public sealed record HandlingResult(CorrespondenceItem Item, Reason? Refusal = null);
