using System.Text;
using MimeKit.IO;
using MimeKit.Tnef;

namespace Wsis.Invitations.Correspondence.Messages;

/// <summary>Reads <c>winmail.dat</c> (MS-OXTNEF) without holding its attachments in memory.</summary>
/// <remarks>MimeKit's own conversion allocates what the file declares and keeps every attachment.</remarks>
internal sealed class TnefContent
{
    private const int MaxDepth = 5;

    private readonly Dictionary<TnefPropertyId, string> bodies = [];
    private readonly List<TnefAttachment> attachments = [];
    private readonly List<(int Number, TnefContent Content)> embedded = [];
    private TnefAttachment? current;
    private int number = -1;
    private bool hasData;

    /// <summary>The words of its body; empty where it has none.</summary>
    public string Text =>
        new[] { TnefPropertyId.Body, TnefPropertyId.BodyHtml, TnefPropertyId.RtfCompressed }
            .Select(id => bodies.GetValueOrDefault(id, ""))
            .FirstOrDefault(t => !CleanText.IsBlank(t))
        ?? "";

    public string Subject { get; private set; } = "";

    public IReadOnlyList<TnefAttachment> Attachments => attachments;

    /// <summary>The messages that it encloses.</summary>
    public IReadOnlyList<(int Number, TnefContent Content)> Embedded => embedded;

    /// <summary>False where the rest could not be read.</summary>
    public bool IsComplete { get; private set; } = true;

    public static TnefContent Read(Stream stream)
    {
        using var reader = new TnefReader(stream, 0, TnefComplianceMode.Loose);
        var content = new TnefContent();
        content.ReadAll(reader, 0);
        return content;
    }

    /// <summary>The content of an attachment, or null.</summary>
    /// <param name="stream">The file, which the result disposes.</param>
    /// <param name="path">The numbers of the attachments that lead to it.</param>
    public static Stream? Open(Stream stream, IReadOnlyList<int> path)
    {
        var reader = new TnefReader(stream, 0, TnefComplianceMode.Loose);
        if (Find(reader, path, 0) is { } content)
            return new OwningStream(content, reader);
        reader.Dispose();
        return null;
    }

    private static Stream? Find(TnefReader reader, IReadOnlyList<int> path, int level)
    {
        var property = reader.TnefPropertyReader;
        var number = -1;
        while (number <= path[level] && reader.ReadNextAttribute())
            if (reader.AttributeTag == TnefAttributeTag.AttachRenderData)
                number++;
            else if (number != path[level])
                continue;
            else if (reader.AttributeTag == TnefAttributeTag.AttachData && level == path.Count - 1)
                return property.GetRawValueReadStream();
            else if (reader.AttributeTag == TnefAttributeTag.Attachment)
                while (property.ReadNextProperty())
                    if (property.PropertyTag.Id == TnefPropertyId.AttachData)
                        return level == path.Count - 1 ? property.GetRawValueReadStream()
                            : property.IsEmbeddedMessage ? Find(property.GetEmbeddedMessageReader(), path, level + 1)
                            : null;
        return null;
    }

    private void ReadAll(TnefReader reader, int depth)
    {
        try
        {
            while (attachments.Count < MessageLimits.MaxParts && reader.ReadNextAttribute())
                ReadAttribute(reader, depth);
        }
        catch (Exception e) when (MessageReader.IsUnreadable(e))
        {
            IsComplete = false;
        }
        EndAttachment();
    }

    private void ReadAttribute(TnefReader reader, int depth)
    {
        var properties = reader.TnefPropertyReader;
        switch (reader.AttributeTag)
        {
            case TnefAttributeTag.Subject:
                Subject = Take(ReadText(reader, properties), Subject);
                break;
            case TnefAttributeTag.Body:
                AddBody(TnefPropertyId.Body, ReadText(reader, properties));
                break;
            case TnefAttributeTag.MapiProperties:
                while (properties.ReadNextProperty())
                    ReadMessageProperty(reader, properties);
                break;
            case TnefAttributeTag.AttachRenderData:
                EndAttachment();
                current = new TnefAttachment(++number);
                hasData = false;
                break;
            case TnefAttributeTag.AttachTitle when current is not null:
                current.Name = Take(current.Name ?? "", ReadText(reader, properties));
                break;
            case TnefAttributeTag.AttachData when current is not null:
                Measure(properties);
                break;
            case TnefAttributeTag.Attachment when current is not null:
                while (properties.ReadNextProperty())
                    ReadAttachmentProperty(reader, properties, depth);
                break;
        }
    }

