using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using MimeKit.IO;
using Wsis.Invitations.Webhooks;

namespace Wsis.Web.Hosting.Requests;

/// <summary>Reads <c>multipart/form-data</c> (RFC 7578) in a seekable stream. The contents stay where they
/// are.</summary>
public static class MultipartForm
{
    /// <summary>The most parts of a form.</summary>
    public const int MaxParts = 2_000;

    /// <summary>The most bytes of the header of a part. It has the name of a file, which a sender may have made
    /// long.</summary>
    private const int MaxHeaderBytes = 256 * 1024;

    private const int MaxHeaders = 64;

    /// <summary>RFC 2046 allows 70 characters.</summary>
    private const int MaxBoundaryLength = 1_000;

    private const int BufferSize = 16 * 1024;

    /// <summary>Finds the parts of a form. A form that is broken, or has too many parts, is read as far as
    /// possible.</summary>
    /// <returns>Null if the content type is not that of a form.</returns>
    public static async Task<FormParts?> Read(string? contentType, Stream body, CancellationToken cancellation)
    {
        if (
            !MediaTypeHeaderValue.TryParse(contentType, out var type)
            || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            || HeaderUtilities.RemoveQuotes(type.Boundary) is not { Length: > 0 and <= MaxBoundaryLength } boundary
        )
            return null;
        body.Position = 0;
        var reader = new MultipartReader(boundary.ToString(), body, BufferSize)
        {
            HeadersCountLimit = MaxHeaders,
            HeadersLengthLimit = MaxHeaderBytes,
        };
        var parts = new List<FormPart>();
        try
        {
            while (await reader.ReadNextSectionAsync(cancellation) is { } section)
            {
                if (parts.Count == MaxParts)
                    return new FormParts(parts, IsCut: true);
                parts.Add(await Read(section, body, cancellation));
            }
            return new FormParts(parts, IsCut: false);
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            return new FormParts(parts, IsCut: true);
        }
    }

    private static async Task<FormPart> Read(MultipartSection section, Stream body, CancellationToken cancellation)
    {
        var begin = section.BaseStreamOffset!.Value;
        var length = await MeasureLength(section.Body, cancellation);
        var disposition = section.GetContentDispositionHeader();
        return new FormPart(
            HeaderUtilities.RemoveQuotes(disposition?.Name ?? default).ToString(),
            disposition?.FileName.HasValue == true
                ? HeaderUtilities.UnescapeAsQuotedString(disposition.FileName).ToString()
                : null,
            section.ContentType,
            length,
            () => new BoundStream(body, begin, begin + length, leaveOpen: true)
        );
    }

    private static async Task<long> MeasureLength(Stream content, CancellationToken cancellation)
    {
        var buffer = new byte[BufferSize];
        var length = 0L;
        while (await content.ReadAsync(buffer, cancellation) is > 0 and var read)
            length += read;
        return length;
    }
}
