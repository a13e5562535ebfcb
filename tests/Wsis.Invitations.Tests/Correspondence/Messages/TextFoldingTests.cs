using Wsis.Invitations.Correspondence.Messages;

namespace Wsis.Invitations.Tests.Correspondence.Messages;

/// <summary>Text is folded, never cut, and the sender's own words are never folded.</summary>
public sealed class TextFoldingTests
{
    private static readonly MessageContext Known = new() { OurAddresses = ["circular@itu.example"] };

    private const string Letter = """
        The Secretary-General presents his compliments and has the honour to invite Your Excellency
        to the WSIS Forum, which will be held in Geneva from 1 to 5 March 2027.
        Will you deliver a policy statement in the High-Level Track?
        Who will accompany you as members of your delegation?
        """;

    /// <summary>An answer above what the programs of the six languages append.</summary>
    public static TheoryData<string, string, string> Replies =>
        new()
        {
            {
                "en",
                "The Minister will attend with three officials and speak on the second day of the Forum.",
                """
                    From: Circular letters <circular@itu.example>
                    Sent: Monday, October 5, 2026 9:12 AM
                    To: Office of the Minister <office@mfa.tuv.example>
                    Subject: Invitation to the WSIS Forum
                    """
            },
            {
                "fr",
                "Le Ministre participera avec trois conseillers et prononcera une déclaration le deuxième jour.",
                """
                    De : Lettres circulaires <circular@itu.example>
                    Envoyé : lundi 5 octobre 2026 09:12
                    À : Cabinet du Ministre
                    Objet : Invitation au Forum
                    """
            },
            {
                "es",
                "El Ministro asistirá con tres funcionarios y pronunciará una declaración el segundo día del Foro.",
                """
                    ________________________________
                    De: Cartas circulares <circular@itu.example>
                    Enviado el: lunes, 5 de octubre de 2026 9:12
                    Para: Despacho del Ministro
                    Asunto: Invitación al Foro
                    """
            },
            {
                "ru",
                "Министр примет участие в Форуме вместе с тремя сотрудниками и выступит с заявлением во второй день.",
                """
                    От: Circular letters <circular@itu.example>
                    Отправлено: 5 октября 2026 г. 9:12
                    Кому: Канцелярия
                    Тема: Приглашение на Форум
                    """
            },
            {
                "zh",
                "部长将率三名官员出席论坛，并在第二天发表政策声明。",
                """
                    发件人: Circular letters <circular@itu.example>
                    发送时间: 2026年10月5日 9:12
                    收件人: 部长办公室
                    主题: 邀请
                    """
            },
            {
                "ar",
                "سيشارك الوزير في المنتدى مع ثلاثة موظفين وسيلقي بيانا في اليوم الثاني من أعمال المنتدى.",
                """
                    من: Circular letters <circular@itu.example>
                    تاريخ الإرسال: ٥ أكتوبر ٢٠٢٦ ٠٩:١٢ ص
                    إلى: مكتب الوزير
                    الموضوع: دعوة
                    """
            },
        };

    [Theory]
    [MemberData(nameof(Replies))]
    public void An_answer_above_our_letter_is_shown_and_the_letter_is_folded(
        string language,
        string answer,
        string header
    )
    {
        var raw = Mail.Plain($"RE: {language}", $"{answer}\n\n{header}\n\nExcellency,\n\nour letter");

        foreach (var context in new[] { Known, MessageContext.None })
            Assert.All(
                Mail.ReadBoth(raw, context),
                content =>
                {
                    Assert.Equal($"{answer}\n\n{header}\n\nExcellency,\n\nour letter", content.Text);
                    if (context == Known || language is "en" or "zh")
                        Assert.Equal(answer, content.ShownText);
                }
            );
    }

    public static TheoryData<string, string> Quotations =>
        new()
        {
            { "The Minister will attend.", "On Mon, 5 Oct 2026 at 09:12, Circular <circular@itu.example> wrote:" },
            { "Le Ministre participera.", "Le lun. 5 oct. 2026 à 09:12, Circular <circular@itu.example>\na écrit :" },
            { "El Ministro asistirá.", "El lun, 5 oct 2026 a las 9:12, Circular (<circular@itu.example>) escribió:" },
            { "Министр примет участие.", "пн, 5 окт. 2026 г. в 09:12, Circular <circular@itu.example>:" },
            { "部长将出席论坛。", "Circular <circular@itu.example> 于2026年10月5日周一 上午9:12写道：" },
            { "سيشارك الوزير.", "في الاثنين، 5 أكتوبر 2026 في 9:12 ص تمت كتابة ما يلي بواسطة <circular@itu.example>:" },
        };

