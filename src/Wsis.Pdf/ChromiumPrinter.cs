using System.Collections.Concurrent;
using PuppeteerSharp;
using PuppeteerSharp.Media;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Reasons;

namespace Wsis.Pdf;

/// <summary>Prints letters with one Chromium, which serves many letters at a time. A browser that has ended or lost its
/// connection is replaced with the next letter.</summary>
/// <param name="browser">The path of a program, which is started with the first letter, or the WebSocket address of a
/// browser that runs elsewhere (<c>ws://</c> or <c>wss://</c>).</param>
public sealed class ChromiumPrinter(string browser) : ILetterPrinter, IAsyncDisposable, IDisposable
{
    /// <summary>The longest time for one letter, the start of the browser included.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    private const int MaxAttempts = 2;

    /// <summary>The letters on their way at one time. A page keeps one processor busy.</summary>
    private static readonly int MaxPages = Math.Clamp(Environment.ProcessorCount, 2, 8);

    private readonly SemaphoreSlim turns = new(MaxPages);
    private readonly SemaphoreSlim gate = new(1);
    private readonly ConcurrentBag<IPage> idle = [];
    private IBrowser? running;

    public bool IsConfigured => true;

    public async Task<PrintOutcome> Print(string page, CancellationToken cancellation)
    {
        await turns.WaitAsync(cancellation);
        try
        {
            return await PrintInTurn(page, cancellation);
        }
        finally
        {
            turns.Release();
        }
    }

    /// <summary>The process of the browser, if this printer has started one.</summary>
    internal System.Diagnostics.Process? Process => running?.Process;

    public async ValueTask DisposeAsync()
    {
        if (running is { } last)
            await Close(last);
        running = null;
        turns.Dispose();
        gate.Dispose();
    }

    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    /// <summary>A letter that finds the browser gone is printed by the next one.</summary>
    private async Task<PrintOutcome> PrintInTurn(string content, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            IPage? page = null;
            try
            {
                page = await OpenPage(cancellation).WaitAsync(Timeout, cancellation);
                await page.SetContentAsync(content, new SetContentOptions { Timeout = (int)Timeout.TotalMilliseconds });
                var pdf = await page.PdfDataAsync(Options).WaitAsync(Timeout, cancellation);
                idle.Add(page);
                return new PrintOutcome.Printed(pdf);
            }
            catch (Exception e) when (e is not OperationCanceledException || !cancellation.IsCancellationRequested)
            {
                if (page is not null)
                    await Discard(page);
                if (attempt == MaxAttempts)
                    return new PrintOutcome.Failed(new Reason.NotPrinted(TextSanitizer.LineUpTo(200, e.Message)));
            }
        }
    }

    private static PdfOptions Options =>
        new()
        {
            // The page says the size of its sheet and its margins.
            PreferCSSPageSize = true,
            Format = PaperFormat.A4,
            PrintBackground = true,
            Tagged = true,
        };

    private async Task<IPage> OpenPage(CancellationToken cancellation)
    {
        var current = await FindBrowser(cancellation);
        while (idle.TryTake(out var known))
            if (!known.IsClosed && known.Browser == current)
                return known;
        var page = await current.NewPageAsync();
        // A letter has its images in itself, and no script.
        await page.SetJavaScriptEnabledAsync(false);
        await page.SetOfflineModeAsync(true);
        return page;
    }

    private async Task<IBrowser> FindBrowser(CancellationToken cancellation)
    {
        await gate.WaitAsync(cancellation);
        try
        {
            if (running is { IsConnected: true, IsClosed: false } current)
                return current;
            if (running is { } gone)
                await Close(gone);
            return running = await Start();
        }
        finally
        {
            gate.Release();
        }
    }

    private Task<IBrowser> Start() =>
        browser.StartsWith("ws://", StringComparison.OrdinalIgnoreCase)
        || browser.StartsWith("wss://", StringComparison.OrdinalIgnoreCase)
            ? Puppeteer.ConnectAsync(new ConnectOptions { BrowserWSEndpoint = browser })
            : Puppeteer.LaunchAsync(
                new LaunchOptions
                {
                    ExecutablePath = browser,
                    Headless = true,
                    Timeout = (int)Timeout.TotalMilliseconds,
                    Args = CreateArguments(),
                }
            );

    /// <summary>Chromium does not start as root in its sandbox. In containers, the shared memory is often
    /// small.</summary>
    private static string[] CreateArguments() =>
        [
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--disable-background-networking",
            "--no-first-run",
            .. Environment.IsPrivilegedProcess ? new[] { "--no-sandbox" } : [],
        ];

    private static async Task Discard(IPage page)
    {
        try
        {
            await page.CloseAsync().WaitAsync(TimeSpan.FromSeconds(2));
        }
        catch (Exception e) when (e is PuppeteerException or TimeoutException or ObjectDisposedException or IOException)
        {
            // It is gone with its browser.
        }
    }

    /// <summary>A browser that we did not start goes on.</summary>
    private static async Task Close(IBrowser last)
    {
        try
        {
            if (last.Process is null)
                last.Disconnect();
            else
                await last.CloseAsync().WaitAsync(TimeSpan.FromSeconds(5));
        }
        catch (Exception e) when (e is PuppeteerException or TimeoutException or ObjectDisposedException or IOException)
        {
            // It has ended already.
        }
        await last.DisposeAsync();
    }
}
