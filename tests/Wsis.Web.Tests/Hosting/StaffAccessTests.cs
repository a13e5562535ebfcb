using System.Collections.Concurrent;
using System.Net;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Wsis.InMemory;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Workflow;
using Wsis.Local.Running;
using Wsis.PickupFolder;
using Wsis.Web.Hosting;
using Wsis.Web.Hosting.Authentication;
using Wsis.Web.StaffPages.SignIn;

namespace Wsis.Web.Tests.Hosting;

/// <summary>Every endpoint of staff, API and pages, tried by those who may not use it.</summary>
public sealed class StaffAccessTests(StaffAccessHosts hosts) : IClassFixture<StaffAccessHosts>
{
    public static TheoryData<string> Endpoints => [.. EndpointList.Local.Where(e => e.IsForStaff).Select(e => e.Name)];

    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task Nothing_of_staff_is_reached_without_a_right(string name)
    {
        var app = await hosts.Draft;
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
        foreach (var request in Find(name).Requests())
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
    public async Task A_reader_changes_nothing_and_a_person_without_a_role_reads_nothing(string name)
    {
        foreach (
            var roles in Find(name).NeedsManage
                ? new string[][] { [], [Policies.CampaignRead] }
                :
                [
                    [],
                ]
        )
        {
            var app = await hosts.StartFor(roles);
            using var http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
            foreach (var request in Find(name).Requests())
                using (var response = await http.SendAsync(request, TestContext.Current.CancellationToken))
                    Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        }
    }

    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task A_request_that_was_made_on_a_page_of_another_site_changes_nothing(string name)
    {
        var app = await hosts.StartFor(Policies.CampaignManage);
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false })
        {
            BaseAddress = new Uri(app.Urls.First()),
        };
        foreach (var site in new[] { "cross-site", "same-site" })
        foreach (
            var request in Find(name).Requests().Where(r => r.Method != HttpMethod.Get && r.Method != HttpMethod.Head)
        )
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
        var app = await hosts.StartFor(Policies.CampaignManage);
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false })
        {
            BaseAddress = new Uri(app.Urls.First()),
        };
        var antiforgery = app.Services.GetRequiredService<IAntiforgery>();
        var foreign = antiforgery.GetTokens(
            new DefaultHttpContext
            {
                RequestServices = app.Services,
                User = StaffPrincipal.Create("Test", "tester", [Policies.CampaignManage], "another"),
            }
        );
        foreach (var token in new[] { "", "x", "not base64!", foreign.RequestToken! })
        foreach (
            var request in Find(name)
                .Requests()
                .Where(r =>
                    r.Method == HttpMethod.Post
                    && r.RequestUri!.OriginalString.StartsWith("/staff", StringComparison.Ordinal)
                )
        )
        {
            request.Content = new FormUrlEncodedContent([KeyValuePair.Create(foreign.FormFieldName, token)]);
            request.Headers.Add("Cookie", $"wsis-antiforgery={foreign.CookieToken}");
            using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        }
    }

    private static ListedEndpoint Find(string name) => EndpointList.Local.Single(e => e.Name == name);
}

/// <summary>The hosts that staff may not use. No request changes anything on them, so the tests share them.</summary>
public sealed class StaffAccessHosts : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<Task<WebApplication>>> started = [];
    private readonly Lazy<Task<TestHost>> draft = new(() => TestHost.Start(launched: false));

    /// <summary>The application with a draft and without staff.</summary>
    public Task<TestHost> Draft => draft.Value;

    /// <summary>The application with one member of staff who has these roles.</summary>
    public Task<WebApplication> StartFor(params string[] roles) =>
        started.GetOrAdd(string.Join(' ', roles), _ => new Lazy<Task<WebApplication>>(() => Start(roles))).Value;

    public async ValueTask DisposeAsync()
    {
        if (draft.IsValueCreated)
            await (await draft.Value).DisposeAsync();
        foreach (var app in started.Values)
            await (await app.Value).DisposeAsync();
    }

    private static async Task<WebApplication> Start(string[] roles)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{FreePort.Find()}");
        var links = new Wsis.Invitations.Replies.ReplyLinks(
            new Dictionary<string, byte[]> { ["test"] = new byte[32] },
            "test"
        );
        builder
            .Services.AddStores(new InMemoryStores())
            .AddSingleton<IMailer>(new PickupFolderMailer(Path.GetTempPath(), TimeProvider.System))
            .AddSingleton(links)
            .AddSingleton(TimeProvider.System)
            .AddSingleton(new CampaignSettings(new Uri("http://127.0.0.1/")))
            .AddSingleton<DueQueue>()
            .AddSingleton<RunnerStatus>()
            .AddSingleton<IWakeUpScheduler>(s => s.GetRequiredService<DueQueue>())
            .AddSingleton<IOrchestrationQueries, EmbeddedOrchestrationQueries>()
            .AddSingleton<EmbeddedRunner>()
            .AddSingleton<ICampaignRunner>(s => s.GetRequiredService<EmbeddedRunner>())
            .AddSingleton(new TestRoles(roles))
            .AddStaffScheme<TestStaffHandler>("Test", _ => true)
            .AddStaffSessions(new StaffSessions(TimeProvider.System, new Uri("http://127.0.0.1/"), "tester", _ => { }))
            .AddWsisWeb();
        var app = builder.Build();
        app.UseWsisWeb(endpoints => endpoints.MapStaffSignIn());
        await app.StartAsync();
        return app;
    }

    private sealed record TestRoles(string[] Roles);

    private sealed class TestStaffHandler(
        IOptionsMonitor<AuthenticationSchemeOptions> options,
        ILoggerFactory logger,
        UrlEncoder encoder,
        TestRoles roles
    ) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync() =>
            Task.FromResult(
                AuthenticateResult.Success(
                    new AuthenticationTicket(StaffPrincipal.Create("Test", "tester", roles.Roles, "this one"), "Test")
                )
            );
    }
}
