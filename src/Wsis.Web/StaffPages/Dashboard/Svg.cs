using System.Globalization;

namespace Wsis.Web.StaffPages.Dashboard;

/// <summary>Writes numbers for SVG, independent of the language.</summary>
internal static class Svg
{
    public static string Number(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}
