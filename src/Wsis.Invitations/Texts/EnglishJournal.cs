using NodaTime;
using Wsis.Invitations.Correspondence.Messages;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Journal;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Reports;
using Wsis.Invitations.Workflow;

namespace Wsis.Invitations.Texts;

/// <summary>Journals in English: for the API and the staff pages, and beside the codes in the store, where builds that
/// know no codes read them. These words are stored: a change here is a change of the journals to come.</summary>
/// <param name="reasons">The texts of the reasons.</param>
/// <param name="zone">The zone of moments. Without one they are in UTC.</param>
/// <param name="displayColumn">Names a column of the list of invitees. Null: by its code.</param>
/// <param name="isForPersons">Whether persons read it: a hash is shown by its first digits then.</param>
public sealed class EnglishJournal(
    IReasonTexts reasons,
    DateTimeZone? zone = null,
    Func<string, string>? displayColumn = null,
    bool isForPersons = false
) : IJournalTexts
{
    private static readonly (Attention Flag, string Name)[] AllIssues =
    [
        (Attention.LateReply, "late reply"),
        (Attention.ReplyAfterWithdrawal, "reply after withdrawal"),
        (Attention.Refused, "address refused"),
        (Attention.NotSent, "letter not sent"),
        (Attention.Correspondence, "correspondence to classify"),
    ];

    private IReasonTexts Reasons => reasons;

    public JournalText Text(JournalEvent.AsWritten e) => new(e.What, e.Note);

    public JournalText Text(JournalEvent.Imported e) => new("imported");

    public JournalText Text(JournalEvent.Added e) => new("added");

    public JournalText Text(JournalEvent.LetterSent e) =>
        new("letter sent", e.Edition > 1 ? $"edition {e.Edition}" : null);

    public JournalText Text(JournalEvent.Reinvited e) => new("invited again");

    public JournalText Text(JournalEvent.LetterToPrint e) =>
        new("letter on the print run", e.Edition > 1 ? $"edition {e.Edition}" : null);

    public JournalText Text(JournalEvent.LetterPosted e) =>
        new(
            e.Way switch
            {
                PostalWay.Fax => "letter sent by fax",
                PostalWay.Pouch => "letter sent by pouch",
                _ => "letter posted",
            },
            e.Number is null ? $"on {Day(e.On)}" : $"on {Day(e.On)}, number {e.Number}"
        );

    public JournalText Text(JournalEvent.LetterReturned e) => new("letter came back", e.Words);

    public JournalText Text(JournalEvent.LetterReturnUndone e) =>
        new("return of the letter undone", $"from '{e.Words ?? "came back"}' to 'posted'");

    public JournalText Text(JournalEvent.LetterNotSent e) => new("letter not sent", e.Reason.In(Reasons));

    public JournalText Text(JournalEvent.LetterInDoubt e) => new("letter uncertain", e.Reason.In(Reasons));

    public JournalText Text(JournalEvent.LetterPutBack e) => new("letter to be retried", e.Reason.In(Reasons));

    public JournalText Text(JournalEvent.LetterDropped e) => new("letter no longer needed", e.Reason.In(Reasons));

    public JournalText Text(JournalEvent.LetterUnresolved e) =>
        new("letter uncertain", "it is no longer needed, and nobody reported whether it was sent");

    public JournalText Text(JournalEvent.DeliveryReported e) =>
        new($"letter {e.Delivery.ToString().ToLowerInvariant()}", e.Words);

    public JournalText Text(JournalEvent.ProviderReported e) =>
        new("provider reported", e.IsCopy ? $"about the copy: {e.Words}" : e.Words);

    public JournalText Text(JournalEvent.ReplyRecorded e) => new("reply recorded");

    public JournalText Text(JournalEvent.LateReplyRecorded e) => new("late reply recorded");

    public JournalText Text(JournalEvent.DelegationNamed e) =>
        new(
            "delegation named",
            e.Delegation.Members.Count == 0
                ? "nobody"
                : string.Join(
                    '\n',
                    e.Delegation.Members.Select(m =>
                        string.Join(
                            ", ",
                            new[] { m.FullName, m.Function, m.Address, m.Speaks ? "speaks" : "" }.Where(t =>
                                !string.IsNullOrEmpty(t)
                            )
                        )
                    )
                )
        );

    public JournalText Text(JournalEvent.ReplyRepeated e) => new("same answer received again");

    public JournalText Text(JournalEvent.EarlierReplyFiled e) =>
        new("earlier reply filed", $"the answer of {Moment(e.Current)} is current");

    public JournalText Text(JournalEvent.DeadlineMissed e) => new("deadline passed without an answer");

    public JournalText Text(JournalEvent.EndedUnanswered e) => new("campaign ended without an answer");

    public JournalText Text(JournalEvent.Reopened e) => new("reopened", $"the deadline is now {Moment(e.Deadline)}");

    public JournalText Text(JournalEvent.InvitationWithdrawn e) => new("withdrawn", e.Motive);

    public JournalText Text(JournalEvent.AddressCorrected e) =>
        new(
            "address corrected",
            $"from {Written(e.Former)} to {Written(e.Address)}"
                + (e.SharedWith is { } ids ? $"; also an address of {ids}" : "")
        );

    public JournalText Text(JournalEvent.ParticularCorrected e) =>
        new(
            "particulars corrected",
            $"{displayColumn?.Invoke(e.Column) ?? e.Column}: "
                + Describe(Written(e.Column, e.Former), Written(e.Column, e.Corrected))
        );

    private static string Describe(string former, string corrected) =>
        corrected.Length == 0 ? $"'{former}' removed"
        : former.Length == 0 ? $"'{corrected}' added"
        : $"from '{former}' to '{corrected}'";

    public JournalText Text(JournalEvent.MovedToMission e) =>
        new(
            "redirected to the mission",
            e.Address.Length == 0
                ? $"a letter came back; letters go to {Written(e.Mission)}"
                : $"{Written(e.Address)} refused a letter; letters go to {Written(e.Mission)}"
        );

    public JournalText Text(JournalEvent.LinkRenewed e) =>
        new("link renewed", $"generation {e.Generation}; earlier links are revoked");

    public JournalText Text(JournalEvent.ReminderRequested e) => new("reminder requested");

    public JournalText Text(JournalEvent.ResendRequested e) => new("resend requested");

    public JournalText Text(JournalEvent.PersonErased e) => new("personal data erased");

    public JournalText Text(JournalEvent.PersonalLetterWritten e) =>
        new("short letter written", $"{e.Subject}\n\n{e.Text}");

    public JournalText Text(JournalEvent.CorrespondenceFiled e) => new("correspondence filed", e.Summary);

    public JournalText Text(JournalEvent.ConfirmationFiled e) =>
        new(
            "correspondence filed",
            $"{(e.Sender.Length > 0 ? e.Sender : "website")}: {e.Answer}: {e.Reason.In(Reasons)}"
        );

    public JournalText Text(JournalEvent.AutomaticMailFiled e) => new("automatic mail filed", e.Summary);

    public JournalText Text(JournalEvent.ReportFiled e) =>
        new(e.Kind == ReportKind.Delivery ? "delivery report filed" : "read report filed", e.Summary);

    public JournalText Text(JournalEvent.AttentionCleared e) =>
        new(
            "marked as resolved",
            string.Join(", ", AllIssues.Where(i => e.Attention.HasFlag(i.Flag)).Select(i => i.Name))
        );

    public JournalText Text(JournalEvent.CampaignImported e) => new("campaign imported", Invitees(e.Invitees));

    public JournalText Text(JournalEvent.FolderReplaced e) => new("folder replaced", Invitees(e.Invitees));

    public JournalText Text(JournalEvent.ProofsApproved e) => new("proofs approved", Content(e.Hash));

    public JournalText Text(JournalEvent.TestLetterSent e) =>
        new(
            "test letter sent",
            $"letter {e.Letter} in {EnglishLanguages.Name(e.Language)}{(e.To is null ? "" : $", to {e.To}")}"
        );

    public JournalText Text(JournalEvent.LetterCorrectionProposed e) =>
        new("correction of a letter proposed", $"letter {e.Letter} in {EnglishLanguages.Name(e.Language)}");

    public JournalText Text(JournalEvent.LetterCorrected e) =>
        new(
            "correction of a letter approved",
            $"letter {e.Letter} in {EnglishLanguages.Name(e.Language)}, written by {e.By}"
        );

    public JournalText Text(JournalEvent.LetterCorrectionWithdrawn e) =>
        new("correction of a letter withdrawn", $"letter {e.Letter} in {EnglishLanguages.Name(e.Language)}");

    public JournalText Text(JournalEvent.Launched e) => new("launched", Content(e.Hash));

    public JournalText Text(JournalEvent.Paused e) => new("paused");

    public JournalText Text(JournalEvent.Resumed e) => new("resumed");

    public JournalText Text(JournalEvent.DeadlineExtended e) =>
        new("deadline extended", $"from {Moment(e.Former)} to {Moment(e.Deadline)}{(e.ByLetter ? ", by letter" : "")}");

    public JournalText Text(JournalEvent.LettersNotRecalled e) =>
        new("letters not recalled", $"{EnglishCount.Format(e.Count, "letter")} being sent or in doubt");

    public JournalText Text(JournalEvent.CampaignClosed e) => new("closed");

    public JournalText Text(JournalEvent.CampaignCancelled e) => new("cancelled", e.Motive);

    public JournalText Text(JournalEvent.ListCorrected e) => new("particulars corrected by a list", Invitees(e.Count));

    public JournalText Text(JournalEvent.InviteesAdded e) => new("invitees added", Invitees(e.Count));

    public JournalText Text(JournalEvent.PlaceFixed e) =>
        new("place fixed", $"invitee {e.Invitee}: place {e.Place} on {Day(e.Day)}");

    public JournalText Text(JournalEvent.PlaceFreed e) => new("place returned to the rule", $"invitee {e.Invitee}");

    public JournalText Text(JournalEvent.InvitationsExported e) => new("exported");

    public JournalText Text(JournalEvent.ParticipantsExported e) => new("participants exported");

    public JournalText Text(JournalEvent.ErasureBegun e) => new("erasure begun");

    public JournalText Text(JournalEvent.Erased e) => new("erased");

    public JournalText Text(JournalEvent.SummedUp e) => new(Name(e.Milestone), EnglishSummary.Sentence(e));

    /// <summary>The words for a milestone that has passed.</summary>
    public static string Name(CampaignMilestone milestone) =>
        milestone switch
        {
            CampaignMilestone.Deadline => "deadline passed",
            CampaignMilestone.Close => "replies closed",
            _ => "event over",
        };

    private string Content(string hash) => isForPersons ? DisplayContent(hash) : $"content {hash}";

    /// <summary>Names the content of a campaign for persons.</summary>
    public static string DisplayContent(string hash) => $"content with the fingerprint {ContentHash.Shorten(hash)}";

    private static string Invitees(int count) => EnglishCount.Format(count, "invitee");

    private static string Written(string addresses) => EmailAddress.ToDisplay(addresses);

    private static string Written(string column, string cell) =>
        column switch
        {
            "language" => EnglishLanguages.NamePair(cell),
            "state" => StateNames.Find(cell, Language.English),
            "weekend" => WeekdayNames.ToDisplay(cell, Language.English),
            _ => InviteeList.ToDisplay(column, cell),
        };

    private static string Moment(LocalDateTime moment) => CalendarText.Moment(moment, Language.English);

    private string Moment(Instant moment) => CalendarText.Moment(moment, zone, Language.English);

    private static string Day(LocalDate day) => CalendarText.Date(day, Language.English);
}
