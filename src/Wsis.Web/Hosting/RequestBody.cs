using Microsoft.AspNetCore.Http;
using Wsis.Web.Public;
using Wsis.Web.StaffApi;
using Wsis.Web.StaffPages;
using Wsis.Web.StaffPages.Texts;
using Wsis.Web.Webhooks;

namespace Wsis.Web.Hosting;

/// <summary>Reads bodies that must be whole before anything is made of them.</summary>
internal static class RequestBody
{
    /// <summary>The body, from its beginning; null where it has more than <paramref name="most"/> bytes, whatever its
    /// headers say.</summary>
    public static async Task<MemoryStream?> Receive(HttpRequest request, int most, CancellationToken cancellation)
    {
        var body = new MemoryStream();
        var buffer = new byte[64 * 1024];
        for (int read; (read = await request.Body.ReadAsync(buffer, cancellation)) > 0; )
        {
            if (body.Length + read > most)
                return null;
            body.Write(buffer, 0, read);
        }
        body.Position = 0;
        return body;
    }
}
