using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;
using NodaTime.Text;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Correspondence.Messages;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Journal;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Reports;
using Wsis.Invitations.Workflow;

namespace Wsis.TableStorage.Rows;

/// <summary>Reads lines of builds before 0.2.0, which wrote events as English words. A line whose particulars cannot be
/// read back is shown as it was written.</summary>
internal static partial class FormerJournal
{
    public static JournalEvent Read(string what, string? note, string? step, Reply? reply) =>
        About(what, note)
        ?? (StepId.TryParse(step, out var letter) ? AboutLetter(what, note, letter) : null)
        ?? (reply is not null ? AboutReply(what, note, reply) : null)
        ?? new JournalEvent.AsWritten(what, note, step, reply);

    private static JournalEvent? AboutLetter(string what, string? note, StepId step) =>
        (what, note) switch
        {
            ("letter sent", null) => new JournalEvent.LetterSent(step, 1),
            ("letter sent", _) when Match(Edition(), note) is [var edition] => new JournalEvent.LetterSent(
                step,
                ParseNumber(edition)
            ),
            ("letter not sent", { } words) => new JournalEvent.LetterNotSent(step, new Reason.AsWritten(words)),
            ("letter in doubt", { } words) => new JournalEvent.LetterInDoubt(step, new Reason.AsWritten(words)),
            ("letter to be tried again", { } words) => new JournalEvent.LetterPutBack(
                step,
                new Reason.AsWritten(words)
            ),
            ("provider reported", { } words) when words.StartsWith("copy ", StringComparison.Ordinal) =>
                new JournalEvent.ProviderReported(step, words["copy ".Length..], IsCopy: true),
            ("provider reported", { } words) => new JournalEvent.ProviderReported(step, words, IsCopy: false),
            ("reminder asked for", _) => new JournalEvent.ReminderRequested(step),
            ("resend asked for", _) => new JournalEvent.ResendRequested(step),
            ("short letter written", { } letter) when letter.Split("\n\n", 2) is [var subject, var text] =>
                new JournalEvent.PersonalLetterWritten(step, subject, text),
            ("delivery report filed", { } summary) => new JournalEvent.ReportFiled(step, ReportKind.Delivery, summary),
            ("read report filed", { } summary) => new JournalEvent.ReportFiled(step, ReportKind.Read, summary),
            _ when Match(Report(), what) is [var state] && Enum.TryParse<Delivery>(state, true, out var delivery) =>
                new JournalEvent.DeliveryReported(step, delivery, note),
            _ => null,
        };

    private static JournalEvent? AboutReply(string what, string? note, Reply reply) =>
        what switch
        {
            "reply recorded" => new JournalEvent.ReplyRecorded(reply),
            "late reply recorded" => new JournalEvent.LateReplyRecorded(reply),
            "same answer received again" => new JournalEvent.ReplyRepeated(reply),
            "earlier reply filed" when Match(CurrentReplyTime(), note) is [var current] =>
                new JournalEvent.EarlierReplyFiled(reply, Moment(current)),
            _ => null,
        };

    private static JournalEvent? About(string what, string? note) =>
        what switch
        {
            "imported" => new JournalEvent.Imported(),
            "added" => new JournalEvent.Added(),
            "personal data erased" => new JournalEvent.PersonErased(),
            "deadline passed without an answer" => new JournalEvent.DeadlineMissed(),
            "campaign ended without an answer" => new JournalEvent.EndedUnanswered(),
            "reopened" when Match(NewDeadline(), note) is [var deadline] => new JournalEvent.Reopened(Moment(deadline)),
            "withdrawn" => new JournalEvent.InvitationWithdrawn(note),
            "address corrected" when Match(Correction(), note) is [var former, var address] =>
                new JournalEvent.AddressCorrected(former, address),
            "particulars corrected" when Match(Particular(), note) is [var column, var was, var now] =>
                new JournalEvent.ParticularCorrected(column, was, now),
            "turned to the mission" when Match(Mission(), note) is [var address, var mission] =>
                new JournalEvent.MovedToMission(address, mission),
            "link renewed" when Match(Generation(), note) is [var number] => new JournalEvent.LinkRenewed(
                ParseNumber(number)
            ),
            "correspondence filed" when note is not null => new JournalEvent.CorrespondenceFiled(note),
            "automatic mail filed" when note is not null => new JournalEvent.AutomaticMailFiled(note),
            "seen to" when Enum.TryParse<Attention>(note, out var attention) => new JournalEvent.AttentionCleared(
                attention
            ),
            _ => AboutCampaign(what, note),
        };

    private static JournalEvent? AboutCampaign(string what, string? note) =>
        what switch
        {
            "brought" when Match(Invitees(), note) is [var count] => new JournalEvent.CampaignImported(
                ParseNumber(count)
            ),
            "folder replaced" when Match(Invitees(), note) is [var count] => new JournalEvent.FolderReplaced(
                ParseNumber(count)
            ),
            "proofs approved" when note is not null => new JournalEvent.ProofsApproved(note),
            "launched" when Match(Content(), note) is [var hash] => new JournalEvent.Launched(hash),
            "paused" => new JournalEvent.Paused(),
            "resumed" => new JournalEvent.Resumed(),
            "deadline extended" when Match(Extension(), note) is [var former, var deadline, var letter] =>
                new JournalEvent.DeadlineExtended(Local(former), Local(deadline), letter.Length > 0),
            "closed" => new JournalEvent.CampaignClosed(),
            "cancelled" => new JournalEvent.CampaignCancelled(note),
            "invitees added" when int.TryParse(note, CultureInfo.InvariantCulture, out var count) =>
                new JournalEvent.InviteesAdded(count),
            "place fixed" when Match(StatementPlace(), note) is [var invitee, var place, var day] =>
                new JournalEvent.PlaceFixed(
                    new InviteeId(invitee),
                    ParseNumber(place),
                    LocalDatePattern.Iso.Parse(day).Value
                ),
            "place left to the rule" when InviteeId.TryParse(note, out var freed) => new JournalEvent.PlaceFreed(freed),
            "exported" => new JournalEvent.InvitationsExported(),
            "participants exported" => new JournalEvent.ParticipantsExported(),
            "erasure begun" => new JournalEvent.ErasureBegun(),
            "erased" => new JournalEvent.Erased(),
            "deadline passed" => Summary(CampaignMilestone.Deadline, note),
            "replies closed" => Summary(CampaignMilestone.Close, note),
            "event over" => Summary(CampaignMilestone.End, note),
            _ => null,
        };

