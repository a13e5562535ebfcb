using Wsis.Invitations.Reasons;
using Wsis.Invitations.Texts;

namespace Wsis.Invitations.Invitees;

/// <summary>A file is not a list that can be read.</summary>
public sealed class UnreadableListException(ProblemReason reason, Exception? inner = null)
    : Exception(reason.ToEnglish(), inner)
{
    public ProblemReason Reason => reason;

    /// <summary>The line at which it cannot be read. 0 means the whole file.</summary>
    public int Line { get; init; }
}
