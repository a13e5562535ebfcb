using Wsis.Invitations.Letters;
using Wsis.Invitations.Reasons;
using Wsis.Web.Hosting;

namespace Wsis.Web.Tests;

/// <summary>A letter that reads the same is printed once, within a bound of memory.</summary>
public sealed class LetterPdfCacheTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_letter_is_printed_once_and_again_when_it_reads_differently()
    {
        var printer = new CountingPrinter(bytes: 10);
        using var cache = new LetterPdfCache(printer);
        var letter = LetterOf("one");

        var first = await cache.Print(letter, Cancellation);
        Assert.Same(first, await cache.Print(LetterOf("one"), Cancellation));
        Assert.Equal(1, printer.Prints);
        Assert.NotSame(first, await cache.Print(LetterOf("two"), Cancellation));
        Assert.Equal(2, printer.Prints);
    }

    [Fact]
    public async Task A_print_that_failed_is_tried_again()
    {
        var printer = new CountingPrinter(bytes: 0);
        using var cache = new LetterPdfCache(printer);

        Assert.IsType<PrintOutcome.Failed>(await cache.Print(LetterOf("one"), Cancellation));
        Assert.IsType<PrintOutcome.Failed>(await cache.Print(LetterOf("one"), Cancellation));
        Assert.Equal(2, printer.Prints);
    }

    [Fact]
    public async Task No_more_is_kept_than_the_bound_allows()
    {
        var printer = new CountingPrinter(bytes: 40);
        using var cache = new LetterPdfCache(printer, maxSize: 100);
        foreach (var text in new[] { "one", "two", "three", "four" })
            await cache.Print(LetterOf(text), Cancellation);
        Assert.InRange(cache.Size, 40, 100);

        var large = new CountingPrinter(bytes: 101);
        using var small = new LetterPdfCache(large, maxSize: 100);
        await small.Print(LetterOf("one"), Cancellation);
        await small.Print(LetterOf("one"), Cancellation);
        Assert.Equal(2, large.Prints);
        Assert.Equal(0, small.Size);
    }

    private static Letter LetterOf(string text)
    {
        var (campaign, invitee) = (SampleCampaign.Folder.Campaign!, SampleCampaign.Folder.Invitees[0]);
        return new Letter
        {
            Id = new(new(campaign.Id, invitee.Id), new("invitation"), 1),
            Kind = LetterKind.Invitation,
            Language = Language.English,
            From = campaign.Sender,
            To = [],
            ReplyTo = campaign.Sender,
            Subject = "",
            Text = "",
            Html = text,
        };
    }

    /// <summary>Prints that many bytes. None is a print that failed.</summary>
    private sealed class CountingPrinter(int bytes) : ILetterPrinter
    {
        public int Prints { get; private set; }

        public bool IsConfigured => true;

        public Task<PrintOutcome> Print(string page, CancellationToken cancellation)
        {
            Prints++;
            return Task.FromResult<PrintOutcome>(
                bytes == 0 ? new PrintOutcome.Failed(new Reason.NoBrowser()) : new PrintOutcome.Printed(new byte[bytes])
            );
        }
    }
}
