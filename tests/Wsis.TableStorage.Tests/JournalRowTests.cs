using System.Text.Json;
using System.Text.Json.Nodes;
using Azure.Data.Tables;
using NodaTime;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Correspondence.Messages;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Journal;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Reports;
using Wsis.Invitations.Texts;
using Wsis.Invitations.Workflow;
using Wsis.TableStorage.Rows;

namespace Wsis.TableStorage.Tests;

/// <summary>Journals as they are stored: by this build, by builds without codes, and by later builds.</summary>
public sealed class JournalRowTests
{
    private static readonly Instant At = Instant.FromUtc(2018, 1, 22, 12, 0);
    private static readonly StepId Step = new("reminder-1");
    private static readonly Reason Words = new Reason.AsWritten("SendGrid answered 500: internal error");

    private static readonly Reply Letter = new()
    {
        Id = "letter-1",
        Channel = Channel.Correspondence,
        ReceivedAt = At,
        Answer = new Answer.Declined(),
    };

    /// <summary>The events that builds without codes did not write.</summary>
    private static readonly string[] AddedLater =
    [
        "list-corrected",
        "confirmation-filed",
        "delegation-named",
        "reinvited",
        "letter-posted",
        "letter-returned",
        "letter-return-undone",
        "letter-to-print",
        "letter-dropped",
        "letter-unresolved",
        "letters-not-recalled",
        "test-letter-sent",
        "letter-correction-proposed",
        "letter-corrected",
        "letter-correction-withdrawn",
    ];

