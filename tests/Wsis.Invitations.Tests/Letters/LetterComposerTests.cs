using NodaTime;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Tests.Campaigns;
using Wsis.Invitations.Workflow;

namespace Wsis.Invitations.Tests.Letters;

public sealed class LetterComposerTests
{
    private const string Hostile =
        "<script>alert(1)</script> *bold* [x](javascript:y) {{ links.reply }} \r\n"
        + "Bcc: everyone@example.org \u202Egnp.exe 🎩 =1+1 \0";

    [Fact]
    public void A_letter_is_rendered_in_html_and_in_text()
    {
        var letter = Compose(
            "---\nsubject: Invitation {{ campaign.reference }}\n---\n{{ invitee.salutation }}\n\n"
                + "**Répondez** avant le {{ deadline.date }} [ici]({{ links.reply }}).\n\n- un\n- deux\n"
        );
        Assert.Equal("Invitation CL-1", letter.Subject);
        Assert.Contains("<strong>Répondez</strong> avant le 22 janvier 2018", letter.Html, StringComparison.Ordinal);
        Assert.Contains("<html lang=\"fr\" dir=\"ltr\">", letter.Html, StringComparison.Ordinal);
        Assert.Contains(
            "Répondez avant le 22 janvier 2018 ici <https://site.example/r/k1.",
            letter.Text,
            StringComparison.Ordinal
        );
        Assert.Contains("- un\n- deux\n", letter.Text, StringComparison.Ordinal);
        Assert.Contains("Réf.\u00A0: CL-1", letter.Text, StringComparison.Ordinal);
        Assert.Equal("contact@org.example", letter.ReplyTo.Address);
    }

