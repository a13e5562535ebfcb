using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Wsis.Invitations.Storage;
using Wsis.SendGrid;
using Wsis.Web.Tests.Webhooks;

namespace Wsis.Web.Tests;

/// <summary>Thousands of malformed requests to the public endpoints.</summary>
public sealed class FuzzTests(ITestOutputHelper output)
{
    private static readonly int Requests = ProofForm.Choose(2_000, 20_000);

    /// <summary>The one office whose link is used as it is: it alone may have changed in the end.</summary>
    private const string Victim = "FRA";

    private static readonly string[] Traces =
    [
        "   at Wsis.",
        "   at System.",
        "   at Microsoft.",
        "Exception:",
        ".cs:line",
    ];

    [Fact]
    public async Task No_request_fails_reveals_internals_or_changes_anything_without_a_token_or_a_signature()
    {
        var seed = Environment.GetEnvironmentVariable("WSIS_FUZZ_SEED") is { } given
            ? int.Parse(given, System.Globalization.CultureInfo.InvariantCulture)
            : Random.Shared.Next();
        output.WriteLine($"WSIS_FUZZ_SEED={seed}");
        await using var app = await TestHost.Start(webhooks: WebsiteClient.Settings, more: SendGridIsOpen);
        var before = await Record(app);
        var statuses = new Dictionary<int, int>();
        var gate = new Lock();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, Requests),
            new ParallelOptions { MaxDegreeOfParallelism = 8 },
            async (n, cancellation) =>
            {
                using var request = new FuzzedRequest(new Random(unchecked((seed * 31) + n)), app, Victim).Make();
                using var response = await app.Http.SendAsync(request, cancellation);
                var body =
                    request.Method == HttpMethod.Head ? "" : await response.Content.ReadAsStringAsync(cancellation);
                Assert.True(
                    (int)response.StatusCode < 500,
                    $"Seed {seed}, request {n}: {request.Method} {request.RequestUri} was answered "
                        + $"{(int)response.StatusCode}: {body}"
                );
                Assert.True(
                    !Traces.Any(t => body.Contains(t, StringComparison.Ordinal)),
                    $"Seed {seed}, request {n}: {body}"
                );
                lock (gate)
                    statuses[(int)response.StatusCode] = statuses.GetValueOrDefault((int)response.StatusCode) + 1;
            }
        );
        output.WriteLine(string.Join(", ", statuses.OrderBy(s => s.Key).Select(s => $"{s.Key}: {s.Value}")));
        Assert.Equal(before, await Record(app));
        Assert.Equal(0, app.Store.Remembered);
        // It would prove little if all had been turned away at the first glance.
        Assert.Superset(new HashSet<int> { 200, 303, 400, 401, 404, 405, 415 }, statuses.Keys.ToHashSet());
        if (ProofForm.IsLong)
            Assert.Superset(new HashSet<int> { 409, 413 }, statuses.Keys.ToHashSet());
    }

    /// <summary>The endpoints of the mail provider, without its key or password.</summary>
    private static void SendGridIsOpen(IServiceCollection services)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        services.AddWsisSendGrid(
            new ConfigurationBuilder()
                .AddInMemoryCollection(
                    new Dictionary<string, string?>
                    {
                        ["ApiKey"] = "none",
                        ["EventPublicKeys:0"] = Convert.ToBase64String(key.ExportSubjectPublicKeyInfo()),
                        ["InboundPasswords:0"] = Convert.ToHexString(RandomNumberGenerator.GetBytes(16)),
                    }
                )
                .Build()
        );
    }

    private static async Task<string> Record(TestHost app)
    {
        var rows = await app.Store.Invitations.List(
            SampleCampaign.Folder.Campaign!.Id,
            16,
            InvitationFilter.None,
            1000,
            null,
            CancellationToken.None
        );
        var correspondence = await app.Store.Correspondence.List(
            null,
            CorrespondenceFilter.None,
            1,
            null,
            CancellationToken.None
        );
        return string.Join(
                '\n',
                rows.Items.Where(r => r.Value.Invitee.Id.Value != Victim)
                    .Select(r => $"{r.Value.Invitee.Id} {r.Version}")
            ) + correspondence.Items.Count;
    }
}

