using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Wsis.Invitations.Ports;
using Wsis.Invitations.Workflow;
using Wsis.SendGrid.Events;

namespace Wsis.SendGrid;

/// <summary>Takes in SendGrid's signed event webhook: what became of the letters it took. The way of a batch: verify,
/// read, apply each event, remember its id, answer. Events may come repeatedly and in any order.</summary>
public sealed class SendGridEvents(
    InvitationService invitations,
    IInvitationStore store,
    IOptions<SendGridOptions> options,
    TimeProvider clock,
    ILogger<SendGridEvents> log
) : IProviderWebhook
{
    private const string Source = "sendgrid-events";

    /// <summary>How many invitations are worked on at the same time.</summary>
    private const int MaxConcurrency = 4;

    /// <summary>After so many failures the rest of a batch is left to SendGrid's repetition: the store is down, and
    /// each failure takes its time.</summary>
    private const int MaxFailures = 8;

    private readonly EventSignature signature = new(options.Value.EventPublicKeys, options.Value.EventTolerance, clock);

    /// <inheritdoc/>
    public string Name => "events";

    /// <summary>4 MiB. SendGrid posts "when the batch size reaches 768 kilobytes".</summary>
    public long MaxBodySize => 4 * 1024 * 1024;

    /// <summary>Takes in a batch. 200: whatever can be on the record is. 401: not from SendGrid, or too old. 400: not a
    /// batch of events. 503: something could not be stored; SendGrid repeats the whole batch for up to 24 hours, and
    /// what was stored is known by its id.</summary>
    public async Task<WebhookAnswer> Receive(WebhookRequest request, CancellationToken cancellation)
    {
        if (signature.Refusal(request) is { } refusal)
            return new WebhookAnswer(401, refusal);
        if (Read(request.Body) is not { } events)
            return new WebhookAnswer(400, "The body is not a JSON array of events.");
        var count = new BatchResult(events.Count);
        // The events of one invitation one after the other; one that fails does not hold up another's.
        await Parallel.ForEachAsync(
            events.OfType<ProviderEvent>().GroupBy(e => e.Dispatch.Key),
            new ParallelOptions { MaxDegreeOfParallelism = MaxConcurrency, CancellationToken = cancellation },
            async (group, token) =>
            {
                foreach (var e in group)
                    if (count.Failed < MaxFailures)
                        await Take(e, count, token);
            }
        );
        return new WebhookAnswer(count.Failed == 0 ? 200 : 503, count.ToString());
    }

    private static List<ProviderEvent?>? Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.ValueKind == JsonValueKind.Array
                ? [.. json.RootElement.EnumerateArray().Select(ProviderEvent.Read)]
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private async Task Take(ProviderEvent e, BatchResult count, CancellationToken cancellation)
    {
        try
        {
            if (await store.Get(Source, e.Id, cancellation) is not null)
                count.AddRepeated();
            else if (await invitations.Apply(e.Dispatch.Key, EventMapper.SignalOf(e), cancellation) is null)
                count.AddStrange();
            else
            {
                // Only now: an event applied twice does no harm, one remembered and not applied would be lost.
                await store.TryAdd(Source, e.Id, e.Type, e.Dispatch.Key.Campaign, cancellation);
                count.AddRecorded();
            }
        }
        catch (StoreLimitException x)
        {
            // No repetition will make it fit.
            log.LogError(
                x,
                "The event {Event} ({Type}) about {Dispatch} is too large to be stored",
                e.Id,
                e.Type,
                e.Dispatch
            );
            count.AddStrange();
        }
        catch (Exception x) when (!cancellation.IsCancellationRequested)
        {
            log.LogError(
                x,
                "The event {Event} ({Type}) about {Dispatch} could not be recorded; SendGrid will repeat it",
                e.Id,
                e.Type,
                e.Dispatch
            );
            count.AddFailed();
        }
    }
}
