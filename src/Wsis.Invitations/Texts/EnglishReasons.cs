using System.Globalization;
using NodaTime;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Correspondence;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Workflow;

namespace Wsis.Invitations.Texts;

/// <summary>Reasons in English: for the API, the command line, the log and the staff pages.</summary>
/// <param name="displayLetter">Names a letter to its reader. Null where letters have their codes.</param>
public sealed class EnglishReasons(Func<string, string>? displayLetter = null) : IReasonTexts
{
    public string Text(Reason.ReplyOvertaken reason) => "Another reply was recorded in the meantime.";

    public string Text(Reason.AnswerIsFinal reason) =>
        "The deadline has passed, and the answer can no longer be changed here.";

    public string Text(Reason.LetterNotToPrint reason) =>
        $"The letter '{Letter(reason.Step)}' is not on the print run. It was sent by e-mail, or there is none.";

    public string Text(Reason.LetterNotPosted reason) => $"The letter '{Letter(reason.Step)}' was not posted.";

    public string Text(Reason.LetterNotReturned reason) =>
        reason.Step is { } step
            ? $"The letter '{Letter(step)}' is not marked as returned."
            : "No letter to the office is marked as returned.";

    public string Text(Reason.NothingPostedYet reason) => "No letter to the office was posted yet.";

    public string Text(Reason.LetterChangedSincePrinted reason) =>
        $"The letter '{Letter(reason.Step)}' has changed since it was printed. Print it again.";

    public string Text(Reason.NotWithdrawn reason) =>
        $"The invitation is {Display(reason.Phase)}. Only a withdrawn office is invited again.";

    public string Text(Reason.ListHasProblems reason) =>
        $"The list has {EnglishCount.Format(reason.Count, "error")}. Nothing was corrected.";

    public string Text(Reason.NotAwaited reason) =>
        "A reminder is sent only before the deadline, and only to invitees whose reply is awaited. "
        + $"This invitation is {Display(reason.Phase)}.";

    public string Text(Reason.RemindedRecently reason) =>
        $"A reminder was sent to this invitee within the last {reason.Hours} hours, or is about to be sent.";

    public string Text(Reason.CampaignEnded reason) => "The campaign has ended; no letter is sent any more.";

    public string Text(Reason.ChangedSinceSeen reason) => "The invitation has changed in the meantime.";

    public string Text(Reason.Stale reason) =>
        "Somebody else has changed this in the meantime; nothing was done. Check the current state and decide again.";

    public string Text(Reason.LetterNotYetSent reason) => $"The letter '{Letter(reason.Step)}' has not been sent yet.";

    public string Text(Reason.LetterInFlight reason) => $"The letter '{Letter(reason.Step)}' is still being sent.";

    public string Text(Reason.LetterNotWanted reason) =>
        $"The letter '{Letter(reason.Step)}' is no longer useful. The invitation is {Display(reason.Phase)}.";

    public string Text(Reason.InvitationNotWanted reason) =>
        $"The invitation is not sent again to an office that is {Display(reason.Phase)}.";

    public string Text(Reason.NothingSentYet reason) => "No letter has been sent yet.";

    public string Text(Reason.InviteeNotFound reason) =>
        $"No invitee '{reason.Invitee}' is on the list of the campaign '{reason.Campaign}'.";

    public string Text(Reason.CampaignNotFound reason) => $"There is no campaign '{reason.Campaign}'.";

    public string Text(Reason.NothingToApprove reason) =>
        $"The campaign is {Display(reason.State)}; there is nothing to approve.";

    public string Text(Reason.NotADraft reason) =>
        $"The campaign is {Display(reason.State)}; only a draft can be launched.";

    public string Text(Reason.NotRunning reason) =>
        $"The campaign is {Display(reason.State)}; only a running campaign can be paused.";

    public string Text(Reason.NotPaused reason) =>
        $"The campaign is {Display(reason.State)}; only a paused campaign can be resumed.";

