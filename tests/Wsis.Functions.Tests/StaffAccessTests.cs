using System.Security.Claims;
using System.Text;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Wsis.Functions.Http;
using Wsis.Web.Hosting;
using Wsis.Web.Hosting.Authentication;

namespace Wsis.Functions.Tests;

/// <summary>The sign-in of staff in Azure. The tests set the settings of the platform one at a time.</summary>
[Collection(nameof(StaffAccessTests))]
[CollectionDefinition(nameof(StaffAccessTests), DisableParallelization = true)]
public sealed class StaffAccessTests : IDisposable
{
    private const string Platform = "WEBSITE_AUTH_ENABLED";

    [Fact]
    public async Task The_principal_header_counts_only_where_the_platform_sets_it()
    {
        foreach (var set in new[] { null, "", "false" })
        {
            Environment.SetEnvironmentVariable(Platform, set);
            Assert.Null(await Authenticate(Principal("Campaign.Manage")));
        }
    }

    [Theory]
    [InlineData(true, true, "Campaign.Manage")]
    [InlineData(true, true, "Campaign.Read", "Campaign.Manage")]
    [InlineData(true, false, "Campaign.Read")]
    [InlineData(false, false, "Campaign.Reader", "campaign.manage")]
    [InlineData(false, false)]
    public async Task A_person_may_what_their_roles_say(bool canRead, bool canManage, params string[] roles)
    {
        Environment.SetEnvironmentVariable(Platform, "True");
        var user = (await Authenticate(Principal(roles)))!;
        Assert.Equal("a.n.example@itu.example", user.Identity?.Name);
        Assert.Equal(
            (canRead, canManage),
            (
                user.IsInRole(Policies.CampaignRead) || user.IsInRole(Policies.CampaignManage),
                user.IsInRole(Policies.CampaignManage)
            )
        );
    }

    [Theory]
    [InlineData("", "00000000-0000-0000-0000-000000000001", "00000000-0000-0000-0000-000000000001")]
    [InlineData("a@itu.example", "00000000-0000-0000-0000-000000000001", "a@itu.example")]
    [InlineData("", "", null)]
    public async Task A_program_without_a_name_is_known_by_its_id(string name, string id, string? expected)
    {
        Environment.SetEnvironmentVariable(Platform, "true");
        Assert.Equal(expected, (await Authenticate(Principal("Campaign.Read"), name, id))?.Identity?.Name);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not base64")]
    [InlineData("bnVsbA==")]
    [InlineData("e30=")]
    [InlineData("eyJjbGFpbXMi")]
    public async Task A_header_without_a_person_signs_nobody_in(string header)
    {
        Environment.SetEnvironmentVariable(Platform, "true");
        Assert.Null(await Authenticate(header));
    }

    public void Dispose() => Environment.SetEnvironmentVariable(Platform, null);

    private static string Principal(params string[] roles) =>
        Convert.ToBase64String(
            Encoding.UTF8.GetBytes(
                """{"auth_typ":"aad","name_typ":"name","role_typ":"roles","claims":["""
                    + """{"typ":"name","val":"A. N. Example"},"""
                    + string.Concat(roles.Select(r => $$"""{"typ":"roles","val":"{{r}}"},"""))
                    + """{"typ":"aud","val":"x"}]}"""
            )
        );

    private static async Task<ClaimsPrincipal?> Authenticate(
        string principal,
        string name = "a.n.example@itu.example",
        string id = ""
    )
    {
        await using var services = new ServiceCollection()
            .AddLogging()
            .AddStaffScheme<PlatformPrincipalHandler>(
                PlatformPrincipalHandler.Name,
                PlatformPrincipalHandler.HasCredentials
            )
            .BuildServiceProvider();
        var http = new DefaultHttpContext { RequestServices = services };
        http.Request.Headers[PlatformPrincipalHandler.Header] = principal;
        http.Request.Headers[PlatformPrincipalHandler.NameHeader] = name;
        http.Request.Headers[PlatformPrincipalHandler.IdHeader] = id;
        return (await http.AuthenticateAsync(PlatformPrincipalHandler.Name)).Principal;
    }
}
