using System.Globalization;
using Wsis.Web.Hosting;
using Wsis.Web.Public;
using Wsis.Web.StaffApi;
using Wsis.Web.StaffPages;
using Wsis.Web.StaffPages.Texts;
using Wsis.Web.Webhooks;

namespace Wsis.Web.StaffPages.Dashboard;

/// <summary>Writes numbers for SVG, independent of the language.</summary>
internal static class Svg
{
    public static string Number(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}
