using System.Diagnostics.CodeAnalysis;
using NodaTime;

namespace Wsis.Invitations.Campaigns;

/// <summary>The days of the week on which an office is closed. Up to six; none is allowed too.</summary>
public readonly record struct Weekend
{
    private readonly int days;

    public Weekend(params ReadOnlySpan<IsoDayOfWeek> closed)
    {
        foreach (var day in closed)
            days |= 1 << (int)day;
    }

    public static readonly Weekend SaturdaySunday = new(IsoDayOfWeek.Saturday, IsoDayOfWeek.Sunday);

    public bool Contains(IsoDayOfWeek day) => (days & (1 << (int)day)) != 0;

    /// <summary>Reads English three-letter names separated by spaces, such as <c>Fri Sat</c>; an empty text is a week
    /// without days off.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out Weekend? weekend)
    {
        var names = (text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var days = names.Select(n => Array.IndexOf(Names, n) + 1).ToArray();
        weekend =
            days.Contains(0) || days.Distinct().Count() > 6
                ? null
                : new Weekend([.. days.Select(d => (IsoDayOfWeek)d)]);
        return weekend is not null;
    }

    public override string ToString()
    {
        var self = this;
        return string.Join(' ', Names.Where((_, i) => self.Contains((IsoDayOfWeek)(i + 1))));
    }

    private static readonly string[] Names = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
}
