using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Wsis.Web.Hosting;
using Wsis.Web.Hosting.Authentication;

namespace Wsis.Web.StaffPages.SignIn;

/// <summary>Recognizes people who have signed in on this machine by the cookie of their session.</summary>
internal sealed class StaffSessionHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    StaffSessions sessions
) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Name = "StaffSession";

    /// <summary>Browsers send the cookie to the pages alone. Elsewhere it is ignored: the API has no antiforgery
    /// tokens.</summary>
    public static bool HasCredentials(HttpRequest request) =>
        request.Path.StartsWithSegments(StaffSessions.CookiePath) && request.Cookies.ContainsKey(StaffSessions.Cookie);

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!HasCredentials(Request))
            return Task.FromResult(AuthenticateResult.NoResult());
        if (sessions.Find(Request.Cookies[StaffSessions.Cookie] ?? "") is not { } session)
            return Task.FromResult(AuthenticateResult.Fail("The session has ended."));
        var user = StaffPrincipal.Create(Name, session.Name, [Policies.CampaignManage], session.Id);
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(user, Name)));
    }
}
