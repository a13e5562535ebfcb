using System.Text;
using CsCheck;
using Ical.Net;
using NodaTime;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Tests.Campaigns;
using Wsis.Invitations.Tests.Rules;
using Wsis.Invitations.Workflow;

namespace Wsis.Invitations.Tests.Letters;

public sealed class CalendarEntryTests
{
    private static readonly Instant Now = Instant.FromUtc(2018, 1, 10, 9, 30, 15);

    private static readonly CampaignFolder Forum = new CampaignFolderBuilder().Read();

    private static readonly Campaign Campaign = Forum.Campaign! with
    {
        Statements =
        [
            new StatementDay(new LocalDate(2018, 3, 20), 60, new Hours(new LocalTime(9, 0), new LocalTime(18, 0))),
            new StatementDay(new LocalDate(2018, 3, 21), 60),
        ],
    };

    [Fact]
    public void The_days_of_the_event_are_published_with_the_zone_and_the_moment_of_writing()
    {
        var text = Write(Answered(new Answer.Accepted(new Participation())));
        foreach (
            var line in new[]
            {
                "METHOD:PUBLISH",
                "VERSION:2.0",
                "TZID:Europe/Zurich",
                "DTSTART;VALUE=DATE:20180319",
                "DTEND;VALUE=DATE:20180324",
                "DTSTAMP:20180110T093015Z",
                "UID:forum.CHE.event@org.example",
                "SEQUENCE:2",
                "STATUS:CONFIRMED",
                "SUMMARY:Forum",
                "LOCATION:Genève",
                "ORGANIZER;CN=Secrétariat:mailto:contact@org.example",
            }
        )
            Assert.Contains($"{line}\r\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("ATTENDEE", text, StringComparison.Ordinal);
        Assert.DoesNotContain("/r/", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_statement_is_a_file_of_its_own_at_its_hours_where_they_are_settled_and_on_its_day_where_not()
    {
        var invitation = Answered(new Answer.Accepted(new Participation(new LocalDate(2018, 3, 20))));
        var first = WriteStatement(invitation)!;
        Assert.Contains("DTSTART;TZID=Europe/Zurich:20180320T090000\r\n", first, StringComparison.Ordinal);
        Assert.Contains("DTEND;TZID=Europe/Zurich:20180320T180000\r\n", first, StringComparison.Ordinal);
        var second = WriteStatement(Answered(new Answer.Accepted(new Participation(new LocalDate(2018, 3, 21)))))!;
        Assert.Contains("DTSTART;VALUE=DATE:20180321\r\n", second, StringComparison.Ordinal);
        Assert.Contains("UID:forum.CHE.statement@org.example\r\n", second, StringComparison.Ordinal);
        Assert.Single(Calendar.Load(first)!.Events);
        Assert.Single(Calendar.Load(Write(invitation))!.Events);
        Assert.Null(WriteStatement(Answered(new Answer.Accepted(new Participation()))));
    }

    [Fact]
    public void A_changed_reply_replaces_the_entry_and_a_withdrawal_cancels_it()
    {
        var invitation = Answered(new Answer.Accepted(new Participation(new LocalDate(2018, 3, 20))));
        var changed = Write(invitation with { Replies = 2 });
        Assert.Contains("SEQUENCE:4\r\n", changed, StringComparison.Ordinal);
        foreach (
            var (before, off) in new[]
            {
                (changed, Write(invitation with { Replies = 2, Phase = Phase.Withdrawn })),
                (changed, Write(invitation with { Replies = 2 }, isOff: true)),
                (
                    WriteStatement(invitation with { Replies = 2 })!,
                    WriteStatement(invitation with { Replies = 2, Phase = Phase.Withdrawn })!
                ),
            }
        )
        {
            Assert.Contains("METHOD:CANCEL\r\n", off, StringComparison.Ordinal);
            Assert.Contains("SEQUENCE:5\r\n", off, StringComparison.Ordinal);
            Assert.Contains("STATUS:CANCELLED\r\n", off, StringComparison.Ordinal);
            Assert.Contains("ATTENDEE:mailto:minister@ict.che.example\r\n", off, StringComparison.Ordinal);
            Assert.Equal(Event(before).Uid, Event(off).Uid);
        }
    }

    [Fact]
    public void Declining_cancels_the_entry_and_accepting_again_restores_it()
    {
        var declined = Write(Answered(new Answer.Declined()) with { Replies = 2 });
        Assert.Contains("METHOD:CANCEL\r\n", declined, StringComparison.Ordinal);
        Assert.Contains("STATUS:CANCELLED\r\n", declined, StringComparison.Ordinal);
        Assert.Contains("SEQUENCE:5\r\n", declined, StringComparison.Ordinal);
        var again = Write(Answered(new Answer.Accepted(new Participation())) with { Replies = 3 });
        Assert.Contains("METHOD:PUBLISH\r\n", again, StringComparison.Ordinal);
        Assert.Contains("STATUS:CONFIRMED\r\n", again, StringComparison.Ordinal);
        Assert.Contains("SEQUENCE:6\r\n", again, StringComparison.Ordinal);
        Assert.Equal(Event(declined).Uid, Event(again).Uid);
    }

    /// <summary>The diary of an office that opens every file of every letter, in the order in which they were sent. A
    /// file with a lower sequence number changes nothing (RFC 5546, section 2.1.5).</summary>
    [Fact]
    public void After_every_life_the_files_of_the_letters_leave_a_true_diary() =>
        Life.Actions.Sample(
            actions =>
            {
                var diary = new Dictionary<string, (int Sequence, bool IsConfirmed, DateTime Start)>();
                var written = new Dictionary<DispatchId, IReadOnlyList<Attachment>>();
                var life = new Life(actions, Life.Addressee);
                foreach (var turn in life.Turns)
                {
                    // Another office has another diary.
                    if (turn is { Signal: Signal.Reinvited { Invitee: not null }, Decision.IsChange: true })
                        diary.Clear();
                    if (
                        turn.Claimed is
                        { OnPaper: false, Kind: LetterKind.Acknowledgement or LetterKind.Withdrawal } claimed
                    )
                        written[turn.After.IdOf(claimed)] =
                        [
                            .. Composer.Compose(turn.After, claimed, turn.Now).Attachments,
                        ];
                    foreach (var sent in turn.After.Dispatches.Where(d => d.State == DispatchState.Sent))
                        if (turn.Before.Find(sent.Step, sent.Edition) is not { State: DispatchState.Sent })
                            Enter(written.GetValueOrDefault(turn.After.IdOf(sent)) ?? []);
                }
                var end = life.Invitation;
                var isAnnounced =
                    !end.IsErased
                    && end.Phase switch
                    {
                        Phase.Answered => end.Acknowledgement is { State: DispatchState.Sent, Posted: null },
                        Phase.Withdrawn => end.Dispatches.Any(d =>
                            d is { Kind: LetterKind.Withdrawal, State: DispatchState.Sent, Posted: null }
                        )
                            && life.Turns.Last(t => t.After.Replies > t.Before.Replies || t.Signal is Signal.Withdrawn)
                                is { Signal: Signal.Withdrawn },
                        _ => false,
                    };
                if (!isAnnounced)
                    return;
                var attendance = end.CountedReply?.Answer.Attendance;
                Assert.Equal(attendance is not null, IsIn("event"));
                Assert.Equal(attendance?.StatementDay is not null, IsIn("statement"));
                if (attendance?.StatementDay is { } day)
                    Assert.Equal(day.ToDateTimeUnspecified(), diary["forum.CHE.statement@org.example"].Start.Date);

                bool IsIn(string entry) =>
                    diary.TryGetValue($"forum.CHE.{entry}@org.example", out var found) && found.IsConfirmed;

                void Enter(IReadOnlyList<Attachment> files)
                {
                    foreach (var file in files)
                    {
                        var entry = Assert.Single(Calendar.Load(Encoding.UTF8.GetString(file.Content.Span))!.Events);
                        if (!diary.TryGetValue(entry.Uid!, out var former) || former.Sequence <= entry.Sequence)
                            diary[entry.Uid!] = (entry.Sequence, entry.Status == "CONFIRMED", entry.Start!.Value);
                    }
                }
            },
            iter: ProofForm.Choose(500, 5_000)
        );

    [Fact]
    public void Hostile_names_are_text_and_no_line_is_longer_than_75_octets()
    {
        const string name = "A;B,C\\D \"E\"\r\nATTENDEE:mailto:x@y.example \u202E\0 🎩 {{ x }} =HYPERLINK(";
        var text = Write(
            Answered(new Answer.Delegated(new Representative(new string('é', 200), name, null), new Participation()))
        );
        Assert.All(text.Split("\r\n"), line => Assert.True(Encoding.UTF8.GetByteCount(line) <= 75, line));
        Assert.DoesNotContain("\nATTENDEE", text, StringComparison.Ordinal);
        var described = Event(text).Description;
        Assert.Contains("A;B,C\\D \"E\"  ATTENDEE:mailto:x@y.example", described, StringComparison.Ordinal);
        Assert.Contains("🎩", described, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("accepted", null, null, "")]
    [InlineData("accepted", "2018-03-20", null, "")]
    [InlineData("declined", null, null, "")]
    [InlineData("declined", null, "2018-03-20", "event.ics CANCEL, statement.ics CANCEL")]
    [InlineData("accepted", null, "2018-03-20", "event.ics PUBLISH, statement.ics CANCEL")]
    [InlineData("accepted", "2018-03-21", "2018-03-20", "event.ics PUBLISH, statement.ics PUBLISH")]
    public void An_acknowledgement_has_the_entries_of_the_reply_and_cancels_those_that_it_has_no_more(
        string answer,
        string? day,
        string? formerDay,
        string expected
    )
    {
        var participation = new Participation(Day(day));
        var invitation = Answered(
            answer == "accepted" ? new Answer.Accepted(participation) : new Answer.Declined()
        ) with
        {
            FormerEntries = new FormerEntries(formerDay is not null, Day(formerDay)),
            Replies = formerDay is null ? 1 : 2,
        };
        if (expected.Length == 0 && answer == "accepted")
            expected = day is null ? "event.ics PUBLISH" : "event.ics PUBLISH, statement.ics PUBLISH";
        Assert.Equal(expected, Files(invitation, LetterKind.Acknowledgement, $"acknowledgement-{answer}"));

        static LocalDate? Day(string? text) =>
            text is null ? null : NodaTime.Text.LocalDatePattern.Iso.Parse(text).Value;
    }

    [Fact]
    public void The_letter_of_withdrawal_cancels_what_was_entered_and_nothing_else()
    {
        var accepted = Answered(new Answer.Accepted(new Participation(new LocalDate(2018, 3, 20))));
        Assert.Equal("event.ics CANCEL, statement.ics CANCEL", Withdrawal(accepted));
        Assert.Equal("", Withdrawal(Answered(new Answer.Declined())));
        Assert.Equal("", Withdrawal(accepted with { Reply = null, Replies = 0 }));

        static string Withdrawal(Invitation invitation) =>
            Files(invitation with { Phase = Phase.Withdrawn }, LetterKind.Withdrawal, "withdrawal");
    }

    [Fact]
    public void A_row_of_an_earlier_version_cancels_the_event_where_an_earlier_reply_may_have_accepted()
    {
        var declined = Answered(new Answer.Declined()) with { Replies = 2 };
        Assert.Equal("event.ics CANCEL", Files(declined, LetterKind.Acknowledgement, "acknowledgement-declined"));
    }

    private static LetterComposer Composer { get; } =
        new(
            Campaign,
            Campaign.Schedule,
            Forum.Letters,
            new ReplyLinks(new Dictionary<string, byte[]> { ["k1"] = new byte[32] }, "k1"),
            new Uri("https://site.example/")
        );

    private static string Files(Invitation invitation, LetterKind kind, string letter)
    {
        var dispatch = new Dispatch
        {
            Step = new StepId("acknowledgement-1"),
            Kind = kind,
            Letter = letter,
            Due = Now,
            ClaimedAt = Now,
        };
        return string.Join(
            ", ",
            Composer
                .Compose(invitation, dispatch, Now)
                .Attachments.Select(a =>
                {
                    var method = Calendar.Load(Encoding.UTF8.GetString(a.Content.Span))!.Method;
                    Assert.Equal($"text/calendar; charset=utf-8; method={method}", a.MediaType);
                    return $"{a.FileName} {method}";
                })
        );
    }

    private static Invitation Answered(Answer answer) =>
        new()
        {
            Campaign = Campaign.Id,
            Invitee = Forum.Invitees[0],
            Phase = Phase.Answered,
            Replies = 1,
            Reply = new Reply
            {
                Id = "r",
                Channel = Channel.Page,
                ReceivedAt = Now,
                Answer = answer,
            },
        };

    private static Ical.Net.CalendarComponents.CalendarEvent Event(string text) => Calendar.Load(text)!.Events[0]!;

    private static string Write(Invitation invitation, bool isOff = false) =>
        Encoding.UTF8.GetString(
            CalendarEntry.WriteEvent(Campaign, invitation, Language.French, Now, isOff).Content.Span
        );

    private static string? WriteStatement(Invitation invitation) =>
        CalendarEntry.WriteStatement(Campaign, invitation, Language.French, Now) is { } file
            ? Encoding.UTF8.GetString(file.Content.Span)
            : null;
}
