using System.Text;
using Ical.Net;
using NodaTime;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Tests.Campaigns;
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
    public void The_statement_is_at_its_hours_where_they_are_settled_and_on_its_day_where_not()
    {
        var first = Write(Answered(new Answer.Accepted(new Participation(new LocalDate(2018, 3, 20)))));
        Assert.Contains("DTSTART;TZID=Europe/Zurich:20180320T090000\r\n", first, StringComparison.Ordinal);
        Assert.Contains("DTEND;TZID=Europe/Zurich:20180320T180000\r\n", first, StringComparison.Ordinal);
        var second = Write(Answered(new Answer.Accepted(new Participation(new LocalDate(2018, 3, 21)))));
        Assert.Contains("DTSTART;VALUE=DATE:20180321\r\n", second, StringComparison.Ordinal);
        Assert.Contains("UID:forum.CHE.statement@org.example\r\n", second, StringComparison.Ordinal);
    }

    [Fact]
    public void A_changed_reply_replaces_the_entry_and_a_withdrawal_cancels_it()
    {
        var invitation = Answered(new Answer.Accepted(new Participation()));
        var changed = Write(invitation with { Replies = 2 });
        var off = Write(invitation with { Replies = 2 }, isOff: true);
        Assert.Contains("SEQUENCE:4\r\n", changed, StringComparison.Ordinal);
        Assert.Contains("SEQUENCE:5\r\n", off, StringComparison.Ordinal);
        Assert.Contains("STATUS:CANCELLED\r\n", off, StringComparison.Ordinal);
        Assert.Equal(Event(changed).Uid, Event(off).Uid);
    }

    [Fact]
    public void Declining_cancels_the_entry_and_accepting_again_restores_it()
    {
        var declined = Write(Answered(new Answer.Declined()) with { Replies = 2 });
        Assert.Contains("STATUS:CANCELLED\r\n", declined, StringComparison.Ordinal);
        Assert.Contains("SEQUENCE:5\r\n", declined, StringComparison.Ordinal);
        var again = Write(Answered(new Answer.Accepted(new Participation())) with { Replies = 3 });
        Assert.Contains("STATUS:CONFIRMED\r\n", again, StringComparison.Ordinal);
        Assert.Contains("SEQUENCE:6\r\n", again, StringComparison.Ordinal);
        Assert.Equal(Event(declined).Uid, Event(again).Uid);
    }

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
    [InlineData("accepted", 1, 1)]
    [InlineData("declined", 1, 0)]
    [InlineData("declined", 2, 1)]
    public void An_acknowledgement_has_the_entry_after_an_acceptance_and_after_a_change_to_declined(
        string answer,
        int replies,
        int attachments
    )
    {
        var invitation = Answered(
            answer == "accepted" ? new Answer.Accepted(new Participation()) : new Answer.Declined()
        ) with
        {
            Replies = replies,
        };
        var links = new ReplyLinks(new Dictionary<string, byte[]> { ["k1"] = new byte[32] }, "k1");
        var composer = new LetterComposer(
            Campaign,
            Campaign.Schedule,
            Forum.Letters,
            links,
            new Uri("https://site.example/")
        );
        var dispatch = new Dispatch
        {
            Step = new StepId("acknowledgement-1"),
            Kind = LetterKind.Acknowledgement,
            Letter = $"acknowledgement-{answer}",
            Due = Now,
            ClaimedAt = Now,
        };
        var letter = composer.Compose(invitation, dispatch, Now);
        Assert.Equal(attachments, letter.Attachments.Count);
        Assert.All(
            letter.Attachments,
            a => Assert.Equal(("event.ics", "text/calendar; charset=utf-8; method=PUBLISH"), (a.FileName, a.MediaType))
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
        Encoding.UTF8.GetString(CalendarEntry.Write(Campaign, invitation, Language.French, Now, isOff));
}
