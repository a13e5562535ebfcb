using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Printing;
using Wsis.Invitations.Replies;

namespace Wsis.Pdf.Tests;

/// <summary>Letters that a real Chromium prints, read by other software.</summary>
public sealed partial class ChromiumPrinterTests : IAsyncDisposable
{
    private const int Letters = 30;

    private readonly ChromiumPrinter printer = new(Chromium.Require());
    private readonly string folder = TestFolder.CreateInMemory("wsis-pdf-");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Thirty_letters_in_six_languages_begin_on_pages_of_their_own_and_are_read_in_their_order()
    {
        ProofForm.RequireTurn(0, of: 2);
        await Poppler.Require();
        var readers = SampleCampaign.Folder.Invitees.ToLookup(i => i.Language);
        var invitees = Enumerable
            .Range(0, Letters)
            .Select(i => (Number: i, Readers: readers[Language.All[i % Language.All.Count]].ToList()))
            .Select(i =>
                i.Readers[i.Number / Language.All.Count % i.Readers.Count] with
                {
                    Id = new InviteeId($"OFFICE-{i.Number}"),
                }
            )
            .ToList();

        var document = PrintDocument.WriteLetters("CL-17/051", PaperSize.A4, invitees.Select(Compose));

        var run = await Print(document, "run.pdf");

        var pages = Plain(await Poppler.RunForText("pdftotext", run, "-")).TrimEnd('\f').Split('\f');
        var starts = Enumerable.Range(0, pages.Length).Where(p => IsFirstPage(pages[p])).ToList();
        Assert.Equal(Letters, starts.Count);
        for (var i = 0; i < Letters; i++)
        {
            var end = i + 1 < Letters ? starts[i + 1] : pages.Length;
            AssertInOrder(string.Concat(pages[starts[i]..end]), invitees[i]);
        }
        var fonts = (await Poppler.RunForText("pdffonts", run)).Split('\n', StringSplitOptions.RemoveEmptyEntries)[2..];
        Assert.NotEmpty(fonts);
        // The columns emb, sub and uni are before the number of the object.
        Assert.All(fonts, f => Assert.Matches(@"\syes\s+(yes|no)\s+yes\s+\d+\s+\d+\s*$", f));
    }

    [Theory]
    [InlineData(PaperSize.A4, 24, "59[45].* x 84[12].*", 70, 37.125, 0, 0, 0)]
    [InlineData(PaperSize.Letter, 30, "612 x 792.*", 66.675, 25.4, 12.7, 4.7625, 3.175)]
    public async Task Labels_are_on_their_places_on_the_sheet(
        PaperSize paper,
        int count,
        string size,
        double width,
        double height,
        double above,
        double beside,
        double between
    )
    {
        await Poppler.Require();
        var invitee = SampleCampaign.Folder.Invitees.First(i => i.Language == Language.English);
        var invitees = Enumerable
            .Range(0, count + 2)
            .Select(i => invitee with { Id = new InviteeId($"N{i}"), Office = $"Office{i}", Postal = "1 Road\nTown" });

        var run = await Print(PrintDocument.WriteLabels("CL-17/051", paper, invitees), "labels.pdf");

        Assert.Matches($@"Page size:\s+{size}", await Poppler.RunForText("pdfinfo", run));
        var pages = (await Poppler.RunForText("pdftotext", "-bbox", run, "-")).Split("<page ")[1..];
        Assert.Equal(2, pages.Length);
        for (var i = 0; i < count + 2; i++)
        {
            var place = Words().Matches(pages[i / count]).FirstOrDefault(w => w.Groups["text"].Value == $"Office{i}");
            Assert.True(place is not null, $"Office{i} is not on page {1 + (i / count)}.");
            // Points as millimetres.
            var edges = new[] { "left", "top", "right", "bottom" }
                .Select(e => double.Parse(place.Groups[e].Value, CultureInfo.InvariantCulture) * 25.4 / 72)
                .ToList();
            var (left, top) = (beside + (i % 3 * (width + between)), above + (i % count / 3 * height));
            Assert.InRange(edges[0], left + 2, left + 8);
            Assert.InRange(edges[1], top + 1, top + 8);
            Assert.InRange(edges[2], left, left + width - 2);
            Assert.InRange(edges[3], top, top + height - 2);
        }
    }

