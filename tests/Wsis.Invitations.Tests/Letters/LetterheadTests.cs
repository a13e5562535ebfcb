using NodaTime;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Campaigns.Standard;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Tests.Campaigns;
using Wsis.Invitations.Workflow;

namespace Wsis.Invitations.Tests.Letters;

/// <summary>What the letterhead and the signature add to a letter.</summary>
public sealed class LetterheadTests
{
    private const string Facts = """
        "letterhead": {
          "logo": { "file": "logo.png", "alternative": { "fr": "Emblème" } },
          "unit": { "fr": "Secrétariat général (SG)" }, "address": { "fr": "Place des Nations, Genève" }
        },
        "place": { "fr": "Genève" },
        "signature": { "name": { "fr": "Houlin ZHAO" }, "title": { "fr": "Secrétaire général de l’UIT" } },
        "zone"
        """;

    private const string Table =
        "---\nsubject: Objet (CL-1)\n---\n{{ invitee.salutation }}\n\n| Jour | Séance |\n| --- | --- |\n| 20 | A |\n\n"
        + "![Plan du site](images/map.jpg)\n";

    private static readonly byte[] Logo = File.ReadAllBytes(
        Path.Combine(Repository.Root, "src/Wsis.Local/Samples/wsis-forum-2018/images/emblem.png")
    );

    /// <summary>A JPEG of 640 by 400 pixels, as far as its frame header.</summary>
    private static readonly byte[] Map =
    [
        .. new byte[] { 0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 2, 0xFF, 0xC0, 0, 17, 8, 1, 0x90, 2, 0x80, 3 },
        .. new byte[16],
    ];

    private static CampaignFolderBuilder Right =>
        new CampaignFolderBuilder()
            .With("\"zone\"", Facts)
            .Put("images/logo.png", Logo)
            .Put("images/map.jpg", Map)
            .Put("letters/fr/invitation.md", Table);

