using System.Text.RegularExpressions;

namespace Wsis.Invitations.Texts;

/// <summary>Removes e-mail addresses, reply links, tokens and keys from the words of providers, libraries and receivers.
/// They repeat what they were sent, and their words are stored and shown.</summary>
public static partial class Redactor
{
    private const string Address = "(address)";
    private const string Key = "(key)";
    private const string Token = "(token)";

    /// <summary>The same text without them. What was redacted before stays as it is.</summary>
    public static string Redact(string words)
    {
        words = QuotedAddress().Replace(words, Address);
        words = EmailAddress().Replace(words, Address);
        words = ReplyLink().Replace(words, m => $"{m.Groups["path"].Value}{Token}");
        words = NamedSecret().Replace(words, m => $"{m.Groups["name"].Value}{Key}");
        words = ProviderKey().Replace(words, Key);
        return Opaque().Replace(words, m => IsOpaque(m.Value) ? Token : m.Value);
    }

    /// <summary>The same for words that may be missing.</summary>
    public static string? RedactIfAny(string? words) => words is null ? null : Redact(words);

    /// <summary>Long words of one kind of character are not secrets: a line of hyphens, a long name.</summary>
    private static bool IsOpaque(string word) => word.Any(char.IsAsciiDigit) && word.Any(char.IsAsciiLetter);

    [GeneratedRegex(@"""[^""\r\n]{1,64}""(@|%40)[\p{L}\p{N}.\-\[\]:]*[\p{L}\p{N}\]]", RegexOptions.NonBacktracking)]
    private static partial Regex QuotedAddress();

    [GeneratedRegex(
        @"[^\s@<>()\[\]""',;:=/?&]+(@|%40)[\p{L}\p{N}.\-\[\]:]*[\p{L}\p{N}\]]",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking
    )]
    private static partial Regex EmailAddress();

    // The address of a reply page, and the short one on paper.
    [GeneratedRegex(
        @"(?<path>/r/|/p/[A-Za-z0-9_.~%\-]+/[A-Za-z0-9_.~%\-]+/)[A-Za-z0-9_.~%\-]+",
        RegexOptions.NonBacktracking
    )]
    private static partial Regex ReplyLink();

    [GeneratedRegex(
        @"(?<name>\bbearer\s+|\bbasic\s+|\b[a-z_\-]*(key|token|password|secret|signature|sig|credential)""?\s*[:=]\s*""?)"
            + @"[A-Za-z0-9_.~+/=%\-]+",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking
    )]
    private static partial Regex NamedSecret();

    [GeneratedRegex(@"\b(SG|eyJ[A-Za-z0-9_\-]*)\.[A-Za-z0-9_\-]+\.[A-Za-z0-9_\-]+", RegexOptions.NonBacktracking)]
    private static partial Regex ProviderKey();

    [GeneratedRegex(@"[A-Za-z0-9_\-]{32,}", RegexOptions.NonBacktracking)]
    private static partial Regex Opaque();
}
