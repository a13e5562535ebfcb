using Microsoft.AspNetCore.Http;

namespace Wsis.Web.Hosting.Requests;

/// <summary>The media type of a request's body.</summary>
internal static class RequestMediaType
{
    /// <summary>Whether the body has a media type, with any parameters.</summary>
    public static bool HasMediaType(this HttpRequest request, string mediaType) =>
        request.GetTypedHeaders().ContentType is { } type
        && type.MediaType.Equals(mediaType, StringComparison.OrdinalIgnoreCase);
}
