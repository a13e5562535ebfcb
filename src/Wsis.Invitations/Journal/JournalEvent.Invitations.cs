using NodaTime;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Correspondence.Messages;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Texts;
using Wsis.Invitations.Workflow;

namespace Wsis.Invitations.Journal;

/// <content>The events of an invitation.</content>
public abstract partial record JournalEvent
{
    /// <summary>The import of the campaign created the invitation.</summary>
    [Code("imported")]
    public sealed record Imported : JournalEvent
    {
        public override JournalText In(IJournalTexts texts) => texts.Text(this);
    }

    /// <summary>Staff added the invitee after the import.</summary>
    [Code("added")]
    public sealed record Added : JournalEvent
    {
        public override JournalText In(IJournalTexts texts) => texts.Text(this);
    }

    /// <summary>The provider accepted a letter.</summary>
    [Code("letter-sent")]
    public sealed record LetterSent(StepId Step, int Edition) : LetterEvent(Step)
    {
        public override JournalText In(IJournalTexts texts) => texts.Text(this);
    }

    /// <summary>A letter on paper was put on the print run, or is to be printed again.</summary>
    [Code("letter-to-print")]
    public sealed record LetterToPrint(StepId Step, int Edition) : LetterEvent(Step)
    {
        public override JournalText In(IJournalTexts texts) => texts.Text(this);
    }

    /// <summary>Staff posted a letter on paper.</summary>
    [Code("letter-posted")]
    public sealed record LetterPosted(StepId Step, int Edition, PostalWay Way, LocalDate On, string? Number)
        : LetterEvent(Step)
    {
        public override JournalText In(IJournalTexts texts) => texts.Text(this);
    }

    /// <summary>A letter on paper came back.</summary>
    [Code("letter-returned")]
    public sealed record LetterReturned(StepId Step, int Edition, string? Words) : LetterEvent(Step)
    {
        public override JournalText In(IJournalTexts texts) => texts.Text(this);
    }

    /// <summary>Staff had marked a letter as returned by mistake. It counts as sent again.</summary>
    /// <param name="Step">The letter.</param>
    /// <param name="Edition">Its edition.</param>
    /// <param name="Words">What the post had written on it, as it was marked. Null for nothing.</param>
    [Code("letter-return-undone")]
    public sealed record LetterReturnUndone(StepId Step, int Edition, string? Words) : LetterEvent(Step)
    {
        public override JournalText In(IJournalTexts texts) => texts.Text(this);
    }

    /// <summary>Staff invited the withdrawn office again, or another one under its id.</summary>
    [Code("reinvited")]
    public sealed record Reinvited : JournalEvent
    {
        public override JournalText In(IJournalTexts texts) => texts.Text(this);
    }

    /// <summary>The letter will not be sent as it is.</summary>
    [Code("letter-not-sent")]
    public sealed record LetterNotSent(StepId Step, Reason Reason) : LetterEvent(Step)
    {
        public override JournalText In(IJournalTexts texts) => texts.Text(this);
    }

    /// <summary>The provider may have accepted the letter.</summary>
    [Code("letter-in-doubt")]
    public sealed record LetterInDoubt(StepId Step, Reason Reason) : LetterEvent(Step)
    {
        public override JournalText In(IJournalTexts texts) => texts.Text(this);
    }

    /// <summary>The letter was not accepted and is sent again later.</summary>
    [Code("letter-put-back")]
    public sealed record LetterPutBack(StepId Step, Reason Reason) : LetterEvent(Step)
    {
        public override JournalText In(IJournalTexts texts) => texts.Text(this);
    }

    /// <summary>A letter that was not needed any more, and was in doubt, was not sent.</summary>
    [Code("letter-dropped")]
    public sealed record LetterDropped(StepId Step, Reason Reason) : LetterEvent(Step)
    {
        public override JournalText In(IJournalTexts texts) => texts.Text(this);
    }

    /// <summary>A letter that was not needed any more was in doubt, and no result came within the time set. The office
    /// may have it.</summary>
    [Code("letter-unresolved")]
    public sealed record LetterUnresolved(StepId Step) : LetterEvent(Step)
    {
        public override JournalText In(IJournalTexts texts) => texts.Text(this);
    }

    /// <summary>The provider reported the delivery state of a letter, in its own words.</summary>
    [Code("delivery-reported")]
    public sealed record DeliveryReported(StepId Step, Delivery Delivery, string? Words) : LetterEvent(Step)
    {
        public string? Words { get; init; } = Redactor.RedactIfAny(Words);

        public override JournalText In(IJournalTexts texts) => texts.Text(this);
    }

    /// <summary>The provider reported something that changes nothing.</summary>
    [Code("provider-reported")]
    public sealed record ProviderReported(StepId Step, string Words, bool IsCopy) : LetterEvent(Step)
    {
        public string Words { get; init; } = Redactor.Redact(Words);

        public override JournalText In(IJournalTexts texts) => texts.Text(this);
    }

    /// <summary>Staff erased the data of the person. The earlier entries are deleted.</summary>
    [Code("person-erased")]
    public sealed record PersonErased : JournalEvent
    {
        public override JournalText In(IJournalTexts texts) => texts.Text(this);
    }

    /// <summary>Staff wrote a short letter to the office.</summary>
    [Code("personal-letter-written")]
    public sealed record PersonalLetterWritten(StepId Step, string Subject, string Text) : LetterEvent(Step)
    {
        public override JournalText In(IJournalTexts texts) => texts.Text(this);
    }

