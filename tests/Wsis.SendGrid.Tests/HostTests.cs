using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using MimeKit;
using Wsis.Local.Azurite;

namespace Wsis.SendGrid.Tests;

/// <summary>The program <c>wsis serve --mail sendgrid</c>, as its user starts it, against the stand-in: letters go out,
/// and what SendGrid posts comes in.</summary>
public sealed partial class HostTests : IAsyncLifetime
{
    private const int MiB = 1024 * 1024;

    private readonly string scratch = Directory.CreateTempSubdirectory("wsis-sendgrid-").FullName;
    private readonly EventWebhookSigner post = new(TimeProvider.System);
    private readonly EventWebhookSigner stranger = new(TimeProvider.System);
    private readonly HttpClient http = new();
    private AzuriteServer azurite = null!;
    private FakeSendGrid sendGrid = null!;
    private WsisProcess process = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        azurite = await AzuriteFixture.StartServer(Path.Combine(scratch, "azurite"));
        sendGrid = await FakeSendGrid.Start();
        http.BaseAddress = new Uri($"http://127.0.0.1:{FreePort.Find()}/");
        var settings = Path.Combine(scratch, "settings.json");
        await File.WriteAllTextAsync(
            settings,
            JsonSerializer.Serialize(
                new
                {
                    Wsis = new
                    {
                        SendGrid = new
                        {
                            FakeSendGrid.ApiKey,
                            sendGrid.Host,
                            EventPublicKeys = new[] { post.PublicKey },
                            InboundPasswords = new[] { InboundParseRequests.Password },
                        },
                        Mail = new { InboundDomain = "replies.itu.example" },
                    },
                }
            ),
            Cancellation
        );
        process = WsisProcess.Start(
            "serve",
            Folder(),
            "--launch",
            "--connection",
            azurite.ConnectionString,
            "--data",
            scratch,
            "--port",
            $"{http.BaseAddress.Port}",
            "--mail",
            "sendgrid",
            "--settings",
            settings
        );
        await process.WaitForOutput("Campaign wsis-forum-2018 is Running");
    }

    public async ValueTask DisposeAsync()
    {
        await process.DisposeAsync();
        await azurite.DisposeAsync();
        await sendGrid.DisposeAsync();
        post.Dispose();
        stranger.Dispose();
        http.Dispose();
        Directory.Delete(scratch, recursive: true);
    }

    [Fact]
    public async Task Letters_go_through_SendGrid_and_its_events_and_the_mail_it_takes_in_are_on_the_record()
    {
        ProofForm.RequireTurn(0, of: 2);
        for (
            var begun = TimeProvider.System.GetTimestamp();
            sendGrid.Accepted.Count < 10;
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Cancellation)
        )
            Assert.True(
                TimeProvider.System.GetElapsedTime(begun) < TimeSpan.FromSeconds(60),
                $"No letters came. {process.Output}"
            );
        Assert.Contains("letters through SendGrid", process.Output, StringComparison.Ordinal);
        Assert.Empty(sendGrid.Violations);
        var mailing = sendGrid.Accepted.First();

        var (status, said) = await Post(
            "events",
            post.Batch(ReportedEvent.Create(mailing, mailing.Recipients.First(), "delivered"))
        );
        Assert.Equal(
            (HttpStatusCode.OK, "1 events: 1 recorded, 0 without effect, 0 about unknown letters."),
            (status, said)
        );
        var replyTo = mailing.Json.GetProperty("reply_to").GetProperty("email").GetString()!;
        Assert.EndsWith("@replies.itu.example", replyTo, StringComparison.Ordinal);
        var mail = InboundParseRequests.Raw(
            new MimeMessage
            {
                Subject = "Our answer",
                MessageId = "1@x.example",
                Body = new TextPart("plain") { Text = "We accept." },
            },
            replyTo
        );
        (status, said) = await Post("inbound", mail);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.StartsWith("Filed as ", said, StringComparison.Ordinal);
        Assert.Equal((status, said), await Post("inbound", mail));

        // A request that is not signed by SendGrid gets problem details.
        (status, said) = await Post(
            "events",
            stranger.Batch(ReportedEvent.Create(mailing, mailing.Recipients.First(), "bounce"))
        );
        Assert.Equal((HttpStatusCode.Unauthorized, "The signature is not valid."), (status, Detail(said)));
        (status, said) = await Post("inbound", mail with { Headers = new Dictionary<string, string>() });
        Assert.Equal(
            (HttpStatusCode.Unauthorized, "The password in the URL is missing or wrong."),
            (status, Detail(said))
        );
        (status, said) = await Post("events", post.Sign(new byte[4 * 1024 * 1024 + 1]));
        Assert.Equal(
            (HttpStatusCode.RequestEntityTooLarge, "At most 4,194,304 bytes are read."),
            (status, Detail(said))
        );
        (status, said) = await Post("events", post.Sign("{}"u8.ToArray()));
        Assert.Equal((HttpStatusCode.BadRequest, "The body is not a JSON array of events."), (status, Detail(said)));
        // Larger than what Kestrel takes by itself, and no form. It is filed as it is, because nobody repeats it.
        (status, _) = await Post("inbound", mail with { Body = new byte[35_000_000] });
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(
            HttpStatusCode.MethodNotAllowed,
            (await http.GetAsync(new Uri("webhooks/sendgrid/events", UriKind.Relative), Cancellation)).StatusCode
        );
        await PostLargeMail(replyTo);
    }

    /// <summary>A message of 29 MiB as it is posted, in both of SendGrid's modes, with the scan of a letter.</summary>
    private async Task PostLargeMail(string to)
    {
        var scan = new byte[21 * MiB];
        new Random(2018).NextBytes(scan);
        var body = new BodyBuilder { TextBody = "The Minister accepts." };
        body.Attachments.Add("note verbale.pdf", scan, new ContentType("application", "pdf"));
        var mail = new MimeMessage { MessageId = "2@x.example", Body = body.ToMessageBody() };
        foreach (var request in new[] { InboundParseRequests.Raw(mail, to), InboundParseRequests.Parsed(mail, to) })
        {
            var before = process.WorkingSet;
            var (peak, posting) = (before, Post("inbound", request));
            while (!posting.IsCompleted)
            {
                peak = Math.Max(peak, process.WorkingSet);
                await Task.WhenAny(
                    posting,
                    Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Cancellation)
                );
            }
            Assert.Equal(HttpStatusCode.OK, (await posting).Status);
            peak = Math.Max(peak, process.WorkingSet);
            // One copy of the message in memory takes more.
            Assert.True(peak - before < 28 * MiB, $"The working set has grown by {(peak - before) / MiB} MiB.");
        }
    }

    private async Task<(HttpStatusCode Status, string Said)> Post(string name, PostedWebhook request)
    {
        using var message = request.ToHttp(new Uri($"webhooks/sendgrid/{name}", UriKind.Relative));
        using var answer = await http.SendAsync(message, Cancellation);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancellation));
    }

    private static string? Detail(string problem) =>
        JsonDocument.Parse(problem).RootElement.GetProperty("detail").GetString();

    /// <summary>The sample, whose letters are due now and without regard to working hours.</summary>
    private string Folder()
    {
        var folder = Path.Combine(scratch, "campaign");
        var sample = SampleCampaign.Path;
        foreach (var file in Directory.EnumerateFiles(sample, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(folder, Path.GetRelativePath(sample, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
        var json = Path.Combine(folder, "campaign.json");
        var years = TimeProvider.System.GetUtcNow().Year + 1 - 2018;
        // Sent years ago, with a deadline years ahead.
        var campaign = File.ReadAllText(json).Replace("\"2018-", $"\"{2018 + years}-", StringComparison.Ordinal);
        File.WriteAllText(json, Window().Replace(campaign, ""), Encoding.UTF8);
        return folder;
    }

    [GeneratedRegex("\"window\": \\{[^}]*\\},?", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Window();
}