    public string Text(Reason.DeadlineIsFixed reason) =>
        $"The campaign is {Display(reason.State)}; its deadline can no longer be changed.";

    public string Text(Reason.CannotEnd reason) =>
        $"The campaign is {Display(reason.State)}; it cannot become {Display(reason.End)}.";

    public string Text(Reason.ListIsClosed reason) =>
        $"The campaign is {Display(reason.State)}; nobody can be added to it.";

    public string Text(Reason.NotEnded reason) =>
        $"The campaign is {Display(reason.State)}; close or cancel it before it is erased.";

    public string Text(Reason.NotExported reason) =>
        $"Export its list first, and state that you have it{(reason.SinceEnd ? " as it is since the campaign ended" : "")}. Erased data cannot be restored.";

    public string Text(Reason.ProofsChanged reason) =>
        "The content has changed since you opened the proofs. Check the proofs again.";

    public string Text(Reason.CampaignExists reason) =>
        $"There is a campaign '{reason.Campaign}' already. Choose another name.";

    public string Text(Reason.DraftExists reason) =>
        $"There is a draft of '{reason.Campaign}' already; nothing was done. Read it, and replace the version that you have read.";

    public string Text(Reason.NotAPartOfADraft reason) =>
        $"'{reason.Path}' is not a file of a campaign, or the draft has no room for it.";

    public string Text(Reason.DraftHasProblems reason) =>
        "The draft has errors. Correct them before you submit it for approval.";

    public string Text(Reason.DraftNotSubmitted reason) =>
        "The draft was changed since it was submitted. Submit it again before it is approved or launched.";

    public string Text(Reason.NotApproved reason) => "Nobody has approved the proofs yet.";

    public string Text(Reason.ApprovalOutdated reason) =>
        "The content or the list of invitees was changed after it was approved. Approve it again.";

    public string Text(Reason.SecondPersonNeeded reason) =>
        $"The campaign requires the approval of a second person. So far only {reason.By}, who prepared it, has approved.";

    public string Text(Reason.LettersAreFixed reason) =>
        $"The campaign is {Display(reason.State)}; letters are corrected only while a campaign is running or paused.";

    public string Text(Reason.LetterHasProblems reason) => "the text has errors; correct them before you save it";

    public string Text(Reason.NoCorrection reason) => "No correction of this letter waits for an approval.";

    public string Text(Reason.CorrectedByApprover reason) =>
        $"{reason.By} wrote this correction. The campaign requires that another person approves it.";

    public string Text(Reason.TooManyCorrections reason) =>
        $"A campaign has at most {reason.Max} corrected letters; no more can be approved.";

    public string Text(Reason.DeadlineNotLater reason) =>
        $"The deadline is {Moment(reason.Deadline)}; it can only be moved to a later time.";

    public string Text(Reason.DeadlineAfterEvent reason) => "The deadline must not be after the event.";

    public string Text(Reason.DeadlinePassed reason) => "The deadline has passed; extend it before you add invitees.";

    public string Text(Reason.NotConfirmed reason) => "this box is not ticked";

    public string Text(Reason.Missing reason) => "is missing";

    public string Text(Reason.TooLong reason) => "is too long";

    public string Text(Reason.LongerThan reason) => $"has more than {reason.Max} characters";

    public string Text(Reason.NotOffered reason) => "is not one of the offered choices";

    public string Text(Reason.TooManyPersons reason) => $"has more than {reason.Max} persons";

    public string Text(Reason.SeveralSpeakers reason) => "has more than one speaker";

    public string Text(Reason.NotTakingPart reason) => "The office does not take part, so it has no delegation.";

    public string Text(Reason.DelegationOvertaken reason) =>
        "The delegation was changed in the meantime. Reload to see the other change.";

    public string Text(Reason.NotACount reason) => $"must be a whole number from 0 to {reason.Max}";

    public string Text(Reason.MoreThanDelegation reason) => "is greater than the delegation";

