using System.Buffers.Text;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Wsis.Web.Hosting.Requests;

/// <summary>Versions of rows as strong entity tags (RFC 9110 section 8.8.3), whatever characters the store uses for its
/// versions.</summary>
public static class EntityTags
{
    /// <summary>A version that no row has.</summary>
    private const string NoVersion = "";

    /// <summary>Says which version of a row the answer shows.</summary>
    internal static void SetVersion(this HttpResponse response, string? version)
    {
        if (version is not null)
            response.Headers.ETag = Create(version);
    }

    /// <summary>The tag of a version, as <c>If-Match</c> takes it.</summary>
    public static string Create(string version) => $"\"{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(version))}\"";

    /// <summary>The version that <c>If-Match</c> names. Null where there is no such header, or it is
    /// <c>*</c>.</summary>
    internal static string? ReadVersion(string? ifMatch)
    {
        var header = ifMatch?.Trim();
        if (header is null or "" or "*")
            return null;
        var tag = header.Trim('"');
        return Base64Url.IsValid(tag) ? Encoding.UTF8.GetString(Base64Url.DecodeFromChars(tag)) : NoVersion;
    }
}
