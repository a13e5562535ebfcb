using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using MimeKit.IO;
using Wsis.Invitations.Correspondence;
using Wsis.Invitations.Correspondence.Messages;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Webhooks;

namespace Wsis.SendGrid.Inbound;

/// <summary>The form in which SendGrid posts an e-mail, whole (<c>email</c>) or taken apart. Each field has its own
/// character set, which the field <c>charsets</c> names (SendGrid's "Inbound Email Parse Webhook"). Nothing in it is
/// relied on: a field that is missing or has another form is left out.</summary>
internal sealed partial class InboundForm
{
    /// <summary>The most bytes that are read of a field such as <c>envelope</c>.</summary>
    private const int MaxFieldBytes = 1024 * 1024;

    /// <summary>The most bytes that are read of <c>headers</c>.</summary>
    private const int MaxHeaderBytes = 2 * 1024 * 1024;

    /// <summary>The most recipients that are considered.</summary>
    private const int MaxRecipients = 1_000;

    private static readonly string[] HeaderFields = ["from", "to", "cc", "subject"];

    private readonly Dictionary<string, FormPart> fields = new(StringComparer.Ordinal);
    private readonly List<FormPart> files = [];
    private readonly List<ReadingNote> notes = [];
    private readonly Stream body;

    private InboundForm(FormParts form, Stream body)
    {
        this.body = body;
        foreach (var part in form.Parts)
            if (part.FileName is not null || AttachmentField().IsMatch(part.Name))
                files.Add(part);
            else
                fields.TryAdd(part.Name, part);
        if (form.IsCut)
            notes.Add(new ReadingNote(ReadingNoteCode.PartsCut, $"{form.Parts.Count}"));
    }

    /// <summary>Reads a form. Null if the body is not a form.</summary>
    public static async Task<InboundForm?> Read(WebhookRequest request, CancellationToken cancellation) =>
        request.Body.Length > 0 && await request.ReadParts(cancellation) is { } form
            ? new InboundForm(form, request.Body)
            : null;

    /// <summary>What SendGrid says about the e-mail.</summary>
    public MailEnvelope ReadEnvelope()
    {
        using var envelope = ReadJson("envelope");
        return new MailEnvelope
        {
            ReturnPath = Text(Property(envelope, "from"))?.Trim().Trim('<', '>'),
            Recipients = Property(envelope, "to") is { ValueKind: JsonValueKind.Array } to
                ? [.. to.EnumerateArray().Select(r => Text(r)).OfType<string>().Take(MaxRecipients)]
                : null,
            Verdict = ReadVerdict(),
            Notes = notes,
        };
    }

    /// <summary>Opens the whole message: the one that SendGrid posts, or one that is rebuilt of its parts. A form in
    /// which neither can be found is itself the message.</summary>
    public Stream OpenMessage()
    {
        if (fields.TryGetValue("email", out var raw))
            return raw.Open();
        if (files.Count == 0 && !fields.Keys.Any(IsContent))
        {
            body.Position = 0;
            return new BoundStream(body, 0, body.Length, leaveOpen: true);
        }
        var message = TemporaryFile.Create();
        try
        {
            MessageRebuilder.Write(ReadParts(), message);
            message.Position = 0;
            return message;
        }
        catch
        {
            message.Dispose();
            throw;
        }
    }

    private MessageParts ReadParts()
    {
        using var charsets = ReadJson("charsets");
        using var info = ReadJson("attachment-info");
        return new MessageParts
        {
            Headers = ReadHeaders(),
            Text = ReadText("text", charsets),
            Html = ReadText("html", charsets),
            Files = [.. files.Select(f => ReadFile(f, Property(info, f.Name)))],
        };
    }

    /// <summary>The header as it came. Without one the fields that SendGrid read of it are used.</summary>
    private byte[] ReadHeaders()
    {
        if (fields.TryGetValue("headers", out var headers))
        {
            if (headers.Length > MaxHeaderBytes)
                notes.Add(new ReadingNote(ReadingNoteCode.HeadersCut));
            return headers.ReadUpTo(MaxHeaderBytes);
        }
        var lines = HeaderFields
            .Where(fields.ContainsKey)
            .Select(name => $"{name}: {TextSanitizer.Line(ReadLine(name) ?? "")}\r\n");
        return Encoding.UTF8.GetBytes(string.Concat(lines));
    }

    private MessagePartText? ReadText(string name, JsonDocument? charsets) =>
        fields.TryGetValue(name, out var part) ? new MessagePartText(part.Open, Text(Property(charsets, name))) : null;

    private static MessagePartFile ReadFile(FormPart file, JsonElement? info)
    {
        var contentId = Text(Property(info, "content-id"));
        return new MessagePartFile(
            file.FileName is { Length: > 0 } name ? name : Text(Property(info, "filename")),
            file.MediaType ?? Text(Property(info, "type")),
            contentId,
            contentId is not null,
            file.Open
        );
    }

    /// <summary>The results of SendGrid for spam and for authentication of the sender's domain.</summary>
    private string ReadVerdict() =>
        string.Join(
            "; ",
            new[] { ("spam score", "spam_score"), ("SPF", "SPF"), ("DKIM", "dkim") }
                .Select(v => (Name: v.Item1, Text: ReadLine(v.Item2)?.Trim()))
                .Where(v => v.Text is { Length: > 0 })
                .Select(v => $"{v.Name} {v.Text}")
        );

    private string? ReadLine(string name) =>
        fields.TryGetValue(name, out var part) ? Encoding.UTF8.GetString(part.ReadUpTo(MaxFieldBytes)) : null;

    private JsonDocument? ReadJson(string name)
    {
        try
        {
            return fields.TryGetValue(name, out var part) ? JsonDocument.Parse(part.ReadUpTo(MaxFieldBytes)) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JsonElement? Property(JsonDocument? json, string name) => Property(json?.RootElement, name);

    private static JsonElement? Property(JsonElement? json, string name) =>
        json is { ValueKind: JsonValueKind.Object } found && found.TryGetProperty(name, out var value) ? value : null;

    private static string? Text(JsonElement? value)
    {
        try
        {
            return value is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair.
            return null;
        }
    }

    private static bool IsContent(string field) => field is "headers" or "text" or "html" or "subject" or "from";

    [GeneratedRegex(@"^attachment[0-9]+\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex AttachmentField();
}
