namespace Wsis.Invitations.Journal;

/// <summary>A language's text for every event of a journal. An event without a text does not compile.</summary>
public interface IJournalTexts
{
    JournalText Text(JournalEvent.AsWritten e);
    JournalText Text(JournalEvent.Imported e);
    JournalText Text(JournalEvent.Added e);
    JournalText Text(JournalEvent.LetterSent e);
    JournalText Text(JournalEvent.Reinvited e);
    JournalText Text(JournalEvent.LetterToPrint e);
    JournalText Text(JournalEvent.LetterPosted e);
    JournalText Text(JournalEvent.LetterReturned e);
    JournalText Text(JournalEvent.LetterReturnUndone e);
    JournalText Text(JournalEvent.LetterNotSent e);
    JournalText Text(JournalEvent.LetterInDoubt e);
    JournalText Text(JournalEvent.LetterPutBack e);
    JournalText Text(JournalEvent.LetterDropped e);
    JournalText Text(JournalEvent.LetterUnresolved e);
    JournalText Text(JournalEvent.DeliveryReported e);
    JournalText Text(JournalEvent.ProviderReported e);
    JournalText Text(JournalEvent.ReplyRecorded e);
    JournalText Text(JournalEvent.LateReplyRecorded e);
    JournalText Text(JournalEvent.ReplyRepeated e);
    JournalText Text(JournalEvent.DelegationNamed e);
    JournalText Text(JournalEvent.EarlierReplyFiled e);
    JournalText Text(JournalEvent.DeadlineMissed e);
    JournalText Text(JournalEvent.EndedUnanswered e);
    JournalText Text(JournalEvent.Reopened e);
    JournalText Text(JournalEvent.InvitationWithdrawn e);
    JournalText Text(JournalEvent.AddressCorrected e);
    JournalText Text(JournalEvent.ParticularCorrected e);
    JournalText Text(JournalEvent.MovedToMission e);
    JournalText Text(JournalEvent.LinkRenewed e);
    JournalText Text(JournalEvent.ReminderRequested e);
    JournalText Text(JournalEvent.ResendRequested e);
    JournalText Text(JournalEvent.PersonalLetterWritten e);
    JournalText Text(JournalEvent.PersonErased e);
    JournalText Text(JournalEvent.CorrespondenceFiled e);
    JournalText Text(JournalEvent.ConfirmationFiled e);
    JournalText Text(JournalEvent.AutomaticMailFiled e);
    JournalText Text(JournalEvent.ReportFiled e);
    JournalText Text(JournalEvent.AttentionCleared e);
    JournalText Text(JournalEvent.CampaignImported e);
    JournalText Text(JournalEvent.FolderReplaced e);
    JournalText Text(JournalEvent.ProofsApproved e);
    JournalText Text(JournalEvent.TestLetterSent e);
    JournalText Text(JournalEvent.LetterCorrectionProposed e);
    JournalText Text(JournalEvent.LetterCorrected e);
    JournalText Text(JournalEvent.LetterCorrectionWithdrawn e);
    JournalText Text(JournalEvent.Launched e);
    JournalText Text(JournalEvent.Paused e);
    JournalText Text(JournalEvent.Resumed e);
    JournalText Text(JournalEvent.DeadlineExtended e);
    JournalText Text(JournalEvent.LettersNotRecalled e);
    JournalText Text(JournalEvent.CampaignClosed e);
    JournalText Text(JournalEvent.CampaignCancelled e);
    JournalText Text(JournalEvent.InviteesAdded e);
    JournalText Text(JournalEvent.ListCorrected e);
    JournalText Text(JournalEvent.PlaceFixed e);
    JournalText Text(JournalEvent.PlaceFreed e);
    JournalText Text(JournalEvent.InvitationsExported e);
    JournalText Text(JournalEvent.ParticipantsExported e);
    JournalText Text(JournalEvent.ErasureBegun e);
    JournalText Text(JournalEvent.Erased e);
    JournalText Text(JournalEvent.SummedUp e);
}

/// <summary>A journal entry as text.</summary>
/// <param name="What">What happened.</param>
/// <param name="Note">The details. Null for none.</param>
public sealed record JournalText(string What, string? Note = null);
