using System.Globalization;

namespace Wsis.Web.Staff.Pages.Dashboard;

/// <summary>Numbers as SVG reads them, whatever the reader's language.</summary>
internal static class Svg
{
    public static string Of(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}