    private static JournalEvent.SummedUp? Summary(CampaignMilestone milestone, string? note)
    {
        if (SummaryNote().Match(note ?? "") is not { Success: true } summary)
            return null;
        var counts = summary
            .Groups["name"]
            .Captures.Zip(summary.Groups["count"].Captures)
            .ToDictionary(c => c.First.Value, c => long.Parse(c.Second.Value, CultureInfo.InvariantCulture));
        var doubt = summary.Groups["doubt"];
        var reason = doubt.Success ? doubt : summary.Groups["reason"];
        return new JournalEvent.SummedUp(
            milestone,
            new SummaryCounts
            {
                Answered = long.Parse(summary.Groups["answered"].Value, CultureInfo.InvariantCulture),
                Invitees = long.Parse(summary.Groups["all"].Value, CultureInfo.InvariantCulture),
                Accepted = counts.GetValueOrDefault(AnswerKinds.Accepted),
                Delegated = counts.GetValueOrDefault("represented by a delegate"),
                Declined = counts.GetValueOrDefault(AnswerKinds.Declined),
                Late = counts.GetValueOrDefault("late"),
                Unanswered = counts.GetValueOrDefault("unanswered"),
                Awaiting = counts.GetValueOrDefault("awaiting an answer"),
                Scheduled = counts.GetValueOrDefault("not invited yet"),
                Undeliverable = counts.GetValueOrDefault("undeliverable"),
                Withdrawn = counts.GetValueOrDefault("withdrawn"),
                Delegates = counts.GetValueOrDefault("delegates"),
                Women = counts.GetValueOrDefault("of whom women"),
            },
            reason.Success ? new Reason.AsWritten(reason.Value) : null,
            doubt.Success
        );
    }

    /// <summary>The groups of a match, without the match itself; null where the text does not match.</summary>
    private static string[]? Match(Regex pattern, string? text) =>
        pattern.Match(text ?? "") is { Success: true } match
            ? [.. match.Groups.Values.Skip(1).Select(g => g.Value)]
            : null;

    private static int ParseNumber(string number) => int.Parse(number, CultureInfo.InvariantCulture);

    private static Instant Moment(string text) => InstantPattern.General.Parse(text).Value;

    private static LocalDateTime Local(string text) => LocalDateTimePattern.GeneralIso.Parse(text).Value;

    [GeneratedRegex(@"^([a-z]+): from '(.*)' to '(.*)'\z", RegexOptions.NonBacktracking)]
    private static partial Regex Particular();

    [GeneratedRegex(@"^edition (\d{1,9})\z", RegexOptions.NonBacktracking)]
    private static partial Regex Edition();

    [GeneratedRegex(
        @"^letter (processed|deferred|delivered|blocked|complained|refused)\z",
        RegexOptions.NonBacktracking
    )]
    private static partial Regex Report();

    [GeneratedRegex(@"^the answer of (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ) stands\z", RegexOptions.NonBacktracking)]
    private static partial Regex CurrentReplyTime();

    [GeneratedRegex(@"^the deadline is now (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)\z", RegexOptions.NonBacktracking)]
    private static partial Regex NewDeadline();

    [GeneratedRegex(@"^from (\S+) to (\S+)\z", RegexOptions.NonBacktracking)]
    private static partial Regex Correction();

    [GeneratedRegex(@"^(\S+) refused a letter; letters go to (\S+)\z", RegexOptions.NonBacktracking)]
    private static partial Regex Mission();

    [GeneratedRegex(@"^generation (\d{1,9}); earlier links are revoked\z", RegexOptions.NonBacktracking)]
    private static partial Regex Generation();

    [GeneratedRegex(@"^(\d{1,9}) invitees?\z", RegexOptions.NonBacktracking)]
    private static partial Regex Invitees();

    [GeneratedRegex(@"^content (\S+)\z", RegexOptions.NonBacktracking)]
    private static partial Regex Content();

    [GeneratedRegex(
        @"^from (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d) to (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(, by letter)?\z",
        RegexOptions.NonBacktracking
    )]
    private static partial Regex Extension();

    [GeneratedRegex(@"^([A-Za-z0-9-]+): place (\d{1,9}) on (\d{4}-\d\d-\d\d)\z", RegexOptions.NonBacktracking)]
    private static partial Regex StatementPlace();

    // All captures of a group are needed, which a non-backtracking expression does not give: it has a timeout.
    [GeneratedRegex(
        @"^(?<answered>\d{1,9}) of (?<all>\d{1,9}) ha(?:ve|s) answered"
            + @"(?:; (?:(?<name>[a-z ]+) (?<count>\d{1,9})(?:, )?)*)?\."
            + @"(?: The contact could not be told: (?<reason>.+))?"
            + @"(?: Whether the contact was told is not known: (?<doubt>.+))?\z",
        RegexOptions.CultureInvariant | RegexOptions.Singleline,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex SummaryNote();
}
