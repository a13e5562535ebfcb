using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using NodaTime;
using NodaTime.Text;

namespace Wsis.Invitations.Campaigns;

/// <summary>The dates of a campaign to which the time of a step can be relative.</summary>
public enum Anchor
{
    Sending,
    Deadline,
    Event,
}

/// <summary>The time of a step, relative to one of the campaign's dates: <c>sending</c>, <c>deadline - P7D</c>,
/// <c>event - P2W</c>, <c>sending + PT30S</c>. The period is ISO 8601, from years down to seconds.</summary>
public sealed partial record Due(Anchor From, Period Offset)
{
    /// <summary>Computes the local date and time: those of the anchor, with the offset.</summary>
    /// <param name="sending">When the campaign is sent.</param>
    /// <param name="deadline">Its deadline.</param>
    /// <param name="firstDay">The first day of the event, which counts from midnight.</param>
    public LocalDateTime Resolve(LocalDateTime sending, LocalDateTime deadline, LocalDate firstDay) =>
        From switch
        {
            Anchor.Sending => sending,
            Anchor.Deadline => deadline,
            _ => firstDay.AtMidnight(),
        } + Offset;

    public static bool TryParse(string? text, [NotNullWhen(true)] out Due? due)
    {
        due = null;
        var match = Form().Match(text ?? "");
        if (!match.Success || !Enum.TryParse<Anchor>(match.Groups["anchor"].Value, ignoreCase: true, out var anchor))
            return false;
        if (!match.Groups["period"].Success)
        {
            due = new Due(anchor, Period.Zero);
            return true;
        }
        var period = PeriodPattern.NormalizingIso.Parse(match.Groups["period"].Value);
        if (!period.Success || period.Value.Equals(Period.Zero) || !DateBounds.Allows(period.Value))
            return false;
        due = new Due(anchor, match.Groups["sign"].Value == "-" ? Period.Zero - period.Value : period.Value);
        return true;
    }

    [GeneratedRegex(
        @"^(?<anchor>sending|deadline|event)(\s*(?<sign>[+-])\s*(?<period>P[0-9YMWDTHS.]+))?\z",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking
    )]
    private static partial Regex Form();
}
