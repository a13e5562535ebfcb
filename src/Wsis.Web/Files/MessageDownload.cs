using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Wsis.Invitations.Correspondence;

namespace Wsis.Web.Files;

/// <summary>Sends a message or an attachment so that a browser cannot execute it: as a file to be saved, or, where its
/// first bytes prove a picture or a PDF, to be looked at in a sandbox.</summary>
public sealed class MessageDownload : IResult
{
    /// <summary>The media type of a whole message.</summary>
    public const string RawType = "message/rfc822";

    /// <summary>The media type of what is not proved to be anything else.</summary>
    public const string UnknownType = "application/octet-stream";

    private readonly Stream content;
    private readonly IAsyncDisposable source;
    private readonly string mediaType;
    private readonly string fileName;
    private readonly bool isShown;

    private MessageDownload(Stream content, IAsyncDisposable source, string mediaType, string fileName, bool isShown)
    {
        this.content = content;
        this.source = source;
        this.mediaType = mediaType;
        this.fileName = fileName;
        this.isShown = isShown;
    }

    /// <summary>Creates the download of a whole message.</summary>
    public static MessageDownload Raw(CorrespondenceItem item, Stream raw) =>
        new(raw, raw, RawType, $"{item.Id}.eml", isShown: false);

    /// <summary>Creates the download of an attachment, under its own name.</summary>
    public static MessageDownload Attachment(OpenedAttachment opened) =>
        new(
            opened.Content,
            opened,
            opened.Attachment.SniffedType ?? UnknownType,
            opened.Attachment.Name,
            isShown: false
        );

    /// <summary>Creates the view of an attachment. Null where its first bytes do not prove a type that can be
    /// shown.</summary>
    public static MessageDownload? View(OpenedAttachment opened) =>
        opened.Attachment.SniffedType is { } type
            ? new(opened.Content, opened, type, opened.Attachment.Name, isShown: true)
            : null;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        await using var opened = source;
        var headers = httpContext.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = "sandbox; default-src 'none'; frame-ancestors 'self'";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.CacheControl = "private, no-store";
        var disposition = new ContentDispositionHeaderValue(isShown ? "inline" : "attachment");
        disposition.SetHttpFileName(fileName);
        headers.ContentDisposition = disposition.ToString();
        if (HttpMethods.IsHead(httpContext.Request.Method))
        {
            httpContext.Response.ContentType = mediaType;
            return;
        }
        await TypedResults.Stream(content, mediaType).ExecuteAsync(httpContext);
    }
}
