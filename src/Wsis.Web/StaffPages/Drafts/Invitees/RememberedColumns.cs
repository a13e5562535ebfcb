using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Wsis.Invitations.Invitees;
using Wsis.Web.Hosting;

namespace Wsis.Web.StaffPages.Drafts.Invitees;

/// <summary>The browser remembers which heading was matched to which field, for the next list.</summary>
internal static class RememberedColumns
{
    private const string Cookie = "wsis-columns";

    private const int MaxLength = 2_000;

    public static void Save(HttpContext http, InviteeTable table, IReadOnlyDictionary<string, int> columns)
    {
        var matched = columns
            .Where(c => c.Value < table.Columns.Count)
            .ToDictionary(c => c.Key, string? (c) => table.Columns[c.Value]);
        var value = QueryHelpers.AddQueryString("", matched);
        if (value.Length <= MaxLength)
            http.Response.Cookies.Append(
                Cookie,
                value,
                new CookieOptions
                {
                    HttpOnly = true,
                    SameSite = SameSiteMode.Strict,
                    Secure = http.IsSecureSite(),
                    Path = "/staff",
                    MaxAge = TimeSpan.FromDays(365),
                }
            );
    }

    /// <summary>Proposes the column of each field: the remembered one, else one that its heading names.</summary>
    public static IReadOnlyDictionary<string, int> Propose(HttpContext http, InviteeTable table)
    {
        var proposed = InviteeImport.Propose(table).ToDictionary();
        var headings = table.Columns.ToList();
        foreach (var (field, heading) in QueryHelpers.ParseQuery(http.Request.Cookies[Cookie]))
            if (
                InviteeList.StandardColumns.Contains(field)
                && headings.IndexOf(heading.ToString()) is >= 0 and var column
            )
                proposed[field] = column;
        return proposed;
    }
}
