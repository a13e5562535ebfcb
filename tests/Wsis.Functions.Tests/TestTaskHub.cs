using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Testing;
using Microsoft.DurableTask.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Wsis.Functions.Campaigns;
using Wsis.Functions.Invitations;

namespace Wsis.Functions.Tests;

/// <summary>A task hub in memory that runs the app's orchestrations and activities as the SDK does: by replaying their
/// history.</summary>
internal sealed class TestTaskHub : IAsyncDisposable
{
    private readonly DurableTaskTestHost host;
    private readonly GrpcChannel channel;
    private readonly Action<DurableTaskRegistry> tasks;
    private IHost? worker;

    private TestTaskHub(DurableTaskTestHost host, int port, Action<DurableTaskRegistry> tasks) =>
        (this.host, channel, this.tasks) = (host, GrpcChannel.ForAddress($"http://localhost:{port}"), tasks);

    public DurableTaskClient Client => host.Client;

    /// <param name="tasks">Receives the client of the hub.</param>
    /// <param name="launched">The services of the activities. They are resolved at each call, so a test may change
    /// them.</param>
    /// <param name="longestTimer">Longer timers are split into several of this length.</param>
    /// <param name="version">The version of new instances.</param>
    public static async Task<TestTaskHub> Start(
        TaskHub tasks,
        Func<TestCampaign> launched,
        TimeSpan? longestTimer = null,
        string version = "2"
    )
    {
        // The test host logs every call to the console, and reads its settings like any other host.
        Environment.SetEnvironmentVariable("Logging__LogLevel__Default", "None");
        Environment.SetEnvironmentVariable("Logging__LogLevel__Microsoft", "None");
        var port = FreePort.Find();
        var host = await DurableTaskTestHost.StartAsync(
            Tasks,
            new DurableTaskTestHostOptions
            {
                Port = port,
                ConfigureServices = services =>
                {
                    services.ConfigureAll<DurableTaskClientOptions>(o => o.DefaultVersion = version);
                    services.ConfigureAll<DurableTaskWorkerOptions>(o =>
                        o.Versioning = new DurableTaskWorkerOptions.VersioningOptions
                        {
                            Version = version,
                            DefaultVersion = version,
                        }
                    );
                    if (longestTimer is { } longest)
                        services.ConfigureAll<DurableTaskWorkerOptions>(o => o.MaximumTimerInterval = longest);
                },
            }
        );
        tasks.Client = host.Client;
        return new TestTaskHub(host, port, Tasks);

        void Tasks(DurableTaskRegistry registry)
        {
            registry.AddOrchestratorFunc<InvitationStatus, object?>(
                DurableNames.InvitationOrchestration,
                async (context, _) =>
                {
                    await InvitationOrchestration.Run(context);
                    return null;
                }
            );
            registry.AddOrchestratorFunc<object?, CampaignStatus?>(
                DurableNames.CampaignOrchestration,
                (context, _) => CampaignOrchestration.Run(context)
            );
            registry.AddOrchestratorFunc<LettersProgress, LettersSent>(
                DurableNames.LettersOrchestration,
                (context, _) => LettersOrchestration.Run(context)
            );
            registry.AddActivityFunc<LetterChunk, LettersSent>(
                DurableNames.SendLetters,
                (_, chunk) =>
                    new SendLetters(
                        launched().Invitations,
                        launched().Cache,
                        launched().Store.Invitations,
                        launched().Instances,
                        tasks,
                        launched().Clock
                    ).Run(chunk, tasks.Client, default)
            );
            registry.AddOrchestratorFunc<LaunchProgress, string?>(
                DurableNames.LaunchOrchestration,
                (context, _) => LaunchOrchestration.Run(context)
            );
            registry.AddActivityFunc<string, InvitationStatus>(
                DurableNames.AdvanceInvitation,
                (_, key) => launched().Advance(key)
            );
            registry.AddActivityFunc<string, CampaignStatus>(
                DurableNames.RefreshCampaignStatus,
                async (_, id) =>
                    launched().IsDown
                        ? throw new InvalidOperationException("The store is down.")
                        : await new RefreshCampaignStatus(
                            launched().Cache,
                            launched().Campaigns,
                            launched().Summaries,
                            launched().Store.Invitations,
                            launched().Clock,
                            NullLogger<RefreshCampaignStatus>.Instance
                        ).Run(id, default) with
                        {
                            IsSmall = launched().IsSmall,
                        }
            );
            registry.AddActivityFunc<InstancePage, InstancePage?>(
                DurableNames.EndInvitations,
                (_, page) => new EndInvitations(new CampaignInstances(tasks), tasks).Run(page, tasks.Client, default)
            );
            registry.AddActivityFunc<PartitionName, bool>(
                DurableNames.LaunchPartition,
                (_, name) =>
                    new LaunchPartition(
                        launched().Invitations,
                        launched().Cache,
                        launched().Store.Invitations,
                        launched().Instances,
                        tasks,
                        launched().Clock
                    ).Run(name, tasks.Client, default)
            );
        }
    }