    [Fact]
    public void A_letter_has_its_parts_in_the_order_of_the_letter_of_2017()
    {
        var text = Compose(Right.Read()).Text;

        Assert.StartsWith(
            """
            Organisation
            Secrétariat général (SG)
            Place des Nations, Genève

            Genève, le 8 décembre 2017

            Réf. : CL-1
            Contact : Secrétariat
            Courriel : contact@org.example
            Téléphone : +41 22 555 01 16
            Objet : Objet

            Ministre
            Suisse

            Madame, Monsieur,

            Jour | Séance
            --- | ---
            20 | A

            [Plan du site]

            (Original signé par)

            Houlin ZHAO
            Secrétaire général de l’UIT

            """.ReplaceLineEndings("\n"),
            text.Replace('\u00A0', ' '),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void An_email_brings_its_images_along_and_a_page_has_them_in_itself()
    {
        var letter = Compose(Right.Read());

        Assert.Equal(["logo.png", "map.jpg"], letter.Images.Select(i => i.File.FileName));
        Assert.Equal(["image/png", "image/jpeg"], letter.Images.Select(i => i.File.MediaType));
        Assert.Empty(letter.Attachments);
        foreach (var image in letter.Images)
        {
            Assert.Contains($"src=\"cid:{image.ContentId}\"", letter.Html, StringComparison.Ordinal);
            Assert.Contains($"src=\"{image.ToDataAddress()}\"", letter.Page, StringComparison.Ordinal);
        }
        Assert.Contains("width=\"600\" height=\"375\"", letter.Html, StringComparison.Ordinal);
        Assert.Contains("alt=\"Embl&#232;me\"", letter.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("cid:", letter.Page, StringComparison.Ordinal);
        Assert.Contains("<table border=\"1\"", letter.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void An_image_of_the_signature_replaces_the_words_about_the_original()
    {
        var folder = Right
            .With(
                "\"signature\": {",
                "\"signature\": { \"image\": { \"file\": \"hand.png\", \"alternative\": { \"fr\": \"Signature\" } },"
            )
            .Put("images/hand.png", Logo)
            .Read();

        var letter = Compose(folder);

        Assert.Contains("[Signature]\n\nHoulin ZHAO\n", letter.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Original", letter.Text, StringComparison.Ordinal);
        Assert.Contains("alt=\"Signature\"", letter.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_short_letter_of_staff_is_not_signed_by_the_signatory()
    {
        var letter = Compose(
            Right.Read(),
            d => d with { Kind = LetterKind.Personal, Text = new PersonalText("Objet", "Bonjour") }
        );

        Assert.Contains("Secrétariat général (SG)", letter.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Houlin ZHAO", letter.Text + letter.Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ar", "جنيف، 8 ديسمبر 2017")]
    [InlineData("en", "جنيف, 8 December 2017")]
    [InlineData("es", "جنيف, 8 de diciembre de 2017")]
    [InlineData("fr", "جنيف, le 8 décembre 2017")]
    [InlineData("ru", "جنيف, 8 декабря 2017 года")]
    [InlineData("zh", "2017年12月8日，جنيف")]
    public void The_line_of_the_date_has_the_form_of_its_language(string language, string line) =>
        Assert.Equal(line, CalendarText.PlaceAndDate("جنيف", new LocalDate(2017, 12, 8), Language.Parse(language)));

    [Theory]
    [InlineData("images/logo.png", null, "campaign.json:7: letterhead.logo.file: there is no file 'images/logo.png'")]
    [InlineData("images/map.jpg", null, "letters/fr/invitation.md:10: there is no file 'images/map.jpg'")]
    [InlineData("images/map.jpg", "GIF89a", "images/map.jpg:0: is not a PNG or JPEG image")]
    [InlineData(
        "images/other.png",
        "\u0089PNG",
        "images/other.png:0: neither the letterhead, nor the signature, nor a letter names it"
    )]
    [InlineData(
        "letters/fr/reminder-1.md",
        "---\nsubject: S\n---\n![](images/map.jpg)\n",
        "letters/fr/reminder-1.md:4: the image 'images/map.jpg' has no text for readers who do not see it: "
            + "![text](images/map.jpg)"
    )]
    public void An_image_that_cannot_be_used_is_reported(string path, string? content, string problem)
    {
        var bytes =
            content == "\u0089PNG" ? Logo
            : content is null ? null
            : System.Text.Encoding.UTF8.GetBytes(content);
        var folder = bytes is null ? Right.Without(path) : Right.Put(path, bytes);

        Assert.Equal([problem], folder.Problems());
    }

    [Fact]
    public void An_image_that_is_too_large_for_an_email_is_reported()
    {
        var large = Logo.Concat(new byte[100_000]).ToArray();
        var wide = Logo.ToArray();
        wide[18] = 0xFF;

        Assert.Equal(
            [$"images/logo.png:0: the file has {large.Length} bytes; at most 100000 can be stored"],
            Right.Put("images/logo.png", large).Problems()
        );
        Assert.Equal(
            ["images/logo.png:0: is 65424 by 144 pixels; at most 4000 are allowed each way"],
            Right.Put("images/logo.png", wide).Problems()
        );
    }

    [Theory]
    [InlineData("{{ campaign.signatory }}", "Secrétaire général de l’UIT")]
    [InlineData("Houlin ZHAO", "Houlin ZHAO")]
    [InlineData("Genève, le {{ today }}", "Genève, le 8 décembre 2017")]
    [InlineData("**{{ invitee.office }}**", "Ministre")]
    public void A_line_that_stands_twice_is_a_warning(string line, string named)
    {
        var folder = Right
            .With("\"fr\": \"Le Secrétaire général\"", "\"fr\": \"Secrétaire général de l’UIT\"")
            .Put("letters/fr/reminder-1.md", $"---\nsubject: S\n---\nUne phrase.\n\n{line}\n")
            .Read();

        Assert.Empty(folder.Problems);
        Assert.Equal(
            "letters/fr/reminder-1.md:6: warning: "
                + $"'{named}' is there twice: the letterhead or the signature has it already",
            Assert.Single(folder.Warnings, w => w.Reason is ProblemReason.LineTwice).ToString()
        );
    }

    [Fact]
    public void The_sample_and_the_standard_letters_have_nothing_twice()
    {
        var sample = CampaignFolder.Load(Path.Combine(Repository.Root, "src/Wsis.Local/Samples/wsis-forum-2018"));

        Assert.Empty(sample.Problems);
        Assert.Empty(sample.Warnings);
        foreach (var letter in StandardLetters.Names)
        {
            var text = StandardLetters.Read(Language.French, letter);
            var folder = Right.Put("letters/fr/reminder-1.md", text).Read();
            Assert.DoesNotContain(folder.Warnings, w => w.Reason is ProblemReason.LineTwice);
        }
    }

    [Fact]
    public void A_standard_letter_names_the_signatory_where_there_is_no_signature()
    {
        var text = StandardLetters.Read(Language.French, "invitation");
        var signed = Compose(Right.Without("images/map.jpg").Put("letters/fr/invitation.md", text).Read());
        var unsigned = Compose(new CampaignFolderBuilder().Put("letters/fr/invitation.md", text).Read());

        Assert.EndsWith("Le Secrétaire général\n\n", unsigned.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Le Secrétaire général\n", signed.Text, StringComparison.Ordinal);
    }

    private static Letter Compose(CampaignFolder folder, Func<Dispatch, Dispatch>? change = null)
    {
        Assert.Empty(folder.Problems);
        var now = Instant.FromUtc(2017, 12, 8, 9, 0);
        var dispatch = new Dispatch
        {
            Step = new StepId("invitation"),
            Kind = LetterKind.Invitation,
            Letter = "invitation",
            Due = now,
            ClaimedAt = now,
        };
        return new LetterComposer(
            folder.Campaign!,
            folder.Campaign!.Schedule,
            folder.Letters,
            new ReplyLinks(new Dictionary<string, byte[]> { ["k1"] = new byte[32] }, "k1"),
            new Uri("https://site.example/"),
            files: folder.Attachments
        ).Compose(
            new Invitation { Campaign = folder.Campaign.Id, Invitee = folder.Invitees[0] },
            change?.Invoke(dispatch) ?? dispatch,
            now
        );
    }
}
