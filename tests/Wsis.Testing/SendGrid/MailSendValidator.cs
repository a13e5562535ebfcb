using System.Text;
using System.Text.Json;
using NJsonSchema;
using Wsis.Invitations.Invitees;

namespace Wsis.Testing.SendGrid;

/// <summary>Checks a Mail Send request against a schema of SendGrid's published description, and against the limits
/// that only its reference has (v3 API reference: "Mail Send", "Limitations", "Errors").</summary>
public static class MailSendValidator
{
    private const int MaxPersonalizations = 1000;
    private const int MaxRecipients = 1000;
    private const int MaxAddressLength = 320;
    private const int MaxCategories = 10;
    private const int MaxCategoryLength = 255;
    private const int MaxArgumentBytes = 10_000;

    private static readonly JsonSchema Schema = ReadSchema();

    private static readonly HashSet<string> ReservedHeaders = new(StringComparer.OrdinalIgnoreCase)
    {
        "x-sg-id",
        "x-sg-eid",
        "received",
        "dkim-signature",
        "Content-Type",
        "Content-Transfer-Encoding",
        "To",
        "From",
        "Subject",
        "Reply-To",
        "CC",
        "BCC",
    };

    /// <summary>The faults that SendGrid would find, as <c>field: message</c>.</summary>
    public static IReadOnlyList<string> Validate(JsonElement mail) =>
        [
            .. Personalizations(mail),
            .. Sender(mail),
            .. Subject(mail),
            .. Content(mail),
            .. Attachments(mail),
            .. Headers(mail),
            .. Categories(mail),
            .. Arguments(mail),
            .. Switches(mail),
            .. Schema.Validate(mail.GetRawText()).Select(e => $"{e.Path?.TrimStart('#', '/')}: {e.Kind}"),
        ];

    private static JsonSchema ReadSchema()
    {
        using var stream = typeof(MailSendValidator).Assembly.GetManifestResourceStream("mail-send.schema.json")!;
        using var reader = new StreamReader(stream);
        return JsonSchema.FromJsonAsync(reader.ReadToEnd()).GetAwaiter().GetResult();
    }

    private static IEnumerable<string> Personalizations(JsonElement mail)
    {
        var personalizations = Array(mail, "personalizations");
        if (personalizations.Count is 0 or > MaxPersonalizations)
            yield return "personalizations: there must be 1 to 1000";
        var all = new List<string>();
        foreach (var personalization in personalizations)
        {
            if (Array(personalization, "to").Count == 0)
                yield return "personalizations.to: the to parameter is required for all personalization objects";
            foreach (
                var (kind, recipient) in new[] { "to", "cc", "bcc" }.SelectMany(k =>
                    Array(personalization, k).Select(r => (k, r))
                )
            )
            {
                foreach (var fault in Address(recipient, $"personalizations.{kind}"))
                    yield return fault;
                if (Text(recipient, "name") is { } name && name.AsSpan().ContainsAny(",;"))
                    yield return $"personalizations.{kind}.name: cannot include ; or ,";
                all.Add(Text(recipient, "email") ?? "");
            }
        }
        if (all.Count > MaxRecipients)
            yield return "personalizations: there is a limit of 1000 total recipients (to + cc + bcc) per request";
        if (all.Distinct(StringComparer.OrdinalIgnoreCase).Count() < all.Count)
            yield return "personalizations: each unique email address should only be included once";
    }

    private static IEnumerable<string> Sender(JsonElement mail)
    {
        if (!mail.TryGetProperty("from", out var from))
            yield return "from: must be provided for every email send";
        else
        {
            foreach (var fault in Address(from, "from"))
                yield return fault;
            if (!$"{Text(from, "name")}{Text(from, "email")}".All(char.IsAscii))
                yield return "from: unicode encoding is not supported";
        }
        if (mail.TryGetProperty("reply_to", out var replyTo))
            foreach (var fault in Address(replyTo, "reply_to"))
                yield return fault;
    }

    private static IEnumerable<string> Subject(JsonElement mail)
    {
        var subjects = Array(mail, "personalizations").Select(p => Text(p, "subject") ?? Text(mail, "subject"));
        if (subjects.Any(string.IsNullOrEmpty))
            yield return "subject: must be a string at least one character in length";
        if (subjects.Any(s => s is not null && s.AsSpan().ContainsAny("\r\n")))
            yield return "subject: breaks the line";
    }

    private static IEnumerable<string> Content(JsonElement mail)
    {
        var contents = Array(mail, "content");
        if (contents.Count == 0)
            yield return "content: there must be at least one defined content block";
        if (contents.Any(c => string.IsNullOrEmpty(Text(c, "value"))))
            yield return "content.value: must be a string at least one character in length";
        var types = contents.Select(c => Text(c, "type") ?? "").ToList();
        if (types.Any(t => t.Length == 0 || t.AsSpan().ContainsAny(";,\r\n")))
            yield return "content.type: is required and cannot contain ';', or CRLF characters";
        if (
            types.IndexOf("text/plain") > 0
            || types.IndexOf("text/html") > Math.Max(0, types.IndexOf("text/plain") + 1)
        )
            yield return "content: text/plain needs to be first, followed by text/html, followed by any other content";
    }

