using System.Text;
using Wsis.Invitations.Correspondence.Messages;

namespace Wsis.Invitations.Tests.Correspondence.Messages;

/// <summary>Whatever an office writes is shown whole (DESIGN section 5, rule 12), in both modes of the provider.
/// </summary>
public sealed class WholeMessageTests
{
    private static readonly byte[] Pdf = [.. "%PDF-1.7\n"u8, 0, 1, 2, 255, 254, .. "\n%%EOF"u8];

    [Theory]
    [InlineData(" \n \n")]
    [InlineData("")]
    [InlineData("\u00A0\n\t\n")]
    public void A_blank_text_part_is_no_text_and_the_html_is_shown(string blank)
    {
        var raw = Mail.Message(
            "Subject: RE: Invitation\nMIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=b",
            $"""
            --b
            Content-Type: text/plain; charset=utf-8

            {blank}
            --b
            Content-Type: text/html; charset=utf-8

            <html><head><title>x</title><style>p {"{color:red}"}</style></head><body><p>Talofa,</p><p>The Minister will
            attend with a delegation of two&nbsp;&amp; speak.</p><p>L. Tausi<br>Secretary</p></body></html>
            --b--
            """
        );

        Assert.All(
            Mail.ReadBoth(raw),
            content =>
            {
                Assert.Equal(
                    "Talofa,\n\nThe Minister will attend with a delegation of two & speak.\n\nL. Tausi\nSecretary",
                    content.Text
                );
                Assert.Equal(content.Text, content.ShownText);
            }
        );
    }