    [Theory]
    [InlineData(PaperSize.A4, 220, 110)]
    [InlineData(PaperSize.Letter, 241.3, 104.775)]
    public async Task Envelopes_have_the_size_that_goes_with_the_paper(PaperSize paper, double width, double height)
    {
        await Poppler.Require();
        var invitees = SampleCampaign
            .Folder.Invitees.Where(i => i.Language == Language.English)
            .Take(2)
            .Select(i => i with { Office = "Office", Postal = "1 Road\nTown" });

        var run = await Print(
            PrintDocument.WriteEnvelopes("CL-17/051", paper, SampleCampaign.Folder.Campaign!.Organisation, invitees),
            "envelopes.pdf"
        );

        var facts = await Poppler.RunForText("pdfinfo", run);
        Assert.Matches(@"Pages:\s+2\b", facts);
        var size = Size().Match(facts);
        Assert.Equal(width, ToMillimetres(size.Groups["width"].Value), 0.5);
        Assert.Equal(height, ToMillimetres(size.Groups["height"].Value), 0.5);
        var words = await Poppler.RunForText("pdftotext", "-bbox", run, "-");
        var address = Words().Matches(words).First(w => w.Groups["text"].Value == "Office");
        Assert.InRange(ToMillimetres(address.Groups["left"].Value), 100, width / 2);
        // The post reads an address from 5/8 to 2 3/4 inches above the lower edge.
        Assert.InRange(ToMillimetres(address.Groups["top"].Value), height - 69.85, height - 15.875);

        static double ToMillimetres(string points) => double.Parse(points, CultureInfo.InvariantCulture) * 25.4 / 72;
    }

    [Fact]
    public async Task A_letter_is_tagged_and_its_code_opens_the_reply_page()
    {
        await Poppler.Require();
        var invitee = SampleCampaign.Folder.Invitees.First(i => i.Language == Language.Arabic);
        var file = await Print(Compose(invitee).Page, "letter.pdf");

        var facts = await Poppler.RunForText("pdfinfo", file);
        Assert.Matches(@"Tagged:\s+yes", facts);
        Assert.Matches(@"Title:\s+CL-17/051", facts);
        Assert.Matches(@"Page size:.*A4", facts);
        var picture = await Poppler.Run("pdftoppm", "-gray", "-r", "150", file);

        var page = Compose(invitee).Page;
        var start = page.IndexOf("data-reply href=\"", StringComparison.Ordinal) + "data-reply href=\"".Length;
        Assert.Equal(page[start..page.IndexOf('"', start)], Poppler.ReadCode(picture));
    }

    [Fact]
    public async Task The_reply_address_is_on_the_page_of_the_signature_however_long_a_letter_is()
    {
        ProofForm.RequireTurn(1, of: 2);
        await Poppler.Require();
        var invitee = SampleCampaign.Folder.Invitees.First(i => i.Language == Language.English);
        const string End = "<p>Lastly,";
        var letters = PrintDocument
            .WriteLetters("CL-17/051", PaperSize.A4, Enumerable.Repeat(Compose(invitee), Letters))
            .Split(End)
            .Select((part, lines) => part + string.Concat(Enumerable.Repeat("<p>A line.</p>", lines)));

        var run = await Print(string.Join(End, letters), "long.pdf");

        var pages = Plain(await Poppler.RunForText("pdftotext", run, "-")).TrimEnd('\f').Split('\f');
        var last = pages.Where(p => p.Contains("invitations.itu.example/p/", StringComparison.Ordinal)).ToList();
        Assert.Equal(Letters, last.Count);
        Assert.All(last, p => Assert.Contains("myhighestconsideration.(Originalsignedby)HoulinZHAO", p));
    }

