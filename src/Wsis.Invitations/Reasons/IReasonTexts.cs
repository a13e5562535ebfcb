namespace Wsis.Invitations.Reasons;

/// <summary>A language's text for every reason. A reason without a text does not compile.</summary>
public interface IReasonTexts
{
    string Text(Reason.ReplyOvertaken reason);
    string Text(Reason.AnswerIsFinal reason);
    string Text(Reason.NotAwaited reason);
    string Text(Reason.CampaignEnded reason);
    string Text(Reason.ChangedSinceSeen reason);
    string Text(Reason.InvitationChanged reason);
    string Text(Reason.LetterNotYetSent reason);
    string Text(Reason.LetterInFlight reason);
    string Text(Reason.LetterNotWanted reason);
    string Text(Reason.InvitationNotWanted reason);
    string Text(Reason.NothingSentYet reason);
    string Text(Reason.InviteeNotFound reason);
    string Text(Reason.CampaignNotFound reason);
    string Text(Reason.CampaignChanged reason);
    string Text(Reason.NothingToApprove reason);
    string Text(Reason.NotADraft reason);
    string Text(Reason.NotRunning reason);
    string Text(Reason.NotPaused reason);
    string Text(Reason.DeadlineIsFixed reason);
    string Text(Reason.CannotEnd reason);
    string Text(Reason.ListIsClosed reason);
    string Text(Reason.NotEnded reason);
    string Text(Reason.NotExported reason);
    string Text(Reason.ProofsChanged reason);
    string Text(Reason.CampaignExists reason);

    string Text(Reason.NotAPartOfADraft reason);

    string Text(Reason.DraftHasProblems reason);

    string Text(Reason.DraftNotSubmitted reason);

    string Text(Reason.NotApproved reason);
    string Text(Reason.ApprovalOutdated reason);
    string Text(Reason.SecondPersonNeeded reason);
    string Text(Reason.DeadlineNotLater reason);
    string Text(Reason.DeadlineAfterEvent reason);
    string Text(Reason.DeadlinePassed reason);
    string Text(Reason.NotConfirmed reason);
    string Text(Reason.Missing reason);
    string Text(Reason.TooLong reason);
    string Text(Reason.LongerThan reason);
    string Text(Reason.NotOffered reason);
    string Text(Reason.NotACount reason);
    string Text(Reason.MoreThanDelegation reason);
    string Text(Reason.NotAnAddress reason);
    string Text(Reason.NotADate reason);
    string Text(Reason.NotAMoment reason);
    string Text(Reason.InTheFuture reason);
    string Text(Reason.BeforeSending reason);
    string Text(Reason.NotAnInviteeId reason);
    string Text(Reason.NotAStepId reason);
    string Text(Reason.NoReminderLetter reason);
    string Text(Reason.NotAReminderLetter reason);
    string Text(Reason.DayNotOffered reason);
    string Text(Reason.PlaceOutOfRange reason);
    string Text(Reason.PlaceTaken reason);
    string Text(Reason.TooManyPlaces reason);
    string Text(Reason.NoStatementDays reason);
    string Text(Reason.AllDaysFull reason);
    string Text(Reason.RequestedDayNotOffered reason);
    string Text(Reason.FixedDayNotOffered reason);
    string Text(Reason.RequestedDayFull reason);
    string Text(Reason.FixedDayFull reason);
    string Text(Reason.NotAssigned reason);
    string Text(Reason.AlreadyClassified reason);
    string Text(Reason.InvitationGone reason);
    string Text(Reason.AlreadyHandled reason);
    string Text(Reason.BelongsElsewhere reason);
    string Text(Reason.InvitationNotFound reason);
    string Text(Reason.HandledByColleague reason);
    string Text(Reason.MessageGone reason);
    string Text(Reason.AsWritten reason);
    string Text(Reason.LetterMissing reason);
    string Text(Reason.FileMissing reason);
    string Text(Reason.Throttled reason);
    string Text(Reason.ProviderAnswered reason);
    string Text(Reason.ProviderUnreachable reason);
    string Text(Reason.ProviderTimedOut reason);
    string Text(Reason.ConnectionLost reason);
    string Text(Reason.ProviderCannotSay reason);
    string Text(Reason.DomainNotAllowed reason);
    string Text(Reason.LetterTooLarge reason);
    string Text(Reason.LetterNotRendered reason);

    string Text(Reason.FolderNotWritable reason);
    string Text(Reason.NotInFolder reason);
    string Text(Reason.NoWebhookSecret reason);
    string Text(Reason.WebhookTimedOut reason);
    string Text(Reason.WebhookGone reason);
    string Text(Reason.WebhookAnswered reason);
    string Text(Reason.AddressNotPublic reason);
}
