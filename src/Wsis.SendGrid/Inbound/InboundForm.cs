using System.Text;
using System.Text.Json;
using MimeKit;
using MimeKit.IO;

namespace Wsis.SendGrid.Inbound;

/// <summary>The form in which SendGrid posts an e-mail: <c>multipart/form-data</c>. Each field has its own character
/// set, which the field <c>charsets</c> names (SendGrid's "Inbound Email Parse Webhook").</summary>
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
                fields[name] = ReadBytes(part);
        charsets = ReadJson<Dictionary<string, string>>("charsets") ?? [];
    }

    /// <summary>The attachments, if SendGrid parsed the e-mail.</summary>
    public List<MimePart> Files { get; } = [];

    /// <summary>The unparsed e-mail, if SendGrid is configured to post it.</summary>
    public byte[]? Raw => fields.GetValueOrDefault("email");

    /// <summary>The unparsed headers, if SendGrid parsed the e-mail.</summary>
    public byte[] Headers => fields.GetValueOrDefault("headers") ?? [];

    /// <summary>Reads a form; null if the body is not a form.</summary>
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

    /// <summary>Reads a field as text; null if it is missing.</summary>
    public string? ReadText(string name)
    {
        if (!fields.TryGetValue(name, out var bytes))
            return null;
        return FindEncoding(name).GetString(bytes);
    }

    /// <summary>Reads a field as JSON; null if it is missing or has another form.</summary>
    public T? ReadJson<T>(string name)
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

    /// <summary>The size of a decoded part in bytes.</summary>
    public static long MeasureSize(MimePart part)
    {
        using var measure = new MeasuringStream();
        part.Content?.DecodeTo(measure);
        return measure.Length;
    }

    private Encoding FindEncoding(string name)
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

    private static byte[] ReadBytes(MimePart part)
    {
        using var bytes = new MemoryStream();
        part.Content?.DecodeTo(bytes);
        return bytes.ToArray();
    }
}

/// <summary>The SMTP envelope.</summary>
internal sealed record Envelope(IReadOnlyList<string>? To, string? From);