    public string Text(Reason.MoreThanNamed reason) => "is greater than the number of persons named";

    public string Text(Reason.NotOfForm reason) => $"must be {EnglishProblems.Display(reason.Form)}";

    public string Text(Reason.NotAnAddress reason) => "is not an e-mail address of the form name@example.org";

    public string Text(Reason.NotAddresses reason) =>
        "is not one to five e-mail addresses of the form name@example.org, separated by ';'";

    public string Text(Reason.AddressNotOfOrganisation reason) =>
        $"must be an address of the organisation, such as name@{reason.Domain}";

    public string Text(Reason.NotADate reason) => "must be a date such as 2018-01-15";

    public string Text(Reason.NotAMoment reason) => "must be a local date and time such as 2018-02-15T00:00:00";

    public string Text(Reason.InTheFuture reason) => "is in the future";

    public string Text(Reason.BeforeSending reason) => "is before the day of sending";

    public string Text(Reason.BeforeFirstDay reason) => "must not be before the first day";

    public string Text(Reason.NotAfterSending reason) => "must be after the invitation goes out";

    public string Text(Reason.AfterLastDay reason) => "must not be after the last day of the event";

    public string Text(Reason.NotAnInviteeId reason) => "is not an invitee's code";

    public string Text(Reason.NotAStepId reason) => "is not the id of a letter's step";

    public string Text(Reason.NoReminderLetter reason) => "The campaign has no reminder letter.";

    public string Text(Reason.PersonErased reason) => "The personal data of this invitation were erased.";

    public string Text(Reason.NotAScan reason) => "is not a PDF, PNG, JPEG or GIF file";

    public string Text(Reason.FileTooLarge reason) => $"is larger than {reason.MaxMegabytes} MB";

    public string Text(Reason.NotAReminderLetter reason) =>
        $"'{Letter(reason.Letter)}' is not one of the campaign's reminder letters";

    public string Text(Reason.DayNotOffered reason) => "is not one of the campaign's days";

    public string Text(Reason.PlaceOutOfRange reason) => $"must be 1 to {reason.Max}";

    public string Text(Reason.PlaceTaken reason) => $"is fixed for {reason.Invitee} already";

    public string Text(Reason.TooManyPlaces reason) => $"cannot be fixed: {reason.Max} places are fixed already";

    public string Text(Reason.NoStatementDays reason) => "The campaign offers no day for statements.";

    public string Text(Reason.AllDaysFull reason) => "All days are full.";

    public string Text(Reason.HoursFull reason) => "It does not fit into the hours of the day.";

    public string Text(Reason.RequestedDayNotOffered reason) => "The requested day is not one of the campaign's days.";

    public string Text(Reason.FixedDayNotOffered reason) =>
        "The day of the fixed place is not one of the campaign's days.";

    public string Text(Reason.RequestedDayFull reason) =>
        $"The requested day is full: {Statements(reason.Capacity)} into it.";

    public string Text(Reason.FixedDayFull reason) =>
        $"The day of the fixed place is full: {Statements(reason.Capacity)} into it.";

    public string Text(Reason.NotAssigned reason) =>
        "The message is not assigned to an invitation yet. Assign it first.";

    public string Text(Reason.AlreadyClassified reason) =>
        $"{reason.By} has classified it as {reason.Answer}. Record a different answer on the page of the invitation.";

    public string Text(Reason.InvitationGone reason) => "Its invitation no longer exists.";

    public string Text(Reason.AlreadyHandled reason) => $"The message is already {Display(reason.State)}.";

    public string Text(Reason.BelongsElsewhere reason) => $"The message is already assigned to {reason.Invitation}.";

    public string Text(Reason.InvitationNotFound reason) => $"There is no invitation '{reason.Invitation}'.";

    public string Text(Reason.HandledByColleague reason) =>
        "A colleague has handled the message just now. The journal of the invitation shows the result.";

