using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Wsis.InMemory;
using Wsis.Invitations.Ports;
using Wsis.Invitations.Workflow;
using Wsis.PickupFolder;
using Wsis.Web.Hosting;
using Wsis.Web.StaffApi;
using Wsis.Web.StaffPages;

namespace Wsis.Local.Tests;

/// <summary>Every door of staff, API and pages, tried by those who may not open it.</summary>
public sealed partial class StaffAccessTests
{
    public static TheoryData<string> Endpoints =>
        [.. Routes.All.Concat(Routes.SignIn).Where(r => r.Access != Access.Anonymous).Select(r => r.Name)];

    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task Nothing_of_staff_is_reached_without_a_right(string name)
    {
        await using var app = await TestHost.Start();
        foreach (
            var (header, value) in new[]
            {
                ("x", "y"),
                (StaffKeys.Header, ""),
                (StaffKeys.Header, "another key"),
                ("Cookie", "wsis-staff="),
                ("Cookie", "wsis-staff=AAAA"),
                ("X-MS-CLIENT-PRINCIPAL", "e30="),
            }
        )
        foreach (var request in Requests(name))
        {
            request.Headers.TryAddWithoutValidation(header, value);
            using var response = await app.Http.SendAsync(request, TestContext.Current.CancellationToken);
            if (request.RequestUri!.AbsolutePath.StartsWith("/staff", StringComparison.Ordinal))
                Assert.StartsWith(
                    "/staff/sign-in?back=",
                    response.Headers.Location?.OriginalString,
                    StringComparison.Ordinal
                );
            else
                Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        }
    }

    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task Who_may_only_look_changes_nothing_and_who_has_no_role_does_not_even_look(string name)
    {
        var needsManage = Routes.All.Concat(Routes.SignIn).Single(r => r.Name == name).Access == Access.Manage;
        foreach (var right in needsManage ? [StaffRight.None, StaffRight.Read] : new[] { StaffRight.None })
        {
            await using var app = await Host(right);
            using var http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
            foreach (var request in Requests(name))
                using (var response = await http.SendAsync(request, TestContext.Current.CancellationToken))
                    Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        }
    }

    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task A_request_that_was_made_on_a_page_of_another_site_changes_nothing(string name)
    {
        await using var app = await Host(StaffRight.Manage);
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false })
        {
            BaseAddress = new Uri(app.Urls.First()),
        };
        foreach (var site in new[] { "cross-site", "same-site" })
        foreach (var request in Requests(name).Where(r => r.Method != HttpMethod.Get && r.Method != HttpMethod.Head))
        {
            request.Headers.Add("Sec-Fetch-Site", site);
            using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        }
    }

    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task A_form_without_this_sessions_token_changes_nothing(string name)
    {
        await using var app = await Host(StaffRight.Manage);
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false })
        {
            BaseAddress = new Uri(app.Urls.First()),
        };
        var foreign = app
            .Services.GetRequiredService<FormTokens>()
            .For(new StaffMember("tester", StaffRight.Manage) { Session = "another" });
        foreach (var token in new[] { "", "x", "not base64!", foreign })
        foreach (
            var request in Requests(name)
                .Where(r =>
                    r.Method == HttpMethod.Post
                    && r.RequestUri!.OriginalString.StartsWith("/staff", StringComparison.Ordinal)
                )
        )
        {
            request.Content = new FormUrlEncodedContent([KeyValuePair.Create(FormTokens.Field, token)]);
            using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        }
    }

    private static IEnumerable<HttpRequestMessage> Requests(string name)
    {
        var route = Routes.All.Concat(Routes.SignIn).Single(r => r.Name == name);
        return route.Methods.Select(m => new HttpRequestMessage(
            new HttpMethod(m),
            Field()
                .Replace(
                    route.Pattern,
                    f =>
                        f.Value switch
                        {
                            "{id}" => "wsis-forum-2018",
                            "{invitee}" => "FRA",
                            _ => "1",
                        }
                )
        ));
    }

    /// <summary>The front doors with one member of staff who may do so much, whoever asks.</summary>
    private static async Task<WebApplication> Host(StaffRight right)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{FreePort.Find()}");
        var links = new Wsis.Invitations.Replies.ReplyLinks(
            new Dictionary<string, byte[]> { ["test"] = new byte[32] },
            "test"
        );
        builder
            .Services.AddSingleton<IInvitationStore>(new InMemoryInvitationStore())
            .AddSingleton<IMailer>(new PickupFolderMailer(Path.GetTempPath(), TimeProvider.System))
            .AddSingleton(links)
            .AddSingleton(TimeProvider.System)
            .AddSingleton(new CampaignSettings(new Uri("http://127.0.0.1/")))
            .AddSingleton<Running.DueQueue>()
            .AddSingleton<IWakeUpScheduler>(s => s.GetRequiredService<Running.DueQueue>())
            .AddSingleton<Running.EmbeddedRunner>()
            .AddSingleton<ICampaignRunner>(s => s.GetRequiredService<Running.EmbeddedRunner>())
            .AddSingleton<IStaffAccess>(new Somebody(right))
            .AddStaffSignIn(
                new Wsis.Web.StaffPages.SignIn.StaffSessions(
                    TimeProvider.System,
                    new Uri("http://127.0.0.1/"),
                    "tester",
                    _ => { }
                )
            )
            .AddWsis();
        var app = builder.Build();
        app.MapWsis();
        app.MapStaffSignIn();
        await app.StartAsync();
        return app;
    }

    private sealed class Somebody(StaffRight right) : IStaffAccess
    {
        public StaffMember? Identify(HttpContext http) => new("tester", right) { Session = "this one" };
    }

    [GeneratedRegex(@"\{\w+\}", RegexOptions.CultureInvariant)]
    private static partial Regex Field();
}
