using NodaTime;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Workflow;
using Wsis.Pdf;
using Wsis.PickupFolder;

namespace Wsis.Benchmarks;

/// <summary>Composing, printing and writing the 194 letters of the sample campaign with their PDF, by one browser:
/// seconds.</summary>
internal static class PdfLetters
{
    private const double MaxSeconds = 60;
    private const int MaxSenders = 16;

    public static async Task<Result> Run(CancellationToken cancellation)
    {
        var browser = Chromium.Find() ?? throw new InvalidOperationException(Chromium.IsMissing);
        var (folder, letters) = (SampleCampaign.Folder, TestFolder.CreateInMemory("wsis-pdf-"));
        var (campaign, now) = (folder.Campaign!, Instant.FromUtc(2017, 12, 8, 9, 0));
        var composer = new LetterComposer(
            campaign,
            campaign.Schedule,
            folder.Letters,
            new ReplyLinks(new Dictionary<string, byte[]> { ["k1"] = new byte[32] }, "k1"),
            new Uri("https://site.example/"),
            files: folder.Attachments
        );
        await using var printer = new ChromiumPrinter(browser);
        using var mailer = new PrintingMailer(new PickupFolderMailer(letters, TimeProvider.System), printer);
        var sent = 0;
        var time = await Measure.Once(() =>
            Parallel.ForEachAsync(
                folder.Invitees,
                new ParallelOptions { MaxDegreeOfParallelism = MaxSenders, CancellationToken = cancellation },
                async (invitee, token) =>
                {
                    var letter = Proof.Render(campaign, composer, invitee, "invitation", now) with { WithPdf = true };
                    if (await mailer.Send(letter, SendPermission.Always, token) is SendOutcome.Accepted)
                        Interlocked.Increment(ref sent);
                }
            )
        );
        var bytes = Directory.EnumerateFiles(letters).Sum(f => new FileInfo(f).Length);
        Directory.Delete(letters, recursive: true);
        return new Result(
            $"composing, printing and writing {sent} letters with their PDF ({bytes / 1000 / sent} kB each), seconds",
            $"{time.TotalSeconds:0.0} s",
            $"{MaxSeconds} s",
            sent == folder.Invitees.Count ? time.TotalSeconds : double.PositiveInfinity,
            MaxSeconds
        );
    }
}