    public string Text(Reason.MessageNotFound reason) => $"The campaign's mailbox has no message '{reason.Message}'.";

    public string Text(Reason.AttachmentNotFound reason) =>
        $"The message '{reason.Message}' has no attachment {reason.Index}.";

    public string Text(Reason.MessageGone reason) => "The message no longer exists.";

    public string Text(Reason.AsWritten reason) => $"{reason.Words}";

    public string Text(Reason.LetterMissing reason) =>
        $"The campaign {reason.Campaign} has no letter '{Letter(reason.Letter)}' in {EnglishLanguages.Name(reason.Language)}.";

    public string Text(Reason.LetterNotFound reason) =>
        $"No letter '{reason.Letter}' was sent to the invitee '{reason.Invitee}'.";

    public string Text(Reason.FileMissing reason) => $"The campaign {reason.Campaign} has no file '{reason.File}'.";

    public string Text(Reason.Throttled reason) =>
        $"Delayed: no more than {Letters(reason.LettersPerMinute)} a minute.";

    public string Text(Reason.ProviderAnswered reason) => $"{reason.Provider} answered {reason.Status}: {reason.Words}";

    public string Text(Reason.ProviderUnreachable reason) => $"{reason.Provider} could not be reached: {reason.Words}";

    public string Text(Reason.ProviderTimedOut reason) =>
        $"{reason.Provider} did not answer within {Seconds(reason.Seconds)}.";

    public string Text(Reason.ConnectionLost reason) =>
        $"The connection to {reason.Provider} ended before its response arrived: {reason.Words}";

    public string Text(Reason.ProviderCannotSay reason) =>
        $"{reason.Provider} cannot be queried about a letter. Its events report on it.";

    public string Text(Reason.DomainNotAllowed reason) =>
        $"Not sent: {reason.Domain} is not among the domains to which this rehearsal may send letters.";

    public string Text(Reason.LetterTooLarge reason) =>
        $"Not sent: the letter has {Number(reason.Megabytes)} MB with its attachments; {reason.Provider} accepts less than {reason.MaxMegabytes} MB.";

    public string Text(Reason.LetterNotRendered reason) => $"The letter cannot be rendered: {reason.Words}";

    public string Text(Reason.FolderNotWritable reason) =>
        $"The pickup folder does not accept the letter: {reason.Words}";

    public string Text(Reason.NotInFolder reason) => "The pickup folder does not have the letter.";

    public string Text(Reason.NoBrowser reason) =>
        "The letter goes with its PDF, and no browser is configured that prints it (setting Wsis__Pdf__Browser).";

    public string Text(Reason.NotPrinted reason) => $"The browser did not print the letter: {reason.Words}";

    public string Text(Reason.NoWebhookSecret reason) => "There is no secret for the signature.";

    public string Text(Reason.WebhookTimedOut reason) => $"There was no answer within {Seconds(reason.Seconds)}.";

    public string Text(Reason.WebhookGone reason) => "The address answered 410: it accepts no further messages.";

    public string Text(Reason.WebhookAnswered reason) => $"The address answered {reason.Status}.";

    public string Text(Reason.AddressNotPublic reason) => $"{reason.Host} is not on the public internet.";

    public string Text(Reason.NotOneOf reason) => $"must be one of {reason.Choices}";

    public string Text(Reason.OutOfRange reason) => $"must be a whole number from {reason.Min} to {reason.Max}";

    public string Text(Reason.NotAStateCode reason) => "is not an ISO 3166-1 alpha-3 code of a State, such as CHE";

    public string Text(Reason.UnknownContinuation reason) => "is not a continuation of this list";

    public string Text(Reason.NothingToCorrect reason) => "Nothing was changed: no value was given.";

    public string Text(Reason.InviteesNotNamed reason) =>
        "must name the invitees, unless the query has a filter such as phase=Awaiting";

    public string Text(Reason.MoreThan reason) => $"has more than {reason.Max} entries";

