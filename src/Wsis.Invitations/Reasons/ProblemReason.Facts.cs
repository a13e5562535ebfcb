using NodaTime;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Invitees;

namespace Wsis.Invitations.Reasons;

/// <content>The errors and warnings of <c>campaign.json</c>.</content>
public abstract partial record ProblemReason
{
    /// <summary>The file is not JSON. <paramref name="Words"/> are those of the parser.</summary>
    [Code("not-json")]
    public sealed record NotJson(string Words) : ProblemReason
    {
        public override string In(IProblemTexts texts) => texts.Text(this);
    }

    /// <summary>The day is not one of the event.</summary>
    [Code("day-outside-event")]
    public sealed record DayOutsideEvent(LocalDate Day) : ProblemReason
    {
        public override string In(IProblemTexts texts) => texts.Text(this);
    }

    /// <summary>The clocks of the zone are put forward over the moment.</summary>
    [Code("no-such-time")]
    public sealed record NoSuchTime(string Zone) : ProblemReason
    {
        public override string In(IProblemTexts texts) => texts.Text(this);
    }

    /// <summary>The deadline is not after the sending.</summary>
    [Code("not-after-sending")]
    public sealed record NotAfterSending : ProblemReason
    {
        public override string In(IProblemTexts texts) => texts.Text(this);
    }

    /// <summary>The end of a window is not after its start.</summary>
    [Code("end-not-after-start")]
    public sealed record EndNotAfterStart : ProblemReason
    {
        public override string In(IProblemTexts texts) => texts.Text(this);
    }

    /// <summary>The last day is before the first.</summary>
    [Code("end-before-start")]
    public sealed record EndBeforeStart : ProblemReason
    {
        public override string In(IProblemTexts texts) => texts.Text(this);
    }

    /// <summary>The deadline is after the event.</summary>
    [Code("after-event")]
    public sealed record AfterEvent : ProblemReason
    {
        public override string In(IProblemTexts texts) => texts.Text(this);
    }

    /// <summary>The plan does not have exactly one invitation.</summary>
    [Code("not-one-invitation")]
    public sealed record NotOneInvitation : ProblemReason
    {
        public override string In(IProblemTexts texts) => texts.Text(this);
    }

    /// <summary>The id of a step begins as those of the program.</summary>
    [Code("reserved-step")]
    public sealed record ReservedStep(string Step, string Prefixes) : ProblemReason
    {
        public override string In(IProblemTexts texts) => texts.Text(this);
    }

    /// <summary>A step would be due at or after the deadline.</summary>
    [Code("due-after-deadline")]
    public sealed record DueAfterDeadline(string Step, LocalDateTime Due) : ProblemReason
    {
        public override string In(IProblemTexts texts) => texts.Text(this);
    }

    /// <summary>A reminder would be due before the invitation.</summary>
    [Code("due-before-invitation")]
    public sealed record DueBeforeInvitation(string Step, LocalDateTime Due) : ProblemReason
    {
        public override string In(IProblemTexts texts) => texts.Text(this);
    }

    /// <summary>A briefing would be due after the event.</summary>
    [Code("due-after-event")]
    public sealed record DueAfterEvent(string Step, LocalDateTime Due) : ProblemReason
    {
        public override string In(IProblemTexts texts) => texts.Text(this);
    }

    /// <summary>Warning: letters go with their PDF, and no browser is configured that prints them.</summary>
    [Code("no-browser")]
    public sealed record NoBrowser(string Step) : ProblemReason
    {
        public override string In(IProblemTexts texts) => texts.Text(this);
    }

    /// <summary>A lot has no seed.</summary>
    [Code("seed-missing")]
    public sealed record SeedMissing : ProblemReason
    {
        public override string In(IProblemTexts texts) => texts.Text(this);
    }

    /// <summary>The name of a link cannot be one of a campaign.</summary>
    [Code("reserved-link")]
    public sealed record ReservedLink : ProblemReason
    {
        public override string In(IProblemTexts texts) => texts.Text(this);
    }

    /// <summary>The property is not the code of a language.</summary>
    [Code("not-a-language")]
    public sealed record NotALanguage : ProblemReason
    {
        public override string In(IProblemTexts texts) => texts.Text(this);
    }

    /// <summary>The property has a text in no language.</summary>
    [Code("no-text")]
    public sealed record NoText : ProblemReason
    {
        public override string In(IProblemTexts texts) => texts.Text(this);
    }

    /// <summary>Warning: letters in these languages show the text in another one.</summary>
    [Code("text-missing")]
    public sealed record TextMissing(string Languages) : ProblemReason
    {
        public override string In(IProblemTexts texts) => texts.Text(this);
    }

    /// <summary>Warning: the invitation goes out as soon as the campaign is launched.</summary>
    [Code("sending-passed")]
    public sealed record SendingPassed(LocalDateTime SendAt, string Zone) : ProblemReason
    {
        public override string In(IProblemTexts texts) => texts.Text(this);
    }

    /// <summary>Warning: a launch sends no letter and leaves every invitation without an answer.</summary>
    [Code("deadline-passed")]
    public sealed record DeadlinePassed(LocalDateTime Deadline, string Zone) : ProblemReason
    {
        public override string In(IProblemTexts texts) => texts.Text(this);
    }

    /// <summary>The folder is that of another campaign than the draft that it was brought to.</summary>
    [Code("other-campaign")]
    public sealed record OtherCampaign(CampaignId Expected) : ProblemReason
    {
        public override string In(IProblemTexts texts) => texts.Text(this);
    }

    /// <summary>The plan sends several letters to an office on one day.</summary>
    [Code("letters-on-one-day")]
    public sealed record LettersOnOneDay(string Steps, int Invitees, InviteeId Example, LocalDate Day) : ProblemReason
    {
        public override string In(IProblemTexts texts) => texts.Text(this);
    }

    /// <summary>A reminder is never sent to some offices, because a later letter is due to them at the same
    /// time.</summary>
    [Code("letter-overtaken")]
    public sealed record LetterOvertaken(string Step, string By, int Invitees, InviteeId Example) : ProblemReason
    {
        public override string In(IProblemTexts texts) => texts.Text(this);
    }
}