    /// <summary>Every form of line that builds without codes wrote.</summary>
    private static readonly (JournalEvent Event, string What, string? Note)[] Former =
    [
        (new JournalEvent.Imported(), "imported", null),
        (new JournalEvent.Added(), "added", null),
        (new JournalEvent.LetterSent(Step, 1), "letter sent", null),
        (new JournalEvent.LetterSent(Step, 2), "letter sent", "edition 2"),
        (new JournalEvent.LetterNotSent(Step, Words), "letter not sent", "SendGrid answered 500: internal error"),
        (new JournalEvent.LetterInDoubt(Step, Words), "letter in doubt", "SendGrid answered 500: internal error"),
        (
            new JournalEvent.LetterPutBack(Step, Words),
            "letter to be tried again",
            "SendGrid answered 500: internal error"
        ),
        (new JournalEvent.DeliveryReported(Step, Delivery.Processed, null), "letter processed", null),
        (new JournalEvent.DeliveryReported(Step, Delivery.Deferred, "busy"), "letter deferred", "busy"),
        (new JournalEvent.DeliveryReported(Step, Delivery.Delivered, null), "letter delivered", null),
        (new JournalEvent.DeliveryReported(Step, Delivery.Blocked, "451"), "letter blocked", "451"),
        (new JournalEvent.DeliveryReported(Step, Delivery.Complained, null), "letter complained", null),
        (new JournalEvent.DeliveryReported(Step, Delivery.Refused, "550"), "letter refused", "550"),
        (new JournalEvent.ProviderReported(Step, "open", IsCopy: false), "provider reported", "open"),
        (new JournalEvent.ProviderReported(Step, "bounce: 550", IsCopy: true), "provider reported", "copy bounce: 550"),
        (new JournalEvent.ReplyRecorded(Letter), "reply recorded", null),
        (new JournalEvent.LateReplyRecorded(Letter), "late reply recorded", null),
        (new JournalEvent.ReplyRepeated(Letter), "same answer received again", null),
        (
            new JournalEvent.EarlierReplyFiled(Letter, At),
            "earlier reply filed",
            "the answer of 2018-01-22T12:00:00Z stands"
        ),
        (new JournalEvent.DeadlineMissed(), "deadline passed without an answer", null),
        (new JournalEvent.EndedUnanswered(), "campaign ended without an answer", null),
        (new JournalEvent.Reopened(At), "reopened", "the deadline is now 2018-01-22T12:00:00Z"),
        (new JournalEvent.InvitationWithdrawn("by letter"), "withdrawn", "by letter"),
        (
            new JournalEvent.AddressCorrected("a@x.example", "b@x.example"),
            "address corrected",
            "from a@x.example to b@x.example"
        ),
        (
            new JournalEvent.ParticularCorrected("salutation", "Excellency,", "Dear 'Minister',"),
            "particulars corrected",
            "salutation: from 'Excellency,' to 'Dear 'Minister','"
        ),
        (
            new JournalEvent.MovedToMission("a@x.example", "m@x.example"),
            "turned to the mission",
            "a@x.example refused a letter; letters go to m@x.example"
        ),
        (new JournalEvent.LinkRenewed(2), "link renewed", "generation 2; earlier links are revoked"),
        (new JournalEvent.ReminderRequested(Step), "reminder asked for", null),
        (new JournalEvent.ResendRequested(Step), "resend asked for", null),
        (
            new JournalEvent.PersonalLetterWritten(Step, "RE: Yes", "Thank you.\n\nThe Secretariat"),
            "short letter written",
            "RE: Yes\n\nThank you.\n\nThe Secretariat"
        ),
        (new JournalEvent.PersonErased(), "personal data erased", null),
        (new JournalEvent.CorrespondenceFiled("a@x.example: Yes"), "correspondence filed", "a@x.example: Yes"),
        (new JournalEvent.AutomaticMailFiled("a@x.example: Away"), "automatic mail filed", "a@x.example: Away"),
        (
            new JournalEvent.ReportFiled(Step, ReportKind.Delivery, "mailer-daemon@x.example: Undelivered"),
            "delivery report filed",
            "mailer-daemon@x.example: Undelivered"
        ),
        (
            new JournalEvent.ReportFiled(Step, ReportKind.Read, "a@x.example: Read"),
            "read report filed",
            "a@x.example: Read"
        ),
        (new JournalEvent.AttentionCleared(Attention.Refused | Attention.NotSent), "seen to", "Refused, NotSent"),
        (new JournalEvent.CampaignImported(194), "brought", "194 invitees"),
        (new JournalEvent.CampaignImported(1), "brought", "1 invitees"),
        (new JournalEvent.FolderReplaced(12), "folder replaced", "12 invitees"),
        (new JournalEvent.ProofsApproved("abc"), "proofs approved", "abc"),
        (new JournalEvent.Launched("abc"), "launched", "content abc"),
        (new JournalEvent.Paused(), "paused", null),
        (new JournalEvent.Resumed(), "resumed", null),
        (
            new JournalEvent.DeadlineExtended(new(2018, 1, 22, 0, 0), new(2018, 1, 29, 0, 0), true),
            "deadline extended",
            "from 2018-01-22T00:00:00 to 2018-01-29T00:00:00, by letter"
        ),
        (
            new JournalEvent.DeadlineExtended(new(2018, 1, 22, 0, 0), new(2018, 1, 29, 0, 0), false),
            "deadline extended",
            "from 2018-01-22T00:00:00 to 2018-01-29T00:00:00"
        ),
        (new JournalEvent.CampaignClosed(), "closed", null),
        (new JournalEvent.CampaignCancelled(null), "cancelled", null),
        (new JournalEvent.InviteesAdded(3), "invitees added", "3"),
        (new JournalEvent.PlaceFixed(new("FRA"), 2, new(2018, 3, 20)), "place fixed", "FRA: place 2 on 2018-03-20"),
        (new JournalEvent.PlaceFreed(new("FRA")), "place left to the rule", "FRA"),
        (new JournalEvent.InvitationsExported(), "exported", null),
        (new JournalEvent.ParticipantsExported(), "participants exported", null),
        (new JournalEvent.ErasureBegun(), "erasure begun", null),
        (new JournalEvent.Erased(), "erased", null),
        (
            Summary(CampaignMilestone.Deadline, null, false),
            "deadline passed",
            "4 of 9 have answered; accepted 3, declined 1, unanswered 5."
        ),
        (
            Summary(CampaignMilestone.Close, "no domain", false),
            "replies closed",
            "4 of 9 have answered; accepted 3, declined 1, unanswered 5. The contact could not be told: no domain"
        ),
        (
            Summary(CampaignMilestone.End, "lost", true),
            "event over",
            "4 of 9 have answered; accepted 3, declined 1, unanswered 5. "
                + "Whether the contact was told is not known: lost"
        ),
        (
            new JournalEvent.AsWritten("put on hold", "until Monday", "reminder-1", Letter),
            "put on hold",
            "until Monday"
        ),
        (new JournalEvent.AsWritten("reopened", "by and by", "reminder-1", Letter), "reopened", "by and by"),
    ];

    public static TheoryData<string> Codes() => [.. JournalEvent.Codes.Types.Keys.Order(StringComparer.Ordinal)];

