using NodaTime;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Reports;

namespace Wsis.Invitations.Journal;

/// <content>The events of a campaign.</content>
public abstract partial record JournalEvent
{
    /// <summary>Staff imported the campaign folder.</summary>
    [Code("campaign-imported")]
    public sealed record CampaignImported(int Invitees) : JournalEvent
    {
        public override JournalText In(IJournalTexts texts) => texts.Text(this);
    }

    /// <summary>Staff replaced the folder of a draft.</summary>
    [Code("folder-replaced")]
    public sealed record FolderReplaced(int Invitees) : JournalEvent
    {
        public override JournalText In(IJournalTexts texts) => texts.Text(this);
    }

    /// <summary>Staff approved the content of this hash.</summary>
    [Code("proofs-approved")]
    public sealed record ProofsApproved(string Hash) : JournalEvent
    {
        public override JournalText In(IJournalTexts texts) => texts.Text(this);
    }

    /// <summary>A member of staff sent a letter to themselves, in the language of this code. The address is shortened;
    /// null where it was not recorded.</summary>
    [Code("test-letter-sent")]
    public sealed record TestLetterSent(StepId Letter, string Language, string? To = null) : JournalEvent
    {
        public override JournalText In(IJournalTexts texts) => texts.Text(this);
    }

    /// <summary>The campaign sends its letters, with the content of this hash.</summary>
    [Code("launched")]
    public sealed record Launched(string Hash) : JournalEvent
    {
        public override JournalText In(IJournalTexts texts) => texts.Text(this);
    }

    /// <summary>The campaign sends no letters until it is resumed.</summary>
    [Code("paused")]
    public sealed record Paused : JournalEvent
    {
        public override JournalText In(IJournalTexts texts) => texts.Text(this);
    }

    /// <summary>The campaign sends letters again.</summary>
    [Code("resumed")]
    public sealed record Resumed : JournalEvent
    {
        public override JournalText In(IJournalTexts texts) => texts.Text(this);
    }

    /// <summary>Staff proposed a corrected text of a letter for what has not been sent yet, in the language of this
    /// code.</summary>
    [Code("letter-correction-proposed")]
    public sealed record LetterCorrectionProposed(string Letter, string Language) : JournalEvent
    {
        public override JournalText In(IJournalTexts texts) => texts.Text(this);
    }

    /// <summary>Staff approved a corrected text of a letter, which these people wrote.</summary>
    [Code("letter-corrected")]
    public sealed record LetterCorrected(string Letter, string Language, string By) : JournalEvent
    {
        public override JournalText In(IJournalTexts texts) => texts.Text(this);
    }

    /// <summary>Staff withdrew a corrected text of a letter before its approval.</summary>
    [Code("letter-correction-withdrawn")]
    public sealed record LetterCorrectionWithdrawn(string Letter, string Language) : JournalEvent
    {
        public override JournalText In(IJournalTexts texts) => texts.Text(this);
    }

    /// <summary>Staff extended the deadline.</summary>
    [Code("deadline-extended")]
    public sealed record DeadlineExtended(LocalDateTime Former, LocalDateTime Deadline, bool ByLetter) : JournalEvent
    {
        public override JournalText In(IJournalTexts texts) => texts.Text(this);
    }

    /// <summary>Some letters could not be recalled when a decision of staff took effect: they were being sent, or were
    /// in doubt.</summary>
    [Code("letters-not-recalled")]
    public sealed record LettersNotRecalled(int Count) : JournalEvent
    {
        public override JournalText In(IJournalTexts texts) => texts.Text(this);
    }

    /// <summary>The campaign ended.</summary>
    [Code("closed")]
    public sealed record CampaignClosed : JournalEvent
    {
        public override JournalText In(IJournalTexts texts) => texts.Text(this);
    }

    /// <summary>Staff cancelled the campaign; the motive is in their words.</summary>
    [Code("cancelled")]
    public sealed record CampaignCancelled(string? Motive) : JournalEvent
    {
        public override JournalText In(IJournalTexts texts) => texts.Text(this);
    }

    /// <summary>Staff added invitees.</summary>
    [Code("invitees-added")]
    public sealed record InviteesAdded(int Count) : JournalEvent
    {
        public override JournalText In(IJournalTexts texts) => texts.Text(this);
    }

    /// <summary>Staff corrected the particulars of invitees by a list.</summary>
    [Code("list-corrected")]
    public sealed record ListCorrected(int Count) : JournalEvent
    {
        public override JournalText In(IJournalTexts texts) => texts.Text(this);
    }

    /// <summary>Staff fixed a place in the running order.</summary>
    [Code("place-fixed")]
    public sealed record PlaceFixed(InviteeId Invitee, int Place, LocalDate Day) : JournalEvent
    {
        public override JournalText In(IJournalTexts texts) => texts.Text(this);
    }

    /// <summary>Staff left a place in the running order to the rule.</summary>
    [Code("place-freed")]
    public sealed record PlaceFreed(InviteeId Invitee) : JournalEvent
    {
        public override JournalText In(IJournalTexts texts) => texts.Text(this);
    }

    /// <summary>Staff exported the list of invitations.</summary>
    [Code("exported")]
    public sealed record InvitationsExported : JournalEvent
    {
        public override JournalText In(IJournalTexts texts) => texts.Text(this);
    }

    /// <summary>Staff exported the list of participants.</summary>
    [Code("participants-exported")]
    public sealed record ParticipantsExported : JournalEvent
    {
        public override JournalText In(IJournalTexts texts) => texts.Text(this);
    }

    /// <summary>The erasure of personal data began.</summary>
    [Code("erasure-begun")]
    public sealed record ErasureBegun : JournalEvent
    {
        public override JournalText In(IJournalTexts texts) => texts.Text(this);
    }

    /// <summary>The personal data are erased.</summary>
    [Code("erased")]
    public sealed record Erased : JournalEvent
    {
        public override JournalText In(IJournalTexts texts) => texts.Text(this);
    }

    /// <summary>A milestone passed. The event keeps the counts at that moment, and why the contact was not notified, or
    /// may not have been.</summary>
    [Code("summed-up")]
    public sealed record SummedUp(
        CampaignMilestone Milestone,
        SummaryCounts Counts,
        Reason? ContactNotNotified,
        bool IsInDoubt
    ) : JournalEvent
    {
        public override JournalText In(IJournalTexts texts) => texts.Text(this);
    }
}
