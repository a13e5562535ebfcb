using NodaTime;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Correspondence;
using Wsis.Invitations.Correspondence.Messages;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Replies;

namespace Wsis.Invitations.Workflow;

/// <summary>Anything that happens to an invitation. Signals change the record; only a <see cref="WakeUp"/> sends a
/// letter.</summary>
public abstract record Signal
{
    private Signal() { }

    /// <summary>Names the signal where its source can repeat it; the same id again changes nothing.</summary>
    public virtual string? Id => null;

    /// <summary>Time has passed: see what is due.</summary>
    public sealed record WakeUp : Signal;

    /// <summary>The plan has changed: find out when something is next due. No letter is claimed.</summary>
    public sealed record PlanChanged : Signal;

    /// <summary>An invitee replied.</summary>
    /// <param name="Reply">The reply.</param>
    /// <param name="ExpectedReplies">The number of replies that the sender saw. Null skips the check.</param>
    public sealed record ReplyReceived(Reply Reply, int? ExpectedReplies = null) : Signal
    {
        public override string Id => Reply.Id;

        /// <summary>Whether it was taken from a message, which may give no particulars.</summary>
        public bool IsMessage { get; init; }
    }

    /// <summary>The office, or staff for it, named its delegation.</summary>
    /// <param name="ActionId">The id of the form or action.</param>
    /// <param name="Members">All persons. None takes back those named before.</param>
    /// <param name="By">The member of staff. Null for the office.</param>
    /// <param name="ExpectedVersion">The version of the delegation that the sender saw. Null skips the check.</param>
    public sealed record DelegationNamed(
        string ActionId,
        IReadOnlyList<Replies.DelegationMember> Members,
        string? By = null,
        int? ExpectedVersion = null
    ) : Signal
    {
        public override string Id => ActionId;
    }

    /// <summary>The mailer's outcome for a dispatch that was claimed.</summary>
    public sealed record Settled(StepId Step, int Edition, SendOutcome Outcome) : Signal;

    /// <summary>The provider reported on a letter that it had accepted.</summary>
    public sealed record DeliveryReported(StepId Step, int Edition, Delivery Delivery, string? Words = null) : Signal;

    /// <summary>The provider reported something that changes nothing. It is kept in the journal.</summary>
    /// <param name="EventId">The provider's id of the event.</param>
    /// <param name="Step">The letter.</param>
    /// <param name="Words">The report, in the provider's words.</param>
    /// <param name="IsCopy">Whether the report is about the copy of the letter.</param>
    public sealed record ProviderReported(string EventId, StepId Step, string Words, bool IsCopy = false) : Signal
    {
        public override string Id => EventId;
    }

    /// <summary>Staff took the invitation back.</summary>
    public sealed record Withdrawn(string By, bool Notify, string? Motive = null) : Signal;

    /// <summary>Staff invited a withdrawn office again.</summary>
    /// <param name="ActionId">The id of the action.</param>
    /// <param name="By">The member of staff.</param>
    /// <param name="Invitee">Another invitee under the same id. Null for the same one.</param>
    public sealed record Reinvited(string ActionId, string By, Invitee? Invitee = null) : Signal
    {
        public override string Id => ActionId;
    }

    /// <summary>Staff erased the data of the person.</summary>
    public sealed record PersonErased(string By) : Signal;

    /// <summary>Staff corrected the official address; what the old one refused is sent again.</summary>
    public sealed record AddressCorrected(string ActionId, string By, string Address) : Signal
    {
        /// <summary>The other invitees that have one of the addresses. Null if there are none.</summary>
        public string? SharedWith { get; init; }

        public override string Id => ActionId;
    }

    /// <summary>Staff corrected the particulars of the invitee. What the old addresses refused is sent again.</summary>
    /// <param name="ActionId">The id of the action.</param>
    /// <param name="By">The member of staff.</param>
    /// <param name="Former">The invitee as the correction saw it.</param>
    /// <param name="Corrected">The invitee as it shall be, with the same id.</param>
    public sealed record ParticularsCorrected(string ActionId, string By, Invitee Former, Invitee Corrected) : Signal
    {
        /// <summary>The other invitees that have one of the addresses. Null if there are none.</summary>
        public string? SharedWith { get; init; }

        public override string Id => ActionId;
    }

    /// <summary>Staff revoked the reply link and issued a new one. Own addresses that were left through the old one
    /// are forgotten.</summary>
    public sealed record LinkRenewed(string ActionId, string By) : Signal
    {
        public override string Id => ActionId;
    }

