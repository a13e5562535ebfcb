using Wsis.Invitations.Correspondence.Messages;

namespace Wsis.Invitations.Tests.Correspondence.Messages;

/// <summary>A message is automatic only where a machine surely wrote it.</summary>
public sealed class AutomaticMessageTests
{
    [Theory]
    [InlineData(
        "Precedence: list\nList-ID: <protocole.ofcom.example>",
        new[] { "Precedence: list", "List-Id: <protocole.ofcom.example>" }
    )]
    [InlineData("Precedence: bulk", new[] { "Precedence: bulk" })]
    [InlineData("X-Auto-Response-Suppress: All", new[] { "X-Auto-Response-Suppress: All" })]
    [InlineData("X-Autoreply: yes", new[] { "X-Autoreply: yes" })]
    [InlineData("Auto-Submitted: no", new string[0])]
    [InlineData("Auto-Submitted: No (a person wrote it)", new string[0])]
    [InlineData("Auto-Submitted:", new string[0])]
    public void A_weak_sign_marks_a_message_and_decides_nothing(string fields, string[] marks)
    {
        var raw = Mail.Message(
            $"Subject: Re: Invitation\n{fields}\nContent-Type: text/plain; charset=utf-8",
            "Bonjour,\nLe Ministre accepte l'invitation."
        );

        Assert.All(
            Mail.ReadBoth(raw, new MessageContext { ReturnPath = "office@mfa.tuv.example" }),
            content =>
            {
                Assert.False(content.IsAutomatic);
                Assert.Equal(marks, content.Marks, StringComparer.OrdinalIgnoreCase);
                Assert.Equal("Bonjour,\nLe Ministre accepte l'invitation.", content.ShownText);
            }
        );
    }

    [Theory]
    [InlineData("Auto-Submitted: auto-replied")]
    [InlineData("Auto-Submitted: auto-generated; owner=x")]
    [InlineData("Return-Path: <>")]
    public void A_message_that_says_so_is_automatic(string field) =>
        Assert.All(
            Mail.ReadBoth(Mail.Message($"{field}\nContent-Type: text/plain", "I am out of office.")),
            content => Assert.True(content.IsAutomatic)
        );

    [Theory]
    [InlineData("", true)]
    [InlineData("<>", true)]
    [InlineData("office@mfa.tuv.example", false)]
    [InlineData(null, false)]
    public void A_message_with_a_null_return_path_is_automatic(string? path, bool isAutomatic) =>
        Assert.Equal(
            isAutomatic,
            Mail.Read(Mail.Plain("x", "words of it"), new MessageContext { ReturnPath = path }).IsAutomatic
        );

    [Fact]
    public void A_delivery_report_is_automatic_and_names_the_letter_that_it_is_about()
    {
        var raw = Mail.Message(
            "Subject: Undeliverable\nContent-Type: multipart/report; report-type=delivery-status; boundary=r",
            """
            --r
            Content-Type: text/plain

            Your message could not be delivered to one or more recipients.
            --r
            Content-Type: message/delivery-status

            Reporting-MTA: dns; mx.tuv.example

            Original-Recipient: rfc822;minister@gov.tuv.example
            Final-Recipient: rfc822; old.minister@gov.tuv.example
            Action: failed
            Status: 5.1.1
            Diagnostic-Code: smtp; 550 5.1.1 User
             unknown
            --r
            Content-Type: message/rfc822

            Message-ID: <main-1.TUV.invitation@itu.example>
            X-Campaign: main-1
            Subject: Invitation

            Excellency, our letter
            --r--
            """
        );

        Assert.All(
            Mail.ReadBoth(raw),
            content =>
            {
                Assert.True(content.IsAutomatic);
                Assert.Equal(ReportKind.Delivery, content.Report?.Kind);
                Assert.Equal("main-1.TUV.invitation@itu.example", content.Report?.OriginalMessageId);
                Assert.Contains(new("X-Campaign", "main-1", false), content.Report!.OriginalHeaders);
                Assert.Equal(
                    [
                        new(
                            "old.minister@gov.tuv.example",
                            "minister@gov.tuv.example",
                            "failed",
                            "5.1.1",
                            "smtp; 550 5.1.1 User unknown"
                        ),
                    ],
                    content.Report.Recipients
                );
                Assert.Contains("could not be delivered", content.ShownText, StringComparison.Ordinal);
                Assert.DoesNotContain("our letter", content.ShownText, StringComparison.Ordinal);
                Assert.Contains("our letter", content.Text, StringComparison.Ordinal);
            }
        );
    }

