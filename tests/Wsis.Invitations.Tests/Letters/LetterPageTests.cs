using NodaTime;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Printing;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Tests.Campaigns;

namespace Wsis.Invitations.Tests.Letters;

/// <summary>A letter as a page for screens and paper.</summary>
public sealed class LetterPageTests
{
    private const string Template =
        "---\nsubject: Objet\n---\n{{ invitee.salutation }}\n\n[Répondre]({{ links.reply }}) [Site](https://forum.example/)\n";

    [Fact]
    public void The_reply_address_stands_once_on_paper_as_a_code_and_as_a_text()
    {
        var page = Compose("invitation").Page;

        Assert.Contains("<a data-reply href=\"https://site.example/r/k1.", page, StringComparison.Ordinal);
        Assert.Contains("<a href=\"https://forum.example/\">", page, StringComparison.Ordinal);
        Assert.Contains("<bdi dir=\"ltr\">site.example/p/", page, StringComparison.Ordinal);
        Assert.Contains("<svg class=\"qr\" role=\"img\" aria-label=\"site.example/p/", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_letter_of_withdrawal_has_no_reply_address() =>
        Assert.DoesNotContain("class=\"qr\"", Compose("withdrawal").Page, StringComparison.Ordinal);

    [Theory]
    [InlineData("a4", "size: A4")]
    [InlineData("letter", "size: letter")]
    public void The_sheet_is_the_one_that_the_campaign_names(string paper, string rule) =>
        Assert.Contains(rule, Compose("invitation", paper).Page, StringComparison.Ordinal);

    [Fact]
    public void A_reference_with_signs_of_markup_stays_text()
    {
        var page = Compose("invitation", reference: "</style><script>'1'").Page;

        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.Equal(1, page.Split("</style>").Length - 1);
    }

    [Fact]
    public void A_print_run_has_each_letter_once_with_its_postal_address_and_one_style()
    {
        var letter = Compose("invitation", postal: "Bundesgasse 3\n3003 Berne");

        var document = PrintDocument.WriteLetters("CL-1", PaperSize.Letter, [letter, letter]);

        Assert.Equal(2, document.Split("<article class=\"letter\"").Length - 1);
        Assert.Equal(1, document.Split("<style>").Length - 1);
        Assert.Contains("size: letter", document, StringComparison.Ordinal);
        Assert.Contains(
            "<address class=\"to\"><bdi>Ministre</bdi><br><bdi>Bundesgasse 3</bdi><br><bdi>3003 Berne</bdi></address>",
            document,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("<main", document, StringComparison.Ordinal);
    }

    private static Letter Compose(string letter, string paper = "a4", string reference = "CL-1", string postal = "")
    {
        var folder = new CampaignFolderBuilder()
            .With("\"zone\"", $"\"letterhead\": {{ \"paper\": \"{paper}\" }}, \"zone\"")
            .With("\"CL-1\"", $"\"{reference}\"")
            .Put($"letters/fr/{letter}.md", Template)
            .Read();
        Assert.Empty(folder.Problems);
        var composer = new LetterComposer(
            folder.Campaign!,
            folder.Campaign!.Schedule,
            folder.Letters,
            new ReplyLinks(new Dictionary<string, byte[]> { ["k1"] = new byte[32] }, "k1"),
            new Uri("https://site.example/")
        );
        return Proof.Render(
            folder.Campaign,
            composer,
            folder.Invitees[0] with
            {
                Postal = postal,
            },
            letter,
            Instant.FromUtc(2017, 12, 8, 9, 0)
        );
    }
}
