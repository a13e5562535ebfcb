using System.Text;

namespace Wsis.Web.Tests.Browser.Messages;

/// <summary>A message as offices write them, and what staff must see of it.</summary>
/// <param name="Name">The kind of message.</param>
/// <param name="Mime">The message without the headers that all have. It has at least a subject and a type.</param>
public sealed record MessageCase(string Name, string Mime)
{
    /// <summary>Words that are shown at once.</summary>
    public IReadOnlyList<string> Shown { get; init; } = [];

    /// <summary>Words that are folded, and shown when they are opened.</summary>
    public IReadOnlyList<string> Folded { get; init; } = [];

    /// <summary>The names of the attachments.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>What the page says of the message.</summary>
    public IReadOnlyList<string> Signs { get; init; } = [];

    /// <summary>The answer that the form proposes.</summary>
    public string? Proposed { get; init; }

    /// <summary>Whether it waits for staff.</summary>
    public bool Waits { get; init; } = true;

    /// <summary>The whole message, with CRLF.</summary>
    public byte[] ToBytes(string to, string messageId) =>
        Encoding.UTF8.GetBytes(
            $"""
            Received: from mx.office.example by mx.provider.example; Tue, 12 Dec 2017 10:00:00 +0000
            Message-ID: <{messageId}@office.example>
            Date: Tue, 12 Dec 2017 09:58:00 +0000
            From: Cabinet of the Minister <cabinet@office.example>
            To: {to}
            MIME-Version: 1.0
            {Mime}
            """.ReplaceLineEndings("\r\n")
        );

    public override string ToString() => Name;
}

/// <summary>The kinds of messages that a form of SendGrid can take apart.</summary>
public static class MessageCases
{
    public const string Png =
        "iVBORw0KGgoAAAANSUhEUgAAAHgAAABQCAIAAABd+SbeAAAAsklEQVR42u3bQQkAMAwDwCqZkgmbxImYiEmYhz5GoQf5B+4bEmOu"
        + "dPa56XTrDdCgQYMGDRo0aNCgQYMGDRo0aNCgQYMGDRo0aNCgi0LD+tMLGjRo0KBBgwYNGjRo0KBBgwYNGjRo0KBBgwYNGnRVaFhW"
        + "cNCgQYMGDRo0aNCgQYMGDRo0aNCgQYMGDRo0aNB+hrCs4KBBgwYNGjRo0KBBgwYNGjRo0KBBgwYNGjRo0KDbQj+EyLwyKkNUBgAA"
        + "AABJRU5ErkJggg==";

    /// <summary>A page with one line.</summary>
    public static string Pdf { get; } =
        Convert.ToBase64String(
            Encoding.ASCII.GetBytes(
                "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>"
                    + "endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R/Resources<</Font<<"
                    + "/F1 5 0 R>>>>>>endobj\n4 0 obj<</Length 48>>stream\nBT /F1 24 Tf 50 100 Td (Note verbale 17) Tj "
                    + "ET\nendstream endobj\n5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n"
                    + "trailer<</Root 1 0 R>>\n"
            ),
            Base64FormattingOptions.InsertLineBreaks
        );

