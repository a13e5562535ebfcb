using System.Net.Mime;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Reasons;
using Wsis.Web.Files;
using Wsis.Web.Hosting.Requests;

namespace Wsis.Web.StaffApi;

/// <summary>Reads a campaign folder from <c>multipart/form-data</c> (RFC 7578). The name of a part is the path of the
/// file in the folder, such as <c>letters/fr/invitation.md</c>. File names are ignored: browsers and programs shorten
/// them.</summary>
internal static class CampaignParts
{
    /// <summary>The boundary between the parts; null for another media type.</summary>
    public static string? ReadBoundary(HttpRequest request) =>
        request.HasMediaType(MediaTypeNames.Multipart.FormData)
            ? HeaderUtilities.RemoveQuotes(request.GetTypedHeaders().ContentType!.Boundary).Value ?? ""
            : null;

    /// <summary>The files by path. Adds every problem to <paramref name="problems"/>. Null where the body was not read
    /// to its end.</summary>
    public static async Task<Dictionary<string, byte[]>?> Read(
        Stream body,
        string boundary,
        List<Problem> problems,
        CancellationToken cancellation
    )
    {
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        try
        {
            var reader = new MultipartReader(boundary, body);
            while (await reader.ReadNextSectionAsync(cancellation) is { } part)
            {
                var path =
                    HeaderUtilities
                        .RemoveQuotes(ContentDispositionHeaderValue.Parse(part.ContentDisposition).Name)
                        .Value
                    ?? "";
                if (files.Count == CampaignZip.MaxFiles)
                {
                    problems.Add(new Problem("", 0, new ProblemReason.TooManyParts(CampaignZip.MaxFiles)));
                    return null;
                }
                using var content = new MemoryStream();
                await part.Body.CopyToAsync(content, cancellation);
                if (!CampaignZip.IsInside(path))
                    problems.Add(new Problem(path, 0, new ProblemReason.PathOutside()));
                else if (!files.TryAdd(path, content.ToArray()))
                    problems.Add(new Problem(path, 0, new ProblemReason.PartTwice()));
            }
        }
        catch (Exception e) when (e is IOException or InvalidDataException or FormatException or ArgumentException)
        {
            problems.Add(new Problem("", 0, new ProblemReason.NotMultipart(e.Message)));
            return null;
        }
        return files;
    }
}
