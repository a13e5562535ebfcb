using System.Text;
using System.Text.Json;
using MimeKit;

namespace Wsis.Testing.SendGrid;

/// <summary>Posts an e-mail as SendGrid's Inbound Parse does: whole, or taken apart into fields, each in its own
/// character set.</summary>
public static class InboundParseRequests
{
    public const string Password = "a password of the tests only";

    private const string Boundary = "xYzZY";

    public static PostedWebhook Raw(
        MimeMessage mail,
        string to,
        string? returnPath = "minister@o0.example",
        string? password = Password,
        string boundary = Boundary
    )
    {
        using var raw = new MemoryStream();
        mail.WriteTo(raw);
        return Post([("email", raw.ToArray()), .. Common(mail, to, returnPath)], [], password, boundary);
    }

    /// <param name="charset">The character set of the text, as the mail declares it.</param>
    public static PostedWebhook Parsed(
        MimeMessage mail,
        string to,
        string? returnPath = "minister@o0.example",
        string charset = "utf-8",
        string boundary = Boundary
    )
    {
        using var headers = new MemoryStream();
        mail.Headers.WriteTo(headers);
        var encoding = Encoding.GetEncoding(charset);
        List<(string, byte[])> fields = [("headers", headers.ToArray()), .. Common(mail, to, returnPath)];
        if (mail.TextBody is { } text)
            fields.Add(("text", encoding.GetBytes(text)));
        if (mail.HtmlBody is { } html)
            fields.Add(("html", encoding.GetBytes(html)));
        var charsets = new Dictionary<string, string>
        {
            ["to"] = "UTF-8",
            ["subject"] = "UTF-8",
            ["from"] = "UTF-8",
            ["text"] = charset,
            ["html"] = charset,
        };
        fields.Add(("charsets", JsonSerializer.SerializeToUtf8Bytes(charsets)));
        return Post(fields, mail.Attachments.OfType<MimePart>(), Password, boundary);
    }

    public static PostedWebhook Post(
        IEnumerable<(string Name, byte[] Value)> fields,
        IEnumerable<MimePart> files,
        string? password,
        string boundary = Boundary
    )
    {
        using var form = new MultipartFormDataContent(boundary);
        foreach (var (name, value) in fields)
            form.Add(new ByteArrayContent(value), name);
        foreach (var (file, number) in files.Select((f, i) => (f, i + 1)))
        {
            using var content = new MemoryStream();
            file.Content!.DecodeTo(content);
            var part = new ByteArrayContent(content.ToArray());
            part.Headers.ContentType = new(file.ContentType.MimeType);
            form.Add(part, $"attachment{number}", file.FileName!);
        }
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (password is not null)
            headers["authorization"] =
                $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"sendgrid:{password}"))}";
        return new PostedWebhook(
            headers,
            form.Headers.ContentType!.ToString(),
            form.ReadAsByteArrayAsync().GetAwaiter().GetResult()
        );
    }

    private static (string, byte[])[] Common(MimeMessage mail, string to, string? returnPath) =>
        [
            ("from", Encoding.UTF8.GetBytes(mail.From.ToString())),
            ("to", Encoding.UTF8.GetBytes(mail.To.ToString())),
            ("subject", Encoding.UTF8.GetBytes(mail.Subject ?? "")),
            (
                "envelope",
                JsonSerializer.SerializeToUtf8Bytes(
                    new Dictionary<string, object?> { ["to"] = new[] { to }, ["from"] = returnPath }
                )
            ),
            ("dkim", "{@o0.example : pass}"u8.ToArray()),
            ("SPF", "pass"u8.ToArray()),
            ("spam_score", "0.011"u8.ToArray()),
            ("sender_ip", "192.0.2.1"u8.ToArray()),
        ];
}
