using System.Text.RegularExpressions;

namespace Wsis.Invitations.Invitees;

/// <summary>Tells whether a text is a plain e-mail address: <c>local@domain</c> of at most 254 characters (RFC 5321
/// section 4.5.3.1), ASCII, without quotes, comments or a domain literal. Narrower than RFC 5322, on purpose: an
/// official address is none of those.</summary>
public static partial class EmailAddress
{
    public static bool IsOne(string? text) => text is { Length: > 0 and <= 254 } && Form().IsMatch(text);

    [GeneratedRegex(
        @"^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?$",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex Form();
}
