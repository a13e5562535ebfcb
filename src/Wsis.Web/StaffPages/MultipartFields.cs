using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Wsis.Invitations.Correspondence;
using Wsis.Invitations.Webhooks;
using Wsis.Web.Hosting.Requests;

namespace Wsis.Web.StaffPages;

/// <summary>Reads a form with files. Its body is kept in a temporary file until the response is sent.</summary>
internal static class MultipartFields
{
    /// <summary>The largest form, in bytes: room for a scan that is a little too large, so that its form can be shown
    /// again.</summary>
    private const long MaxBytes = 2 * Scan.MaxMegabytes * 1_000_000L;

    /// <exception cref="BadHttpRequestException">The form is larger than <see cref="MaxBytes"/> bytes:
    /// 413.</exception>
    public static async Task<(IFormCollection Fields, IReadOnlyList<FormPart> Files)> Read(HttpContext http)
    {
        if (await RequestBody.Receive(http.Request, MaxBytes, http.RequestAborted) is not { } body)
            throw new BadHttpRequestException(
                $"At most {MaxBytes:N0} bytes are read.",
                StatusCodes.Status413PayloadTooLarge
            );
        http.Response.RegisterForDisposeAsync(body);
        var parts = (await MultipartForm.Read(http.Request.ContentType, body, http.RequestAborted))?.Parts ?? [];
        var fields = parts
            .Where(p => p.FileName is null)
            .GroupBy(p => p.Name, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(g => g.Key, g => new StringValues([.. g.Select(ReadText)]), StringComparer.OrdinalIgnoreCase);
        return (new FormCollection(fields), [.. parts.Where(p => p.FileName is not null)]);
    }

    private static string ReadText(FormPart part) => Encoding.UTF8.GetString(part.ReadUpTo(FormFields.MaxBytes));
}
