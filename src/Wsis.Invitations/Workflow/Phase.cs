namespace Wsis.Invitations.Workflow;

/// <summary>The phase of an invitation.</summary>
public enum Phase
{
    /// <summary>The invitation has not gone out yet.</summary>
    Scheduled,

    /// <summary>The invitation was sent, there is no answer, and the deadline is ahead.</summary>
    Awaiting,

    /// <summary>There is an answer.</summary>
    Answered,

    /// <summary>The deadline passed without an answer.</summary>
    Unanswered,

    /// <summary>The address refused a letter, or one on paper came back; staff must correct it.</summary>
    Undeliverable,

    /// <summary>The organisation took the invitation back.</summary>
    Withdrawn,
}

/// <summary>The things that need the attention of staff.</summary>
[Flags]
public enum Attention
{
    None = 0,

    /// <summary>A reply came after the deadline and the period of grace.</summary>
    LateReply = 1,

    /// <summary>A reply came although the invitation had been withdrawn.</summary>
    ReplyAfterWithdrawal = 2,

    /// <summary>The address refused a letter, one on paper came back, or its reader complained of it.</summary>
    Refused = 4,

    /// <summary>The mail provider would not take a letter.</summary>
    NotSent = 8,

    /// <summary>A letter or an e-mail waits to be classified.</summary>
    Correspondence = 16,
}
