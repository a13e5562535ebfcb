namespace Wsis.Invitations.Webhooks;

/// <summary>Takes in what a mail provider posts to us: delivery events, or mail that was sent to us.</summary>
public interface IProviderWebhook
{
    /// <summary>The last part of its route, <c>/webhooks/{provider}/{name}</c>.</summary>
    string Name { get; }

    /// <summary>The largest body that is read, in bytes; a larger one is answered with 413.</summary>
    long MaxBodySize { get; }

    /// <summary>Turns a sender away by the headers alone, before the body is read; null where the body decides, or need
    /// not.</summary>
    WebhookAnswer? Authenticate(IReadOnlyDictionary<string, string> headers) => null;

    /// <summary>Takes in a request. A status of 2xx means that everything in it is on the record.</summary>
    Task<WebhookAnswer> Receive(WebhookRequest request, CancellationToken cancellation);
}

/// <summary>A request as it came, its body unparsed: signatures are over the raw bytes.</summary>
/// <param name="Headers">The headers, by name in any case.</param>
/// <param name="ContentType">The media type with its parameters.</param>
/// <param name="Body">The raw bytes.</param>
public sealed record WebhookRequest(
    IReadOnlyDictionary<string, string> Headers,
    string? ContentType,
    ReadOnlyMemory<byte> Body
);

/// <summary>The status to answer with, and a sentence for whoever reads the provider's log.</summary>
public sealed record WebhookAnswer(int Status, string Text);
