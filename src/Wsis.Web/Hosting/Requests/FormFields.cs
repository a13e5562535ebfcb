using System.Net.Mime;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Wsis.Web.Hosting.Requests;

/// <summary>Reads the fields of a form without files.</summary>
internal static class FormFields
{
    /// <summary>The largest form that is read, in bytes.</summary>
    public const int MaxBytes = 64 * 1024;

    /// <summary>Reads a request's fields; none where it has no form of the kind that pages send.</summary>
    /// <remarks>The reader of the framework refuses a form with a NUL character, with the same exception as for a form
    /// that is too large.</remarks>
    /// <exception cref="BadHttpRequestException">The form is larger than <paramref name="maxBytes"/> bytes:
    /// 413.</exception>
    public static async Task<IFormCollection> Read(HttpContext http, int maxBytes = MaxBytes)
    {
        if (!http.Request.HasMediaType(MediaTypeNames.Application.FormUrlEncoded))
            return FormCollection.Empty;
        await using var body = await RequestBody.Receive(http.Request, maxBytes, http.RequestAborted);
        if (body is null)
            throw new BadHttpRequestException(
                $"At most {maxBytes:N0} bytes are read.",
                StatusCodes.Status413PayloadTooLarge
            );
        // The form is UTF-8, whatever its header says (URL Standard, section 5.1).
        using var text = new StreamReader(body, Encoding.UTF8, detectEncodingFromByteOrderMarks: false);
        return new FormCollection(QueryHelpers.ParseQuery(await text.ReadToEndAsync(http.RequestAborted)));
    }
}
