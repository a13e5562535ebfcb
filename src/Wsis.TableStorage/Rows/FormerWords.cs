using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Wsis.Invitations.Journal;
using Wsis.Invitations.Texts;

namespace Wsis.TableStorage.Rows;

/// <summary>The English words of events in builds before 0.2.0. Rows keep them, so that such a build still reads the
/// lines of this one. Pages show the words of <see cref="EnglishTexts"/>.</summary>
internal static class FormerWords
{
    public static JournalText Write(JournalEvent happened)
    {
        var text = happened.ToEnglish();
        return happened switch
        {
            JournalEvent.LetterInDoubt => text with { What = "letter in doubt" },
            JournalEvent.LetterPutBack => text with { What = "letter to be tried again" },
            JournalEvent.MovedToMission => text with { What = "turned to the mission" },
            JournalEvent.ReminderRequested => text with { What = "reminder asked for" },
            JournalEvent.ResendRequested => text with { What = "resend asked for" },
            JournalEvent.AttentionCleared cleared => new("seen to", cleared.Attention.ToString()),
            JournalEvent.AddressCorrected e => text with { Note = $"from {e.Former} to {e.Address}" },
            JournalEvent.Reopened reopened => text with { Note = $"the deadline is now {reopened.Deadline}" },
            JournalEvent.DeadlineExtended e => text with
            {
                Note = $"from {Moment(e.Former)} to {Moment(e.Deadline)}{(e.ByLetter ? ", by letter" : "")}",
            },
            JournalEvent.PlaceFixed e => text with
            {
                Note = $"{e.Invitee}: place {e.Place} on {LocalDatePattern.Iso.Format(e.Day)}",
            },
            JournalEvent.ProofsApproved approved => text with { Note = approved.Hash },
            JournalEvent.ProviderReported { IsCopy: true } e => text with { Note = $"copy {e.Words}" },
            JournalEvent.InviteesAdded added => text with { Note = added.Count.ToString(CultureInfo.InvariantCulture) },
            JournalEvent.CampaignImported => text with { What = "brought" },
            JournalEvent.PlaceFreed freed => new("place left to the rule", $"{freed.Invitee}"),
            JournalEvent.EarlierReplyFiled filed => text with { Note = $"the answer of {filed.Current} stands" },
            JournalEvent.SummedUp => text with { Note = SummaryNote(text.Note) },
            _ => text,
        };
    }

    private static string Moment(LocalDateTime moment) => LocalDateTimePattern.GeneralIso.Format(moment);

    private static string? SummaryNote(string? note) =>
        note
            ?.Replace("The contact could not be notified:", "The contact could not be told:", StringComparison.Ordinal)
            .Replace(
                "It is not known whether the contact was notified:",
                "Whether the contact was told is not known:",
                StringComparison.Ordinal
            );
}