    public string Text(Reason.HasNoInviteeId reason) => $"has '{reason.Value}', which is not an invitee's code";

    public string Text(Reason.NotJson reason) => "must be JSON in UTF-8 that names no property twice";

    public string Text(Reason.MustBe reason) => $"must be {reason.Value}";

    public string Text(Reason.NotAnObject reason) => "must be an object";

    public string Text(Reason.UnknownProperty reason) => "is not a known property";

    public string Text(Reason.NotAText reason) => $"must be a text of at most {reason.Max} characters";

    public string Text(Reason.NotANumber reason) => "must be a whole number";

    public string Text(Reason.NotOneInvitee reason) =>
        "must name the invitee by token, or by campaign and invitee, or by campaign and email: exactly one of these";

    public string Text(Reason.NotAMessageId reason) =>
        $"must be 1 to {reason.Max} characters of ASCII, without spaces and full stops";

    public string Text(Reason.TokenNotValid reason) => "The token is not valid.";

    public string Text(Reason.TokenReplaced reason) => "The link of the token was replaced by a newer one.";

    public string Text(Reason.UnknownInvitee reason) => "No invitee of the campaign has this id.";

    public string Text(Reason.UnknownAddress reason) => "No invitee of the campaign has this address.";

    public string Text(Reason.AmbiguousAddress reason) => "Several invitees of the campaign have this address.";

    public string Text(Reason.UnknownCampaign reason) => "There is no such campaign.";

    public string Text(Reason.NoWakeUps reason) =>
        $"The campaign is {Display(reason.State)}; only a running campaign has wake-ups.";

    public string Text(Reason.FolderDiffers reason) =>
        $"The campaign is {Display(reason.State)}, with another folder; only a draft is replaced.";

    public string Text(Reason.AttemptFailed reason) => $"The last attempt failed: {reason.Words}";

    public string Text(Reason.StoreDown reason) => "The store could not be reached. The attempt will be repeated.";

    private string Letter(StepId step) => Letter(step.Value);

    private string Letter(string letter) => displayLetter?.Invoke(letter) ?? letter;

    /// <summary>A phase in a sentence about the invitation: the invitation is awaiting a reply.</summary>
    private static string Display(Phase phase) =>
        phase switch
        {
            Phase.Scheduled => "not sent yet",
            Phase.Awaiting => "awaiting a reply",
            Phase.Answered => "answered",
            Phase.Unanswered => "without an answer",
            Phase.Undeliverable => "undeliverable",
            Phase.Withdrawn => "withdrawn",
            _ => throw new ArgumentOutOfRangeException(nameof(phase), phase, null),
        };

    /// <summary>A state in a sentence about the campaign: the campaign is in preparation.</summary>
    private static string Display(CampaignState state) =>
        state switch
        {
            CampaignState.Importing => "being imported",
            CampaignState.Draft => "in preparation",
            CampaignState.Running => "running",
            CampaignState.Paused => "paused",
            CampaignState.Cancelled => "cancelled",
            CampaignState.Closed => "closed",
            CampaignState.Erasing => "being erased",
            CampaignState.Erased => "erased",
            _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
        };

    private static string Display(CorrespondenceState state) =>
        state switch
        {
            CorrespondenceState.Waiting => "waiting",
            CorrespondenceState.Classified => "classified",
            CorrespondenceState.Assigned => "moved to another campaign",
            CorrespondenceState.Dismissed => "dismissed",
            _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
        };

    private static string Letters(int count) => EnglishCount.Format(count, "letter");

    private static string Statements(int count) => EnglishCount.Format(count, "statement fits", "statements fit");

    private static string Seconds(double seconds) => $"{Number(seconds)} {(seconds == 1 ? "second" : "seconds")}";

    private static string Number(double number) => number.ToString("0.#", CultureInfo.InvariantCulture);

    private static string Moment(LocalDateTime moment) => CalendarText.Moment(moment, Language.English);
}