/// <summary>A request made of right parts, wrong parts and noise.</summary>
internal sealed class FuzzedRequest(Random chance, TestHost app, string victim)
{
    private static readonly string[] Noise =
    [
        "",
        " ",
        "\0",
        "\r\nX: y",
        "%00",
        "%0d%0aX:%20y",
        "..",
        "../../etc/passwd",
        "%2e%2e%2f",
        "<script>alert(1)</script>",
        "{{ 7 | times: 7 }}",
        "=HYPERLINK(\"http://x\")",
        "' or 1=1 --",
        "\u202Etxt",
        "🎩",
        "\uFFFF",
        "null",
        "NaN",
        "-1",
        "99999999999999999999",
        "1e309",
        "[]",
        "{}",
        "true",
        new string('A', 300),
        new string('é', 5000),
        "a.b.c",
        "~~~",
        "k1..",
        "=",
        "&&&&",
        ";charset=utf-16",
    ];

    /// <summary>The form's fields, with values that are right for them.</summary>
    private static readonly (string Name, string[] Values)[] Fields =
    [
        ("answer", ["accepted", "declined", "delegated"]),
        ("statementDay", ["2018-03-20", "2018-03-21", ""]),
        ("statementLanguage", ["fr", "ar", ""]),
        ("delegationSize", ["3", "٣"]),
        ("women", ["0", "2"]),
        ("representativeTitle", ["Ambassador", ""]),
        ("representativeName", ["N. N."]),
        ("representativeAddress", ["n@example.org", ""]),
        ("remarks", ["Merci"]),
        ("saw", ["", "0", "1"]),
        ("replyId", ["same", ""]),
        ("x", ["y"]),
    ];

    private static readonly HttpMethod[] Methods =
    [
        HttpMethod.Get,
        HttpMethod.Get,
        HttpMethod.Head,
        .. Enumerable.Repeat(HttpMethod.Post, 6),
        HttpMethod.Put,
        HttpMethod.Delete,
        HttpMethod.Options,
        HttpMethod.Patch,
        new("PROPFIND"),
    ];

    private static readonly string[] Types =
    [
        .. Enumerable.Repeat("application/x-www-form-urlencoded", 6),
        "multipart/form-data; boundary=b",
        "multipart/form-data",
        "application/json",
        "application/json; charset=utf-8",
        "text/plain",
        "x",
        "application/x-www-form-urlencoded; charset=utf-7",
    ];

