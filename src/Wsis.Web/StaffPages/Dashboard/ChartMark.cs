using System.Globalization;

namespace Wsis.Web.StaffPages.Dashboard;

/// <summary>A mark above the chart, for one moment of the campaign or for several that are close together.</summary>
/// <param name="From">The number of the first moment.</param>
/// <param name="To">The number of the last moment.</param>
/// <param name="X">The position of the day.</param>
/// <param name="Row">0 for the upper row, 1 for the lower.</param>
/// <param name="IsDeadline">Whether the deadline is one of the moments.</param>
internal sealed record ChartMark(int From, int To, double X, int Row, bool IsDeadline)
{
    private const double Gap = 2;

    public string Label =>
        From == To
            ? From.ToString(CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{From}–{To}");

    public double Width => 13 + (7 * Label.Length);

    public double Left => Math.Clamp(X - (Width / 2), 0, ChartGeometry.Width - Width);

    public double Middle => Left + (Width / 2);

    /// <summary>Whether the two marks would overlap in one row.</summary>
    public bool Covers(ChartMark other) => Left < other.Left + other.Width + Gap && other.Left < Left + Width + Gap;
}