    [Theory]
    [InlineData("multipart/report; report-type=disposition-notification; boundary=r")]
    [InlineData("multipart/report; boundary=r")]
    public void A_read_report_is_automatic_and_names_the_letter_that_it_is_about(string type)
    {
        var raw = Mail.Message(
            $"Subject: Read: Invitation\nContent-Type: {type}",
            """
            --r
            Content-Type: text/plain

            Your message was read.
            --r
            Content-Type: message/disposition-notification

            Final-Recipient: rfc822; minister@gov.tuv.example
            Original-Message-ID: <main-1.TUV.invitation@itu.example>
            Disposition: manual-action/MDN-sent-manually; displayed
            --r--
            """
        );

        Assert.All(
            Mail.ReadBoth(raw),
            content =>
            {
                Assert.True(content.IsAutomatic);
                Assert.Equal(ReportKind.Read, content.Report?.Kind);
                Assert.Equal("main-1.TUV.invitation@itu.example", content.Report?.OriginalMessageId);
                Assert.Equal("manual-action/MDN-sent-manually; displayed", content.Report?.Recipients[0].Action);
            }
        );
    }

    [Fact]
    public void A_report_is_recognised_by_its_parts_where_the_provider_gives_no_content_type()
    {
        using var rebuilt = new MemoryStream();
        MessageRebuilder.Write(
            new MessageParts
            {
                Headers = Mail.Bytes("From: postmaster@tuv.example\nSubject: Undeliverable"),
                Files =
                [
                    new(
                        "details.txt",
                        "message/delivery-status",
                        null,
                        false,
                        () => new MemoryStream(Mail.Bytes("Final-Recipient: rfc822; a@tuv.example\nStatus: 5.2.2"))
                    ),
                ],
            },
            rebuilt
        );

        var content = Mail.Read(rebuilt.ToArray());

        Assert.True(content.IsAutomatic);
        Assert.Equal("5.2.2", content.Report?.Recipients[0].Status);
    }

    [Fact]
    public void A_person_who_forwards_a_report_is_no_machine()
    {
        var raw = Mail.Mixed(
            "Content-Type: text/plain\n\nWe received this report. The Minister accepts.",
            """
            Content-Type: message/rfc822

            Subject: Undeliverable
            Content-Type: multipart/report; report-type=delivery-status; boundary=in

            --in
            Content-Type: message/delivery-status

            Final-Recipient: rfc822; a@b.example
            Status: 5.1.1
            --in--
            """,
            "Content-Type: message/delivery-status\n\nFinal-Recipient: rfc822; a@b.example"
        );

        Assert.All(Mail.ReadBoth(raw), content => Assert.False(content.IsAutomatic));
        Assert.All(Mail.ReadBoth(raw), content => Assert.Null(content.Report));
    }

    [Theory]
    [InlineData("ACCEPTED", CalendarAnswer.Accepted)]
    [InlineData("declined", CalendarAnswer.Declined)]
    [InlineData("TENTATIVE", CalendarAnswer.Tentative)]
    public void A_calendar_reply_alone_proposes_its_answer(string status, CalendarAnswer answer)
    {
        var raw = Mail.Message(
            "Subject: Accepted: WSIS Forum\nContent-Type: text/calendar; method=REPLY; charset=utf-8",
            $"""
            BEGIN:VCALENDAR
            PRODID:-//Example//Calendar//EN
            VERSION:2.0
            METHOD:REPLY
            BEGIN:VEVENT
            UID:main-1.TUV@itu.example
            DTSTAMP:20261102T081457Z
            DTSTART:20270301T090000Z
            SUMMARY:WSIS Forum
            ORGANIZER:mailto:circular@itu.example
            ATTENDEE;PARTSTAT={status};CN=Minister:mailto:minister@gov.tuv.example
            COMMENT:With two officials\, on the second day.
            END:VEVENT
            END:VCALENDAR
            """
        );

        Assert.All(
            Mail.ReadBoth(raw),
            content =>
            {
                Assert.Equal(
                    new CalendarReply(
                        answer,
                        "minister@gov.tuv.example",
                        null,
                        "With two officials, on the second day.",
                        "WSIS Forum",
                        "main-1.TUV@itu.example"
                    ),
                    content.CalendarReply
                );
                Assert.Equal("With two officials, on the second day.", content.ShownText);
                Assert.Equal("text/calendar", Assert.Single(content.Attachments).MediaType);
                Assert.False(content.IsAutomatic);
            }
        );
    }

