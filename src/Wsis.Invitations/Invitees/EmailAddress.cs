using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Wsis.Invitations.Invitees;

/// <summary>Reads an e-mail address: <c>local@domain</c> of at most 254 characters (RFC 5321 section 4.5.3.1), the
/// local part in ASCII, without quotes, comments or a domain literal. Narrower than RFC 5322, on purpose: an official
/// address is none of those.</summary>
public static partial class EmailAddress
{
    /// <summary>The most addresses of one invitee.</summary>
    public const int MaxAddresses = 5;

    private const string MailTo = "mailto:";
    private const string Separator = "; ";

    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    /// <summary>Whether a text is an address in the form in which addresses are stored.</summary>
    public static bool IsValid(string? text) => text is { Length: > 0 and <= 254 } && Form().IsMatch(text);

    /// <summary>Reads an address as people write it: with a display name before it (<c>"Cabinet"
    /// &lt;a@b.example&gt;</c>),
    /// <c>mailto:</c>, a full stop or comma after it, an internationalised domain.</summary>
    /// <param name="text">What was written.</param>
    /// <param name="address">The address as it is stored, its domain in ASCII (RFC 5891).</param>
    public static bool TryRead(string text, [NotNullWhen(true)] out string? address)
    {
        var plain = InviteeTable.Clean(text);
        if (plain.EndsWith('>') && plain.LastIndexOf('<') is var open and >= 0)
            plain = InviteeTable.Clean(plain[(open + 1)..^1]);
        if (plain.StartsWith(MailTo, StringComparison.OrdinalIgnoreCase))
            plain = plain[MailTo.Length..];
        plain = plain.TrimEnd('.', ',', ';');
        address = ToAscii(plain);
        if (!IsValid(address))
            address = null;
        return address is not null;
    }

    /// <summary>Reads one or several addresses, each as <see cref="TryRead"/> does, between semicolons or on lines of
    /// their own. The same one again is left out.</summary>
    /// <param name="text">What was written.</param>
    /// <param name="addresses">The addresses as they are stored, between semicolons.</param>
    /// <returns>False if one cannot be read, or there is none, or more than <see cref="MaxAddresses"/>.</returns>
    public static bool TryReadList(string text, [NotNullWhen(true)] out string? addresses)
    {
        addresses = null;
        var read = new List<string>();
        foreach (var part in SplitWritten(text).Where(p => InviteeTable.Clean(p).Length > 0))
            if (!TryRead(part, out var address))
                return false;
            else if (!read.Contains(address, StringComparer.OrdinalIgnoreCase))
                read.Add(address);
        if (read.Count is 0 or > MaxAddresses)
            return false;
        addresses = string.Join(Separator, read);
        return true;
    }

    /// <summary>Whether a text has several addresses.</summary>
    public static bool IsList(string text) => SplitWritten(text).Count(p => InviteeTable.Clean(p).Length > 0) > 1;

    /// <summary>The single addresses of a stored text.</summary>
    public static IReadOnlyList<string> Split(string? addresses) =>
        string.IsNullOrEmpty(addresses) ? [] : addresses.Split(Separator);

    /// <summary>The addresses as people write them, their domains in their own script.</summary>
    public static string ToDisplay(string addresses) => string.Join(Separator, Split(addresses).Select(ToDisplayOne));

    /// <summary>A display name in quotation marks may have a semicolon.</summary>
    private static IEnumerable<string> SplitWritten(string text)
    {
        var start = 0;
        var isQuoted = false;
        for (var i = 0; i < text.Length; i++)
            if (text[i] == '"')
                isQuoted = !isQuoted;
            else if (text[i] is '\r' or '\n' || (text[i] == ';' && !isQuoted))
            {
                yield return text[start..i];
                start = i + 1;
                isQuoted = false;
            }
        yield return text[start..];
    }

    private static string ToDisplayOne(string address)
    {
        var at = address.LastIndexOf('@');
        try
        {
            return at < 0 ? address : $"{address[..at]}@{Idn.GetUnicode(address[(at + 1)..])}";
        }
        catch (ArgumentException)
        {
            return address;
        }
    }

    private static string? ToAscii(string address)
    {
        if (System.Text.Ascii.IsValid(address))
            return address;
        var at = address.LastIndexOf('@');
        try
        {
            return at < 0 ? null : $"{address[..at]}@{Idn.GetAscii(address[(at + 1)..])}";
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    [GeneratedRegex(
        @"\A[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
            + @"@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\z",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking
    )]
    private static partial Regex Form();
}