    [Theory]
    [MemberData(nameof(Quotations))]
    public void A_quotation_with_an_introduction_is_folded(string answer, string introduction)
    {
        var content = Mail.Read(
            Mail.Plain(
                "Re: Invitation",
                $"{answer}\n\n{introduction}\n\n> Excellency,\n>\n> our letter\n\nWith respect"
            )
        );

        Assert.Contains(answer, content.ShownText, StringComparison.Ordinal);
        Assert.Contains("With respect", content.ShownText, StringComparison.Ordinal);
        Assert.DoesNotContain("our letter", content.ShownText, StringComparison.Ordinal);
        Assert.Contains("> our letter", content.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("On Mon, 5 Oct 2026 at 09:12, Circular <circular@itu.example> wrote:")]
    [InlineData("On Mon, 5 Oct 2026 at 09:12, Circular letters of the Secretariat\n<circular@itu.example> wrote:")]
    public void Words_directly_above_an_introduction_are_shown(string introduction)
    {
        var own = "Excellency,\nThe Minister accepts.\nShe brings 3 officials\nand speaks on 2 March 2027";
        var content = Mail.Read(Mail.Plain("Re: x", $"{own}\n{introduction}\n> our letter"), Known);

        Assert.Equal(own, content.ShownText);
        Assert.Equal($"{own}\n{introduction}\n> our letter", content.Text);
    }

    /// <summary>A mission hands on what its capital wrote, often with a long text of its own and without a prefix in
    /// the subject.</summary>
    [Theory]
    [InlineData("As our capital says.")]
    [InlineData(
        "The Permanent Mission presents its compliments to the Union and has the honour to convey the answer of its "
            + "capital, with the assurances of its highest consideration."
    )]
    public void A_message_of_another_person_is_shown_below_any_text(string above)
    {
        string[] others =
        [
            "On 30 Oct 2026, Minister <minister@gov.tuv.example> wrote:\n> I accept.\n\n> I bring two.",
            "From: Minister <minister@gov.tuv.example>\nSent: Friday, 30 October 2026 09:12\nTo: Mission\n\nI accept.",
            "From: Minister of Works\nSent: Friday, 30 October 2026 09:12\nTo: Permanent Mission\n\nI accept.",
        ];

        Assert.All(
            others,
            other =>
            {
                var body = $"{above}\n\n{other}";
                Assert.Equal(body, Mail.Read(Mail.Plain("Invitation", body), Known).ShownText);
            }
        );
    }

    [Theory]
    [InlineData("On 5 Oct 2026 at 09:12, Circular letters wrote:\n> our letter")]
    [InlineData("From: Circular letters\nSent: Monday, 5 October 2026 09:12\nTo: Minister\nSubject: x\n\nour letter")]
    public void Our_letter_is_folded_where_a_program_names_us_without_our_address(string quoted)
    {
        var ours = Known with { OurNames = ["Circular letters"] };

        Assert.Equal(
            "The Minister accepts with pleasure.",
            Mail.Read(Mail.Plain("Re: x", $"The Minister accepts with pleasure.\n\n{quoted}"), ours).ShownText
        );
    }

    [Theory]
    [InlineData("Please see our answers below.")]
    [InlineData("Our answers are within.")]
    [InlineData("Nos réponses figurent en rouge ci-dessous.")]
    public void Answers_in_marked_lines_are_shown_where_the_text_above_points_to_them(string above)
    {
        var body =
            $"{above}\n\nOn 5 Oct 2026, Circular <circular@itu.example> wrote:\n> Will you come?\n> Yes, with two";

        Assert.Equal(body, Mail.Read(Mail.Plain("Re: Invitation", body), Known).ShownText);
    }

    [Fact]
    public void Answers_between_quotations_are_shown_in_their_order()
    {
        var content = Mail.Read(
            Mail.Plain(
                "Re: Invitation",
                """
                On Mon, 5 Oct 2026 at 09:12, Circular <circular@itu.example> wrote:
                > Will you deliver a statement?

                Yes, on the second day.

                > Who will accompany you?

                Ms Ane Teo and Mr Sione Falo.
                """
            )
        );

        Assert.Equal(
            [SegmentKind.Quotation, SegmentKind.Own, SegmentKind.Quotation, SegmentKind.Own],
            content.Segments.Select(s => s.Kind)
        );
        Assert.Contains("Yes, on the second day.", content.ShownText, StringComparison.Ordinal);
        Assert.Contains("Ms Ane Teo and Mr Sione Falo.", content.ShownText, StringComparison.Ordinal);
    }

    [Fact]
    public void Answers_within_marked_lines_and_within_our_letter_are_shown_where_the_letter_is_known()
    {
        var context = Known with { EarlierTexts = [Letter] };
        var lines = Letter.Split('\n');
        string[] answered =
        [
            lines[0],
            lines[1],
            lines[2],
            "The Minister will speak on 3 March.",
            lines[3],
            "Two officials: Ms Teo, Mr Falo.",
        ];
        var quoted = string.Join('\n', answered.Select(l => "> " + l));
        var plain = string.Join('\n', answered);
        string[] bodies =
        [
            $"Excellency,\n\nOn Mon, 5 Oct 2026 at 09:12, Circular <circular@itu.example> wrote:\n{quoted}",
            $"Dear Madam, see our answers.\n\n{Replies.First().Data.Item3}\n\n{plain}",
            $"{Replies.First().Data.Item3}\n\n{plain}",
        ];

        Assert.All(
            bodies,
            body =>
            {
                var content = Mail.Read(Mail.Plain("Re: Invitation", body), context);
                Assert.Contains("The Minister will speak on 3 March.", content.ShownText, StringComparison.Ordinal);
                Assert.Contains("Two officials: Ms Teo, Mr Falo.", content.ShownText, StringComparison.Ordinal);
                Assert.DoesNotContain("presents his compliments", content.ShownText, StringComparison.Ordinal);
                Assert.Equal(body.ReplaceLineEndings("\n"), content.Text);
            }
        );
    }

    [Theory]
    [InlineData("")]
    [InlineData("Dear Madam,\n\n")]
    [InlineData("Dear Madam,\n\nPlease find our answers below, in red.\n\nRegards\n\n")]
    [InlineData("Madame,\n\nVeuillez trouver nos réponses ci-dessous dans le texte de votre lettre.\n\n")]
    public void An_answer_below_or_inside_an_earlier_message_is_shown(string above)
    {
        var body = $"{above}{Replies.First().Data.Item3}\n\nExcellency,\n\nour letter\n\nThe Minister accepts.";

        Assert.All(
            Mail.ReadBoth(Mail.Plain("RE: Invitation", body), Known),
            content => Assert.Contains("The Minister accepts.", content.ShownText, StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData("FW: Invitation")]
    [InlineData("Fwd: Invitation")]
    [InlineData("TR : Invitation au Forum")]
    [InlineData("RV: Invitación")]
    [InlineData("Пересл: Приглашение")]
    [InlineData("转发：邀请")]
    [InlineData("إعادة توجيه: دعوة")]
    [InlineData("RE: FW: Invitation")]
    [InlineData("Invitation")]
    public void A_forwarded_answer_is_shown_with_its_cover_line(string subject)
    {
        var body = """
            Dear colleagues,

            Please find below the reply of our capital.

            Second Secretary

            From: Minister of Works <minister@gov.tuv.example>
            Sent: Friday, 30 October 2026 09:12
            To: Permanent Mission <mission@tuv.example>
            Subject: RE: Invitation

            Please inform the Secretary-General that I am unable to travel and that
            the Director of Communications will represent Tuvalu.
            """;

        Assert.All(
            Mail.ReadBoth(Mail.Plain(subject, body), Known),
            content => Assert.Equal(body.ReplaceLineEndings("\n"), content.ShownText)
        );
    }

    [Fact]
    public void A_forwarded_answer_is_shown_and_our_letter_below_it_is_folded()
    {
        var body = $"""
            Dear colleagues, the mission of Tuvalu has the honour to transmit this.

            From: Minister <minister@gov.tuv.example>
            Sent: Friday, 30 October 2026 09:12
            To: Mission <mission@tuv.example>
            Subject: RE: Invitation

            The Director of Communications will represent Tuvalu.

            {Replies.First().Data.Item3}

            Excellency, our letter
            """;

        var content = Mail.Read(Mail.Plain("FW: Invitation", body), Known);

        Assert.Contains("The Director of Communications will represent", content.ShownText, StringComparison.Ordinal);
        Assert.DoesNotContain("our letter", content.ShownText, StringComparison.Ordinal);
        Assert.Equal(body.ReplaceLineEndings("\n"), content.Text);
    }

    [Fact]
    public void A_forwarded_quotation_is_shown()
    {
        var body = "As received.\n\nOn Fri, 30 Oct 2026 at 09:12, Minister <m@gov.tuv.example> wrote:\n> I accept.";

        Assert.Equal(body, Mail.Read(Mail.Plain("Fwd: Invitation", body), Known).ShownText);
    }

    /// <summary>Headings that a person types over a letter.</summary>
    public static TheoryData<string> Memoranda =>
        [
            """
                NOTE No. TUV-NV-12

                FROM:    Ministry of Foreign Affairs, Funafuti
                TO:      The Secretary-General, International Telecommunication Union
                DATE:    2 November 2026, 10:30
                SUBJECT: High-Level Track

                The Ministry presents its compliments and accepts.
                """,
            """
                From: Ministry of Works
                To: Secretary-General <circular@itu.example>
                Date: 2 November 2026
                Subject: Invitation

                The Ministry accepts.
                """,
            """
                Le Cabinet du Ministre présente ses compliments à l'Union et a l'honneur de lui adresser
                ce qui suit pour information.

                De : Cabinet du Ministre
                Date : 2 novembre 2026 à 10h30
                Objet : Forum

                Le Ministre accepte l'invitation.
                """,
            """
                De : Cabinet du Ministre <cabinet@gov.sen.example>
                À : Secrétaire général
                Date : 2 novembre 2026
                Objet : Forum

                Le Ministre accepte.
                """,
            """
                MEMORANDO

                DE: Despacho del Ministro
                PARA: Secretario General
                FECHA: 2 de noviembre de 2026
                ASUNTO: Foro

                El Ministro acepta.
                """,
            """
                От: Министерство связи
                Кому: Генеральному секретарю
                Дата: 2 ноября 2026 г.
                Тема: Форум

                Министр принимает приглашение.
                """,
            """
                公函

                发件人：交通部
                收件人：秘书长
                日期：2026年11月2日
                主题：论坛

                部长接受邀请。
                """,
            """
                مذكرة

                من: وزارة الاتصالات
                إلى: الأمين العام
                التاريخ: ٢ نوفمبر ٢٠٢٦
                الموضوع: المنتدى

                يقبل الوزير الدعوة.
                """,
        ];

    [Theory]
    [MemberData(nameof(Memoranda))]
    public void A_heading_that_the_writer_typed_is_shown_with_all_below_it(string memorandum) =>
        Assert.All(
            Mail.ReadBoth(Mail.Plain("Note", memorandum), Known),
            content => Assert.Equal(memorandum.ReplaceLineEndings("\n"), content.ShownText)
        );

    [Theory]
    [InlineData("    The Minister accepts.\n\n        She brings two officials.")]
    [InlineData("The Minister answers as follows:\n> The Minister accepts.\n> She brings two.")]
    [InlineData("> The Minister accepts.\n> She brings two officials.")]
    [InlineData("On Mon, 5 Oct 2026 at 09:12, Circular <circular@itu.example> wrote:\n> The Minister accepts.")]
    [InlineData("-- \nThe Minister accepts.")]
    [InlineData("-----Original Message-----\nThe Minister accepts.")]
    [InlineData("Yes.\n\nOn 5 October 2026 you asked:\n> Will the Minister accept?")]
    public void A_text_without_strong_evidence_of_a_quotation_is_shown(string body)
    {
        var content = Mail.Read(Mail.Plain("RE: Invitation", body), Known);

        Assert.Equal(body, content.Text);
        Assert.Equal(body.Trim(), content.ShownText);
    }

    [Fact]
    public void An_indented_answer_in_html_is_shown_and_a_cited_letter_is_folded()
    {
        var raw = Mail.Message(
            "Subject: Re: Invitation\nContent-Type: text/html; charset=utf-8",
            """
            <div>Excellency,</div>
            <blockquote style="margin:0 0 0 40px"><div>The Minister accepts the invitation.</div></blockquote>
            <div class="gmail_quote"><div class="gmail_attr">On Mon, 5 Oct 2026 at 09:12, Circular
            &lt;<a href="mailto:circular@itu.example">circular@itu.example</a>&gt; wrote:<br></div>
            <blockquote class="gmail_quote"><div>our letter</div><div>second line</div></blockquote></div>
            """
        );

        Assert.All(
            Mail.ReadBoth(raw),
            content =>
            {
                Assert.Equal("Excellency,\nThe Minister accepts the invitation.", content.ShownText);
                Assert.Contains("> our letter\n> second line", content.Text, StringComparison.Ordinal);
            }
        );
    }

    [Fact]
    public void A_signature_is_folded_and_words_after_a_long_one_are_not()
    {
        var signed = Mail.Read(
            Mail.Plain("Re: x", "The Minister accepts.\n\n-- \nLotoala Tausi\nSecretary\n+688 20000")
        );
        var longer = Mail.Read(
            Mail.Plain("Re: x", $"The Minister accepts.\n\n-- \nP.S. {string.Join(' ', Enumerable.Repeat("word", 40))}")
        );

        Assert.Equal("The Minister accepts.", signed.ShownText);
        Assert.Equal(SegmentKind.Signature, signed.Segments[^1].Kind);
        Assert.Equal(longer.Text, longer.ShownText);
    }
}
