using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Wsis.Invitations.Campaigns;

/// <summary>Names a campaign in links, storage keys and orchestration ids: 1 to 40 lower-case letters, digits and
/// hyphens, beginning with a letter or digit. Characters that Table Storage keys, URLs or our own separators (<c>~</c>,
/// <c>:</c>) reserve cannot occur.</summary>
public readonly partial record struct CampaignId : IParsable<CampaignId>
{
    /// <exception cref="FormatException">The text is not a campaign id.</exception>
    public CampaignId(string value) =>
        Value = Form().IsMatch(value)
            ? value
            : throw new FormatException(
                $"'{value}' is not a campaign id: 1 to 40 of a-z, 0-9 and '-', not beginning with '-'."
            );

    public string Value { get; }

    public static bool TryParse([NotNullWhen(true)] string? text, out CampaignId id)
    {
        var valid = text is not null && Form().IsMatch(text);
        id = valid ? new CampaignId(text!) : default;
        return valid;
    }

    static CampaignId IParsable<CampaignId>.Parse(string s, IFormatProvider? provider) => new(s);

    static bool IParsable<CampaignId>.TryParse(
        [NotNullWhen(true)] string? s,
        IFormatProvider? provider,
        out CampaignId result
    ) => TryParse(s, out result);

    public override string ToString() => Value;

    // Compiled in the build, unlike a non-backtracking expression. There is nothing to backtrack to.
    [GeneratedRegex(@"^[a-z0-9][a-z0-9-]{0,39}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Form();
}
