using System.Text;
using System.Text.Json;
using MimeKit;
using Wsis.Testing.SendGrid;

namespace Wsis.Web.Tests.Browser.Messages;

/// <summary>Posts a message over HTTP as SendGrid does: whole, or taken apart into its first texts and its files.
/// </summary>
internal static class SendGridForms
{
    public static async Task<string> PostMail(this TestHost app, byte[] mime, IReadOnlyList<string> to, bool raw)
    {
        using var form = raw ? Raw(mime, to) : Parsed(mime, to);
        using var request = new HttpRequestMessage(HttpMethod.Post, "webhooks/sendgrid/inbound") { Content = form };
        request.Headers.Authorization = new(
            "Basic",
            Convert.ToBase64String(Encoding.UTF8.GetBytes($"sendgrid:{InboundParseRequests.Password}"))
        );
        using var response = await app.Http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, text);
        return text;
    }

    private static MultipartFormDataContent Raw(byte[] mime, IReadOnlyList<string> to)
    {
        var form = Common(to);
        form.Add(new ByteArrayContent(mime), "email");
        return form;
    }

    private static MultipartFormDataContent Parsed(byte[] mime, IReadOnlyList<string> to)
    {
        using var stream = new MemoryStream(mime);
        var mail = MimeMessage.Load(stream);
        var form = Common(to);
        var end = mime.AsSpan().IndexOf("\r\n\r\n"u8);
        form.Add(new ByteArrayContent(mime[..end]), "headers");
        var charsets = new Dictionary<string, string>
        {
            ["to"] = "UTF-8",
            ["subject"] = "UTF-8",
            ["from"] = "UTF-8",
        };
        foreach (var (type, field) in new[] { ("plain", "text"), ("html", "html") })
            if (mail.BodyParts.OfType<TextPart>().FirstOrDefault(p => IsBody(p, type)) is { } text)
            {
                form.Add(new ByteArrayContent(Decode(text)), field);
                charsets[field] = text.ContentType.Charset ?? "us-ascii";
            }
        form.Add(new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(charsets)), "charsets");
        foreach (var (file, number) in mail.BodyParts.Where(IsFile).Select((f, i) => (f, i + 1)))
        {
            var content = new ByteArrayContent(Decode(file));
            content.Headers.ContentType = new(file.ContentType.MimeType);
            form.Add(content, $"attachment{number}", NameOf(file));
        }
        return form;
    }

    private static bool IsBody(TextPart part, string type) =>
        part.ContentType.IsMimeType("text", type) && part.FileName is null && !part.IsAttachment;

    /// <summary>SendGrid passes on what has a name, and a report.</summary>
    private static bool IsFile(MimeEntity part) =>
        part.ContentDisposition?.FileName is not null
        || part.ContentType.Name is not null
        || part.IsAttachment
        || part.ContentType.MediaType == "message";

    private static string NameOf(MimeEntity part) =>
        part.ContentDisposition?.FileName ?? part.ContentType.Name ?? "attachment-1";

    private static byte[] Decode(MimeEntity part)
    {
        using var bytes = new MemoryStream();
        if (part is MessagePart enclosed)
            enclosed.Message!.WriteTo(bytes);
        else
            ((MimePart)part).Content?.DecodeTo(bytes);
        return bytes.ToArray();
    }

    private static MultipartFormDataContent Common(IReadOnlyList<string> to) =>
        new("xYzZY")
        {
            { new StringContent("cabinet@office.example"), "from" },
            { new StringContent(string.Join(", ", to)), "to" },
            { new StringContent("pass"), "SPF" },
            { new StringContent("0.1"), "spam_score" },
            {
                new StringContent(
                    JsonSerializer.Serialize(
                        new Dictionary<string, object> { ["to"] = to, ["from"] = "cabinet@office.example" }
                    )
                ),
                "envelope"
            },
        };
}
