using System.Buffers.Text;
using System.Text;
using Microsoft.AspNetCore.Http;
using Wsis.Web.Hosting;
using Wsis.Web.Public;
using Wsis.Web.StaffPages;
using Wsis.Web.StaffPages.Texts;
using Wsis.Web.Webhooks;

namespace Wsis.Web.StaffApi;

/// <summary>The versions of rows as entity tags (RFC 9110 section 8.8.3): strong ones, whatever form the store's own
/// versions have.</summary>
internal static class EntityTags
{
    /// <summary>Stands for a tag that no row has.</summary>
    private const string Nothing = "";

    public static void Set(HttpResponse response, string? version)
    {
        if (version is not null)
            response.Headers.ETag = Create(version);
    }

    /// <summary>The tag of a version, as <c>If-Match</c> takes it.</summary>
    public static string Create(string version) => $"\"{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(version))}\"";

    /// <summary>The version that <c>If-Match</c> names: the sender's change is for that one only. Null where there is
    /// no such header, or it is <c>*</c>.</summary>
    public static string? Saw(HttpRequest request)
    {
        var header = request.Headers.IfMatch.ToString().Trim();
        if (header is "" or "*")
            return null;
        var tag = header.Trim('"');
        return Base64Url.IsValid(tag) ? Encoding.UTF8.GetString(Base64Url.DecodeFromChars(tag)) : Nothing;
    }
}
