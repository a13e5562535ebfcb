using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Workflow;
using Wsis.SendGrid.Sending;

namespace Wsis.SendGrid.Events;

/// <summary>One event of a batch.</summary>
/// <param name="Id">SendGrid's <c>sg_event_id</c>, which is the same in every retry of the event.</param>
/// <param name="Type">The type, such as <c>delivered</c>.</param>
/// <param name="Dispatch">The dispatch.</param>
/// <param name="IsCopy">Whether the event concerns the address of the copy, not that of the addressee.</param>
/// <param name="Bounce">For a bounce: <c>bounce</c> if it is permanent, <c>blocked</c> if it is temporary.</param>
/// <param name="Reason">The reason that the receiving server or SendGrid gave.</param>
internal sealed record ProviderEvent(
    string Id,
    string Type,
    DispatchId Dispatch,
    bool IsCopy,
    string? Bounce,
    string? Reason
)
{
    /// <summary>SendGrid's ids are "up to 100 characters long and URL safe".</summary>
    private const int MaxIdLength = 100;

    private const int MaxReasonLength = 500;

    /// <summary>Whether the letter went to several official addresses, of which this is one.</summary>
    public bool IsOneOfSeveral { get; private init; }

    /// <summary>Reads an event; null if it is not about a letter of this application, or has a name that is no text. An
    /// exception would hold up the other events of its batch.</summary>
    public static ProviderEvent? Read(JsonElement json)
    {
        try
        {
            return ReadFields(json);
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static ProviderEvent? ReadFields(JsonElement json)
    {
        if (
            json.ValueKind != JsonValueKind.Object
            || !DispatchId.TryParse(Text(json, CustomArgs.Dispatch), out var dispatch)
            || Text(json, "sg_event_id") is not { Length: > 0 and <= MaxIdLength } id
            || Text(json, "event") is not { Length: > 0 } type
        )
            return null;
        var addressees = Text(json, CustomArgs.Addressee) is { } digests ? AddressDigest.Split(digests) : [];
        var isCopy =
            addressees.Count > 0
            && Text(json, "email") is { } email
            && !addressees.Contains(AddressDigest.Compute(email));
        return new ProviderEvent(id, Shorten(type), dispatch, isCopy, Text(json, "type"), ReadReason(json))
        {
            IsOneOfSeveral = addressees.Count > 1,
        };
    }

    private static string? ReadReason(JsonElement json)
    {
        var reason = Text(json, "reason") ?? Text(json, "response");
        return reason is null
            ? Text(json, "status")
            : Shorten(
                Text(json, "status") is { } status && !reason.Contains(status, StringComparison.Ordinal)
                    ? $"{reason} ({status})"
                    : reason
            );
    }

    private static string Shorten(string text) =>
        TextSanitizer.Line(text) is var line && line.Length <= MaxReasonLength ? line : line[..MaxReasonLength];

    private static string? Text(JsonElement json, string property) =>
        !json.TryGetProperty(property, out var value)
            ? null
            : value.ValueKind switch
            {
                JsonValueKind.String => ReadString(value),
                JsonValueKind.Number => value.GetRawText(),
                _ => null,
            };

    /// <summary>A server's words may be cut in the middle of a character, or be no UTF-8. They are no text in .NET, so
    /// they are kept as they are written in JSON.</summary>
    private static string ReadString(JsonElement value)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8Value(value)).Trim('"');
        }
    }
}
