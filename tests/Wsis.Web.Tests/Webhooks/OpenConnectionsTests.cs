using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;
using Wsis.SendGrid;
using Wsis.Web.Hosting.RateLimiting;

namespace Wsis.Web.Tests.Webhooks;

/// <summary>Senders that declare large bodies and do not send them.</summary>
/// <remarks>Memory is measured for the whole process, so no other test may run meanwhile.</remarks>
[Collection(nameof(OpenConnectionsTests))]
[CollectionDefinition(nameof(OpenConnectionsTests), DisableParallelization = true)]
public sealed class OpenConnectionsTests
{
    private const int Connections = 600;
    private const int DeclaredLength = 4_000_000;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("webhooks/sendgrid/events")]
    [InlineData("webhooks/sendgrid/inbound")]
    [InlineData("webhooks/confirmations")]
    public async Task Bodies_that_are_declared_and_not_sent_take_no_memory(string path)
    {
        await using var app = await TestHost.Start(
            launched: false,
            limits: RateLimits.None,
            webhooks: WebsiteClient.Settings,
            more: services => services.AddWsisSendGrid(CreateSettings())
        );
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var connections = new List<TcpClient>();
        try
        {
            var head = CreateHead(app, path);
            for (var i = 0; i < Connections; i++)
            {
                var connection = new TcpClient();
                connections.Add(connection);
                await connection.ConnectAsync(IPAddress.Loopback, app.Site.Port, Cancellation);
                await connection.GetStream().WriteAsync(head, Cancellation);
            }
            // Connections are served in the order in which they come, so this one was read after the others.
            using var health = await app.Get("health");
            Assert.Equal(HttpStatusCode.OK, health.StatusCode);
            var taken = GC.GetTotalMemory(forceFullCollection: true) - before;
            Assert.True(taken < 64 * 1024 * 1024, $"{taken / 1024 / 1024} MiB are taken.");
        }
        finally
        {
            connections.ForEach(c => c.Dispose());
        }
    }

    /// <summary>A request with everything that can be checked before its body, and the beginning of the body.</summary>
    private static byte[] CreateHead(TestHost app, string path)
    {
        var seconds = app.Clock.Now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signature = Convert.ToBase64String(RandomNumberGenerator.GetBytes(64));
        var type = path.EndsWith("inbound", StringComparison.Ordinal)
            ? "multipart/form-data; boundary=b"
            : "application/json";
        return Encoding.ASCII.GetBytes(
            $"POST /{path} HTTP/1.1\r\nHost: {app.Site.Authority}\r\nContent-Length: {DeclaredLength}\r\n"
                + $"Content-Type: {type}\r\n"
                + $"X-Twilio-Email-Event-Webhook-Signature: {signature}\r\n"
                + $"X-Twilio-Email-Event-Webhook-Timestamp: {seconds}\r\n"
                + $"webhook-id: {seconds}\r\nwebhook-timestamp: {seconds}\r\nwebhook-signature: v1,{signature}\r\n"
                + "\r\n--b\r\n["
        );
    }

    private static IConfiguration CreateSettings()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new ConfigurationBuilder()
            .AddInMemoryCollection(
                new Dictionary<string, string?>
                {
                    ["ApiKey"] = "none",
                    ["EventPublicKeys:0"] = Convert.ToBase64String(key.ExportSubjectPublicKeyInfo()),
                    ["InboundPasswords:0"] = Convert.ToHexString(RandomNumberGenerator.GetBytes(16)),
                }
            )
            .Build();
    }
}
