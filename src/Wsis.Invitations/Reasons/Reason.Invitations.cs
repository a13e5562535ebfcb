using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Workflow;

namespace Wsis.Invitations.Reasons;

/// <content>The reasons for which an invitation does not allow an action.</content>
public abstract partial record Reason
{
    /// <summary>Another reply was recorded after the sender read the invitation.</summary>
    [Code("reply-overtaken")]
    public sealed record ReplyOvertaken : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>The deadline has passed, and the campaign allows no change after it.</summary>
    [Code("answer-is-final")]
    public sealed record AnswerIsFinal : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>Reminders go only to invitees whose answer is awaited.</summary>
    [Code("not-awaited")]
    public sealed record NotAwaited(Phase Phase) : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>A reminder waits to be sent, or was sent within these hours.</summary>
    [Code("reminded-recently")]
    public sealed record RemindedRecently(int Hours) : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>The campaign sends no letters any more.</summary>
    [Code("campaign-ended")]
    public sealed record CampaignEnded : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>The invitation changed after the sender read it; what needs attention may be new.</summary>
    [Code("changed-since-seen")]
    public sealed record ChangedSinceSeen : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>The row has another version than the sender expects, or changed at the same time.</summary>
    [Code("stale")]
    public sealed record Stale : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>A letter that was never sent cannot be sent again.</summary>
    [Code("letter-not-yet-sent")]
    public sealed record LetterNotYetSent(StepId Step) : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>The letter is being sent.</summary>
    [Code("letter-in-flight")]
    public sealed record LetterInFlight(StepId Step) : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>The letter is not on the print run: it goes by e-mail, or does not exist.</summary>
    [Code("letter-not-to-print")]
    public sealed record LetterNotToPrint(StepId Step) : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>Staff have not posted the letter, so that it cannot have come back.</summary>
    [Code("letter-not-posted")]
    public sealed record LetterNotPosted(StepId Step) : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>The letter is not marked as returned, so that there is nothing to undo.</summary>
    [Code("letter-not-returned")]
    public sealed record LetterNotReturned(StepId? Step) : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>No letter was posted, so that none can have come back.</summary>
    [Code("nothing-posted-yet")]
    public sealed record NothingPostedYet : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>The letter reads differently since it was printed.</summary>
    [Code("letter-changed-since-printed")]
    public sealed record LetterChangedSincePrinted(StepId Step) : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>The phase of the invitation makes the letter pointless.</summary>
    [Code("letter-not-wanted")]
    public sealed record LetterNotWanted(StepId Step, Phase Phase) : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>The invitation itself is repeated only while an answer is awaited.</summary>
    [Code("invitation-not-wanted")]
    public sealed record InvitationNotWanted(Phase Phase) : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>There is no letter to send again.</summary>
    [Code("nothing-sent-yet")]
    public sealed record NothingSentYet : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>Only a withdrawn office is invited again.</summary>
    [Code("not-withdrawn")]
    public sealed record NotWithdrawn(Phase Phase) : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>A list of corrections has errors, so nothing was corrected.</summary>
    [Code("list-has-problems")]
    public sealed record ListHasProblems(int Count) : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>The campaign does not have this invitee. The arguments may be texts that are no ids.</summary>
    [Code("invitee-not-found")]
    public sealed record InviteeNotFound(string Campaign, string Invitee) : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }
}
