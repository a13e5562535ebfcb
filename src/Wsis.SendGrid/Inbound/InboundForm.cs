using System.Text;
using System.Text.Json;
using MimeKit;
using MimeKit.IO;

namespace Wsis.SendGrid.Inbound;

/// <summary>The form that SendGrid posts an e-mail in: <c>multipart/form-data</c>, each field in a character set of its
/// own, which the field
/// <c>charsets</c> names (SendGrid's "Inbound Email Parse Webhook").</summary>
internal sealed class InboundForm
{
    private readonly Dictionary<string, byte[]> fields = [];
    private readonly Dictionary<string, string> charsets;

    private InboundForm(Multipart form)
    {
        foreach (var part in form.OfType<MimePart>())
            if (part.FileName is not null)
                Files.Add(part);
            else if (part.ContentDisposition?.Parameters["name"] is { } name)
                fields[name] = BytesOf(part);
        charsets = Json<Dictionary<string, string>>("charsets") ?? [];
    }

    /// <summary>The attachments, where SendGrid took the e-mail apart.</summary>
    public List<MimePart> Files { get; } = [];

    /// <summary>The e-mail as it came, where SendGrid is set to post it raw.</summary>
    public byte[]? Raw => fields.GetValueOrDefault("email");

    /// <summary>The raw headers, where SendGrid took the e-mail apart.</summary>
    public byte[] Headers => fields.GetValueOrDefault("headers") ?? [];

    /// <summary>Reads a form; null where it is none.</summary>
    public static InboundForm? Read(string? contentType, ReadOnlyMemory<byte> body)
    {
        if (
            !ContentType.TryParse(contentType ?? "", out var type)
            || !type.IsMimeType("multipart", "form-data")
            || string.IsNullOrEmpty(type.Boundary)
        )
            return null;
        try
        {
            using var stream = new MemoryStream(body.ToArray(), writable: false);
            return MimeEntity.Load(type, stream) is Multipart { Count: > 0 } form ? new InboundForm(form) : null;
        }
        catch (Exception e) when (e is FormatException or IOException)
        {
            return null;
        }
    }

    /// <summary>A field in the character set that it came in; null where it is not there.</summary>
    public string? Text(string name)
    {
        if (!fields.TryGetValue(name, out var bytes))
            return null;
        return EncodingOf(name).GetString(bytes);
    }

    /// <summary>A field that is JSON; null where it is not there or not such JSON.</summary>
    public T? Json<T>(string name)
        where T : class
    {
        try
        {
            return fields.TryGetValue(name, out var bytes)
                ? JsonSerializer.Deserialize<T>(bytes, JsonSerializerOptions.Web)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>How many bytes a part has once it is decoded.</summary>
    public static long SizeOf(MimePart part)
    {
        using var measure = new MeasuringStream();
        part.Content?.DecodeTo(measure);
        return measure.Length;
    }

    private Encoding EncodingOf(string name)
    {
        try
        {
            return
                charsets.TryGetValue(name, out var charset)
                && !charset.Equals("us-ascii", StringComparison.OrdinalIgnoreCase)
                ? Encoding.GetEncoding(charset)
                : Encoding.UTF8;
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return Encoding.UTF8;
        }
    }

    private static byte[] BytesOf(MimePart part)
    {
        using var bytes = new MemoryStream();
        part.Content?.DecodeTo(bytes);
        return bytes.ToArray();
    }
}

/// <summary>The SMTP envelope, as the form gives it.</summary>
internal sealed record Envelope(IReadOnlyList<string>? To, string? From);
