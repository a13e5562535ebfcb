using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Wsis.Invitations.Invitees;

/// <summary>Names an invitee within a campaign: 1 to 60 letters, digits, hyphens, dots and underscores, beginning with
/// a letter or digit.</summary>
public readonly partial record struct InviteeId : IParsable<InviteeId>
{
    /// <exception cref="FormatException">The text is not an invitee id.</exception>
    public InviteeId(string value) =>
        Value = Form().IsMatch(value)
            ? value
            : throw new FormatException(
                $"'{value}' is not an invitee id: 1 to 60 of A-Z, a-z, 0-9, '-', '.' and '_', "
                    + "beginning with a letter or digit."
            );

    public string Value { get; }

    public static bool TryParse([NotNullWhen(true)] string? text, out InviteeId id)
    {
        var valid = text is not null && Form().IsMatch(text);
        id = valid ? new InviteeId(text!) : default;
        return valid;
    }

    static InviteeId IParsable<InviteeId>.Parse(string s, IFormatProvider? provider) => new(s);

    static bool IParsable<InviteeId>.TryParse(
        [NotNullWhen(true)] string? s,
        IFormatProvider? provider,
        out InviteeId result
    ) => TryParse(s, out result);

    public override string ToString() => Value;

    // Compiled in the build, unlike a non-backtracking expression. There is nothing to backtrack to.
    [GeneratedRegex(
        @"^[A-Za-z0-9][A-Za-z0-9._-]{0,59}\z",
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Form();
}
