using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace Wsis.Web.StaffPages;

/// <summary>The stylesheet and the scripts of the staff pages, embedded in the assembly. Their address contains a hash
/// of their content, so browsers may cache them without expiry.</summary>
public sealed class StaffAssets
{
    public static readonly Asset Style = Read("staff.css", "/staff/style.css", "text/css; charset=utf-8");
    public static readonly Asset Script = Read("staff.js", "/staff/script.js", "text/javascript; charset=utf-8");

    /// <summary>The script of the page on which a letter is written.</summary>
    public static readonly Asset Editor = Read("editor.js", "/staff/editor.js", "text/javascript; charset=utf-8");

    public static IResult Serve(HttpContext http, Asset asset)
    {
        http.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        return TypedResults.Text(asset.Content, asset.MediaType);
    }

    private static Asset Read(string file, string path, string mediaType)
    {
        using var stream =
            typeof(StaffAssets).Assembly.GetManifestResourceStream(file)
            ?? throw new InvalidOperationException($"{file} is not in the assembly.");
        using var content = new MemoryStream();
        stream.CopyTo(content);
        var bytes = content.ToArray();
        return new Asset($"{path}?v={Convert.ToHexStringLower(SHA256.HashData(bytes))[..12]}", mediaType, bytes);
    }

    /// <summary>A file and its address.</summary>
    public sealed record Asset(string Address, string MediaType, ReadOnlyMemory<byte> Bytes)
    {
        internal ReadOnlySpan<byte> Content => Bytes.Span;
    }
}
