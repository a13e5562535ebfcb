using System.Net;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using Wsis.Invitations.Letters;

namespace Wsis.Pdf.Tests;

/// <summary>Letters that go with their PDF, in the whole application.</summary>
public sealed class PdfLetterTests
{
    [Fact]
    public async Task A_letter_goes_with_its_pdf_and_the_reply_page_and_staff_have_it_too()
    {
        var folder = SampleCampaign.With(c => c["steps"]![0]!["pdf"] = true);
        Assert.Empty(folder.Problems);
        await using var printer = new ChromiumPrinter(Chromium.Require());
        await using var app = await TestHost.Start(
            folder: folder.WithInvitees([.. folder.Invitees.Where(i => i.Id.Value is "FRA" or "EGY")]),
            more: services => services.AddSingleton<ILetterPrinter>(printer)
        );

        foreach (var file in Directory.GetFiles(app.Mailer.Folder, "*~invitation~1.eml"))
        {
            var message = await MimeMessage.LoadAsync(file, TestContext.Current.CancellationToken);
            var pdf = Assert.IsType<MimePart>(Assert.Single(message.Attachments), exactMatch: false);
            Assert.Equal(("CL-17-051-invitation.pdf", "application/pdf"), (pdf.FileName, pdf.ContentType.MimeType));
        }
        Assert.Equal(2, Directory.GetFiles(app.Mailer.Folder).Length);
        var response = await app.Get($"{app.Link("FRA")}/letter.pdf");
        Assert.Equal("application/pdf", response.Content.Headers.ContentType?.MediaType);
        var pdfFile = Path.Combine(app.Mailer.Folder, "letter.pdf");
        await File.WriteAllBytesAsync(
            pdfFile,
            await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken),
            TestContext.Current.CancellationToken
        );
        await Poppler.Require();
        // The code that a telephone reads, and the address beside it that is typed, open the reply page.
        var code = Poppler.ReadCode(await Poppler.Run("pdftoppm", "-gray", "-r", "150", pdfFile));
        using var scanned = await app.Get(new Uri(code!).AbsolutePath[1..]);
        Assert.Equal(HttpStatusCode.OK, scanned.StatusCode);
        var text = string.Concat(
            (await Poppler.RunForText("pdftotext", pdfFile, "-")).Where(c => !char.IsWhiteSpace(c))
        );
        var typed = text[text.IndexOf("p/wsis-forum-2018/FRA/", StringComparison.Ordinal)..][..41];
        using var leads = await app.Get(typed);
        Assert.Equal($"/{app.Link("FRA")}", leads.Headers.Location?.OriginalString);
        Assert.Contains(
            "/letter.pdf\"",
            await (await app.Get(app.Link("FRA"))).Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Without_a_browser_a_letter_with_pdf_waits_and_letters_without_go()
    {
        var folder = SampleCampaign.With(c => c["steps"]![0]!["pdf"] = true);
        await using var app = await TestHost.Start(
            folder: folder.WithInvitees([.. folder.Invitees.Where(i => i.Id.Value is "FRA" or "EGY")])
        );

        Assert.Empty(Directory.GetFiles(app.Mailer.Folder));
        var invitation = await app.Find("FRA");
        var letter = Assert.Single(invitation.Dispatches);
        Assert.IsType<Wsis.Invitations.Reasons.Reason.NoBrowser>(letter.Reason);
        Assert.NotNull(invitation.WakeAt);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await app.Get($"{app.Link("FRA")}/letter.pdf")).StatusCode);
    }
}