    [Theory]
    [InlineData("We cannot come on 3 May, and we come on 5 May.", "We cannot come on 5 May.")]
    [InlineData("The Minister cannot accept the invitation.", "The Minister accept the invitation.")]
    [InlineData("On 5 October you wrote.\n\n部长接受邀请 3", "部长接受邀请 5")]
    public void The_same_words_in_another_order_are_another_text(string plain, string html)
    {
        var raw = Mail.Message(
            "Subject: RE: Invitation\nContent-Type: multipart/alternative; boundary=b",
            $"""
            --b
            Content-Type: text/plain; charset=utf-8

            {plain}
            --b
            Content-Type: text/html; charset=utf-8

            <p>{html}</p>
            --b--
            """
        );

        Assert.All(Mail.ReadBoth(raw), content => Assert.Contains(html, content.Text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Please enable HTML to read this letter.", true)]
    [InlineData("The Minister regrets that he cannot come and thanks the Secretary-General (in haste).", false)]
    [InlineData("The Minister of Works regrets", false)]
    public void Another_version_of_the_text_is_folded_and_another_text_is_shown(string plain, bool isShown)
    {
        var raw = Mail.Message(
            "Subject: RE: Invitation\nContent-Type: multipart/alternative; boundary=b",
            $"""
            --b
            Content-Type: text/plain

            {plain}
            --b
            Content-Type: text/html

            <p>The Minister of Works regrets that he cannot come and thanks the
            Secretary-General for the invitation.</p>
            --b--
            """
        );

        Assert.All(
            Mail.ReadBoth(raw),
            content =>
            {
                Assert.Contains("The Minister of Works regrets that", content.ShownText, StringComparison.Ordinal);
                Assert.Equal(
                    isShown,
                    content.ShownText.Contains(plain, StringComparison.Ordinal) && plain.EndsWith('.')
                );
                Assert.Contains(plain, content.Text, StringComparison.Ordinal);
            }
        );
    }

    [Fact]
    public void A_text_in_html_is_shown_with_its_cells_lists_links_and_pictures_words()
    {
        var raw = Mail.Message(
            "Subject: x\nContent-Type: text/html; charset=utf-8",
            """
            <table><tr><td>Minister</td><td>attends</td></tr><tr><td>Delegation</td><td>4</td></tr></table>
            <ul><li>Ms Ane Teo</li><li>Mr Sione Falo</li></ul>
            <p>The <a href="https://files.tuv.example/note.pdf">note</a> <img src="cid:a" alt="Seal of Tuvalu"></p>
            <script>var hidden = 1;</script><!-- a comment -->
            """
        );

        var text = Mail.Read(raw).Text;

        Assert.Contains("Minister\tattends\nDelegation\t4\n", text, StringComparison.Ordinal);
        Assert.Contains("- Ms Ane Teo\n- Mr Sione Falo", text, StringComparison.Ordinal);
        Assert.Contains(
            "The note <https://files.tuv.example/note.pdf> [Seal of Tuvalu]",
            text,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("hidden", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<style>p { color: red }<p>The Minister attends.</p>")]
    [InlineData("<head><p>The Minister attends.</p>")]
    [InlineData("<title>The Minister attends.")]
    [InlineData("<p>The Minister <b>attends.")]
    [InlineData("<noscript>The Minister attends.</noscript>")]
    [InlineData("The Minister attends.")]
    [InlineData("<p>The Minister</p><!-- attends.")]
    [InlineData("<p>The Minister</p><!-- <p>attends.</p>")]
    public void Html_that_is_broken_still_shows_its_words(string html) =>
        Assert.Contains(
            "attends.",
            Mail.Read(Mail.Message("Content-Type: text/html", html)).ShownText,
            StringComparison.Ordinal
        );

    [Fact]
    public void Several_text_parts_are_shown_in_their_order()
    {
        var raw = Mail.Mixed(
            "Content-Type: text/plain; charset=utf-8\n\nThe Ministry presents its compliments.",
            $"Content-Type: application/pdf; name=note.pdf\nContent-Transfer-Encoding: base64\n\n{Mail.Base64(Pdf)}",
            "Content-Type: text/plain; charset=utf-8\n\nThe Minister accepts.",
            "Content-Type: text/html; charset=utf-8\n\n<p>She brings three officials.</p>"
        );

        Assert.Equal(
            "The Ministry presents its compliments.\n\nThe Minister accepts.\n\nShe brings three officials.",
            Mail.Read(raw).ShownText
        );
        Assert.All(
            Mail.ReadBoth(raw),
            content =>
                Assert.All(
                    ["presents its compliments", "Minister accepts", "three officials"],
                    words => Assert.Contains(words, content.Text, StringComparison.Ordinal)
                )
        );
    }

    [Fact]
    public void An_enclosed_message_is_shown_with_its_headers_text_and_attachments()
    {
        var raw = Mail.Mixed(
            "Content-Type: text/plain\n\nPlease see the enclosed.",
            $"""
            Content-Type: message/rfc822
            Content-Disposition: attachment

            From: Capital <capital@gov.tuv.example>
            Subject: Answer of the capital
            Date: Sun, 1 Nov 2026 10:00:00 +0000
            Content-Type: multipart/mixed; boundary=inner

            --inner
            Content-Type: text/plain

            The Minister declines with regret.
            --inner
            Content-Type: application/pdf
            Content-Disposition: attachment; filename="note-12.pdf"
            Content-Transfer-Encoding: base64

            {Mail.Base64(Pdf)}
            --inner--
            """
        );

        foreach (var (bytes, content) in new[] { raw, Mail.Rebuild(raw) }.Select(b => (b, Mail.Read(b))))
        {
            Assert.Contains("Subject: Answer of the capital", content.ShownText, StringComparison.Ordinal);
            Assert.Contains("The Minister declines with regret.", content.ShownText, StringComparison.Ordinal);
            Assert.Equal(["message/rfc822", "application/pdf"], content.Attachments.Select(a => a.MediaType));
            Assert.Equal("note-12.pdf", content.Attachments[1].Name);
            Assert.Equal(0, content.Attachments[1].Container);
            Assert.Equal(Pdf, Mail.Open(bytes, 1));
            var enclosed = Mail.OpenText(bytes, 0);
            Assert.StartsWith("From: Capital", enclosed, StringComparison.Ordinal);
            Assert.EndsWith("--inner--", enclosed.TrimEnd(), StringComparison.Ordinal);
            Assert.Equal(enclosed.Length, content.Attachments[0].Size);
        }
    }

    [Theory]
    [InlineData("application/octet-stream")]
    [InlineData("message/rfc822")]
    public void A_message_that_is_attached_as_a_file_is_shown(string type)
    {
        var raw = Mail.Mixed(
            "Content-Type: text/plain\n\nSee the attached message.",
            $"""
            Content-Type: {type}; name="Reply.EML"
            Content-Disposition: attachment; filename="Reply.EML"
            Content-Transfer-Encoding: base64

            {Mail.Base64(Mail.Plain("Our answer", "The Minister accepts."))}
            """
        );

        Assert.All(
            Mail.ReadBoth(raw),
            content =>
            {
                Assert.Contains("Subject: Our answer", content.ShownText, StringComparison.Ordinal);
                Assert.Contains("The Minister accepts.", content.ShownText, StringComparison.Ordinal);
                Assert.Equal("Reply.EML", Assert.Single(content.Attachments).Name);
            }
        );
    }

    [Fact]
    public void Texts_of_one_message_in_three_character_sets_are_shown()
    {
        var texts = new[]
        {
            ("koi8-r", "Министр принимает приглашение"),
            ("windows-1256", "يقبل الوزير الدعوة"),
            ("gb18030", "部长接受邀请"),
        };
        var raw = Mail.Mixed([
            .. texts.Select(t =>
                $"Content-Type: text/plain; charset={t.Item1}\nContent-Transfer-Encoding: base64\n\n"
                + Mail.Base64(CodePagesEncodingProvider.Instance.GetEncoding(t.Item1)!.GetBytes(t.Item2))
            ),
        ]);

        Assert.Equal(string.Join("\n\n", texts.Select(t => t.Item2)), Mail.Read(raw).ShownText);
    }

    [Theory]
    [InlineData("The Minister accepts.", "_______________\nMissions mailing list: missions@lists.example\n")]
    [InlineData("The Minister accepts!", "Disclaimer\nThis e-mail is confidential.\n")]
    [InlineData("The Minister accepts.", "\nSent by the gateway of the mission\n")]
    [InlineData("The Minister accepts with an entourage of three persons, and she will speak.", "Примечание: шлюз\n")]
    public void Text_that_a_list_or_gateway_appended_to_a_base64_body_is_shown(string text, string footer)
    {
        var raw = Mail.Message(
            "Subject: x\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64",
            $"{Mail.Base64(Encoding.UTF8.GetBytes(text))}\n{footer}"
        );

        Assert.Equal($"{text}\n\n{footer.Trim()}", Mail.Read(raw).Text);
    }

    [Fact]
    public void A_base64_body_with_spaces_or_in_several_padded_pieces_is_shown()
    {
        var spaced = Mail.Base64("The Minister accepts."u8.ToArray()).Insert(8, " ");
        var pieces = $"{Mail.Base64("The Minister "u8.ToArray())}\n{Mail.Base64("accepts."u8.ToArray())}";

        Assert.All(
            [spaced, pieces],
            body =>
                Assert.Equal(
                    "The Minister accepts.",
                    Mail.Read(Mail.Message("Content-Type: text/plain\nContent-Transfer-Encoding: base64", body)).Text
                )
        );
    }

    [Fact]
    public void A_body_of_an_old_winmail_dat_is_shown()
    {
        var raw = Winmail(new Tnef().Body("The Minister accepts the invitation and will speak on 3 March."));

        Assert.All(
            Mail.ReadBoth(raw),
            content => Assert.Equal("The Minister accepts the invitation and will speak on 3 March.", content.ShownText)
        );
    }

    [Fact]
    public void A_body_of_winmail_dat_is_shown_whether_text_html_or_rtf_and_its_attachments_can_be_opened()
    {
        Tnef[] bodies =
        [
            new Tnef().Text("Министр принимает приглашение."),
            new Tnef().Html("<meta charset=utf-8><p>Министр принимает <b>приглашение</b>.</p>"),
            new Tnef().Rtf(
                @"{\rtf1\ansi\ansicpg1251{\fonttbl{\f0\fcharset204 Arial;}}\f0 \'cc\'e8\'ed\'e8\'f1\'f2\'f0 "
                    + @"\u1087?\u1088?\u1080?\u1085?\u1080?\u1084?\u1072?\u1077?\u1090? "
                    + @"\'ef\'f0\'e8\'e3\'eb\'e0\'f8\'e5\'ed\'e8\'e5.\par}"
            ),
        ];
        foreach (var tnef in bodies)
        {
            var raw = Winmail(tnef.Attach("note verbale.pdf", Pdf).Attach("list.csv", "a;b"u8.ToArray()));
            foreach (var bytes in new[] { raw, Mail.Rebuild(raw) })
            {
                var content = Mail.Read(bytes);
                Assert.Equal("Министр принимает приглашение.", content.ShownText);
                Assert.Equal(["winmail.dat", "note verbale.pdf", "list.csv"], content.Attachments.Select(a => a.Name));
                Assert.Equal([null, 0, 0], content.Attachments.Select(a => a.Container));
                Assert.Equal("application/pdf", content.Attachments[1].SniffedType);
                Assert.Equal(Pdf.Length, content.Attachments[1].Size);
                Assert.Equal(Pdf, Mail.Open(bytes, 1));
                Assert.Equal("a;b", Mail.OpenText(bytes, 2));
            }
        }
    }

    [Fact]
    public void A_message_within_winmail_dat_is_shown_with_its_attachments()
    {
        var inner = new Tnef().Text("The capital declines.").Attach("capital.pdf", Pdf);
        var raw = Winmail(new Tnef().Text("See the enclosed answer.").Enclose("answer", inner));

        var content = Mail.Read(raw);

        Assert.Contains("See the enclosed answer.", content.ShownText, StringComparison.Ordinal);
        Assert.Contains("The capital declines.", content.ShownText, StringComparison.Ordinal);
        var pdf = Assert.Single(content.Attachments, a => a.Name == "capital.pdf");
        Assert.Equal(Pdf, Mail.Open(raw, pdf.Index));
    }

    [Theory]
    [InlineData("")]
    [InlineData("no TNEF at all")]
    [InlineData("\u0078\u009F\u003E\u0022\u0001\u0000\u0001")]
    public void A_winmail_dat_that_cannot_be_read_is_an_attachment(string bytes)
    {
        var raw = Winmail(Encoding.Latin1.GetBytes(bytes));

        var attachment = Assert.Single(Mail.Read(raw).Attachments);

        Assert.Equal("winmail.dat", attachment.Name);
        Assert.Equal(Encoding.Latin1.GetBytes(bytes), Mail.Open(raw, attachment.Index));
    }

    /// <summary>A gateway may leave nothing but the name of the file (RFC 8551 section 3.2.2).</summary>
    [Theory]
    [InlineData("application/pkcs7-mime; smime-type=signed-data")]
    [InlineData("application/x-pkcs7-mime")]
    [InlineData("application/octet-stream")]
    public void An_opaque_signed_body_is_shown_without_verifying_it(string type)
    {
        var inner = Mail.Bytes(
            $"""
            Content-Type: multipart/mixed; boundary=in

            --in
            Content-Type: text/plain; charset=utf-8

            Le Ministre accepte et viendra avec deux conseillers.
            --in
            Content-Type: application/pdf; name="note.pdf"
            Content-Transfer-Encoding: base64

            {Mail.Base64(Pdf)}
            --in--
            """
        );
        var raw = Mail.Message(
            $"""
            Subject: RE: Invitation
            Content-Type: {type}; name="smime.p7m"
            Content-Transfer-Encoding: base64
            Content-Disposition: attachment; filename="smime.p7m"
            """,
            Mail.Base64(Mail.SignedData(inner))
        );

        foreach (var bytes in new[] { raw, Mail.Rebuild(raw) })
        {
            var content = Mail.Read(bytes);
            Assert.Equal("Le Ministre accepte et viendra avec deux conseillers.", content.ShownText);
            Assert.Equal(["smime.p7m", "note.pdf"], content.Attachments.Select(a => a.Name));
            Assert.Equal(Pdf, Mail.Open(bytes, 1));
            Assert.Contains(new(ReadingNoteCode.SignedNotVerified, "smime.p7m"), content.Notes);
        }
    }

    [Theory]
    [InlineData("enveloped-data", ReadingNoteCode.Encrypted)]
    [InlineData("signed-data", ReadingNoteCode.NotOpened)]
    public void A_signed_or_encrypted_body_that_cannot_be_opened_is_an_attachment_with_a_note(
        string type,
        ReadingNoteCode code
    )
    {
        var raw = Mail.Message(
            $"Content-Type: application/pkcs7-mime; smime-type={type}; name=a.p7m\nContent-Transfer-Encoding: base64",
            Mail.Base64("not CMS"u8.ToArray())
        );

        var content = Mail.Read(raw);

        Assert.Equal("a.p7m", Assert.Single(content.Attachments).Name);
        Assert.Equal(code, Assert.Single(content.Notes).Code);
    }

    [Theory]
    [InlineData("application/pdf", "inline", "application/pdf")]
    [InlineData("application/octet-stream", "attachment", "application/pdf")]
    public void A_pdf_is_an_attachment_whether_inline_or_not(string type, string disposition, string sniffed)
    {
        var raw = Mail.Mixed(
            "Content-Type: text/plain\n\n",
            $"""
            Content-Type: {type}; name="Note verbale n° 12.pdf"
            Content-Disposition: {disposition}; filename="Note verbale n° 12.pdf"
            Content-Transfer-Encoding: base64

            {Mail.Base64(Pdf)}
            """
        );

        foreach (var bytes in new[] { raw, Mail.Rebuild(raw) })
        {
            var attachment = Assert.Single(Mail.Read(bytes).Attachments);
            Assert.Equal(
                new MessageAttachment(
                    0,
                    "Note verbale n° 12.pdf",
                    type,
                    sniffed,
                    Pdf.Length,
                    null,
                    disposition == "inline",
                    null
                ),
                attachment
            );
            Assert.Equal(Pdf, Mail.Open(bytes, 0));
        }
    }

    [Fact]
    public void Pictures_of_the_html_are_attachments_with_their_content_ids()
    {
        byte[] png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2];
        var raw = Mail.Message(
            "Content-Type: multipart/related; boundary=r",
            $"""
            --r
            Content-Type: text/html

            <p>The answer is in the scan.</p><img src="cid:scan@tuv">
            --r
            Content-Type: image/png
            Content-ID: <scan@tuv>
            Content-Transfer-Encoding: base64

            {Mail.Base64(png)}
            --r--
            """
        );

        Assert.All(
            Mail.ReadBoth(raw),
            content =>
            {
                var picture = Assert.Single(content.Attachments);
                Assert.Equal(
                    ("scan@tuv", "image/png", "image/png"),
                    (picture.ContentId, picture.MediaType, picture.SniffedType)
                );
                Assert.EndsWith(".png", picture.Name, StringComparison.Ordinal);
            }
        );
    }

    [Theory]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData(@"C:\Users\x\note.pdf", "note.pdf")]
    [InlineData("note\u202Efdp.exe", "notefdp.exe")]
    [InlineData("a<b>:c?.pdf", "a_b__c_.pdf")]
    [InlineData("..", "attachment-1.pdf")]
    public void The_name_of_an_attachment_is_safe(string name, string safe)
    {
        var parameter = $"filename*=utf-8''{Uri.EscapeDataString(name)}";
        var raw = Mail.Mixed($"Content-Type: application/pdf\nContent-Disposition: attachment; {parameter}\n\nx");

        Assert.Equal(safe, Assert.Single(Mail.Read(raw).Attachments).Name);
    }

    [Fact]
    public void An_answer_in_an_attached_text_alone_is_shown()
    {
        var raw = Mail.Message(
            "Content-Type: text/plain; charset=utf-8\nContent-Disposition: attachment; filename=answer.txt",
            "The Minister accepts the invitation."
        );

        Assert.All(
            Mail.ReadBoth(raw),
            content =>
            {
                Assert.Equal("The Minister accepts the invitation.", content.ShownText);
                Assert.Equal("answer.txt", Assert.Single(content.Attachments).Name);
            }
        );
    }

    [Theory]
    [InlineData("windows-1251", "Министр принимает приглашение.")]
    [InlineData("koi8-r", "Министр принимает приглашение.")]
    [InlineData("gb2312", "部长接受邀请。")]
    [InlineData("gb18030", "部长接受邀请，㐀。")]
    [InlineData("big5", "部長接受邀請。")]
    [InlineData("windows-1256", "يقبل الوزير الدعوة.")]
    [InlineData("iso-8859-6", "يقبل الوزير الدعوة.")]
    [InlineData("iso-8859-1", "Le Ministre a été prié d'accepter.")]
    [InlineData("cp1252", "Le Ministre – accepté – œuvre")]
    [InlineData("utf-16", "El Ministro aceptará mañana.")]
    public void A_text_is_read_in_its_character_set(string charset, string text)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var encoding = Encoding.GetEncoding(charset.Replace("cp", "windows-", StringComparison.Ordinal));
        byte[] bytes = [.. encoding.GetPreamble(), .. encoding.GetBytes(text)];
        var raw = Mail.Message(
            $"Content-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: base64",
            Mail.Base64(bytes)
        );

        Assert.All(Mail.ReadBoth(raw), content => Assert.Equal(text, content.ShownText));
    }

    [Theory]
    [InlineData("; charset=x-martian", true)]
    [InlineData("; charset=unknown-8bit", true)]
    [InlineData("; charset=\"\"", false)]
    [InlineData("; charset=us-ascii", false)]
    [InlineData("", false)]
    public void A_text_in_an_unknown_character_set_is_shown(string charset, bool isNoted)
    {
        var raw = Mail.Message(
            $"Content-Type: text/plain{charset}\nContent-Transfer-Encoding: 8bit",
            "Le Ministre a été prié d'accepter."
        );

        Assert.All(
            Mail.ReadBoth(raw),
            content =>
            {
                Assert.Equal("Le Ministre a été prié d'accepter.", content.ShownText);
                Assert.Equal(isNoted, content.Notes.Any(n => n.Code == ReadingNoteCode.UnknownCharset));
            }
        );
    }

    [Fact]
    public void A_text_that_is_not_the_utf8_that_it_declares_is_shown()
    {
        byte[] raw =
        [
            .. Mail.Message("Content-Type: text/plain; charset=utf-8", ""),
            .. Encoding.Latin1.GetBytes("Très honoré"),
        ];

        Assert.Equal("Très honoré", Mail.Read(raw).ShownText);
    }

    [Fact]
    public void Headers_are_decoded_and_complete()
    {
        var raw = Mail.Bytes(
            """
            From: =?utf-8?B?0JzQuNC90LjRgdGC0YA=?= <minister@gov.blr.example>
            To: "Reply, Campaign" <main-1+blr@reply.itu.example>, second@reply.itu.example
            Cc: Mission <mission@blr.example>
            Reply-To: registry@gov.blr.example
            Subject: =?windows-1251?Q?=CE=F2=E2=E5=F2?=
             on two lines
            Message-ID: <abc@gov.blr.example>
            In-Reply-To: <main-1.BLR.invitation@itu.example>
            References: <a@itu.example> <main-1.BLR.invitation@itu.example>
            Date: Mon, 2 Nov 2026 08:14:57 +0300
            X-Anything: kept

            Words
            """
        );

        var content = Mail.Read(raw);

        Assert.Equal([new("Министр", "minister@gov.blr.example")], content.From);
        Assert.Equal(
            [new("Reply, Campaign", "main-1+blr@reply.itu.example"), new("", "second@reply.itu.example")],
            content.To
        );
        Assert.Equal([new("Mission", "mission@blr.example")], content.Cc);
        Assert.Equal([new("", "registry@gov.blr.example")], content.ReplyTo);
        Assert.Equal("Ответ on two lines", content.Subject);
        Assert.Equal("abc@gov.blr.example", content.MessageId);
        Assert.Equal(["main-1.BLR.invitation@itu.example"], content.InReplyTo);
        Assert.Equal(["a@itu.example", "main-1.BLR.invitation@itu.example"], content.References);
        Assert.Equal("2026-11-02T08:14:57+03", content.Date.ToString());
        Assert.Contains(new("X-Anything", "kept", false), content.Headers);
        Assert.Equal(10, content.Headers.Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("The Minister accepts.")]
    [InlineData("\r\n\r\nThe Minister accepts.")]
    [InlineData("Subject: x\r\n")]
    [InlineData("From: \0\u0001<<<@@>>>\r\nDate: never\r\nMessage-ID:\r\n\r\nThe Minister accepts.")]
    [InlineData("Content-Type: multipart/mixed\r\n\r\nThe Minister accepts.")]
    [InlineData("Content-Type: multipart/alternative; boundary=a\r\n\r\nThe Minister accepts.")]
    [InlineData("Content-Type: multipart/mixed; boundary=a\r\n\r\n--a--\r\nThe Minister accepts.")]
    [InlineData("Content-Type: ;;;=\r\nContent-Transfer-Encoding: what\r\n\r\nThe Minister accepts.")]
    [InlineData("Content-Transfer-Encoding: base64\r\n\r\n!!!The Minister accepts.")]
    public void Reading_never_fails(string raw)
    {
        var content = Mail.Read(Encoding.UTF8.GetBytes(raw));

        if (raw.Contains("accepts", StringComparison.Ordinal) && !raw.Contains("base64", StringComparison.Ordinal))
            Assert.Contains(
                "The Minister accepts.",
                string.Join('\n', content.Headers.Select(h => h.Value).Append(content.ShownText)),
                StringComparison.Ordinal
            );
    }

    [Fact]
    public void An_error_of_the_message_store_is_not_reported_as_unreadable_content()
    {
        using var stream = new FailingStream(Mail.Plain("x", new string('x', 100_000)));

        Assert.Throws<IOException>(() => MessageReader.Read(stream));
    }

    private static byte[] Winmail(Tnef tnef) => Winmail(tnef.ToArray());

    private static byte[] Winmail(byte[] tnef) =>
        Mail.Mixed(
            "Content-Type: text/plain; charset=us-ascii\n\n",
            $"""
            Content-Type: application/ms-tnef; name="winmail.dat"
            Content-Disposition: attachment; filename="winmail.dat"
            Content-Transfer-Encoding: base64

            {Mail.Base64(tnef)}
            """
        );

    private sealed class FailingStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override int Read(Span<byte> buffer) =>
            Position > 50_000 ? throw new IOException("gone") : base.Read(buffer);
    }
}