    public static IReadOnlyList<MessageCase> All { get; } =
    [
        new(
            "blank-text",
            """
            Subject: RE: Invitation
            Content-Type: multipart/alternative; boundary=b

            --b
            Content-Type: text/plain; charset=us-ascii

             
             
            --b
            Content-Type: text/html; charset=utf-8

            <p>Greetings,</p><p>The Minister will attend with a delegation of four.</p><script>alert(1)</script>
            --b--
            """
        )
        {
            Shown = ["Greetings,", "The Minister will attend with a delegation of four."],
        },
        new(
            "forwarded-answer",
            """
            Subject: FW: Invitation
            Content-Type: text/plain; charset=utf-8

            Please find below the reply of our capital.

            From: Minister for Posts <minister@capital.example>
            Sent: Monday, 11 December 2017 09:12
            To: Permanent Mission <mission@office.example>
            Subject: RE: Invitation

            Please inform the Secretary-General that the Director of ICT will represent us.
            """
        )
        {
            Shown = ["Please find below", "Monday, 11 December 2017", "the Director of ICT will represent us."],
        },
        new(
            "memorandum",
            """
            Subject: NV-77
            Content-Type: text/plain; charset=utf-8

            NOTE No. NV-77

            FROM:    Department of Communications
            TO:      The Secretary-General
            DATE:    11 December 2017
            SUBJECT: High-Level Track

            The Department conveys that the Secretary accepts the invitation.
            """
        )
        {
            Shown = ["FROM:    Department of Communications", "the Secretary accepts the invitation."],
        },
        new(
            "indented-answer",
            """
            Subject: RE: Invitation
            Content-Type: text/plain; charset=utf-8

            Excellency,

                The Minister has the honour to accept.
                    She comes with two advisers.

            > The Chancery
            """
        )
        {
            Shown = ["The Minister has the honour to accept.", "She comes with two advisers.", "The Chancery"],
        },
        new(
            "answer-below-quotation",
            """
            Subject: RE: Invitation
            Content-Type: text/plain; charset=utf-8

            On 8 December 2017, the Secretariat wrote:
            > Would your Minister attend the Forum in Geneva?
            > Please reply before 22 January.

            Yes. The Minister attends both days of the Forum.
            """
        )
        {
            Shown = ["Yes. The Minister attends both days of the Forum."],
            Folded = ["Would your Minister attend the Forum in Geneva?"],
        },
        new(
            "answer-inside-quotation",
            """
            Subject: RE: Invitation
            Content-Type: text/plain; charset=utf-8

            > 1. Will the Minister attend?
            Yes, with three persons.
            > 2. On which day will the Minister speak?
            On 20 March in the morning.
            """
        )
        {
            Shown = ["Yes, with three persons.", "On 20 March in the morning.", "Will the Minister attend?"],
        },
        new(
            "forwarded-twice",
            """
            Subject: FW: FW: Invitation
            Content-Type: text/plain; charset=utf-8

            For the Secretariat.

            -----Original Message-----
            From: Mission <mission@office.example>
            Sent: Monday, 11 December 2017 09:12
            To: Desk <desk@office.example>
            Subject: FW: Invitation

            See below the words of our capital.

            ---------- Forwarded message ---------
            From: Minister <minister@capital.example>
            Date: Mon, Dec 11, 2017
            Subject: RE: Invitation
            To: <mission@office.example>

            > When do you arrive?
            I accept, and arrive on 18 March.
            """
        )
        {
            Shown = ["For the Secretariat.", "words of our capital.", "I accept, and arrive on 18 March."],
        },
        new(
            "message-as-file",
            """
            Subject: Our answer
            Content-Type: multipart/mixed; boundary=b

            --b
            Content-Type: text/plain; charset=utf-8

            The answer is attached.
            --b
            Content-Type: application/octet-stream; name="answer.eml"
            Content-Disposition: attachment; filename="answer.eml"

            From: Capital <minister@capital.example>
            Subject: Our answer
            Content-Type: text/html; charset=utf-8

            <p>The Minister accepts &amp; brings two advisers.</p>
            --b--
            """
        )
        {
            Shown = ["The answer is attached.", "The Minister accepts & brings two advisers."],
            Files = ["answer.eml"],
        },
        new(
            "several-texts",
            $"""
            Subject: RE: Invitation
            Content-Type: multipart/mixed; boundary=b

            --b
            Content-Type: text/plain; charset=utf-8

            Please find the note attached.
            --b
            Content-Type: application/pdf; name="note.pdf"
            Content-Transfer-Encoding: base64

            {Pdf}
            --b
            Content-Type: text/plain; charset=utf-8; name="answer.txt"
            Content-Disposition: inline; filename="answer.txt"

            The Minister declines with regret.
            --b--
            """
        )
        {
            Shown = ["Please find the note attached."],
            Files = ["note.pdf", "answer.txt"],
        },
        new(
            "enclosed-message",
            $"""
            Subject: Reply of the capital
            Content-Type: multipart/mixed; boundary=b

            --b
            Content-Type: text/plain; charset=utf-8

            See the enclosed message.
            --b
            Content-Type: message/rfc822; name="reply.eml"
            Content-Disposition: attachment; filename="reply.eml"

            From: Capital <minister@capital.example>
            Subject: Our answer
            Content-Type: multipart/mixed; boundary=c

            --c
            Content-Type: text/plain; charset=utf-8

            We accept, and send a delegation of five.
            --c
            Content-Type: application/pdf; name="signed.pdf"
            Content-Transfer-Encoding: base64

            {Pdf}
            --c--
            --b--
            """
        )
        {
            Shown = ["See the enclosed message.", "We accept, and send a delegation of five."],
            Files = ["reply.eml", "signed.pdf"],
        },
        new(
            "winmail",
            """
            Subject: RE: Invitation
            Content-Type: multipart/mixed; boundary=b

            --b
            Content-Type: text/plain; charset=us-ascii

            --b
            Content-Type: application/ms-tnef; name="winmail.dat"
            Content-Disposition: attachment; filename="winmail.dat"
            Content-Transfer-Encoding: base64

            eJ8+IgEAAQaQCAAEAAAAAAABAAEAAQeQBgAIAAAA5AQAAAAAAADoAAEIgAcAGAAAAElQTS5NaWNy
            b3NvZnQgTWFpbC5Ob3RlADEIAQyAAgAxAAAAVGhlIE1pbmlzdGVyIGFjY2VwdHMgYW5kIHdpbGwg
            c3BlYWsgb24gMjAgTWFyY2guAKYQ
            --b--
            """
        )
        {
            Shown = ["The Minister accepts and will speak on 20 March."],
            Files = ["winmail.dat"],
        },
        new("calendar-accepted", Calendar("ACCEPTED"))
        {
            Signs = ["Answer of a calendar program: accepted", "minister@office.example"],
            Proposed = "accepted",
        },
        new("calendar-tentative", Calendar("TENTATIVE"))
        {
            Signs = ["Answer of a calendar program: tentative", "A tentative answer is not recorded."],
        },
        new("calendar-declined", Calendar("DECLINED"))
        {
            Signs = ["Answer of a calendar program: declined"],
            Proposed = "declined",
        },
        new(
            "opaque-signature",
            """
            Subject: Réponse
            Content-Type: application/pkcs7-mime; smime-type=signed-data; name="smime.p7m"
            Content-Disposition: attachment; filename="smime.p7m"
            Content-Transfer-Encoding: base64

            MIIBOAYJKoZIhvcNAQcCoIIBKTCCASUCAQExDTALBglghkgBZQMEAgEwcQYJKoZIhvcNAQcBoGQE
            YkNvbnRlbnQtVHlwZTogdGV4dC9wbGFpbjsgY2hhcnNldD11dGYtOA0KDQpMZSBNaW5pc3RyZSBh
            Y2NlcHRlIGV0IHZpZW5kcmEgYXZlYyBkZXV4IGNvbnNlaWxsZXJzLg0KMYGdMIGaAgEBMDMwGzEZ
            MBcGA1UEAwwQcmVnaXN0cnkuZXhhbXBsZQIUL7a4UdSlMQK5dYpL9ErysVxGDd4wCwYJYIZIAWUD
            BAIBMAoGCCqGSM49BAMCBEcwRQIgAqFKpe6Knu+8BDvntCcnAc1wJgV/XX/uqo93CRZxsWgCIQCY
            Dtgnar0Bj3U9zp5kvJfJnuLBAKAITWOxdeLqhRzTVg==
            """
        )
        {
            Shown = ["Le Ministre accepte et viendra avec deux conseillers."],
            Files = ["smime.p7m"],
            Signs = ["The signature of smime.p7m was not verified."],
        },
        new(
            "mailing-list",
            """
            Subject: Re: Invitation
            Precedence: list
            List-ID: <protocol.office.example>
            Content-Type: text/plain; charset=utf-8

            The Federal Councillor accepts and comes with three persons.
            """
        )
        {
            Shown = ["The Federal Councillor accepts and comes with three persons."],
            Signs = ["Precedence: list"],
        },
        new(
            "note-verbale",
            $"""
            Subject: Note verbale 17
            Content-Type: multipart/mixed; boundary=b

            --b
            Content-Type: text/plain; charset=utf-8

            The note is attached.
            --b
            Content-Type: application/octet-stream; name="note verbale 17.pdf"
            Content-Disposition: attachment; filename="note verbale 17.pdf"
            Content-Transfer-Encoding: base64

            {Pdf}
            --b
            Content-Type: image/png; name="seal.png"
            Content-Disposition: inline; filename="seal.png"
            Content-Transfer-Encoding: base64

            {Png}
            --b--
            """
        )
        {
            Shown = ["The note is attached."],
            Files = ["note verbale 17.pdf", "seal.png"],
        },
        new(
            "unknown-charset",
            """
            Subject: RE: Invitation
            Content-Type: text/plain; charset=x-office-42

            The Minister accepts.
            """
        )
        {
            Shown = ["The Minister accepts."],
        },
        new(
            "out-of-office",
            """
            Subject: Out of office
            Auto-Submitted: auto-replied
            Content-Type: text/plain; charset=utf-8

            I am away until Monday.
            """
        )
        {
            Shown = ["I am away until Monday."],
            Signs = ["A program wrote this message."],
            Waits = false,
        },
        new(
            "delivery-report",
            """
            Subject: Undelivered Mail
            Content-Type: multipart/report; report-type=delivery-status; boundary=b

            --b
            Content-Type: text/plain; charset=utf-8

            The message could not be delivered.
            --b
            Content-Type: message/delivery-status

            Reporting-MTA: dns; mx.office.example

            Final-Recipient: rfc822; minister@office.example
            Action: failed
            Status: 5.1.1
            Diagnostic-Code: smtp; 550 No such user
            --b--
            """
        )
        {
            Shown = ["The message could not be delivered."],
            Files = ["attachment-1"],
            Signs = ["Delivery report", "550 No such user"],
            Waits = false,
        },
    ];

    private static string Calendar(string status) =>
        $"""
            Subject: {status}: WSIS Forum
            Content-Type: multipart/alternative; boundary=b

            --b
            Content-Type: text/plain; charset=utf-8

            Sent from a calendar.
            --b
            Content-Type: text/calendar; method=REPLY; charset=utf-8; name="reply.ics"

            BEGIN:VCALENDAR
            VERSION:2.0
            PRODID:-//Office//EN
            METHOD:REPLY
            BEGIN:VEVENT
            UID:1@itu.example
            DTSTAMP:20171212T095800Z
            DTSTART:20180319T080000Z
            SUMMARY:WSIS Forum
            ATTENDEE;PARTSTAT={status}:mailto:minister@office.example
            END:VEVENT
            END:VCALENDAR
            --b--
            """;
}
