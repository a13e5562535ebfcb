using System.Globalization;
using Wsis.Web.Hosting;
using Wsis.Web.Public;
using Wsis.Web.StaffApi;
using Wsis.Web.StaffPages;
using Wsis.Web.StaffPages.Texts;
using Wsis.Web.Webhooks;

namespace Wsis.Web.StaffPages.Dashboard;

/// <summary>Numbers as SVG reads them, whatever the reader's language.</summary>
internal static class Svg
{
    public static string Number(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}
