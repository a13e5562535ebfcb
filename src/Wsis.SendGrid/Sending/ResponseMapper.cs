using System.Net;
using System.Text.Json;
using NodaTime;
using SendGrid;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Workflow;

namespace Wsis.SendGrid.Sending;

/// <summary>Maps a response of SendGrid to the outcome of sending (SendGrid's "Mail Send errors" and "Status
/// codes").</summary>
internal sealed class ResponseMapper(SendGridOptions options, RateLimit limit)
{
    /// <summary>The provider as reasons name it.</summary>
    public const string Provider = "SendGrid";

    private const int MaxReasonLength = 1000;

    public async Task<SendOutcome> Map(Response answer) =>
        answer.StatusCode switch
        {
            // 202: queued. 200: validated in sandbox mode.
            HttpStatusCode.Accepted or HttpStatusCode.OK => new SendOutcome.Accepted(ReadMessageId(answer)),
            HttpStatusCode.TooManyRequests => new SendOutcome.Busy(await ReadReason(answer), OpensIn()),
            // SendGrid reports a failure. If it accepted the letter nevertheless, its event arrives before the next
            // try.
            HttpStatusCode.InternalServerError or HttpStatusCode.ServiceUnavailable => new SendOutcome.Busy(
                await ReadReason(answer),
                OpensIn()
            ),
            // Gateways before SendGrid return these. The letter may have been accepted.
            HttpStatusCode.RequestTimeout or > HttpStatusCode.InternalServerError => new SendOutcome.Unknown(
                await ReadReason(answer)
            ),
            _ => new SendOutcome.Rejected(await ReadReason(answer)),
        };

    /// <summary>Removes the API key from a text, and shortens it to one line.</summary>
    public string Clean(string text)
    {
        var line = TextSanitizer.Line(text.Replace(options.ApiKey, "(API key)", StringComparison.Ordinal));
        return line.Length <= MaxReasonLength ? line : line[..(MaxReasonLength - 1)] + "…";
    }

    private static string ReadMessageId(Response answer) =>
        answer.Headers.TryGetValues("X-Message-Id", out var ids) ? ids.First() : "";

    private Duration? OpensIn()
    {
        const double maxJitter = 0.1;
        // The jitter prevents that letters that were put back together all return at the same time.
        return limit.OpensIn is var wait && wait > TimeSpan.Zero
            ? Duration.FromTimeSpan(wait * (1 + maxJitter * Random.Shared.NextDouble()))
            : null;
    }

    private async Task<Reason> ReadReason(Response answer)
    {
        var body = answer.Body is null ? "" : await answer.Body.ReadAsStringAsync();
        var words = ReadErrors(body) is { Length: > 0 } errors ? errors : body;
        return new Reason.ProviderAnswered(
            Provider,
            (int)answer.StatusCode,
            Clean(words.Length > 0 ? words : answer.StatusCode.ToString())
        );
    }

    /// <summary>Reads the errors in a response: <c>{"errors":[{"message":"...","field":"..."}]}</c>.</summary>
    private static string? ReadErrors(string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return
                json.RootElement.ValueKind != JsonValueKind.Object
                || !json.RootElement.TryGetProperty("errors", out var errors)
                || errors.ValueKind != JsonValueKind.Array
                ? null
                : string.Join(
                    "; ",
                    errors
                        .EnumerateArray()
                        .Select(e => (Message: Text(e, "message"), Field: Text(e, "field")))
                        .Where(e => e.Message is not null)
                        .Select(e => e.Field is null ? e.Message : $"{e.Message} ({e.Field})")
                );
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement error, string property) =>
        error.ValueKind == JsonValueKind.Object
        && error.TryGetProperty(property, out var value)
        && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
