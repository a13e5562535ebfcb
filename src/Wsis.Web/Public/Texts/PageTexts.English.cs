namespace Wsis.Web.Public.Texts;

public sealed partial record PageTexts
{
    private static readonly PageTexts English = new()
    {
        Invitation = "Invitation",
        AddressedTo = "Addressed to",
        Dates = "Dates",
        Place = "Place",
        ReplyBefore = "Reply requested before",
        ReadTheLetter = "Read the letter of invitation",
        LanguageOfThisPage = "Language of this page",
        Contact = "Contact",
        Moment = "{0}, {1}",
        Comma = ", ",

        YourReply = "Your reply",
        Accept = "Accept the invitation",
        Delegate = "Accept, and designate a representative",
        Decline = "Decline the invitation",
        RepresentativeSection = "Representative",
        RepresentativeHint = "To be completed only if a representative is designated.",
        RepresentativeTitle = "Title or function of the representative",
        RepresentativeName = "Name of the representative",
        RepresentativeAddress = "E-mail address of the representative",
        ParticipationSection = "Participation",
        ParticipationHint =
            "To be completed if the invitation is accepted. Anything not yet known may be left blank and added later.",
        Statement = "Policy statement",
        StatementWished = "We wish to make a statement",
        NoStatement = "We do not wish to make a statement",
        StatementDay = "Day of the policy statement",
        StatementLanguage = "Language of the statement",
        NotDecided = "Not yet decided",
        SpeakerTitle = "Title or function of the speaker",
        SpeakerName = "Name of the speaker",
        Speaker = "Speaker",
        StatementMinutes = "Length of the statement, in minutes",
        DelegationSize = "Size of the delegation, including its head",
        Women = "Number of women in the delegation",
        Remarks = "Remarks",
        CopyTo = "Your own e-mail address, for a copy of the acknowledgement",
        CopyToHint = "Optional. The acknowledgement always goes to the official address of your office.",
        Delegation = "Your delegation",
        DelegationHint =
            "The persons of the delegation may be named here until the end of {0}, all at once or one after another. The size of the delegation then follows from the names.",
        DelegationClosed = "The time to name the delegation has ended. For any change, please contact the secretariat.",
        Person = "Person {0}",
        PersonTitle = "Title",
        PersonName = "Name",
        PersonFunction = "Function",
        PersonAddress = "E-mail address (optional)",
        PersonSpeaks = "Delivers the policy statement",
        NobodySpeaks = "None of the persons named delivers the statement",
        AddPerson = "Add a person",
        SaveDelegation = "Record the delegation",
        DelegationOvertaken =
            "Somebody else from your office recorded the delegation in the meantime; it is shown above. Please record yours again only if it is to replace it.",
        PersonNameMissing = "Please give the name of this person.",
        TooManyPersons = "At most {0} persons can be named.",
        DelegationTooLong = "These texts are too long together. Please shorten them.",
        Send = "Send the reply",
        SendChange = "Replace the recorded reply",

        Recorded = "Your reply has been recorded",
        RecordedReply = "Reply",
        ReceivedOn = "Received on",
        Accepted = "Invitation accepted",
        Delegated = "Invitation accepted, with designation of a representative",
        Declined = "Invitation declined",
        Representative = "Representative",
        AcknowledgementFollows = "An acknowledgement is being sent to the official address of your office.",
        AcknowledgementSent = "An acknowledgement was sent to the official address of your office.",
        CopyFollows = "A copy goes to the e-mail address that was given with this reply.",
        ReplyReference = "Reference of the reply",
        PrintReceipt = "This page can be printed as a receipt.",
        AddToCalendar = "Add to calendar",
        AddStatementToCalendar = "Add the statement to the calendar",
        RemoveFromCalendar = "Remove from the calendar",
        RemoveStatementFromCalendar = "Remove the statement from the calendar",
        Change = "Change the reply",
        ChangeUntil = "The reply may be changed on this page until {0}.",
        ChangeAfterDeadline =
            "The time to reply has ended. The reply may still be changed on this page; the secretariat will be informed.",
        RecordedLate =
            "It arrived after the time to reply had ended and has been brought to the attention of the secretariat.",

        NotYet = "This invitation has not yet been sent. This page will be open for your reply as soon as it has.",
        ReplyTimeEnded =
            "The time to reply has ended. A reply sent now will be recorded as late and brought to the attention of the secretariat.",
        Settled =
            "The time to reply has ended, and the reply can no longer be changed on this page. For any change, please contact the secretariat.",
        Withdrawn = "This invitation has been withdrawn. For any question, please contact the secretariat.",
        Cancelled = "The event has been cancelled. No reply is required.",
        Overtaken =
            "Another reply from your office was recorded in the meantime; it is shown below. Please send yours again only if it is to replace that reply.",

        InvalidLink = "This link is not valid",
        InvalidLinkHelp =
            "It may have been cut off when it was copied. Please open the link in the most recent letter received, or contact the secretariat named in it.",
        ReplacedLink = "This link has been replaced by a newer one",
        ReplacedLinkHelp =
            "Please open the link in the most recent letter received by your office, or contact the secretariat.",
        NotRecorded = "Your reply was NOT recorded",
        Unavailable = "This page cannot be shown at present",
        TryAgain =
            "Our records cannot be reached at the moment. Please try again in a few minutes, or contact the secretariat named in the letter.",
        TooLarge = "Your reply was NOT recorded: it is too long",
        TooLargeHelp = "Please go back, shorten the remarks and send the reply again, or write to the secretariat.",
        TooMany = "Too many requests",
        TooManyHelp = "Nothing has been recorded or changed. Please wait a minute and try again.",
        Unreadable = "This request cannot be read",
        UnreadableHelp =
            "Nothing has been recorded or changed. Please go back and try again, or contact the secretariat named in the letter.",
        Unexpected = "Something went wrong",
        UnexpectedHelp =
            "Please open the link in the letter again: the page shows what has been recorded. If the error persists, contact the secretariat named in the letter.",

        Mend = "Nothing has been recorded yet. Please correct the following:",
        AnswerMissing = "Please choose one of the three replies.",
        NameMissing = "Please give the name of the representative.",
        TooLong = "This text is too long: at most {0} characters can be recorded.",
        NotOffered = "Please choose one of the possibilities offered.",
        NotACount = "Please give a whole number, at most {0}.",
        MoreWomen = "The number of women cannot be greater than the size of the delegation.",
        MoreWomenThanNamed =
            "The number of women cannot be greater than the number of persons named in your delegation.",
        NotAnAddress = "Please give an e-mail address of the form name@example.org.",
    };
}
