using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Wsis.Functions.FrontDoors;
using Wsis.Web.Hosting;
using Wsis.Web.StaffApi;

namespace Wsis.Functions.Tests;

/// <summary>The app's HTTP functions are the routes that the local host serves: no more, no fewer, no others.</summary>
public sealed class RoutesTests
{
    private static readonly Dictionary<string, (MethodInfo Method, HttpTriggerAttribute Trigger)> Functions =
        typeof(Doors)
            .Assembly.GetTypes()
            .SelectMany(t => t.GetMethods())
            .Select(m =>
                (
                    m.GetCustomAttribute<FunctionAttribute>()?.Name,
                    Method: m,
                    Trigger: m.GetParameters()
                        .Select(p => p.GetCustomAttribute<HttpTriggerAttribute>())
                        .FirstOrDefault(a => a is not null)
                )
            )
            .Where(f => f.Name is not null && f.Trigger is not null)
            .ToDictionary(f => f.Name!, f => (f.Method, f.Trigger!));

    /// <summary>Routes that change nothing, and tell how orchestrations fare.</summary>
    private static readonly string[] AsksTheHub = ["CampaignStatus", "ListOrchestrations", "ShowInvitation"];

    public static TheoryData<string> Names => [.. Routes.All.Select(r => r.Name)];

    [Fact]
    public void Every_route_has_its_function_and_every_function_its_route() =>
        Assert.Equal(Routes.All.Append(Routes.WrongDoor).Select(r => r.Name).Order(), Functions.Keys.Order());

    [Fact]
    public void What_takes_everything_is_the_last_that_the_host_tries()
    {
        Assert.Equal(nameof(Routes.WrongDoor), Functions.Keys.Order(StringComparer.OrdinalIgnoreCase).Last());
        Assert.Null(Functions[nameof(Routes.WrongDoor)].Trigger.Methods);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_function_has_the_methods_and_pattern_of_its_route_and_leaves_it_to_the_app_who_may(string name)
    {
        var route = Routes.All.Single(r => r.Name == name);
        var (method, trigger) = Functions[name];
        Assert.Equal(name, method.Name);
        Assert.Equal(route.Methods, trigger.Methods!.Select(m => m.ToUpperInvariant()));
        Assert.Equal(route.Pattern, $"/{trigger.Route}");
        Assert.Equal(AuthorizationLevel.Anonymous, trigger.AuthLevel);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_changes_anything_but_a_draft_can_reach_the_task_hub(string name)
    {
        var route = Routes.All.Single(r => r.Name == name);
        var asks = route.Methods.Contains(HttpMethods.Post) || AsksTheHub.Contains(name);
        Assert.True(
            !asks || Functions[name].Method.GetParameters().Any(p => p.ParameterType == typeof(DurableTaskClient))
        );
    }

    [Fact]
    public void The_host_adds_no_prefix()
    {
        using var host = System.Text.Json.JsonDocument.Parse(
            File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "host.json"))
        );
        Assert.Equal(
            "",
            host.RootElement.GetProperty("extensions").GetProperty("http").GetProperty("routePrefix").GetString()
        );
    }
}