    /// <summary>A reply was recorded and is current.</summary>
    [Code("reply-recorded")]
    public sealed record ReplyRecorded(Reply Reply) : ReplyEvent(Reply)
    {
        public override JournalText In(IJournalTexts texts) => texts.Text(this);
    }

    /// <summary>A reply was recorded after the close.</summary>
    [Code("late-reply-recorded")]
    public sealed record LateReplyRecorded(Reply Reply) : ReplyEvent(Reply)
    {
        public override JournalText In(IJournalTexts texts) => texts.Text(this);
    }

    /// <summary>The office, or staff for it, named its delegation.</summary>
    [Code("delegation-named")]
    public sealed record DelegationNamed(Delegation Delegation) : JournalEvent
    {
        public override JournalText In(IJournalTexts texts) => texts.Text(this);
    }

    /// <summary>The current answer was received again.</summary>
    [Code("reply-repeated")]
    public sealed record ReplyRepeated(Reply Reply) : ReplyEvent(Reply)
    {
        public override JournalText In(IJournalTexts texts) => texts.Text(this);
    }

    /// <summary>A letter older than the current reply was recorded; the current reply stays.</summary>
    [Code("earlier-reply-filed")]
    public sealed record EarlierReplyFiled(Reply Reply, Instant Current) : ReplyEvent(Reply)
    {
        public override JournalText In(IJournalTexts texts) => texts.Text(this);
    }

    /// <summary>The deadline passed without an answer.</summary>
    [Code("deadline-missed")]
    public sealed record DeadlineMissed : JournalEvent
    {
        public override JournalText In(IJournalTexts texts) => texts.Text(this);
    }

    /// <summary>The campaign ended without an answer.</summary>
    [Code("ended-unanswered")]
    public sealed record EndedUnanswered : JournalEvent
    {
        public override JournalText In(IJournalTexts texts) => texts.Text(this);
    }

    /// <summary>A later deadline reopened the invitation.</summary>
    [Code("reopened")]
    public sealed record Reopened(Instant Deadline) : JournalEvent
    {
        public override JournalText In(IJournalTexts texts) => texts.Text(this);
    }

    /// <summary>Staff withdrew the invitation; the motive is in their words.</summary>
    [Code("withdrawn")]
    public sealed record InvitationWithdrawn(string? Motive) : JournalEvent
    {
        public override JournalText In(IJournalTexts texts) => texts.Text(this);
    }

    /// <summary>Staff corrected the official address.</summary>
    [Code("address-corrected")]
    public sealed record AddressCorrected(string Former, string Address, string? SharedWith = null) : JournalEvent
    {
        public override JournalText In(IJournalTexts texts) => texts.Text(this);
    }

    /// <summary>Staff corrected a particular of the invitee.</summary>
    /// <param name="Column">The particular, by its column of a list.</param>
    /// <param name="Former">What it was; may be empty.</param>
    /// <param name="Corrected">What it is; may be empty.</param>
    [Code("particular-corrected")]
    public sealed record ParticularCorrected(string Column, string Former, string Corrected) : JournalEvent
    {
        public override JournalText In(IJournalTexts texts) => texts.Text(this);
    }

    /// <summary>The official address refused a letter; the permanent mission receives the letters.</summary>
    [Code("moved-to-mission")]
    public sealed record MovedToMission(string Address, string Mission) : JournalEvent
    {
        public override JournalText In(IJournalTexts texts) => texts.Text(this);
    }

    /// <summary>Staff revoked the reply link and issued a new one.</summary>
    [Code("link-renewed")]
    public sealed record LinkRenewed(int Generation) : JournalEvent
    {
        public override JournalText In(IJournalTexts texts) => texts.Text(this);
    }

    /// <summary>Staff asked for a reminder outside the plan.</summary>
    [Code("reminder-requested")]
    public sealed record ReminderRequested(StepId Step) : LetterEvent(Step)
    {
        public override JournalText In(IJournalTexts texts) => texts.Text(this);
    }

    /// <summary>Staff asked for a letter to be sent again.</summary>
    [Code("resend-requested")]
    public sealed record ResendRequested(StepId Step) : LetterEvent(Step)
    {
        public override JournalText In(IJournalTexts texts) => texts.Text(this);
    }

    /// <summary>A message from the office was filed; the summary is in its words.</summary>
    [Code("correspondence-filed")]
    public sealed record CorrespondenceFiled(string Summary) : JournalEvent
    {
        public override JournalText In(IJournalTexts texts) => texts.Text(this);
    }

    /// <summary>A confirmation of a website was filed for staff. The sender is empty where it names no
    /// address.</summary>
    [Code("confirmation-filed")]
    public sealed record ConfirmationFiled(string Sender, string Answer, Reason Reason) : JournalEvent
    {
        public override JournalText In(IJournalTexts texts) => texts.Text(this);
    }

    /// <summary>Automatic mail was filed.</summary>
    [Code("automatic-mail-filed")]
    public sealed record AutomaticMailFiled(string Summary) : JournalEvent
    {
        public override JournalText In(IJournalTexts texts) => texts.Text(this);
    }

    /// <summary>A delivery or read report on a letter was filed.</summary>
    [Code("report-filed")]
    public sealed record ReportFiled(StepId Step, ReportKind Kind, string Summary) : LetterEvent(Step)
    {
        public override JournalText In(IJournalTexts texts) => texts.Text(this);
    }

    /// <summary>Staff dealt with what needed attention.</summary>
    [Code("attention-cleared")]
    public sealed record AttentionCleared(Attention Attention) : JournalEvent
    {
        public override JournalText In(IJournalTexts texts) => texts.Text(this);
    }
}
