using System.CodeDom.Compiler;
using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Wsis.Functions.Http;

namespace Wsis.Functions.Tests;

/// <summary>The Functions app serves what <c>wsis serve</c> does, by two triggers.</summary>
public sealed class EndpointTests
{
    private static readonly ServiceProvider Services = BuildPipeline();

    [Fact]
    public void Both_hosts_have_the_same_endpoints_but_for_signing_in()
    {
        string[] local = ["SignIn", "BeginSession", "PrintSignInLink", "EndSession"];
        Assert.Equal(
            EndpointList.Local.Where(e => !local.Contains(e.Name)).Select(e => $"{e.Name} {e.Pattern}"),
            EndpointList.Read(Services).Select(e => $"{e.Name} {e.Pattern}")
        );
    }

    /// <summary>Otherwise the framework compiles the handler of every endpoint at the first request of an instance, and
    /// a cold start takes a tenth longer.</summary>
    [Fact]
    public void Handlers_of_endpoints_are_compiled_at_build_time()
    {
        // The framework's own endpoint of the OpenAPI document has no handler.
        var handlers = Services
            .GetRequiredService<EndpointDataSource>()
            .Endpoints.Where(e => e.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName != "OpenApiDocument")
            .ToList();
        Assert.NotEmpty(handlers);
        Assert.All(handlers, e => Assert.True(e.Metadata.Any(m => m is GeneratedCodeAttribute), e.DisplayName));
    }

    [Fact]
    public void Every_endpoint_that_answers_GET_answers_HEAD() =>
        Assert.All(EndpointList.Local.Where(e => e.Methods.Contains("GET")), e => Assert.Contains("HEAD", e.Methods));

    /// <summary>The orchestrations of a campaign are asked for by the API and by the page of its journal.</summary>
    [Fact]
    public void Requests_that_query_orchestrations_use_the_trigger_with_a_durable_client()
    {
        var read = new Regex(Pattern(HttpTriggers.ReadPattern), RegexOptions.None, TimeSpan.FromSeconds(1));
        var withClient = EndpointList.Local.Where(e => !read.IsMatch(e.Path.TrimStart('/'))).ToList();
        Assert.Contains(withClient, e => e.Name == "StaffJournal");
        Assert.All(
            withClient,
            e => Assert.True(e.Name == "StaffJournal" || e.Pattern.StartsWith("/api/", StringComparison.Ordinal))
        );
        Assert.DoesNotContain(
            EndpointList.Local,
            e => e.Pattern.StartsWith("/api/", StringComparison.Ordinal) && read.IsMatch(e.Path.TrimStart('/'))
        );
    }

    [Fact]
    public void The_trigger_that_takes_everything_is_the_last_in_the_alphabet() =>
        Assert.True(string.CompareOrdinal(nameof(HttpTriggers.HttpRead), nameof(HttpTriggers.ZHttp)) < 0);

    private static ServiceProvider BuildPipeline()
    {
        var settings = new ConfigurationBuilder().Build();
        var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<IConfiguration>(settings)
            .AddSingleton(new DiagnosticListener("Microsoft.AspNetCore"))
            .AddWsisFunctions(settings)
            .BuildServiceProvider();
        services.GetRequiredService<WebPipeline>().Build();
        return services;
    }

    private static string Pattern(string route) => route["{*path:regex(".Length..^")}".Length];
}
