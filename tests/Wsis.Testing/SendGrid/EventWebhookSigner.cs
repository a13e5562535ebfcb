using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Wsis.SendGrid.Events;

namespace Wsis.Testing.SendGrid;

/// <summary>Signs and posts batches of events as SendGrid does, with a key made in the test.</summary>
public sealed class EventWebhookSigner(TimeProvider clock) : IDisposable
{
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    /// <summary>The key as SendGrid shows it.</summary>
    public string PublicKey => Convert.ToBase64String(key.ExportSubjectPublicKeyInfo());

    public PostedWebhook Batch(params IEnumerable<ReportedEvent> events) =>
        Sign(Encoding.UTF8.GetBytes(new JsonArray([.. events.Select(e => e.Json.DeepClone())]).ToJsonString()));

    public PostedWebhook Sign(byte[] body, DateTimeOffset? at = null)
    {
        var timestamp = $"{(at ?? clock.GetUtcNow()).ToUnixTimeSeconds()}";
        var signature = key.SignData(
            [.. Encoding.ASCII.GetBytes(timestamp), .. body],
            HashAlgorithmName.SHA256,
            DSASignatureFormat.Rfc3279DerSequence
        );
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            [EventSignature.TimestampHeader.ToLowerInvariant()] = timestamp,
            [EventSignature.SignatureHeader.ToLowerInvariant()] = Convert.ToBase64String(signature),
        };
        return new PostedWebhook(headers, "application/json", body);
    }

    public void Dispose() => key.Dispose();
}