    /// <summary>Staff posted a letter of the print run.</summary>
    /// <param name="ActionId">The id of the action.</param>
    /// <param name="By">The member of staff.</param>
    /// <param name="Step">The letter.</param>
    /// <param name="Edition">Its edition.</param>
    /// <param name="Posting">How and when.</param>
    /// <param name="Revision">The number of the text that they printed. Null skips the check.</param>
    public sealed record LetterPosted(
        string ActionId,
        string By,
        StepId Step,
        int Edition,
        Posting Posting,
        int? Revision = null
    ) : Signal
    {
        public override string Id => $"{ActionId}~{Step}~{Edition}";
    }

    /// <summary>A letter that staff had posted came back.</summary>
    /// <param name="ActionId">The id of the action.</param>
    /// <param name="By">The member of staff.</param>
    /// <param name="Step">The letter.</param>
    /// <param name="Edition">Its edition.</param>
    /// <param name="Note">What the post wrote on it. Null for nothing.</param>
    public sealed record LetterReturned(string ActionId, string By, StepId Step, int Edition, string? Note = null)
        : Signal
    {
        public override string Id => ActionId;
    }

    /// <summary>A letter that staff had marked as returned did not come back.</summary>
    /// <param name="ActionId">The id of the action.</param>
    /// <param name="By">The member of staff.</param>
    /// <param name="Step">The letter.</param>
    /// <param name="Edition">Its edition.</param>
    public sealed record ReturnUndone(string ActionId, string By, StepId Step, int Edition) : Signal
    {
        public override string Id => ActionId;
    }

    /// <summary>Staff asked for a reminder outside the plan.</summary>
    public sealed record ReminderRequested(string ActionId, string By, string Letter) : Signal
    {
        public override string Id => ActionId;
    }

    /// <summary>Staff wrote a short letter to the office.</summary>
    public sealed record PersonalLetterWritten(string ActionId, string By, PersonalText Text) : Signal
    {
        public override string Id => ActionId;
    }

    /// <summary>Staff asked for a step's letter to be sent again.</summary>
    public sealed record ResendRequested(string ActionId, string By, StepId Step) : Signal
    {
        public override string Id => ActionId;
    }

    /// <summary>An e-mail or letter from the office was filed.</summary>
    /// <param name="CorrespondenceId">The message.</param>
    /// <param name="Summary">The sender and the subject; of a confirmation the sender.</param>
    /// <param name="IsAutomatic">Whether it is automatic mail, which needs no attention. Otherwise it waits to be
    /// classified.</param>
    /// <param name="By">The member of staff who assigned it, if one did.</param>
    /// <param name="Report">The letter of this invitation on which it reports. Null where it reports on none.</param>
    /// <param name="Confirmation">What the confirmation of a website says. Null for other messages.</param>
    public sealed record CorrespondenceFiled(
        string CorrespondenceId,
        string Summary,
        bool IsAutomatic = false,
        string? By = null,
        ReportOnLetter? Report = null,
        UnmatchedConfirmation? Confirmation = null
    ) : Signal
    {
        public override string Id => CorrespondenceId;
    }

    /// <summary>Staff handled something that needed attention.</summary>
    /// <param name="By">The member of staff.</param>
    /// <param name="What">The flags to clear.</param>
    /// <param name="ExpectedJournalLength">The length of the journal that they saw. Null skips the check.</param>
    public sealed record AttentionCleared(string By, Attention What, int? ExpectedJournalLength = null) : Signal;
}

/// <summary>A delivery or read report on a letter.</summary>
public sealed record ReportOnLetter(StepId Step, ReportKind Kind);

/// <summary>The mailer reported the result of sending a letter.</summary>
public abstract record SendOutcome
{
    private SendOutcome() { }

    /// <summary>The provider has it.</summary>
    public sealed record Accepted(string MessageId) : SendOutcome;

    /// <summary>The provider does not have it, and may take it later; <paramref name="RetryAfter"/> where it said
    /// when.</summary>
    public sealed record Busy(Reason Reason, Duration? RetryAfter = null) : SendOutcome;

    /// <summary>The provider does not have it and will not take it as it is.</summary>
    public sealed record Rejected(Reason Reason) : SendOutcome;

    /// <summary>A decision of staff recalled the letter before it was begun: the provider does not have it.</summary>
    public sealed record Recalled : SendOutcome;

    /// <summary>The connection ended before an answer came: the provider may have it.</summary>
    public sealed record Unknown(Reason Reason) : SendOutcome;
}
