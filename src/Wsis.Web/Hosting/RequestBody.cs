using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Wsis.Web.Hosting;

/// <summary>Reads the body of a request into memory, up to a limit.</summary>
internal static class RequestBody
{
    private const int BufferSize = 64 * 1024;

    /// <summary>Reads the body. Returns null where it has more than <paramref name="limit"/> bytes, also where the
    /// headers state fewer.</summary>
    public static async Task<MemoryStream?> Receive(HttpRequest request, long limit, CancellationToken cancellation)
    {
        if (request.ContentLength > limit)
            return null;
        // The server's own limit may be lower, and the Functions host answers an empty 500 where the server applies it.
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } server)
            server.MaxRequestBodySize = null;
        var body = new MemoryStream((int)(request.ContentLength ?? 0));
        var buffer = new byte[BufferSize];
        while (await request.Body.ReadAsync(buffer, cancellation) is > 0 and var read)
        {
            if (body.Length + read > limit)
                return null;
            body.Write(buffer, 0, read);
        }
        body.Position = 0;
        return body;
    }
}
