namespace Wsis.Invitations.Webhooks;

/// <summary>A request with its raw body, because signatures are over the raw bytes.</summary>
/// <param name="Headers">The headers, by name in any case.</param>
/// <param name="ContentType">The media type with its parameters.</param>
/// <param name="Body">The raw bytes, seekable. Beyond 64 KiB they are in a temporary file.</param>
public sealed record WebhookRequest(IReadOnlyDictionary<string, string> Headers, string? ContentType, Stream Body)
{
    /// <summary>Reads the parts of the body. Null if it is not <c>multipart/form-data</c>.</summary>
    public required Func<CancellationToken, Task<FormParts?>> ReadParts { get; init; }
}

/// <summary>The parts of a form.</summary>
/// <param name="Parts">The parts, in their order.</param>
/// <param name="IsCut">Whether the rest of the form could not be read, or has too many parts.</param>
public sealed record FormParts(IReadOnlyList<FormPart> Parts, bool IsCut);

/// <summary>A part of a form, whose content stays in the body.</summary>
/// <param name="Name">The name of the field.</param>
/// <param name="FileName">The name of the file. Null where it is no file.</param>
/// <param name="MediaType">The declared type. Null where there is none.</param>
/// <param name="Length">The size in bytes.</param>
/// <param name="Open">Opens the content as a seekable stream. One content of a body is read at a time.</param>
public sealed record FormPart(string Name, string? FileName, string? MediaType, long Length, Func<Stream> Open)
{
    /// <summary>Reads the beginning of the content into memory.</summary>
    public byte[] ReadUpTo(int maxBytes)
    {
        using var content = Open();
        var bytes = new byte[(int)Math.Min(Length, maxBytes)];
        return bytes[..content.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)];
    }
}
