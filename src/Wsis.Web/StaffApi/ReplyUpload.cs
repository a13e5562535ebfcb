using System.Net.Mime;
using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Wsis.Invitations.Correspondence;
using Wsis.Web.Hosting.Requests;

namespace Wsis.Web.StaffApi;

/// <summary>An answer by correspondence in a request: JSON, or a form with the JSON in the part <c>reply</c> and the
/// scan of the letter in the file <c>scan</c>.</summary>
internal sealed class ReplyUpload : IBindableFromHttpContext<ReplyUpload>
{
    public const string ReplyPart = "reply";
    public const string ScanPart = "scan";

    /// <summary>The most bytes that are read: the largest scan and the largest JSON.</summary>
    public const int MaxSize = Scan.MaxMegabytes * 1_000_000 + 2 * RequestPreparation.MaxBodySize;

    public required ReplyRequest Reply { get; init; }

    /// <summary>The scan. Its content can be read until the request is over. Null where there is none.</summary>
    public Scan? Scan { get; private init; }

    public static async ValueTask<ReplyUpload?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var request = context.Request;
        var body = context.Request.Body;
        if (request.HasJsonContentType())
            return new ReplyUpload { Reply = ReadReply(body) };
        if (!request.HasMediaType(MediaTypeNames.Multipart.FormData))
            throw new BadHttpRequestException(
                "The reply is application/json, or multipart/form-data with a scan.",
                StatusCodes.Status415UnsupportedMediaType
            );
        var form = await MultipartForm.Read(request.ContentType, body, context.RequestAborted);
        if (form is not { IsCut: false } || form.Parts.FirstOrDefault(p => p.Name == ReplyPart) is not { } reply)
            throw new BadHttpRequestException($"The form is broken, or has no part '{ReplyPart}'.");
        var scan = form.Parts.FirstOrDefault(p => p.Name == ScanPart && p.Length > 0);
        using var json = reply.Open();
        return new ReplyUpload
        {
            Reply = ReadReply(json),
            Scan = scan is null ? null : new Scan(scan.FileName ?? ScanPart, scan.Length, scan.Open),
        };
    }

    private static ReplyRequest ReadReply(Stream json)
    {
        if (json.Length > RequestPreparation.MaxBodySize)
            throw new BadHttpRequestException(
                $"The reply has more than {RequestPreparation.MaxBodySize:N0} bytes.",
                StatusCodes.Status413PayloadTooLarge
            );
        try
        {
            return JsonSerializer.Deserialize(json, StaffApiJson.Default.ReplyRequest) ?? new ReplyRequest();
        }
        catch (JsonException e)
        {
            throw new BadHttpRequestException("The reply is not the expected JSON.", e);
        }
    }
}
