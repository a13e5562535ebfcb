using System.Text;
using Microsoft.AspNetCore.Http;
using Wsis.Functions.FrontDoors;
using Wsis.Web.Hosting;
using Wsis.Web.StaffApi;
using Wsis.Web.StaffPages;

namespace Wsis.Functions.Tests;

/// <summary>Who is staff in Azure. The tests set what the platform sets, one at a time.</summary>
[Collection(nameof(StaffAccessTests))]
[CollectionDefinition(nameof(StaffAccessTests), DisableParallelization = true)]
public sealed class StaffAccessTests : IDisposable
{
    private const string Platform = "WEBSITE_AUTH_ENABLED";

    [Fact]
    public void The_header_that_tells_of_a_person_is_believed_only_where_the_platform_sets_it()
    {
        foreach (var set in new[] { null, "", "false" })
        {
            Environment.SetEnvironmentVariable(Platform, set);
            Assert.Null(Identify(Principal("Campaign.Manage")));
        }
    }

    [Theory]
    [InlineData(StaffRight.Manage, "Campaign.Manage")]
    [InlineData(StaffRight.Manage, "Campaign.Read", "Campaign.Manage")]
    [InlineData(StaffRight.Read, "Campaign.Read")]
    [InlineData(StaffRight.None, "Campaign.Reader", "campaign.manage")]
    [InlineData(StaffRight.None)]
    public void A_person_may_what_their_roles_say(StaffRight right, params string[] roles)
    {
        Environment.SetEnvironmentVariable(Platform, "True");
        var member = Identify(Principal(roles));
        Assert.Equal(("a.n.example@itu.example", right), (member!.Name, member.Right));
    }

    [Theory]
    [InlineData("")]
    [InlineData("not base64")]
    [InlineData("bnVsbA==")]
    [InlineData("e30=")]
    [InlineData("eyJjbGFpbXMi")]
    public void A_header_without_a_person_is_nobody(string header)
    {
        Environment.SetEnvironmentVariable(Platform, "true");
        Assert.Null(Identify(header));
    }

    public void Dispose() => Environment.SetEnvironmentVariable(Platform, null);

    private static string Principal(params string[] roles) =>
        Convert.ToBase64String(
            Encoding.UTF8.GetBytes(
                $$"""{"auth_typ":"aad","name_typ":"name","role_typ":"roles","claims":[{"typ":"name","val":"A. N. Example"},{{string.Join(',', roles.Select(r => $$"""{"typ":"roles","val":"{{r}}"}""").Append("""{"typ":"aud","val":"x"}"""))}}]}"""
            )
        );

    private static StaffMember? Identify(string principal)
    {
        var http = new DefaultHttpContext();
        http.Request.Headers[PrincipalAccess.Header] = principal;
        http.Request.Headers["X-MS-CLIENT-PRINCIPAL-NAME"] = "a.n.example@itu.example";
        return new PrincipalAccess().Identify(http);
    }
}