    public static TheoryData<int> FormerLines() => [.. Enumerable.Range(0, Former.Length)];

    [Theory]
    [MemberData(nameof(Codes))]
    public void An_event_is_read_as_it_was_written(string code)
    {
        var entry = new JournalEntry(
            At,
            CodedSamples.Create<JournalEvent>(JournalEvent.Codes).Single(e => e.Code == code),
            "staff"
        );

        Assert.Equal(entry, JournalRow.Read(Row(entry)));
        Assert.Equal(entry, CampaignJournalRow.Read(CampaignJournalRow.From(new CampaignId("a"), entry)));
    }

    [Fact]
    public void Every_event_of_builds_without_codes_is_among_the_former_lines()
    {
        var read = Former.Select(f => f.Event.Code).Concat(AddedLater).ToHashSet();
        Assert.Equal(JournalEvent.Codes.Types.Keys.Order(), read.Order());
    }

    [Theory]
    [MemberData(nameof(FormerLines))]
    public void A_line_of_a_build_without_codes_is_read_as_its_event(int number)
    {
        var (expected, what, note) = Former[number];
        var row = FormerRow(what, note, "reminder-1", Letter);

        Assert.Equal(new JournalEntry(At, expected, "anna"), JournalRow.Read(row));
    }

    [Theory]
    [MemberData(nameof(FormerLines))]
    public void A_build_without_codes_reads_the_words_that_it_knows(int number)
    {
        var (happened, what, note) = Former[number];
        if (note == "1 invitees")
            return;

        var line = JsonNode.Parse(Row(new JournalEntry(At, happened, "anna")).GetString("Data"))!;

        Assert.Equal((what, note), ((string?)line["what"], (string?)line["note"]));
        Assert.Equal("2018-01-22T12:00:00Z", (string?)line["at"]);
    }

    [Fact]
    public void An_event_of_a_later_build_is_shown_in_the_words_that_it_wrote()
    {
        var row = Row(new JournalEntry(At, new JournalEvent.Paused(), "anna"));
        var line = JsonNode.Parse(row.GetString("Data"))!.AsObject();
        line["what"] = "archived";
        line["event"] = new JsonObject { ["code"] = "archived" };
        row["Data"] = line.ToJsonString();

        Assert.Equal(new JournalEvent.AsWritten("archived"), JournalRow.Read(row).Event);
    }

    [Fact]
    public void Every_reason_of_a_dispatch_is_read_as_it_was_written_and_older_builds_read_its_text()
    {
        foreach (var reason in CodedSamples.Create<Reason>(Reason.Codes))
        {
            var dispatch = StoreTestData.Dispatch("invitation") with { Reason = reason };
            var json = RowJson.Write(dispatch);

            Assert.Equal(dispatch, RowJson.Read<Dispatch>(json));
            Assert.Equal(reason.ToEnglish(), (string?)JsonNode.Parse(json)!["reason"]);
        }
    }

    [Fact]
    public void The_reason_of_a_dispatch_of_an_older_build_is_shown_as_it_was_written()
    {
        var json = JsonNode.Parse(RowJson.Write(StoreTestData.Dispatch("invitation") with { Reason = Words }))!;
        json.AsObject().Remove("reasonCode");

        Assert.Equal(Words, RowJson.Read<Dispatch>(json.ToJsonString()).Reason);
    }

    private static JournalEvent.SummedUp Summary(CampaignMilestone milestone, string? reason, bool isInDoubt) =>
        new(
            milestone,
            new SummaryCounts
            {
                Invitees = 9,
                Answered = 4,
                Accepted = 3,
                Declined = 1,
                Unanswered = 5,
            },
            reason is null ? null : new Reason.AsWritten(reason),
            isInDoubt
        );

    private static TableEntity Row(JournalEntry entry) => JournalRow.From("p", new InviteeId("FRA"), 1, entry, "c");

    private static TableEntity FormerRow(string what, string? note, string step, Reply reply) =>
        new("p", "J~FRA~000001")
        {
            ["What"] = what,
            ["Data"] = new JsonObject
            {
                ["at"] = "2018-01-22T12:00:00Z",
                ["what"] = what,
                ["who"] = "anna",
                ["step"] = step,
                ["note"] = note,
                ["reply"] = JsonNode.Parse(RowJson.Write(reply)),
            }.ToJsonString(new JsonSerializerOptions()),
        };
}
