using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Wsis.Testing.SendGrid;

/// <summary>A stand-in for SendGrid's v3 API on a loopback port. It checks every request against the documented
/// constraints, and accepts letters or fails as configured.</summary>
public sealed class FakeSendGrid : IAsyncDisposable
{
    public const string ApiKey = "SG.a-key-that-must-never-be-seen";

    /// <summary>The duration of <see cref="FakeResponse.AcceptSlowly"/>.</summary>
    private static readonly TimeSpan Slowness = TimeSpan.FromMilliseconds(300);

    private readonly ConcurrentDictionary<string, int> arrivals = new();
    private readonly ConcurrentQueue<string> violations = new();
    private readonly ConcurrentQueue<AcceptedMail> accepted = new();
    private readonly ConcurrentQueue<ReportedEvent> events = new();
    private readonly CancellationTokenSource closing = new();
    private readonly WebApplication app;
    private int requests;

    private FakeSendGrid(WebApplication app) => this.app = app;

    /// <summary>Decides on a request in order, by its dispatch id and by how many times that has come by now, from
    /// 1.</summary>
    public Func<string, int, FakeResponse> Respond { get; set; } = (_, _) => FakeResponse.Accept;

    /// <summary>Passes before every answer.</summary>
    public TimeSpan Latency { get; set; }

    /// <summary>Passes too, after that.</summary>
    public Func<Task> BeforeResponse { get; set; } = () => Task.CompletedTask;

    /// <summary>The wait that <see cref="FakeResponse.RateLimitWithRetryAfter"/> and
    /// <see cref="FakeResponse.RateLimitWithReset"/> ask for.</summary>
    public TimeSpan Limit { get; set; } = TimeSpan.FromSeconds(1);

    public string Host => app.Urls.Single();

    public int Requests => Volatile.Read(ref requests);

    /// <summary>Everything that SendGrid would have found fault with.</summary>
    public IReadOnlyCollection<string> Violations => violations;

    public IReadOnlyCollection<AcceptedMail> Accepted => accepted;

    /// <summary>When each request came in, by <see cref="Stopwatch.GetTimestamp"/>.</summary>
    public ConcurrentQueue<long> ArrivedAt { get; } = new();

    public int TimesAccepted(string dispatch) => accepted.Count(m => m.Dispatch == dispatch);

    /// <summary>The events that have come about since the last call.</summary>
    public IReadOnlyList<ReportedEvent> NewEvents()
    {
        var drained = new List<ReportedEvent>();
        while (events.TryDequeue(out var e))
            drained.Add(e);
        return drained;
    }

