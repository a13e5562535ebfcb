using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Webhooks;
using Wsis.Invitations.Workflow;
using Wsis.SendGrid.Events;

namespace Wsis.SendGrid;

/// <summary>Receives SendGrid's signed event webhook, which reports what became of letters. It verifies and reads a
/// batch, applies each event and stores its id. Events may arrive repeatedly and in any order.</summary>
public sealed class SendGridEvents(
    InvitationService invitations,
    IIdempotencyStore store,
    IOptions<SendGridOptions> options,
    TimeProvider clock,
    ILogger<SendGridEvents> log
) : IProviderWebhook
{
    private const string Source = "sendgrid-events";

    /// <summary>How many invitations are changed concurrently.</summary>
    private const int MaxConcurrency = 4;

    /// <summary>After so many failures the store is probably down. The rest of the batch is left to SendGrid's
    /// retry.</summary>
    private const int MaxFailures = 8;

    private readonly EventSignature signature = new(options.Value.EventPublicKeys, options.Value.EventTolerance, clock);

    /// <inheritdoc/>
    public string Name => "events";

    /// <summary>4 MiB. SendGrid posts "when the batch size reaches 768 kilobytes".</summary>
    public long MaxBodySize => 4 * 1024 * 1024;

    /// <inheritdoc/>
    public WebhookAnswer? Authenticate(IReadOnlyDictionary<string, string> headers) =>
        signature.FindError(headers) is { } error ? new WebhookAnswer(401, error) : null;

    /// <summary>Receives a batch. 200: all events that can be stored are stored. 401: the signature is not valid, or
    /// too old. 400: the body is not a batch of events. 503: an event could not be stored. SendGrid then retries the
    /// whole batch for up to 24 hours, and stored events are recognized by their ids.</summary>
    public async Task<WebhookAnswer> Receive(WebhookRequest request, CancellationToken cancellation)
    {
        if (await signature.FindError(request, cancellation) is { } error)
            return new WebhookAnswer(401, error);
        if (await Read(request.Body, cancellation) is not { } events)
            return new WebhookAnswer(400, "The body is not a JSON array of events.");
        var result = new BatchResult(events.Count);
        // The events of one invitation are applied in sequence. A failure does not affect other invitations.
        await Parallel.ForEachAsync(
            events.OfType<ProviderEvent>().GroupBy(e => e.Dispatch.Key),
            new ParallelOptions { MaxDegreeOfParallelism = MaxConcurrency, CancellationToken = cancellation },
            async (group, token) =>
            {
                foreach (var e in group)
                    if (result.Failed < MaxFailures)
                        await Apply(e, result, token);
            }
        );
        return new WebhookAnswer(result.Failed == 0 ? 200 : 503, result.ToString());
    }

    private static async Task<List<ProviderEvent?>?> Read(Stream body, CancellationToken cancellation)
    {
        try
        {
            body.Position = 0;
            using var json = await JsonDocument.ParseAsync(body, default, cancellation);
            return json.RootElement.ValueKind == JsonValueKind.Array
                ? [.. json.RootElement.EnumerateArray().Select(ProviderEvent.Read)]
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private async Task Apply(ProviderEvent e, BatchResult result, CancellationToken cancellation)
    {
        try
        {
            if (await store.Get(Source, e.Id, cancellation) is not null)
                result.AddDuplicate();
            else if (await invitations.Apply(e.Dispatch.Key, EventMapper.ToSignal(e), cancellation) is null)
                result.AddUnknown();
            else
            {
                // The id is stored last. An event applied twice does no harm; an event not applied would be lost.
                await store.TryAdd(Source, e.Id, e.Type, e.Dispatch.Key.Campaign, cancellation);
                result.AddRecorded();
            }
        }
        catch (StoreLimitException x)
        {
            // A retry would fail too.
            log.LogError(
                x,
                "The event {Event} ({Type}) about {Dispatch} is too large to be stored",
                e.Id,
                e.Type,
                e.Dispatch
            );
            result.AddUnknown();
        }
        catch (Exception x) when (!cancellation.IsCancellationRequested)
        {
            log.LogError(
                x,
                "The event {Event} ({Type}) about {Dispatch} could not be recorded. SendGrid will retry it",
                e.Id,
                e.Type,
                e.Dispatch
            );
            result.AddFailed();
        }
    }
}
