using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Wsis.Invitations.Campaigns;

/// <summary>A letter's place in the plan, such as <c>invitation</c> or <c>reminder-1</c>: 1 to 40 lower-case letters,
/// digits and hyphens.</summary>
public readonly partial record struct StepId : IParsable<StepId>
{
    /// <exception cref="FormatException">The text is not a step id.</exception>
    public StepId(string value) =>
        Value = Form().IsMatch(value)
            ? value
            : throw new FormatException(
                $"'{value}' is not a step id: 1 to 40 of a-z, 0-9 and '-', not beginning with '-'."
            );

    public string Value { get; }

    public static bool TryParse([NotNullWhen(true)] string? text, out StepId id)
    {
        var valid = text is not null && Form().IsMatch(text);
        id = valid ? new StepId(text!) : default;
        return valid;
    }

    static StepId IParsable<StepId>.Parse(string s, IFormatProvider? provider) => new(s);

    static bool IParsable<StepId>.TryParse(
        [NotNullWhen(true)] string? s,
        IFormatProvider? provider,
        out StepId result
    ) => TryParse(s, out result);

    public override string ToString() => Value;

    // Compiled in the build, unlike a non-backtracking expression. There is nothing to backtrack to.
    [GeneratedRegex(@"^[a-z0-9][a-z0-9-]{0,39}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Form();
}