    [Fact]
    public void The_comment_of_a_calendar_program_that_proposes_another_time_is_shown_and_answers_nothing()
    {
        var content = Mail.Read(
            Mail.Message(
                "Subject: New time proposed\nContent-Type: text/calendar; method=COUNTER; charset=utf-8",
                "BEGIN:VCALENDAR\nMETHOD:COUNTER\nBEGIN:VEVENT\nUID:1\n"
                    + "ATTENDEE;PARTSTAT=TENTATIVE:mailto:m@mfa.tuv.example\nCOMMENT:She arrives a day later.\n"
                    + "END:VEVENT\nEND:VCALENDAR\n"
            )
        );

        Assert.Equal("She arrives a day later.", content.ShownText);
        Assert.Null(content.CalendarReply);
    }

    [Theory]
    [InlineData("NEEDS-ACTION")]
    [InlineData("X-LATER")]
    public void The_comment_of_a_calendar_reply_is_shown_whatever_its_status(string status)
    {
        var content = Mail.Read(
            Mail.Message(
                "Subject: Re: WSIS Forum\nContent-Type: text/calendar; method=REPLY; charset=utf-8",
                "BEGIN:VCALENDAR\nMETHOD:REPLY\nBEGIN:VEVENT\nUID:1\n"
                    + $"ATTENDEE;PARTSTAT={status}:mailto:m@mfa.tuv.example\nCOMMENT:We answer on Monday.\n"
                    + "END:VEVENT\nEND:VCALENDAR\n"
            )
        );

        Assert.Equal("We answer on Monday.", content.ShownText);
        Assert.Null(content.CalendarReply);
    }

    [Fact]
    public void A_calendar_reply_attached_as_a_file_of_bytes_proposes_its_answer()
    {
        var raw = Mail.Mixed(
            "Content-Type: text/plain\n\nSee our calendar.",
            """
            Content-Type: application/octet-stream; name="reply.ics"
            Content-Disposition: attachment; filename="reply.ics"

            BEGIN:VCALENDAR
            METHOD:REPLY
            BEGIN:VEVENT
            UID:u
            ATTENDEE;PARTSTAT=ACCEPTED:mailto:minister@gov.tuv.example
            END:VEVENT
            END:VCALENDAR
            """
        );

        Assert.All(Mail.ReadBoth(raw), content => Assert.Equal(CalendarAnswer.Accepted, content.CalendarReply?.Answer));
    }

    [Fact]
    public void A_delegated_calendar_reply_names_the_delegate()
    {
        var raw = Mail.Message(
            "Content-Type: text/calendar; charset=utf-8",
            """
            BEGIN:VCALENDAR
            VERSION:2.0
            PRODID:-//Example//Calendar//EN
            METHOD:REPLY
            BEGIN:VEVENT
            UID:u
            DTSTART:20270301T090000Z
            ATTENDEE;PARTSTAT=DELEGATED;DELEGATED-TO="mailto:director@gov.tuv.example":mailto:minister@gov.tuv.example
            END:VEVENT
            END:VCALENDAR
            """
        );

        var reply = Mail.Read(raw).CalendarReply;

        Assert.Equal(CalendarAnswer.Delegated, reply?.Answer);
        Assert.Equal("director@gov.tuv.example", reply?.DelegatedTo);
    }

    [Theory]
    [InlineData("not a calendar")]
    [InlineData("BEGIN:VCALENDAR\nMETHOD:REQUEST\nEND:VCALENDAR")]
    [InlineData("BEGIN:VCALENDAR\nMETHOD:REPLY\nBEGIN:VEVENT\nATTENDEE;PARTSTAT=ACCEPTED")]
    [InlineData("")]
    public void A_calendar_that_is_no_reply_is_an_attachment(string calendar)
    {
        var content = Mail.Read(Mail.Message("Content-Type: text/calendar", calendar));

        Assert.Null(content.CalendarReply);
        Assert.Single(content.Attachments);
    }
}
