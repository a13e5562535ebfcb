using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Wsis.Invitations.Correspondence.Messages;

/// <summary>Makes text of the bytes of a part. A character set that is missing, unknown or wrong never hides a word.
/// </summary>
internal static partial class TextDecoder
{
    static TextDecoder() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    /// <summary>The text of bytes.</summary>
    /// <param name="bytes">The decoded content of a part, or its beginning.</param>
    /// <param name="charset">The declared character set; null where there is none.</param>
    /// <param name="isHtml">Whether the bytes may name their character set themselves.</param>
    /// <param name="isKnown">False where the declared character set is unknown.</param>
    public static string Decode(ReadOnlySpan<byte> bytes, string? charset, bool isHtml, out bool isKnown)
    {
        isKnown = true;
        if (bytes.StartsWith(Encoding.UTF8.Preamble))
            return Encoding.UTF8.GetString(bytes[3..]);
        if (bytes is [0xFF, 0xFE, ..])
            return Encoding.Unicode.GetString(bytes[2..]);
        if (bytes is [0xFE, 0xFF, ..])
            return Encoding.BigEndianUnicode.GetString(bytes[2..]);
        charset = charset?.Trim().Trim('"', '\'');
        if (isHtml && string.IsNullOrEmpty(charset))
            charset = MetaCharset(bytes);
        if (string.IsNullOrEmpty(charset) || IsAscii(charset))
            return Guess(bytes);
        var encoding = Find(charset);
        isKnown = encoding is not null;
        if (encoding is null or UTF8Encoding)
            return Guess(bytes);
        return encoding.GetString(bytes);
    }

    /// <summary>The encoding of that name; null where it is unknown. Programs declare Latin-1 and GB 2312 and write
    /// their supersets.</summary>
    public static Encoding? Find(string charset)
    {
        try
        {
            var encoding = CodePageName().Match(charset) is { Success: true } name
                ? Encoding.GetEncoding(int.Parse(name.Groups[1].Value, CultureInfo.InvariantCulture))
                : Encoding.GetEncoding(charset);
            return encoding.CodePage switch
            {
                28591 => CodePage(1252),
                936 or 20936 => CodePage(54936),
                _ => encoding,
            };
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>The encoding of a Windows code page; Windows-1252 where there is none.</summary>
    public static Encoding CodePage(int number)
    {
        try
        {
            return number == 65001 ? Encoding.UTF8 : Encoding.GetEncoding(number);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return Encoding.GetEncoding(1252);
        }
    }

    private static bool IsAscii(string charset) =>
        charset.Equals("us-ascii", StringComparison.OrdinalIgnoreCase)
        || charset.Equals("ascii", StringComparison.OrdinalIgnoreCase);

    /// <summary>UTF-8 where it is, else Windows-1252. The last character may be cut by a limit.</summary>
    private static string Guess(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var decoder = StrictUtf8.GetDecoder();
            var chars = new char[StrictUtf8.GetMaxCharCount(bytes.Length)];
            var count = decoder.GetChars(bytes, chars, flush: false);
            return new string(chars, 0, count);
        }
        catch (DecoderFallbackException)
        {
            return CodePage(1252).GetString(bytes);
        }
    }

    private static string? MetaCharset(ReadOnlySpan<byte> bytes) =>
        Meta().Match(Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, 2048)])) is { Success: true } match
            ? match.Groups[1].Value
            : null;

    /// <summary>Names that .NET does not know, such as <c>cp1251</c>, <c>cp-850</c> and <c>ansi-1256</c>.</summary>
    [GeneratedRegex(
        @"^(?:x-)?(?:cp|ansi|ibm|ms|win)[-_]?([0-9]{3,5})\z",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.IgnoreCase
    )]
    private static partial Regex CodePageName();

    [GeneratedRegex(
        @"<meta[^>]{0,200}charset\s*=\s*[""']?\s*([A-Za-z0-9_:.-]{1,40})",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.IgnoreCase
    )]
    private static partial Regex Meta();
}
