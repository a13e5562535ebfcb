using System.Text;
using MimeKit;
using Org.BouncyCastle.Cms;
using Wsis.Invitations.Correspondence.Messages;

namespace Wsis.Invitations.Tests.Correspondence.Messages;

/// <summary>Messages as tests write them.</summary>
internal static class Mail
{
    public const string Head = """
        Received: from mx.tuv.example ([192.0.2.17]) by mx.parse.example; Mon, 2 Nov 2026 08:15:00 +0000
        Message-ID: <q7.20261102@mfa.tuv.example>
        Date: Mon, 2 Nov 2026 08:14:57 +0000
        From: Office of the Minister <office@mfa.tuv.example>
        To: main-1+tuv@reply.itu.example

        """;

    /// <summary>A message of header fields and a body.</summary>
    public static byte[] Message(string fields, string body) => Bytes($"{Head}{fields.Trim()}\n\n{body}");

    /// <summary>A message of plain text.</summary>
    public static byte[] Plain(string subject, string body) =>
        Message($"Subject: {subject}\nContent-Type: text/plain; charset=utf-8", body);

    public static byte[] Mixed(params string[] parts) =>
        Message(
            "Subject: RE: Invitation\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=\"mm\"",
            string.Concat(parts.Select(p => $"--mm\n{p}\n")) + "--mm--\n"
        );

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\r\n"));

    public static string Base64(byte[] bytes) =>
        Convert.ToBase64String(bytes, Base64FormattingOptions.InsertLineBreaks);

    public static MessageContent Read(byte[] raw, MessageContext? context = null)
    {
        using var stream = new MemoryStream(raw, writable: false);
        return MessageReader.Read(stream, context);
    }

    /// <summary>The message as it is read in each of the two ways in which a provider gives it.</summary>
    public static IEnumerable<MessageContent> ReadBoth(byte[] raw, MessageContext? context = null) =>
        [Read(raw, context), Read(Rebuild(raw), context)];

    public static byte[] Open(byte[] raw, int index)
    {
        using var stream = new MemoryStream(raw, writable: false);
        using var content = MessageReader.OpenAttachment(stream, index);
        Assert.NotNull(content);
        using var copy = new MemoryStream();
        content.CopyTo(copy);
        return copy.ToArray();
    }

    public static string OpenText(byte[] raw, int index) => Encoding.UTF8.GetString(Open(raw, index));

    /// <summary>Takes a message apart as a provider does, the first plain text, the first HTML and every other part as
    /// a file, and rebuilds it.</summary>
    public static byte[] Rebuild(byte[] raw)
    {
        using var source = new MemoryStream(raw, writable: false);
        var message = MimeMessage.Load(source);
        var end = raw.AsSpan().IndexOf("\r\n\r\n"u8);
        var leaves = Leaves(message.Body).ToList();
        var plain = leaves.FirstOrDefault(l => IsText(l, "plain"));
        var html = leaves.FirstOrDefault(l => IsText(l, "html"));
        using var rebuilt = new MemoryStream();
        MessageRebuilder.Write(
            new MessageParts
            {
                Headers = raw.AsMemory(0, end < 0 ? raw.Length : end),
                Text = TextOf(plain),
                Html = TextOf(html),
                Files = [.. leaves.Where(l => l != plain && l != html).Select(FileOf)],
            },
            rebuilt
        );
        return rebuilt.ToArray();
    }

    /// <summary>Opaque signed data with that content and without a signer.</summary>
    public static byte[] SignedData(byte[] content) =>
        new CmsSignedDataGenerator().Generate(new CmsProcessableByteArray(content), true).GetEncoded();

    private static IEnumerable<MimeEntity> Leaves(MimeEntity? entity) =>
        entity switch
        {
            null => [],
            Multipart multipart => multipart.SelectMany(Leaves),
            _ => [entity],
        };

    private static bool IsText(MimeEntity entity, string subtype) =>
        entity is TextPart { FileName: null } text
        && text.ContentType.IsMimeType("text", subtype)
        && text.ContentDisposition?.IsAttachment != true;

    private static MessagePartText? TextOf(MimeEntity? part) =>
        part is TextPart text ? new(() => Decoded(text), text.ContentType.Charset) : null;

    private static MessagePartFile FileOf(MimeEntity entity) =>
        new(
            entity.ContentDisposition?.FileName ?? entity.ContentType.Name,
            entity.ContentType.ToString()["Content-Type: ".Length..],
            entity.ContentId,
            entity.ContentDisposition is { IsAttachment: false },
            () => Decoded(entity)
        );

    private static MemoryStream Decoded(MimeEntity entity)
    {
        var decoded = new MemoryStream();
        if (entity is MimePart part)
            part.Content?.DecodeTo(decoded);
        else
            ((MessagePart)entity).Message?.WriteTo(decoded);
        decoded.Position = 0;
        return decoded;
    }
}