    [Fact]
    public async Task A_browser_that_crashed_is_replaced()
    {
        var page = Compose(SampleCampaign.Folder.Invitees[0]).Page;
        Assert.IsType<PrintOutcome.Printed>(await printer.Print(page, Cancellation));
        var first = printer.Process!;

        first.Kill(entireProcessTree: true);
        await first.WaitForExitAsync(Cancellation);
        var outcome = await printer.Print(page, Cancellation);

        Assert.IsType<PrintOutcome.Printed>(outcome);
        Assert.NotSame(first, printer.Process);
    }

    [Fact]
    public async Task Without_a_browser_at_its_place_a_print_fails_and_says_so()
    {
        await using var missing = new ChromiumPrinter("/nowhere/chromium");

        var outcome = await missing.Print("<p>", Cancellation);

        Assert.IsType<Wsis.Invitations.Reasons.Reason.NotPrinted>(Assert.IsType<PrintOutcome.Failed>(outcome).Reason);
    }

    public async ValueTask DisposeAsync()
    {
        await printer.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private async Task<string> Print(string page, string name)
    {
        var file = Path.Combine(folder, name);
        var outcome = await printer.Print(page, Cancellation);
        await File.WriteAllBytesAsync(file, Assert.IsType<PrintOutcome.Printed>(outcome).Pdf, Cancellation);
        return file;
    }

    private static bool IsFirstPage(string page) =>
        SampleCampaign.Folder.Campaign!.Organisation.Texts.Values.Any(o =>
            page.StartsWith(Plain(o.Split('(', '（')[0]), StringComparison.Ordinal)
        );

    private static Letter Compose(Invitee invitee)
    {
        var campaign = SampleCampaign.Folder.Campaign!;
        var composer = new LetterComposer(
            campaign,
            campaign.Schedule,
            SampleCampaign.Folder.Letters,
            new ReplyLinks(new Dictionary<string, byte[]> { ["k1"] = new byte[32] }, "k1"),
            new Uri("https://invitations.itu.example/"),
            files: SampleCampaign.Folder.Attachments
        );
        return Proof.Render(campaign, composer, invitee, "invitation", Instant.FromUtc(2017, 12, 8, 9, 0));
    }

    /// <summary>The organisation, the reference, a word of the text, the signature and the reply address come one
    /// after another.</summary>
    private static void AssertInOrder(string text, Invitee invitee)
    {
        var campaign = SampleCampaign.Folder.Campaign!;
        var at = 0;
        foreach (
            var part in new[]
            {
                campaign.Organisation.In(invitee.Language).Split('(', '（')[0],
                campaign.Reference,
                LetterWords(invitee.Language),
                campaign.Signature!.Name.In(invitee.Language),
                campaign.Signature.Title!.In(invitee.Language),
                "invitations.itu.example/p/wsis-forum-2018/",
            }.Select(Plain)
        )
        {
            var found = text.IndexOf(part, at, StringComparison.Ordinal);
            Assert.True(found >= 0, $"{invitee.Id}: '{part}' is not after '{text[Math.Max(0, at - 40)..at]}'.");
            at = found;
        }
    }

    /// <summary>A word of the subject and of the text.</summary>
    private static string LetterWords(Language language) =>
        language.Code switch
        {
            "ar" => "المعلومات",
            "en" => "Forum",
            "es" => "Foro",
            "fr" => "Forum",
            "ru" => "Форум",
            _ => "论坛",
        };

    /// <summary>The text without spaces, line ends and marks of direction.</summary>
    private static string Plain(string text) =>
        string.Concat(
            text.Where(c =>
                c == '\f' || (!char.IsWhiteSpace(c) && char.GetUnicodeCategory(c) != UnicodeCategory.Format)
            )
        );

    [GeneratedRegex(
        """<word xMin="(?<left>[^"]+)" yMin="(?<top>[^"]+)" xMax="(?<right>[^"]+)" """
            + """yMax="(?<bottom>[^"]+)">(?<text>[^<]*)<""",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking
    )]
    private static partial Regex Words();

    [GeneratedRegex(
        @"Page size:\s+(?<width>[\d.]+) x (?<height>[\d.]+)",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking
    )]
    private static partial Regex Size();
}
