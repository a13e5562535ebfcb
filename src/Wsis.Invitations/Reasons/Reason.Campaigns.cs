using NodaTime;
using Wsis.Invitations.Campaigns;

namespace Wsis.Invitations.Reasons;

/// <content>The reasons for which a campaign does not allow an action.</content>
public abstract partial record Reason
{
    /// <summary>The store does not have this campaign. The argument may be a text that is no id.</summary>
    [Code("campaign-not-found")]
    public sealed record CampaignNotFound(string Campaign) : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>Only a campaign that may still send is approved.</summary>
    [Code("nothing-to-approve")]
    public sealed record NothingToApprove(CampaignState State) : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>Only a draft is launched.</summary>
    [Code("not-a-draft")]
    public sealed record NotADraft(CampaignState State) : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>Only a running campaign is paused.</summary>
    [Code("not-running")]
    public sealed record NotRunning(CampaignState State) : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>Only a paused campaign is resumed.</summary>
    [Code("not-paused")]
    public sealed record NotPaused(CampaignState State) : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>The deadline of a campaign that has ended stays.</summary>
    [Code("deadline-is-fixed")]
    public sealed record DeadlineIsFixed(CampaignState State) : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>The campaign cannot be closed or cancelled in this state.</summary>
    [Code("cannot-end")]
    public sealed record CannotEnd(CampaignState State, CampaignState End) : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>No invitees are added to a campaign that has ended.</summary>
    [Code("list-is-closed")]
    public sealed record ListIsClosed(CampaignState State) : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>Only a campaign that has ended is erased.</summary>
    [Code("not-ended")]
    public sealed record NotEnded(CampaignState State) : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>The list is exported before it is erased; after the end, where the campaign has ended.</summary>
    [Code("not-exported")]
    public sealed record NotExported(bool SinceEnd) : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>The proofs that were approved are not those in the store.</summary>
    [Code("proofs-changed")]
    public sealed record ProofsChanged : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>A launch needs an approval.</summary>
    [Code("not-approved")]
    public sealed record NotApproved : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>The approval is for other content than the stored one.</summary>
    [Code("approval-outdated")]
    public sealed record ApprovalOutdated : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>The campaign requires an approval by somebody other than its importer.</summary>
    [Code("second-person-needed")]
    public sealed record SecondPersonNeeded(string By) : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>There is a campaign or a draft of this id already.</summary>
    [Code("campaign-exists")]
    public sealed record CampaignExists(CampaignId Campaign) : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>A draft was to be created, and there is one of this id already.</summary>
    [Code("draft-exists")]
    public sealed record DraftExists(CampaignId Campaign) : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>A draft has no such file, or not that much room.</summary>
    [Code("not-a-part-of-a-draft")]
    public sealed record NotAPartOfADraft(string Path) : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>A draft with errors is not submitted.</summary>
    [Code("draft-has-problems")]
    public sealed record DraftHasProblems : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>The draft was changed since it was last submitted.</summary>
    [Code("draft-not-submitted")]
    public sealed record DraftNotSubmitted : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>A deadline is only extended.</summary>
    [Code("deadline-not-later")]
    public sealed record DeadlineNotLater(LocalDateTime Deadline) : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>Answers are wanted before the event is over.</summary>
    [Code("deadline-after-event")]
    public sealed record DeadlineAfterEvent : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>An added invitee needs time to answer.</summary>
    [Code("deadline-passed")]
    public sealed record DeadlinePassed : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>An action that cannot be undone asks for a confirmation.</summary>
    [Code("not-confirmed")]
    public sealed record NotConfirmed : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>Letters are corrected while they may still be sent. Before the launch the draft is changed.</summary>
    [Code("letters-are-fixed")]
    public sealed record LettersAreFixed(CampaignState State) : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>A corrected text with errors is not proposed.</summary>
    [Code("letter-has-problems")]
    public sealed record LetterHasProblems : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>No corrected text of this letter waits for an approval.</summary>
    [Code("no-correction")]
    public sealed record NoCorrection : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>The campaign requires that a corrected letter is approved by somebody who did not write it.</summary>
    [Code("corrected-by-approver")]
    public sealed record CorrectedByApprover(string By) : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>The row of a campaign has room for so many corrected letters.</summary>
    [Code("too-many-corrections")]
    public sealed record TooManyCorrections(int Max) : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }
}
