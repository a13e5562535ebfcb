using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Wsis.Web.StaffApi;

/// <summary>A list of invitees in a request: JSON, or else CSV in the form of <c>invitees.csv</c>.</summary>
internal sealed class InviteeUpload : IBindableFromHttpContext<InviteeUpload>
{
    /// <summary>The most bytes that are read: room for a thousand rows with the longest cells.</summary>
    public const int MaxSize = 4 * 1024 * 1024;

    /// <summary>The CSV; null where the list came as JSON.</summary>
    public byte[]? Csv { get; private init; }

    /// <summary>The rows of a list that came as JSON.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, string>> Rows { get; private init; } = [];

    public static async ValueTask<InviteeUpload?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        return IsJson(context.Request)
            ? new InviteeUpload { Rows = ReadRows(body.ToArray()) }
            : new InviteeUpload { Csv = body.ToArray() };
    }

    private static bool IsJson(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase);

    private static IReadOnlyList<IReadOnlyDictionary<string, string>> ReadRows(byte[] body)
    {
        try
        {
            var request = JsonSerializer.Deserialize(body, StaffApiJson.Default.AdditionRequest);
            return [.. request?.Invitees?.Select(i => (i ?? new InviteeRequest()).ToCells()) ?? []];
        }
        catch (JsonException e)
        {
            throw new BadHttpRequestException("The list is not the expected JSON.", e);
        }
    }
}

/// <summary>Invitees to be added.</summary>
/// <param name="Invitees">The invitees, at most 1,000.</param>
public sealed record AdditionRequest(IReadOnlyList<InviteeRequest?>? Invitees = null);

/// <summary>An invitee, as a row of <c>invitees.csv</c> has it; <c>copy</c> and <c>region</c> may be left
/// out.</summary>
public sealed record InviteeRequest(
    string? Id = null,
    string? State = null,
    string? Name = null,
    string? Office = null,
    string? Salutation = null,
    string? Language = null,
    string? Address = null,
    string? Copy = null,
    string? Zone = null,
    string? Weekend = null,
    string? Region = null
)
{
    internal Dictionary<string, string> ToCells() =>
        new()
        {
            ["id"] = Id ?? "",
            ["state"] = State ?? "",
            ["name"] = Name ?? "",
            ["office"] = Office ?? "",
            ["salutation"] = Salutation ?? "",
            ["language"] = Language ?? "",
            ["address"] = Address ?? "",
            ["copy"] = Copy ?? "",
            ["zone"] = Zone ?? "",
            ["weekend"] = Weekend ?? "",
            ["region"] = Region ?? "",
        };
}
