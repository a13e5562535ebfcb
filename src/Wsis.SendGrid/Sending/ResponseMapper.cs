using System.Net;
using System.Text.Json;
using NodaTime;
using SendGrid;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Workflow;

namespace Wsis.SendGrid.Sending;

/// <summary>Reads what SendGrid's answer means for a letter. Sources: SendGrid's "Mail Send errors" and "Status
/// codes".</summary>
internal sealed class ResponseMapper(SendGridOptions options, RateLimit limit)
{
    private const int MaxReasonLength = 1000;

    public async Task<SendOutcome> Read(Response answer) =>
        answer.StatusCode switch
        {
            // 202: queued. 200: checked in sandbox mode.
            HttpStatusCode.Accepted or HttpStatusCode.OK => new SendOutcome.Accepted(MessageId(answer)),
            HttpStatusCode.TooManyRequests => new SendOutcome.Busy(await Reason(answer), OpensIn()),
            // SendGrid itself says that it failed. Should it have taken the letter all the same, its event arrives
            // before the workflow tries again.
            HttpStatusCode.InternalServerError or HttpStatusCode.ServiceUnavailable => new SendOutcome.Busy(
                await Reason(answer),
                OpensIn()
            ),
            // These come from what stands before SendGrid, which has lost sight of the request: the letter may have
            // been taken.
            HttpStatusCode.RequestTimeout or > HttpStatusCode.InternalServerError => new SendOutcome.Unknown(
                await Reason(answer)
            ),
            _ => new SendOutcome.Rejected(await Reason(answer)),
        };

    /// <summary>The text without the API key, should anybody have sent it back to us, on one line of bearable
    /// length.</summary>
    public string Clean(string text)
    {
        var line = TextSanitizer.Line(text.Replace(options.ApiKey, "(API key)", StringComparison.Ordinal));
        return line.Length <= MaxReasonLength ? line : line[..(MaxReasonLength - 1)] + "…";
    }

    private static string MessageId(Response answer) =>
        answer.Headers.TryGetValues("X-Message-Id", out var ids) ? ids.First() : "";

    private Duration? OpensIn()
    {
        const double mostSpread = 0.1;
        // Spread a little, so that letters put back together do not all return in the same moment.
        return limit.OpensIn is var wait && wait > TimeSpan.Zero
            ? Duration.FromTimeSpan(wait * (1 + mostSpread * Random.Shared.NextDouble()))
            : null;
    }

    private async Task<string> Reason(Response answer)
    {
        var body = answer.Body is null ? "" : await answer.Body.ReadAsStringAsync();
        return Clean(
            $"SendGrid answered {(int)answer.StatusCode}: {(Errors(body) is { Length: > 0 } errors ? errors : body.Length > 0 ? body : answer.StatusCode)}"
        );
    }

    /// <summary>SendGrid's own words: <c>{"errors":[{"message":"...","field":"..."}]}</c>.</summary>
    private static string? Errors(string body)
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
