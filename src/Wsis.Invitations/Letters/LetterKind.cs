namespace Wsis.Invitations.Letters;

/// <summary>The purpose of a letter. It decides who may still receive it.</summary>
public enum LetterKind
{
    /// <summary>The invitation itself: for those who have not been invited yet.</summary>
    Invitation,

    /// <summary>Asks once more: for those who were invited and have not answered, before the deadline only.</summary>
    Reminder,

    /// <summary>Announces the new deadline to the same readers as a reminder.</summary>
    Extension,

    /// <summary>Confirms a recorded reply to the official address, so that a misused link is noticed.</summary>
    Acknowledgement,

    /// <summary>Practical information: for those who accepted or delegated a representative.</summary>
    Briefing,

    /// <summary>Announces that the invitation is withdrawn, to invitees who had received it.</summary>
    Withdrawal,

    /// <summary>A short letter that staff wrote to one office, such as the answer to its message.</summary>
    Personal,

    /// <summary>The copy of an acknowledgement on paper: by e-mail, to the address that the person who answered
    /// left. An acknowledgement by e-mail carries that address itself.</summary>
    AcknowledgementCopy,

    /// <summary>The copy of a letter of withdrawal on paper: by e-mail, to the own addresses of those who have the
    /// event in their diary. A withdrawal by e-mail carries them itself.</summary>
    WithdrawalCopy,
}

/// <summary>What the kinds of letters have in common.</summary>
public static class LetterKinds
{
    extension(LetterKind kind)
    {
        /// <summary>Whether it is the copy of a letter on paper for persons. It always goes by e-mail, and its delivery
        /// does not concern the address of the office.</summary>
        public bool IsForPersons => kind is LetterKind.AcknowledgementCopy or LetterKind.WithdrawalCopy;
    }
}
