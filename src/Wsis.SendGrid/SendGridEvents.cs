using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Webhooks;
using Wsis.Invitations.Workflow;
using Wsis.SendGrid.Events;

namespace Wsis.SendGrid;

/// <summary>Receives SendGrid's signed event webhook, which reports what became of letters. It verifies and reads a
/// batch and applies the events of a partition together. Events may arrive repeatedly and in any order.</summary>
public sealed class SendGridEvents(
    InvitationService invitations,
    IIdempotencyStore store,
    IOptions<SendGridOptions> options,
    TimeProvider clock,
    ILogger<SendGridEvents> log
) : IProviderWebhook
{
    private const string Source = "sendgrid-events";

    /// <summary>How many ids are looked up concurrently.</summary>
    private const int MaxConcurrency = 16;

    /// <summary>A store that is down fails for all events alike.</summary>
    private const int MaxLoggedFailures = 8;

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
    /// whole batch for up to 24 hours, and stored events change nothing.</summary>
    public async Task<WebhookAnswer> Receive(WebhookRequest request, CancellationToken cancellation)
    {
        if (await signature.FindError(request, cancellation) is { } error)
            return new WebhookAnswer(401, error);
        if (await Read(request.Body, cancellation) is not { } events)
            return new WebhookAnswer(400, "The body is not a JSON array of events.");
        var result = new BatchResult(events.Count);
        await Apply(
            await SkipRepeated([.. events.OfType<ProviderEvent>()], result, cancellation),
            result,
            cancellation
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

    /// <summary>Leaves out events whose ids are stored. A delivery report that comes again changes nothing, so only the
    /// ids of the others are stored.</summary>
    private async Task<List<ProviderEvent>> SkipRepeated(
        List<ProviderEvent> events,
        BatchResult result,
        CancellationToken cancellation
    )
    {
        var skipped = new ConcurrentDictionary<ProviderEvent, bool>(ReferenceEqualityComparer.Instance);
        await Parallel.ForEachAsync(
            events.Where(HasStoredId),
            new ParallelOptions { MaxDegreeOfParallelism = MaxConcurrency, CancellationToken = cancellation },
            async (e, token) =>
            {
                try
                {
                    if (await store.Get(Source, e.Id, token) is null)
                        return;
                    result.AddUnchanged();
                }
                catch (StoreUnavailableException x)
                {
                    AddFailed(e, x, result);
                }
                skipped.TryAdd(e, true);
            }
        );
        return [.. events.Where(e => !skipped.ContainsKey(e))];
    }

    private static bool HasStoredId(ProviderEvent e) => EventMapper.ToSignal(e) is Signal.ProviderReported;

    private async Task Apply(List<ProviderEvent> events, BatchResult result, CancellationToken cancellation)
    {
        var results = await invitations.ApplyAll(
            [.. events.Select(e => (e.Dispatch.Key, EventMapper.ToSignal(e)))],
            cancellation
        );
        var recorded = new List<ProviderEvent>();
        foreach (var (e, applied) in events.Zip(results))
            switch (applied)
            {
                case { Failure: { } failure }:
                    AddFailed(e, failure, result);
                    break;
                case { Decision: null }:
                    result.AddUnknown();
                    break;
                case { Decision.IsChange: false }:
                    result.AddUnchanged();
                    break;
                default:
                    recorded.Add(e);
                    result.AddRecorded();
                    break;
            }
        await StoreIds([.. recorded.Where(HasStoredId)], result, cancellation);
    }

    /// <summary>The ids are stored last. An event applied twice does no harm; an event not applied would be
    /// lost.</summary>
    private async Task StoreIds(List<ProviderEvent> events, BatchResult result, CancellationToken cancellation)
    {
        try
        {
            await store.AddAll(
                Source,
                [
                    .. events.Select(e =>
                        (
                            e.Id,
                            e.Type,
                            (EntrySubject?)new EntrySubject(e.Dispatch.Key.Campaign, e.Dispatch.Key.Invitee.Value)
                        )
                    ),
                ],
                cancellation
            );
        }
        catch (Exception x) when (!cancellation.IsCancellationRequested)
        {
            log.LogError(x, "The ids of {Count} events could not be stored. SendGrid will retry them", events.Count);
            result.AddFailed();
        }
    }

    private void AddFailed(ProviderEvent e, Exception failure, BatchResult result)
    {
        // A retry of an event that is too large would fail too.
        if (failure is StoreLimitException)
        {
            log.LogError(failure, "The event {Event} ({Type}) about {Dispatch} is too large", e.Id, e.Type, e.Dispatch);
            result.AddUnknown();
            return;
        }
        if (result.Failed < MaxLoggedFailures)
            log.LogError(
                failure,
                "The event {Event} ({Type}) about {Dispatch} could not be recorded. SendGrid will retry it",
                e.Id,
                e.Type,
                e.Dispatch
            );
        result.AddFailed();
    }
}
