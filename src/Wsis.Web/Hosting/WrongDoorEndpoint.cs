using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using Wsis.Web.Public;
using Wsis.Web.StaffApi;
using Wsis.Web.StaffPages;
using Wsis.Web.StaffPages.Texts;
using Wsis.Web.Webhooks;

namespace Wsis.Web.Hosting;

/// <summary>Answers whatever no front door takes, so that it is the same on every host.</summary>
/// <param name="served">The routes that this host serves.</param>
public sealed class WrongDoorEndpoint(IEnumerable<IReadOnlyList<Route>> served)
{
    private readonly (TemplateMatcher Pattern, IReadOnlyList<string> Methods)[] doors =
    [
        .. served
            .SelectMany(routes => routes)
            .Select(r => (new TemplateMatcher(TemplateParser.Parse(r.Pattern), []), r.Methods)),
    ];

    /// <summary>405 with <c>Allow</c> where the address is right and the method is not (RFC 9110, 15.5.6), 404 where
    /// there is no such address.</summary>
    public Task<IResult> Refuse(HttpContext http)
    {
        var methods = doors
            .Where(d => d.Pattern.TryMatch(http.Request.Path, []))
            .SelectMany(d => d.Methods)
            .Distinct()
            .ToList();
        if (methods.Count == 0)
            return Task.FromResult(
                Problems.Create(
                    StatusCodes.Status404NotFound,
                    "There is nothing here",
                    "No front door has this address."
                )
            );
        http.Response.Headers.Allow = string.Join(", ", methods);
        return Task.FromResult(
            Problems.Create(
                StatusCodes.Status405MethodNotAllowed,
                "Not with this method",
                $"This address takes {string.Join(", ", methods)}."
            )
        );
    }
}