    private static IEnumerable<string> Attachments(JsonElement mail)
    {
        foreach (var attachment in Array(mail, "attachments"))
        {
            var content = Text(attachment, "content") ?? "";
            if (content.Length == 0 || !Convert.TryFromBase64String(content, new byte[content.Length], out _))
                yield return "attachments.content: must be base64 encoded and at least one character in length";
            if (Text(attachment, "filename") is not { Length: > 0 } name || name.AsSpan().ContainsAny(";,\r\n"))
                yield return "attachments.filename: is required and cannot contain ; , or CRLF characters";
            if (Text(attachment, "type") is { } type && (type.Length == 0 || type.AsSpan().ContainsAny(";,\r\n")))
                yield return "attachments.type: cannot contain ';', or CRLF characters";
            if (Text(attachment, "disposition") is not (null or "inline" or "attachment"))
                yield return "attachments.disposition: can be either inline or attachment";
        }
    }

    private static IEnumerable<string> Headers(JsonElement mail)
    {
        if (!mail.TryGetProperty("headers", out var headers))
            yield break;
        foreach (var header in headers.EnumerateObject())
        {
            if (ReservedHeaders.Contains(header.Name))
                yield return $"headers: {header.Name} is one of the reserved keys";
            if (!header.Name.All(c => char.IsAscii(c) && !char.IsWhiteSpace(c)))
                yield return "headers: keys cannot contain non-ASCII characters or empty spaces";
            if (header.Value.ValueKind != JsonValueKind.String)
                yield return "headers: values must be strings";
        }
        if (
            headers.EnumerateObject().DistinctBy(h => h.Name, StringComparer.OrdinalIgnoreCase).Count()
            < headers.EnumerateObject().Count()
        )
            yield return "headers: cannot contain duplicate keys";
    }

    private static IEnumerable<string> Categories(JsonElement mail)
    {
        var categories = Array(mail, "categories");
        if (categories.Count > MaxCategories)
            yield return "categories: there is a limit of 10";
        if (
            categories.Any(c =>
                c.ValueKind != JsonValueKind.String
                || c.GetString()!.Length > MaxCategoryLength
                || !c.GetString()!.All(char.IsAscii)
            )
        )
            yield return "categories: must be ASCII strings of at most 255 characters";
        if (categories.Select(c => c.ToString()).Distinct().Count() < categories.Count)
            yield return "categories: must be a unique list";
    }

    private static IEnumerable<string> Arguments(JsonElement mail)
    {
        foreach (var personalization in Array(mail, "personalizations"))
        {
            var merged = new Dictionary<string, JsonElement>();
            if (personalization.TryGetProperty("custom_args", out var arguments))
                foreach (var argument in arguments.EnumerateObject())
                    merged[argument.Name] = argument.Value;
            if (merged.Values.Any(v => v.ValueKind != JsonValueKind.String))
                yield return "custom_args: values must be strings";
            if (
                merged.Sum(a => Encoding.UTF8.GetByteCount(a.Key) + Encoding.UTF8.GetByteCount(a.Value.ToString()))
                >= MaxArgumentBytes
            )
                yield return "custom_args: may not exceed 10,000 bytes";
        }
    }

    private static IEnumerable<string> Switches(JsonElement mail) =>
        from settings in new[] { "mail_settings", "tracking_settings" }
        where mail.TryGetProperty(settings, out _)
        from setting in mail.GetProperty(settings).EnumerateObject()
        where
            !setting.Value.TryGetProperty("enable", out var enable)
            || enable.ValueKind is not (JsonValueKind.True or JsonValueKind.False)
        select $"{settings}.{setting.Name}.enable: must be a boolean";

    private static IEnumerable<string> Address(JsonElement address, string field)
    {
        if (!EmailAddress.IsValid(Text(address, "email")))
            yield return $"{field}: must at least have an email parameter with a valid email address";
        if (Text(address, "email") is { Length: > MaxAddressLength })
            yield return $"{field}: exceeds the maximum total length of 320 characters";
        if (Text(address, "name") is { } name && name.AsSpan().ContainsAny("\r\n"))
            yield return $"{field}.name: breaks the line";
    }

    private static IReadOnlyList<JsonElement> Array(JsonElement json, string property) =>
        json.TryGetProperty(property, out var array) && array.ValueKind == JsonValueKind.Array
            ? [.. array.EnumerateArray()]
            : [];

    private static string? Text(JsonElement json, string property) =>
        json.TryGetProperty(property, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
