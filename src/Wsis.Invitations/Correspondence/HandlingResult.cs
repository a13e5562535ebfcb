using Wsis.Invitations.Reasons;
using Wsis.Invitations.Storage;

namespace Wsis.Invitations.Correspondence;

/// <summary>The result of handling a message.</summary>
/// <param name="Row">The message as it is now, with its version.</param>
/// <param name="Refusal">Why the request was not carried out. Null where it was.</param>
public sealed record HandlingResult(Versioned<CorrespondenceItem> Row, Reason? Refusal = null)
{
    public CorrespondenceItem Item => Row.Value;
}
