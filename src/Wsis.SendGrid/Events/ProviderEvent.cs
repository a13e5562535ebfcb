using System.Text.Json;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Workflow;
using Wsis.SendGrid.Sending;

namespace Wsis.SendGrid.Events;

/// <summary>One event of a batch, as far as it matters to an invitation.</summary>
/// <param name="Id">SendGrid's <c>sg_event_id</c>: the same in every repetition of the event.</param>
/// <param name="Type">Such as <c>delivered</c>.</param>
/// <param name="Dispatch">The letter it is about.</param>
/// <param name="IsCopy">Whether it is about the copy's address and not the addressee's.</param>
/// <param name="Bounce">For a bounce: <c>bounce</c> for good, <c>blocked</c> for now.</param>
/// <param name="Reason">What the receiving server said, or SendGrid.</param>
internal sealed record ProviderEvent(
    string Id,
    string Type,
    DispatchId Dispatch,
    bool IsCopy,
    string? Bounce,
    string? Reason
)
{
    /// <summary>"Up to 100 characters long and URL safe"; what is longer is no id of SendGrid's.</summary>
    private const int MaxIdLength = 100;

    private const int MaxReasonLength = 500;

    /// <summary>Reads an event; null where it is not about a letter of ours.</summary>
    public static ProviderEvent? Read(JsonElement json)
    {
        if (
            json.ValueKind != JsonValueKind.Object
            || !DispatchId.TryParse(Text(json, CustomArgs.Dispatch), out var dispatch)
            || Text(json, "sg_event_id") is not { Length: > 0 and <= MaxIdLength } id
            || Text(json, "event") is not { Length: > 0 } type
        )
            return null;
        var isCopy =
            Text(json, CustomArgs.Addressee) is { } mark
            && Text(json, "email") is { } email
            && Addressee.Mark(email) != mark;
        return new ProviderEvent(id, Short(type), dispatch, isCopy, Text(json, "type"), Reasons(json));
    }

    private static string? Reasons(JsonElement json)
    {
        var said = Text(json, "reason") ?? Text(json, "response");
        return said is null
            ? Text(json, "status")
            : Short(
                Text(json, "status") is { } status && !said.Contains(status, StringComparison.Ordinal)
                    ? $"{said} ({status})"
                    : said
            );
    }

    private static string Short(string text) =>
        TextSanitizer.Line(text) is var line && line.Length <= MaxReasonLength ? line : line[..MaxReasonLength];

    private static string? Text(JsonElement json, string property) =>
        !json.TryGetProperty(property, out var value)
            ? null
            : value.ValueKind switch
            {
                JsonValueKind.String => value.GetString(),
                JsonValueKind.Number => value.GetRawText(),
                _ => null,
            };
}
