namespace Wsis.Invitations.Webhooks;

/// <summary>Receives the posts of a mail provider: delivery events or incoming mail.</summary>
public interface IProviderWebhook
{
    /// <summary>The last part of its route, <c>/webhooks/{provider}/{name}</c>.</summary>
    string Name { get; }

    /// <summary>The largest body that is read, in bytes. A larger one gets status 413.</summary>
    long MaxBodySize { get; }

    /// <summary>Refuses a sender by the headers alone, before the body is read. Null if the headers do not
    /// decide.</summary>
    WebhookAnswer? Authenticate(IReadOnlyDictionary<string, string> headers) => null;

    /// <summary>Receives a request. A status of 2xx means that everything in it is stored.</summary>
    Task<WebhookAnswer> Receive(WebhookRequest request, CancellationToken cancellation);
}

/// <summary>The status of the response, and a sentence for the log of the provider.</summary>
public sealed record WebhookAnswer(int Status, string Text);
