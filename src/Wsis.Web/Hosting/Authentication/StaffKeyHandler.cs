using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Wsis.Web.Hosting.Authentication;

/// <summary>Recognizes programs of staff by the key in the header <see cref="StaffKeys.Header"/>. The key's name is
/// theirs.</summary>
internal sealed class StaffKeyHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    StaffKeys keys
) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Name = "StaffKey";

    public static bool HasCredentials(HttpRequest request) => request.Headers.ContainsKey(StaffKeys.Header);

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!HasCredentials(Request))
            return Task.FromResult(AuthenticateResult.NoResult());
        if (keys.FindName(Request.Headers[StaffKeys.Header].ToString()) is not { } name)
            return Task.FromResult(AuthenticateResult.Fail("The key is not known."));
        var user = StaffPrincipal.Create(Name, name, [Policies.CampaignManage], $"{Name}:{name}");
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(user, Name)));
    }
}
