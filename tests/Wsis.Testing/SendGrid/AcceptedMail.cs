using System.Text.Json;

namespace Wsis.Testing.SendGrid;

/// <summary>A letter that the stand-in has taken: it is on its way to its recipients.</summary>
public sealed record AcceptedMail(JsonElement Json, string MessageId)
{
    public JsonElement Personalization => Json.GetProperty("personalizations")[0];

    public JsonElement CustomArgs => Personalization.GetProperty("custom_args");

    public string Dispatch => CustomArgs.GetProperty("dispatch").GetString()!;

    public IEnumerable<string> Recipients =>
        new[] { "to", "cc" }
            .SelectMany(k =>
                Personalization.TryGetProperty(k, out var list)
                    ? list.EnumerateArray()
                    : Enumerable.Empty<JsonElement>()
            )
            .Select(r => r.GetProperty("email").GetString()!);

    /// <summary>The events that SendGrid reports for a letter that arrives, one for each recipient.</summary>
    public IEnumerable<ReportedEvent> Events() =>
        Recipients.SelectMany(
            r => new[] { "processed", "delivered" },
            (recipient, type) => ReportedEvent.Create(this, recipient, type)
        );
}
