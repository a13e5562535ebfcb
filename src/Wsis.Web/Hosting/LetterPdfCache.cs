using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Caching.Memory;
using Wsis.Invitations.Letters;

namespace Wsis.Web.Hosting;

/// <summary>The PDFs of letters that readers and staff have opened lately. A letter that reads the same is not printed
/// again. What was sent is printed by the mailer, and not kept here.</summary>
public sealed class LetterPdfCache : IDisposable
{
    /// <summary>The most bytes of all PDFs together.</summary>
    public const int MaxSize = 64 * 1024 * 1024;

    /// <summary>How long a PDF is kept that nobody opens. An erased person is not kept longer.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(30);

    private readonly ILetterPrinter printer;
    private readonly MemoryCache cache;

    /// <param name="printer">The printer.</param>
    /// <param name="maxSize">The most bytes of all PDFs together.</param>
    public LetterPdfCache(ILetterPrinter printer, int maxSize = MaxSize)
    {
        this.printer = printer;
        cache = new MemoryCache(
            new MemoryCacheOptions
            {
                SizeLimit = maxSize,
                CompactionPercentage = .25,
                TrackStatistics = true,
            }
        );
    }

    /// <summary>The bytes that are kept now.</summary>
    public long Size => cache.GetCurrentStatistics()?.CurrentEstimatedSize ?? 0;

    /// <summary>Prints a letter, or finds the PDF of the same page. A print that failed is tried again.</summary>
    public async Task<PrintOutcome> Print(Letter letter, CancellationToken cancellation)
    {
        var page = letter.Page;
        var key = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(page)));
        if (cache.TryGetValue(key, out PrintOutcome.Printed? found) && found is not null)
            return found;
        var outcome = await printer.Print(page, cancellation);
        if (outcome is PrintOutcome.Printed printed)
            cache.Set(
                key,
                printed,
                new MemoryCacheEntryOptions { Size = printed.Pdf.Length, AbsoluteExpirationRelativeToNow = MaxAge }
            );
        return outcome;
    }

    public void Dispose() => cache.Dispose();
}
