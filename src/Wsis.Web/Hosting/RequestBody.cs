using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Wsis.Web.Hosting;

/// <summary>Reads the body of a request into memory, up to a limit.</summary>
internal static class RequestBody
{
    private const int BufferSize = 16 * 1024;

    /// <summary>Reads the body. Returns null where it has more than <paramref name="limit"/> bytes, also where the
    /// headers state fewer.</summary>
    public static async Task<MemoryStream?> Receive(HttpRequest request, long limit, CancellationToken cancellation)
    {
        if (request.ContentLength > limit)
            return null;
        // The server's own limit may be lower, and the Functions host answers an empty 500 where the server applies it.
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } server)
            server.MaxRequestBodySize = null;
        // The memory grows with the bytes that arrive. A header that states a size costs nothing.
        var body = new MemoryStream();
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            while (await request.Body.ReadAsync(buffer, cancellation) is > 0 and var read)
            {
                if (body.Length + read > limit)
                    return null;
                body.Write(buffer, 0, read);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
        body.Position = 0;
        return body;
    }
}