    public static async Task<FakeSendGrid> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.Limits.MaxRequestBodySize = 60_000_000;
        });
        var standIn = new FakeSendGrid(builder.Build());
        standIn.app.MapPost("/v3/mail/send", standIn.MailSend);
        await standIn.app.StartAsync();
        return standIn;
    }

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        await app.DisposeAsync();
        closing.Dispose();
    }

    private async Task MailSend(HttpContext http)
    {
        Interlocked.Increment(ref requests);
        ArrivedAt.Enqueue(Stopwatch.GetTimestamp());
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, closing.Token);
        if (Latency > TimeSpan.Zero)
            await Task.Delay(Latency, TimeProvider.System, closing.Token);
        await BeforeResponse();
        if (Envelope(http.Request, body.Length) is { } status)
        {
            violations.Enqueue($"the request as a whole: {status}");
            await Fail(http, status, "the request as a whole is not in order");
            return;
        }
        var mail = JsonSerializer.Deserialize<JsonElement>(body.GetBuffer().AsSpan(0, (int)body.Length));
        var found = MailSendValidator.Validate(mail);
        if (found.Count > 0)
        {
            foreach (var fault in found)
                violations.Enqueue(fault);
            await Fail(http, 400, found[0].Split(": ")[1], found[0].Split(": ")[0]);
            return;
        }
        await Answer(http, mail);
    }

    private async Task Answer(HttpContext http, JsonElement mail)
    {
        var dispatch = new AcceptedMail(mail, "").Dispatch;
        switch (Respond(dispatch, arrivals.AddOrUpdate(dispatch, 1, (_, n) => n + 1)))
        {
            case FakeResponse.Accept:
                Accept(http, mail);
                break;
            case FakeResponse.AcceptSlowly:
                await Task.Delay(Slowness, TimeProvider.System, closing.Token);
                Accept(http, mail);
                break;
            case FakeResponse.AcceptAndNeverReport:
                Accept(http, mail, reported: false);
                break;
            case FakeResponse.AcceptThenDisconnect:
                Accept(http, mail);
                http.Abort();
                break;
            case FakeResponse.AcceptThenDisconnectAndNeverReport:
                Accept(http, mail, reported: false);
                http.Abort();
                break;
            case FakeResponse.Disconnect:
                http.Abort();
                break;
            case FakeResponse.NeverAnswer:
                await Task.Delay(
                        Timeout.InfiniteTimeSpan,
                        TimeProvider.System,
                        CancellationTokenSource.CreateLinkedTokenSource(closing.Token, http.RequestAborted).Token
                    )
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                break;
            case FakeResponse.RateLimitWithRetryAfter:
                http.Response.Headers.RetryAfter = Limit.TotalSeconds.ToString(CultureInfo.InvariantCulture);
                await Fail(http, 429, "too many requests");
                break;
            case FakeResponse.RateLimitWithReset:
                http.Response.Headers["X-RateLimit-Remaining"] = "0";
                http.Response.Headers["X-RateLimit-Reset"] =
                    $"{(TimeProvider.System.GetUtcNow() + Limit).ToUnixTimeSeconds()}";
                await Fail(http, 429, "too many requests");
                break;
            case FakeResponse.RateLimit:
                await Fail(http, 429, "too many requests");
                break;
            case FakeResponse.ServerError:
                await Fail(http, 500, "internal error");
                break;
            case FakeResponse.BadGateway:
                http.Response.StatusCode = 502;
                await http.Response.WriteAsync("<html><body>Bad Gateway</body></html>", closing.Token);
                break;
            case FakeResponse.Unavailable:
                await Fail(http, 503, "the service is not available");
                break;
            case FakeResponse.Unauthorized:
                await Fail(
                    http,
                    401,
                    $"The provided authorization grant is invalid: {http.Request.Headers.Authorization}"
                );
                break;
            case FakeResponse.Forbidden:
                await Fail(http, 403, "The from address does not match a verified Sender Identity.", "from");
                break;
            case FakeResponse.BadAddress:
                await Fail(http, 400, "Does not contain a valid address: Ms Ana Example <ana@fra.example>", "to");
                break;
            case FakeResponse.TooLarge:
                await Fail(http, 413, "The payload is too large.");
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(http));
        }
    }

    private void Accept(HttpContext http, JsonElement mail, bool reported = true)
    {
        if (mail.GetProperty("mail_settings").GetProperty("sandbox_mode").GetProperty("enable").GetBoolean())
        {
            http.Response.StatusCode = 200;
            return;
        }
        var mailing = new AcceptedMail(mail, Guid.NewGuid().ToString("N"));
        accepted.Enqueue(mailing);
        if (reported)
            foreach (var e in mailing.Events())
                events.Enqueue(e);
        http.Response.StatusCode = 202;
        http.Response.Headers["X-Message-Id"] = mailing.MessageId;
    }

    private static int? Envelope(HttpRequest request, long size) =>
        (request, size) switch
        {
            _ when request.Headers.Authorization != $"Bearer {ApiKey}" => 401,
            _ when request.Headers.Accept.Count == 0 => 406,
            _ when request.ContentType != "application/json" => 415,
            (_, >= 30_000_000) => 413,
            _ => null,
        };

    private static async Task Fail(HttpContext http, int status, string message, string? field = null)
    {
        http.Response.StatusCode = status;
        await http.Response.WriteAsJsonAsync(
            new
            {
                errors = new[]
                {
                    new
                    {
                        message,
                        field,
                        help = (string?)null,
                    },
                },
            }
        );
    }
}
