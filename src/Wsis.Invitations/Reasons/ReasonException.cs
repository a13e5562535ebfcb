using Wsis.Invitations.Texts;

namespace Wsis.Invitations.Reasons;

/// <summary>Something cannot be made, for a reason that is shown to a person.</summary>
public sealed class ReasonException(Reason reason) : Exception(reason.ToEnglish())
{
    public Reason Reason => reason;
}
