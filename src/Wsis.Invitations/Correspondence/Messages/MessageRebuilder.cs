using System.Text;
using MimeKit;

namespace Wsis.Invitations.Correspondence.Messages;

/// <summary>A message that a provider took apart.</summary>
public sealed record MessageParts
{
    /// <summary>The header of the message as it came.</summary>
    public required ReadOnlyMemory<byte> Headers { get; init; }

    /// <summary>The plain text; null where there is none.</summary>
    public MessagePartText? Text { get; init; }

    /// <summary>The HTML; null where there is none.</summary>
    public MessagePartText? Html { get; init; }

    public IReadOnlyList<MessagePartFile> Files { get; init; } = [];
}

/// <param name="Open">Opens the bytes, as a seekable stream that the rebuilder disposes.</param>
/// <param name="Charset">Their character set; null where it is not known.</param>
public sealed record MessagePartText(Func<Stream> Open, string? Charset);

/// <param name="Name">The file name; null where there is none.</param>
/// <param name="MediaType">The declared type; null where there is none.</param>
/// <param name="ContentId">The id by which the HTML refers to it; null where there is none.</param>
/// <param name="IsInline">True where it belongs into the text.</param>
/// <param name="Open">Opens the decoded bytes, as a seekable stream that the rebuilder disposes.</param>
public sealed record MessagePartFile(
    string? Name,
    string? MediaType,
    string? ContentId,
    bool IsInline,
    Func<Stream> Open
);

/// <summary>Rebuilds one MIME message of its parts. It holds no content in memory: each is read while it is written.
/// </summary>
public static class MessageRebuilder
{
    /// <summary>The same parts always give the same message, so that it is recognised when it is posted again. No line
    /// of Base64 begins like a boundary.</summary>
    private const string PartsBoundary = "=_parts";
    private const string TextBoundary = "=_versions";

    /// <summary>Writes the message. <see cref="MessageReader"/> finds in it every text and file of the parts.</summary>
    public static void Write(MessageParts parts, Stream output)
    {
        var declared = new StringBuilder();
        WriteHeaders(parts.Headers.Span, output, declared);
        List<IDisposable> opened = [];
        try
        {
            using var body = CreateBody(parts, declared.ToString(), opened);
            var format = FormatOptions.Default.Clone();
            format.NewLineFormat = NewLineFormat.Dos;
            body.WriteTo(format, output);
        }
        finally
        {
            opened.ForEach(o => o.Dispose());
        }
    }

    private static Multipart CreateBody(MessageParts parts, string declaredType, List<IDisposable> opened)
    {
        var body = CreateRoot(parts, declaredType);
        body.Boundary = PartsBoundary;
        if (CreateText(parts, opened) is { } text)
            body.Add(text);
        foreach (var file in parts.Files)
            body.Add(CreateFile(file, opened));
        return body;
    }

    /// <summary>A report stays a report, so that it is recognised.</summary>
    private static Multipart CreateRoot(MessageParts parts, string declaredType)
    {
        if (ContentType.TryParse(declaredType, out var declared) && declared.IsMimeType("multipart", "report"))
            return CreateReport(declared.Parameters["report-type"]);
        var report = parts.Files.Select(f => f.MediaType?.Split(';')[0].Trim()).FirstOrDefault(IsReport);
        return declaredType.Length == 0 && report is not null
            ? CreateReport(report["message/".Length..])
            : new Multipart("mixed");
    }

    private static Multipart CreateReport(string? type)
    {
        var report = new Multipart("report");
        if (!string.IsNullOrEmpty(type))
            report.ContentType.Parameters["report-type"] = CleanText.Line(type);
        return report;
    }

    private static bool IsReport(string? type) =>
        type is not null
        && (
            type.Equals("message/delivery-status", StringComparison.OrdinalIgnoreCase)
            || type.Equals("message/disposition-notification", StringComparison.OrdinalIgnoreCase)
        );

    private static MimeEntity? CreateText(MessageParts parts, List<IDisposable> opened)
    {
        var plain = parts.Text is { } text ? CreateText(text, "plain", opened) : null;
        var html = parts.Html is { } markup ? CreateText(markup, "html", opened) : null;
        return plain is not null && html is not null
            ? new MultipartAlternative(plain, html) { Boundary = TextBoundary }
            : plain ?? html;
    }

    private static MimePart CreateText(MessagePartText text, string subtype, List<IDisposable> opened)
    {
        var part = new MimePart("text", subtype);
        if (!string.IsNullOrWhiteSpace(text.Charset))
            part.ContentType.Parameters["charset"] = CleanText.Line(text.Charset);
        return WithContent(part, text.Open(), opened);
    }

    private static MimePart CreateFile(MessagePartFile file, List<IDisposable> opened)
    {
        var type = ContentType.TryParse(file.MediaType ?? "", out var parsed)
            ? parsed
            : new ContentType("application", "octet-stream");
        var part = new MimePart(type);
        // A text without a name is a part of what the sender wrote.
        if (file.IsInline || !string.IsNullOrEmpty(file.Name))
            part.ContentDisposition = new ContentDisposition(
                file.IsInline ? ContentDisposition.Inline : ContentDisposition.Attachment
            );
        if (!string.IsNullOrEmpty(file.Name))
            part.FileName = CleanText.FileName(file.Name, "attachment");
        if (CleanText.Line(file.ContentId).Trim('<', '>') is { Length: > 0 } id)
            part.Headers.Add(HeaderId.ContentId, $"<{id}>");
        return WithContent(part, file.Open(), opened);
    }

    private static MimePart WithContent(MimePart part, Stream content, List<IDisposable> opened)
    {
        opened.Add(content);
        part.Content = new MimeContent(content);
        part.ContentTransferEncoding = ContentEncoding.Base64;
        return part;
    }

    /// <summary>Writes the fields of the header as they came, but those that describe the original body. A blank line
    /// does not end the header.</summary>
    private static void WriteHeaders(ReadOnlySpan<byte> headers, Stream output, StringBuilder declaredType)
    {
        var isDescription = false;
        var isType = false;
        foreach (var range in headers.Split((byte)'\n'))
        {
            var line = headers[range].TrimEnd("\r \t"u8);
            if (line.IsEmpty)
                continue;
            var isContinuation = line[0] is (byte)' ' or (byte)'\t';
            if (!isContinuation)
            {
                isType = StartsWith(line, "Content-Type:");
                isDescription = isType || StartsWith(line, "Content-") || StartsWith(line, "MIME-Version:");
            }
            if (isType)
                declaredType.Append(Encoding.Latin1.GetString(isContinuation ? line : line["Content-Type:".Length..]));
            if (!isDescription)
                WriteLine(output, IsField(line) || isContinuation ? "" : "X-Unreadable: ", line);
            else if (isType)
                WriteLine(output, isContinuation ? "" : "X-Original-", line);
        }
        output.Write("MIME-Version: 1.0\r\n"u8);
    }

    private static void WriteLine(Stream output, string prefix, ReadOnlySpan<byte> line)
    {
        output.Write(Encoding.ASCII.GetBytes(prefix));
        output.Write(line);
        output.Write("\r\n"u8);
    }

    private static bool IsField(ReadOnlySpan<byte> line) =>
        line.IndexOf((byte)':') is > 0 and var colon
        && !line[..colon].TrimEnd((byte)' ').ContainsAnyExceptInRange((byte)'!', (byte)'~');

    private static bool StartsWith(ReadOnlySpan<byte> line, string name) =>
        line.Length >= name.Length
        && Encoding.Latin1.GetString(line[..name.Length]).Equals(name, StringComparison.OrdinalIgnoreCase);
}