    /// <summary>Whether the launch is over and no turn or activity runs. This hub delivers nothing twice, so the work
    /// of a worker that ends during a turn is lost. The real hubs deliver it again.</summary>
    public async Task<bool> IsIdle(TestCampaign launched)
    {
        if (
            await ReadStatus<CampaignStatus>(launched.Campaign.Id.Value) is not { } campaign
            || campaign.Counts.GetValueOrDefault("letter:invitation") == 0
        )
            return false;
        foreach (var invitation in await launched.Rows())
            if (
                (await ReadStatus<InvitationStatus>(invitation.Key.ToString()))?.WakeAt
                != launched.FindOwnWakeUp(invitation)?.ToDateTimeUtc()
            )
                return false;
        return true;
    }

    /// <summary>Ends the worker. The hub keeps its content.</summary>
    public async Task EndWorker()
    {
        foreach (var service in host.Services.GetServices<IHostedService>())
            await service.StopAsync(CancellationToken.None);
    }

    /// <summary>Starts a worker that knows nothing of the one before, as a process does that was started
    /// again.</summary>
    /// <param name="recorder">Records the turns of the orchestrations, if there is one.</param>
    public async Task StartWorker(HistoryRecorder? recorder = null)
    {
        worker = Host.CreateDefaultBuilder()
            .ConfigureServices(services =>
                services.AddDurableTaskWorker(builder =>
                {
                    if (recorder is null)
                        builder.UseGrpc(channel);
                    else
                        builder.UseGrpc(o => o.CallInvoker = channel.Intercept(recorder));
                    builder.AddTasks(tasks);
                })
            )
            .Build();
        await worker.StartAsync();
    }

    /// <summary>The custom status that a running orchestration left at its last turn.</summary>
    public async Task<T?> ReadStatus<T>(string id)
        where T : class =>
        await Client.GetInstanceAsync(id, getInputsAndOutputs: true)
            is { RuntimeStatus: OrchestrationRuntimeStatus.Running } instance
            ? instance.ReadCustomStatusAs<T>()
            : null;

    public async Task<OrchestrationRuntimeStatus?> StatusOf(string id) =>
        (await Client.GetInstanceAsync(id))?.RuntimeStatus;

    /// <summary>Waits until something is so: three minutes at most, for a machine that is busy with much
    /// else.</summary>
    public static async Task Until(Func<Task<bool>> so)
    {
        for (
            var begun = TimeProvider.System.GetTimestamp();
            !await so();
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System)
        )
            Assert.True(
                TimeProvider.System.GetElapsedTime(begun) < TimeSpan.FromMinutes(3),
                "It has not come about within three minutes."
            );
    }

    public static Task Until(Func<bool> so) => Until(() => Task.FromResult(so()));

    public async ValueTask DisposeAsync()
    {
        if (worker is not null)
            await worker.StopAsync();
        worker?.Dispose();
        await host.DisposeAsync();
        channel.Dispose();
    }
}