    /// <summary>The check refuses such a link. A correction or a reply may bring one later.</summary>
    [Theory]
    [InlineData("[word](javascript:alert(1))")]
    [InlineData("[word](JaVaScRiPt&#58;alert(1))")]
    [InlineData("[word](data:text/html;base64,AAAA)")]
    [InlineData("[*word*](//elsewhere.example)")]
    [InlineData("[word][1]\n\n[1]: javascript:alert(1)")]
    [InlineData("<vbscript:word>")]
    [InlineData("![word](data:image/svg+xml;base64,AAAA)")]
    public void A_link_that_opens_neither_a_page_nor_a_program_is_sent_as_its_text(string link)
    {
        var template =
            "---\nsubject: S\n---\n[site](https://site.example/)\n\n"
            + $"{{% if invitee.office == 'corrected' %}}{link}{{% endif %}}\n";
        var letter = Compose(template, i => i with { Office = "corrected" });

        Assert.Contains("word", letter.Html, StringComparison.Ordinal);
        Assert.Contains("href=\"https://site.example/\"", letter.Html, StringComparison.Ordinal);
        foreach (var rendering in new[] { letter.Html, letter.Page })
            Assert.DoesNotMatch("(?:href|src)=\"(?!https?:|mailto:|tel:|cid:|data:image/png|#)", rendering);
        Assert.DoesNotContain("<javascript", letter.Text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<data", letter.Text, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("ar", "rtl", "right")]
    [InlineData("fr", "ltr", "left")]
    public void A_letter_keeps_its_direction_in_a_webmail_that_drops_the_html_element(
        string language,
        string direction,
        string side
    )
    {
        var folder = new CampaignFolderBuilder();
        foreach (var letter in folder.Read().Letters.Select(l => l.Source.Name))
            folder.Put($"letters/{language}/{letter}.md", "---\nsubject: S\n---\n{{ invitee.salutation }}\n");

        var html = Compose(folder.Read(), i => i with { Language = Language.Parse(language) }).Html;

        var content = html[html.IndexOf("<body", StringComparison.Ordinal)..];
        Assert.Contains(
            $"<div role=\"main\" lang=\"{language}\" dir=\"{direction}\"",
            content,
            StringComparison.Ordinal
        );
        Assert.Contains($"text-align:{side}\"", content, StringComparison.Ordinal);
    }

    [Fact]
    public void A_letter_goes_to_all_addresses_of_the_office_and_in_copy_to_all_of_the_mission()
    {
        const string template = "---\nsubject: S\n---\nT\n";
        var folder = new CampaignFolderBuilder()
            .Put("letters/fr/invitation.md", template)
            .With("\"zone\"", "\"copyToMission\": true, \"zone\"")
            .Read();

        var letter = Compose(
            folder,
            i => i with { Address = "a@x.example; b@x.example", Copy = "c@y.example; d@y.example" }
        );

        Assert.Equal(
            [("Ministre", "a@x.example"), ("Ministre", "b@x.example")],
            letter.To.Select(m => (m.Name, m.Address))
        );
        Assert.Equal(["c@y.example", "d@y.example"], letter.Copies.Select(m => m.Address));
    }

    [Fact]
    public void A_letter_gives_the_fax_of_the_contact_where_there_is_one()
    {
        const string template = "---\nsubject: S\n---\nFax {{ contact.fax }}.\n";
        const string telephone = "\"telephone\": \"+41 22 555 01 16\"";
        var folder = new CampaignFolderBuilder().Put("letters/fr/invitation.md", template);

        Assert.DoesNotContain("Fax\u00A0:", Compose(folder.Read(), i => i).Text, StringComparison.Ordinal);

        var letter = Compose(folder.With(telephone, $"{telephone}, \"fax\": \"+41 22 555 64 53\"").Read(), i => i);
        Assert.Contains("Fax +41 22 555 64 53.", letter.Text, StringComparison.Ordinal);
        Assert.Contains("Fax\u00A0: +41 22 555 64 53\n", letter.Text, StringComparison.Ordinal);
        Assert.Contains(
            "Fax\u00A0: <bdi dir=\"ltr\">+41 22 555 64 53</bdi></p>",
            letter.Html.Replace("&#160;", "\u00A0", StringComparison.Ordinal),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Hostile_text_from_outside_is_text_everywhere()
    {
        var letter = Compose(
            "---\nsubject: To {{ invitee.name }}\n---\nFor {{ invitee.name }}, {{ invitee.office }}\n",
            i => i with { Name = Hostile, Office = Hostile }
        );
        Assert.DoesNotContain("<script", letter.Html, StringComparison.Ordinal);
        Assert.Contains(
            "&lt;script&gt;alert(1)&lt;/script&gt; *bold* [x](javascript:y) {{ links.reply }}",
            letter.Html,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("href=\"javascript", letter.Html, StringComparison.Ordinal);
        Assert.Contains(
            "For <script>alert(1)</script> *bold* [x](javascript:y) {{ links.reply }}",
            letter.Text,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain(letter.Subject, char.IsControl);
        Assert.DoesNotContain('\u202E', letter.Subject + letter.Html + letter.Text + letter.To[0].Name);
        Assert.DoesNotContain(letter.To[0].Name, char.IsControl);
        Assert.Contains("🎩", letter.Subject, StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_in_a_letter_leads_to_the_very_reply_page()
    {
        var letter = Compose("---\nsubject: S\n---\n[ici]({{ links.reply }})\n");
        var token = letter.Text[(letter.Text.IndexOf("/r/", StringComparison.Ordinal) + 3)..].Split('>')[0];
        Assert.True(Links.TryRead(token, out var link));
        Assert.Equal("CHE", link.Value.Key.Invitee.Value);
        Assert.Contains($"href=\"https://site.example/r/{token}\"", letter.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_group_has_its_own_letter_and_everybody_else_the_general_one()
    {
        var folder = new CampaignFolderBuilder()
            .Put("letters/fr/invitation.md", "---\nsubject: General\n---\nTexte\n")
            .Put("letters/fr/invitation.regulators.md", "---\nsubject: {{ invitee.group }}\n---\nTexte\n")
            .Read();
        Assert.Equal("regulators", Compose(folder, i => i with { Group = "regulators" }).Subject);
        Assert.Equal("General", Compose(folder, i => i with { Group = "operators" }).Subject);
        Assert.Equal("General", Compose(folder, i => i).Subject);
    }

    [Fact]
    public void A_letter_in_two_languages_has_the_first_with_the_second_below()
    {
        var folder = new CampaignFolderBuilder().Rows(
            CampaignFolderBuilder.Row.Replace(",fr,", ",\"ar, fr\",", StringComparison.Ordinal)
        );
        foreach (var letter in CampaignFolder.LettersOf(new CampaignFolderBuilder().Read().Campaign!))
            folder.Put($"letters/ar/{letter}.md", "---\nsubject: دعوة\n---\n{{ deadline.date }}\n");
        folder.Put("letters/fr/invitation.md", "---\nsubject: Objet\n---\n{{ invitee.name }}, {{ deadline.date }}\n");
        var composed = Compose(folder.Read(), i => i with { Name = "سويسرا" });
        Assert.Equal("دعوة / Objet", composed.Subject);
        foreach (var text in new[] { composed.Html, composed.Text })
            Assert.True(
                text.IndexOf("22 يناير 2018", StringComparison.Ordinal) is > 0 and var first
                    && text.IndexOf("Suisse, 22 janvier 2018", StringComparison.Ordinal) > first,
                text
            );
        Assert.Equal(2, composed.Html.Split("role=\"main\"").Length);
        Assert.Equal(2, composed.Html.Split("</html>").Length);
        Assert.Contains("lang=\"fr\" dir=\"ltr\"", composed.Html, StringComparison.Ordinal);
        Assert.Contains("<article class=\"letter\" lang=\"fr\" dir=\"ltr\">", composed.Page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_text_below_has_the_office_and_the_salutation_of_its_own_columns()
    {
        var folder = new CampaignFolderBuilder().Put(
            "invitees.csv",
            $"{CampaignFolderBuilder.Header},Office EN,Salutation (en),Salutation es\n"
                + CampaignFolderBuilder.Row.Replace(",fr,", ",\"fr,en\",", StringComparison.Ordinal)
                + ",Minister,\"Excellency,\",x\n"
        );
        foreach (var letter in CampaignFolder.LettersOf(new CampaignFolderBuilder().Read().Campaign!))
            folder.Put($"letters/en/{letter}.md", "---\nsubject: S\n---\n{{ invitee.salutation }}\n");
        var read = folder.Read();
        Assert.Equal(["no letter uses the column 'salutation_es'"], read.Notes.Select(n => n.Message));
        var below = Compose(read, i => i).Text.Split("------")[^1];
        Assert.Contains("Minister\nSwitzerland", below, StringComparison.Ordinal);
        Assert.Contains("Excellency,", below, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Minister", "\"Excellency,\"", null)]
    [InlineData("Minister", "", "'salutation_en'")]
    [InlineData("", "", "'office_en', 'salutation_en'")]
    public void A_second_text_with_the_salutation_of_the_first_is_a_warning(
        string office,
        string salutation,
        string? columns
    )
    {
        var folder = new CampaignFolderBuilder().Put(
            "invitees.csv",
            $"{CampaignFolderBuilder.Header},office_en,salutation_en\n"
                + CampaignFolderBuilder.Row.Replace(",fr,", ",\"fr,en\",", StringComparison.Ordinal)
                + $",{office},{salutation}\n"
        );
        var warnings = folder.Read().Warnings.Where(w => w.Column == "language").Select(w => w.ToString());
        Assert.Equal(
            columns is null
                ? []
                :
                [
                    "invitees.csv:1: warning: column 'language': the English text below of 1 invitee begins with words "
                        + $"of the language above; columns of its own are for it: {columns}",
                ],
            warnings
        );
    }

    [Theory]
    [InlineData("fr", "fr")]
    [InlineData("\"fr,en\"", "fr,en")]
    [InlineData("fr;en", "fr,en")]
    [InlineData("fr + en", "fr,en")]
    [InlineData("\"fr,fr\"", null)]
    [InlineData("\"fr,en,es\"", null)]
    [InlineData("\"fr,de\"", null)]
    public void One_or_two_languages_are_read(string cell, string? stored)
    {
        var row = CampaignFolderBuilder.Row.Replace(",fr,", $",{cell},", StringComparison.Ordinal);
        var problems = new List<Problem>();
        var read = Wsis.Invitations.Invitees.InviteeList.Read(
            System.Text.Encoding.UTF8.GetBytes($"{CampaignFolderBuilder.Header}\n{row}\n"),
            problems
        );
        Assert.Equal(stored is null, problems.Count > 0);
        Assert.Equal(
            stored is null ? [] : [stored],
            read.Select(i => Wsis.Invitations.Invitees.InviteeList.CellOf(i, "language"))
        );
    }

    [Fact]
    public void Both_languages_of_an_office_need_their_letters() =>
        Assert.Contains(
            "letters/en/invitation.md:0: the letter is missing; English is the language of 1 invitee",
            new CampaignFolderBuilder()
                .Rows(CampaignFolderBuilder.Row.Replace(",fr,", ",\"fr,en\",", StringComparison.Ordinal))
                .Problems()
        );

    [Fact]
    public void An_own_column_person_and_honorific_are_fields_and_text()
    {
        var folder = new CampaignFolderBuilder()
            .Put("invitees.csv", $"{CampaignFolderBuilder.Header},Budget\n{CampaignFolderBuilder.Row},<b>17</b>\n")
            .Put(
                "letters/fr/invitation.md",
                "---\nsubject: S\n---\n{{ invitee.honorific }} {{ invitee.person }}: {{ invitee.budget }}\n"
            )
            .Read();
        var letter = Compose(folder, i => i with { Person = "M. *Exemple*", Honorific = "S. E." });
        Assert.Contains("S. E. M. *Exemple*: &lt;b&gt;17&lt;/b&gt;", letter.Html, StringComparison.Ordinal);
        Assert.Contains("S. E. M. *Exemple*: <b>17</b>", letter.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_letter_from_right_to_left_says_so()
    {
        var folder = new CampaignFolderBuilder().Rows(
            CampaignFolderBuilder.Row.Replace(",fr,", ",ar,", StringComparison.Ordinal)
        );
        foreach (var letter in CampaignFolder.LettersOf(new CampaignFolderBuilder().Read().Campaign!))
            folder.Put($"letters/ar/{letter}.md", "---\nsubject: دعوة\n---\nالسيد الوزير، {{ deadline.date }}\n");
        var composed = Compose(folder.Read(), i => i);
        Assert.Contains("<html lang=\"ar\" dir=\"rtl\">", composed.Html, StringComparison.Ordinal);
        Assert.Contains("22 يناير 2018", composed.Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "8 December 2017", "19–23 March 2018", "20 and 21 March 2018")]
    [InlineData("fr", "8 décembre 2017", "19–23 mars 2018", "20 et 21 mars 2018")]
    [InlineData("es", "8 de diciembre de 2017", "19–23 de marzo de 2018", "20 y 21 de marzo de 2018")]
    [InlineData("ru", "8 декабря 2017 года", "19–23 марта 2018 года", "20 и 21 марта 2018 года")]
    [InlineData("zh", "2017年12月8日", "2018年3月19日至23日", "2018年3月20日和21日")]
    [InlineData("ar", "8 ديسمبر 2017", "19–23 مارس 2018", "20 و21 مارس 2018")]
    public void Dates_are_written_as_each_language_writes_them(string code, string date, string range, string days)
    {
        var language = Language.Parse(code);
        Assert.Equal(date, CalendarText.Date(new LocalDate(2017, 12, 8), language));
        Assert.Equal(range, CalendarText.Range(new LocalDate(2018, 3, 19), new LocalDate(2018, 3, 23), language));
        Assert.Equal(days, CalendarText.Days([new LocalDate(2018, 3, 20), new LocalDate(2018, 3, 21)], language));
    }

    [Fact]
    public void The_first_of_a_month_is_1er_in_french() =>
        Assert.Equal("1er mars 2018", CalendarText.Date(new LocalDate(2018, 3, 1), Language.French));

    private static ReplyLinks Links { get; } = new(new Dictionary<string, byte[]> { ["k1"] = new byte[32] }, "k1");

    private static Letter Compose(
        string template,
        Func<Wsis.Invitations.Invitees.Invitee, Wsis.Invitations.Invitees.Invitee>? change = null
    ) => Compose(new CampaignFolderBuilder().Put("letters/fr/invitation.md", template).Read(), change ?? (i => i));

    private static Letter Compose(
        CampaignFolder folder,
        Func<Wsis.Invitations.Invitees.Invitee, Wsis.Invitations.Invitees.Invitee> change
    )
    {
        Assert.Empty(folder.Problems);
        var composer = new LetterComposer(
            folder.Campaign!,
            folder.Campaign!.Schedule,
            folder.Letters,
            Links,
            new Uri("https://site.example/")
        );
        var invitation = new Invitation { Campaign = folder.Campaign.Id, Invitee = change(folder.Invitees[0]) };
        var now = Instant.FromUtc(2017, 12, 8, 9, 0);
        return composer.Compose(
            invitation,
            new Dispatch
            {
                Step = new StepId("invitation"),
                Kind = LetterKind.Invitation,
                Letter = "invitation",
                Due = now,
                ClaimedAt = now,
            },
            now
        );
    }
}