    public HttpRequestMessage Make()
    {
        var request = new HttpRequestMessage(
            Pick(Methods),
            new Uri(
                $"{app.Site}{Path()}{Query()}",
                new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }
            )
        );
        if (request.Method == HttpMethod.Post || chance.Next(4) == 0)
        {
            request.Content = new ByteArrayContent(Mutated(Body()));
            request.Content.Headers.TryAddWithoutValidation("Content-Type", Pick(Types));
        }
        foreach (var (name, value) in Headers())
            request.Headers.TryAddWithoutValidation(name, value);
        return request;
    }

    private string Path() =>
        chance.Next(8) switch
        {
            0 => "webhooks/confirmations",
            4 => Pick(["webhooks/sendgrid/events", "webhooks/sendgrid/inbound"]),
            1 => Pick([
                "health",
                "staff/sign-in",
                "webhooks/",
                "webhooks/x",
                "r",
                "r/",
                "robots.txt",
                ".well-known/x",
                "r//letter",
            ]),
            2 => $"r/{Escaped(Pick(Noise))}{Tail()}",
            3 => $"r/{Escaped(Broken(app.Link(Other())["r/".Length..]))}{Tail()}",
            _ => app.Link(victim) + Tail(),
        };

    private string Tail() => Pick(["", "", "", "/letter", "/event.ics", "/", "/x", "/letter/", "/%2e%2e"]);

    private string Query() =>
        chance.Next(3) == 0
            ? $"?lang={Escaped(chance.Next(2) == 0 ? Pick(["ar", "fr", "en"]) : Pick(Noise))}&x={Escaped(Pick(Noise))}"
            : "";

    private byte[] Body() =>
        Encoding.UTF8.GetBytes(
            chance.Next(8) switch
            {
                0 => WebsiteClient.Message((Pick(Fields).Name, Pick(Noise)), ("version", chance.Next(-5, 5))),
                1 => string.Join(
                    "\r\n",
                    Enumerable
                        .Range(0, chance.Next(4))
                        .Select(_ =>
                            $"--b\r\nContent-Disposition: form-data; name=\"{Pick(Fields).Name}\"\r\n\r\n{Pick(Noise)}"
                        )
                ) + Pick(["", "\r\n--b--", "\r\n--b"]),
                2 => new string('[', chance.Next(2000)) + Pick(Noise),
                3 => new string('x', chance.Next(70_000)),
                _ => string.Join(
                    '&',
                    Fields
                        .Where(_ => chance.Next(4) > 0)
                        .Select(f => $"{f.Name}={Escaped(chance.Next(8) == 0 ? Pick(Noise) : Pick(f.Values))}")
                ),
            }
        );

    /// <summary>With some bytes changed, once in a while.</summary>
    private byte[] Mutated(byte[] body)
    {
        for (var i = chance.Next(3) == 0 ? chance.Next(10) : 0; i > 0 && body.Length > 0; i--)
            body[chance.Next(body.Length)] = (byte)chance.Next(256);
        return body;
    }

    private IEnumerable<(string Name, string Value)> Headers()
    {
        if (chance.Next(2) == 0)
            yield break;
        yield return ("webhook-id", Header(Pick(["msg_1", Pick(Noise)])));
        yield return ("webhook-timestamp", Header(Pick([$"{app.Clock.Now.ToUnixTimeSeconds()}", Pick(Noise)])));
        yield return (
            "webhook-signature",
            Header(Pick(["v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", "v1,", Pick(Noise)]))
        );
        yield return (
            "X-Twilio-Email-Event-Webhook-Timestamp",
            Header(Pick([$"{app.Clock.Now.ToUnixTimeSeconds()}", Pick(Noise)]))
        );
        yield return ("X-Twilio-Email-Event-Webhook-Signature", Header(Pick(["MEUCIQ==", Pick(Noise)])));
        yield return ("Authorization", Header(Pick(["Basic OnBhc3N3b3Jk", "Basic ", "Bearer x", Pick(Noise)])));
        yield return (
            Pick([
                "Accept-Language",
                "X-Forwarded-For",
                "Cookie",
                "Range",
                "If-None-Match",
                "X-HTTP-Method-Override",
                "Referer",
            ]),
            Header(Pick(Noise))
        );
    }

    private string Other()
    {
        var invitee = Pick(SampleCampaign.Few.Invitees).Id.Value;
        return invitee == victim ? "CHE" : invitee;
    }

    /// <summary>A token that is not valid any more: one character is another one.</summary>
    private string Broken(string token)
    {
        var at = chance.Next(token.Length);
        return chance.Next(3) == 0
            ? token[..at]
            : string.Concat(token.AsSpan(0, at), token[at] == 'A' ? "B" : "A", token.AsSpan(at + 1));
    }

    private static string Escaped(string text) =>
        text.Contains('%', StringComparison.Ordinal) ? text : Uri.EscapeDataString(text);

    private static string Header(string text) => string.Concat(text.Where(c => c is >= ' ' and <= '~'));

    private T Pick<T>(IReadOnlyList<T> from) => from[chance.Next(from.Count)];
}
