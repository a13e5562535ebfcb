using System.Text.Json.Nodes;
using Grpc.Net.Client;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Testing;
using Microsoft.DurableTask.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Wsis.Functions.Tests;

/// <summary>How the code of an orchestration is changed: a guard on the version keeps the former code for the instances
/// that are running.</summary>
public sealed class VersionTests
{
    private const string Name = "Letters";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_new_version_runs_beside_the_old_one()
    {
        Environment.SetEnvironmentVariable("Logging__LogLevel__Default", "None");
        Environment.SetEnvironmentVariable("Logging__LogLevel__Microsoft", "None");
        var port = FreePort.Find();
        await using var host = await DurableTaskTestHost.StartAsync(
            Tasks(isNew: false),
            new DurableTaskTestHostOptions { Port = port },
            Cancellation
        );
        var old = await Start(host.Client, "1");
        await TestTaskHub.Until(async () => await Status(host.Client, old) == "first");

        // The upgrade: the instance that waits has a history without the second step.
        foreach (var service in host.Services.GetServices<IHostedService>())
            await service.StopAsync(Cancellation);
        using var channel = GrpcChannel.ForAddress($"http://localhost:{port}");
        using var worker = Host.CreateDefaultBuilder()
            .ConfigureServices(services =>
                services.AddDurableTaskWorker(builder =>
                {
                    builder.UseGrpc(channel);
                    builder.AddTasks(Tasks(isNew: true));
                })
            )
            .Build();
        await worker.StartAsync(Cancellation);
        var young = await Start(host.Client, "2");
        await TestTaskHub.Until(async () => await Status(host.Client, young) == "first, second");
        foreach (var id in new[] { old, young })
            await host.Client.RaiseEventAsync(id, "Go", null, Cancellation);

        Assert.Equal("first, last", await Result(host.Client, old));
        Assert.Equal("first, second, last", await Result(host.Client, young));
        await worker.StopAsync(Cancellation);
    }

    [Fact]
    public void The_host_gives_new_instances_a_version_and_runs_those_of_this_version_and_of_earlier_ones()
    {
        var settings = JsonNode.Parse(Repository.Read("host.json"))!["extensions"]!["durableTask"]!;
        Assert.Matches("^[1-9][0-9]*$", settings["defaultVersion"]!.GetValue<string>());
        Assert.Equal("CurrentOrOlder", settings["versionMatchStrategy"]!.GetValue<string>());
        Assert.Equal("Reject", settings["versionFailureStrategy"]!.GetValue<string>());
    }

    private static Action<DurableTaskRegistry> Tasks(bool isNew) =>
        registry =>
        {
            registry.AddActivityFunc<string, string>("Step", (_, step) => step);
            registry.AddOrchestratorFunc<object?, string>(
                Name,
                async (context, _) =>
                {
                    var steps = await context.CallActivityAsync<string>("Step", "first");
                    if (isNew && context.CompareVersionTo("2") >= 0)
                        steps += ", " + await context.CallActivityAsync<string>("Step", "second");
                    context.SetCustomStatus(steps);
                    await context.WaitForExternalEvent<object?>("Go");
                    return steps + ", " + await context.CallActivityAsync<string>("Step", "last");
                }
            );
        };

    private static Task<string> Start(DurableTaskClient client, string version) =>
        client.ScheduleNewOrchestrationInstanceAsync(
            Name,
            null,
            new StartOrchestrationOptions { Version = new TaskVersion(version) },
            Cancellation
        );

    private static async Task<string?> Status(DurableTaskClient client, string id) =>
        (await client.GetInstanceAsync(id, getInputsAndOutputs: true, Cancellation))?.ReadCustomStatusAs<string>();

    private static async Task<string?> Result(DurableTaskClient client, string id) =>
        (
            await client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true, Cancellation)
        ).ReadOutputAs<string>();
}
