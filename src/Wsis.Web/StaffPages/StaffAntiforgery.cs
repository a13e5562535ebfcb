using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Workflow;
using Wsis.Web.Hosting.DataProtection;

namespace Wsis.Web.StaffPages;

/// <summary>The framework's antiforgery for the forms of staff. Its tokens are valid on every instance of the
/// app.</summary>
internal static class StaffAntiforgery
{
    private const string Application = "wsis";

    public static IServiceCollection AddStaffAntiforgery(this IServiceCollection services)
    {
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "wsis-antiforgery";
            options.Cookie.Path = "/staff";
            options.Cookie.HttpOnly = true;
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            // The content security policy says so already.
            options.SuppressXFrameOptionsHeader = true;
        });
        services
            .AddOptions<AntiforgeryOptions>()
            .Configure<CampaignSettings>(
                (options, settings) =>
                {
                    if (settings.Site.Scheme == Uri.UriSchemeHttps)
                        options.Cookie.SecurePolicy = CookieSecurePolicy.Always;
                }
            );
        services.AddDataProtection().SetApplicationName(Application).DisableAutomaticKeyGeneration();
        services
            .AddOptions<KeyManagementOptions>()
            .Configure<ReplyLinks>((options, links) => options.XmlRepository = new LinkKeyRepository(links));
        return services;
    }
}