    private void ReadMessageProperty(TnefReader reader, TnefPropertyReader property)
    {
        switch (property.PropertyTag.Id)
        {
            case TnefPropertyId.Subject:
                Subject = Take(ReadText(reader, property), Subject);
                break;
            case TnefPropertyId.Body:
                AddBody(TnefPropertyId.Body, ReadText(reader, property));
                break;
            case TnefPropertyId.BodyHtml:
                AddBody(TnefPropertyId.BodyHtml, HtmlText.Convert(ReadText(reader, property, isHtml: true)));
                break;
            case TnefPropertyId.RtfCompressed:
                using (var rtf = new FilteredStream(property.GetRawValueReadStream()))
                {
                    rtf.Add(new RtfCompressedToRtf());
                    AddBody(TnefPropertyId.RtfCompressed, RtfText.Convert(rtf));
                }
                break;
        }
    }

    private void ReadAttachmentProperty(TnefReader reader, TnefPropertyReader property, int depth)
    {
        switch (property.PropertyTag.Id)
        {
            case TnefPropertyId.AttachLongFilename:
                current!.Name = Take(ReadText(reader, property), current.Name ?? "");
                break;
            case TnefPropertyId.AttachFilename or TnefPropertyId.DisplayName:
                current!.Name = Take(current.Name ?? "", ReadText(reader, property));
                break;
            case TnefPropertyId.AttachMimeTag:
                current!.MediaType = ReadText(reader, property);
                break;
            case TnefPropertyId.AttachContentId:
                current!.ContentId = ReadText(reader, property);
                break;
            case TnefPropertyId.AttachData when property.IsEmbeddedMessage && depth < MaxDepth:
                var inner = new TnefContent();
                using (var innerReader = property.GetEmbeddedMessageReader())
                    inner.ReadAll(innerReader, depth + 1);
                embedded.Add((number, inner));
                break;
            case TnefPropertyId.AttachData:
                Measure(property);
                break;
        }
    }

    private void Measure(TnefPropertyReader property)
    {
        if (hasData)
            return;
        using var stream = property.GetRawValueReadStream();
        (current!.Size, current.Sniffed) = ContentMeasure.Read(stream);
        hasData = true;
    }

    private void EndAttachment()
    {
        if (current is not null && hasData)
            attachments.Add(current);
        current = null;
    }

    private void AddBody(TnefPropertyId id, string words)
    {
        if (!CleanText.IsBlank(words))
            bodies.TryAdd(id, words);
    }

    private static string Take(string first, string second) => first.Length > 0 ? first : second;

    /// <summary>A text value of bounded length, however long the file says that it is.</summary>
    private static string ReadText(TnefReader reader, TnefPropertyReader property, bool isHtml = false)
    {
        using var stream = property.GetRawValueReadStream();
        var bytes = ContentMeasure.ReadBytes(stream, MessageLimits.MaxTextPartBytes);
        var isUnicode =
            reader.AttributeTag is TnefAttributeTag.MapiProperties or TnefAttributeTag.Attachment
            && property.PropertyTag.ValueTnefType == TnefPropertyType.Unicode;
        var text =
            isUnicode ? Encoding.Unicode.GetString(bytes)
            : isHtml ? TextDecoder.Decode(bytes, null, isHtml: true, out _)
            : DecodeCodePage(bytes, reader.MessageCodepage);
        return text.TrimEnd('\0');
    }

    private static string DecodeCodePage(byte[] bytes, int codePage) =>
        codePage is 0 or 1252 or 65001
            ? TextDecoder.Decode(bytes, null, isHtml: false, out _)
            : TextDecoder.CodePage(codePage).GetString(bytes);

    private sealed class OwningStream(Stream inner, TnefReader reader) : ReadOnlyStream
    {
        private readonly byte[] bytes = new byte[16 * 1024];

        public override int Read(Span<byte> buffer)
        {
            var read = inner.Read(bytes, 0, Math.Min(buffer.Length, bytes.Length));
            bytes.AsSpan(0, read).CopyTo(buffer);
            return read;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                inner.Dispose();
                reader.Dispose();
            }
            base.Dispose(disposing);
        }
    }
}

/// <summary>An attachment within <c>winmail.dat</c>.</summary>
internal sealed class TnefAttachment(int number)
{
    public int Number { get; } = number;

    public string? Name { get; set; }

    public string? MediaType { get; set; }

    public string? ContentId { get; set; }

    public long Size { get; set; }

    public string? Sniffed { get; set; }
}
