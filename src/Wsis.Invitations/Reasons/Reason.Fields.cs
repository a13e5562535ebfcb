namespace Wsis.Invitations.Reasons;

/// <content>The errors of a field of a form or a request. Each text follows the field's name.</content>
public abstract partial record Reason
{
    /// <summary>A required field is empty.</summary>
    [Code("missing")]
    public sealed record Missing : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>The text has more characters than the store keeps.</summary>
    [Code("too-long")]
    public sealed record TooLong : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>The text has more characters than the field allows.</summary>
    [Code("longer-than")]
    public sealed record LongerThan(int Max) : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>The value is not among the choices.</summary>
    [Code("not-offered")]
    public sealed record NotOffered : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>The value is not a number, or not a plausible one.</summary>
    [Code("not-a-count")]
    public sealed record NotACount(int Max) : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>A delegation has more persons than can be named.</summary>
    [Code("too-many-persons")]
    public sealed record TooManyPersons(int Max) : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>More than one person is to deliver the statement.</summary>
    [Code("several-speakers")]
    public sealed record SeveralSpeakers : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>A delegation is named by an office that does not take part.</summary>
    [Code("not-taking-part")]
    public sealed record NotTakingPart : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>Somebody else has named the delegation since the page was shown.</summary>
    [Code("delegation-overtaken")]
    public sealed record DelegationOvertaken : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>The part is larger than the whole.</summary>
    [Code("more-than-delegation")]
    public sealed record MoreThanDelegation : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>There are fewer persons in the delegation that the office has named.</summary>
    [Code("more-than-named")]
    public sealed record MoreThanNamed : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>The value does not have the expected form.</summary>
    [Code("not-of-form")]
    public sealed record NotOfForm(ValueForm Form) : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>The value is not one e-mail address.</summary>
    [Code("not-an-address")]
    public sealed record NotAnAddress : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>The value is not a list of e-mail addresses, or has too many.</summary>
    [Code("not-addresses")]
    public sealed record NotAddresses : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>A test letter goes only to the domain of the campaign's sender or contact.</summary>
    [Code("address-not-of-organisation")]
    public sealed record AddressNotOfOrganisation(string Domain) : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>The value is not an ISO date.</summary>
    [Code("not-a-date")]
    public sealed record NotADate : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>The value is not an ISO date and time.</summary>
    [Code("not-a-moment")]
    public sealed record NotAMoment : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>A reply cannot be received later than now.</summary>
    [Code("in-the-future")]
    public sealed record InTheFuture : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>A reply cannot be older than the invitation.</summary>
    [Code("before-sending")]
    public sealed record BeforeSending : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>An event cannot end before it begins.</summary>
    [Code("before-first-day")]
    public sealed record BeforeFirstDay : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>A deadline is later than the invitation.</summary>
    [Code("not-after-sending")]
    public sealed record NotAfterSending : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>A deadline is no later than the last day of the event.</summary>
    [Code("after-last-day")]
    public sealed record AfterLastDay : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>The value cannot be an invitee's id.</summary>
    [Code("not-an-invitee-id")]
    public sealed record NotAnInviteeId : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>The file is neither a PDF nor a picture.</summary>
    [Code("not-a-scan")]
    public sealed record NotAScan : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>The file is larger than so many megabytes.</summary>
    [Code("file-too-large")]
    public sealed record FileTooLarge(int MaxMegabytes) : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>The value cannot be the id of a step.</summary>
    [Code("not-a-step-id")]
    public sealed record NotAStepId : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>The plan has no reminder.</summary>
    [Code("no-reminder-letter")]
    public sealed record NoReminderLetter : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>The plan has no reminder of this name.</summary>
    [Code("not-a-reminder-letter")]
    public sealed record NotAReminderLetter(string Letter) : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }
}
