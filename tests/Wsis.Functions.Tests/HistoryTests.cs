using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Microsoft.DurableTask.Protobuf;
using Microsoft.DurableTask.Worker.Grpc;
using Wsis.Functions.Campaigns;
using Wsis.Functions.Invitations;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Workflow;
using OrchestrationStatus = Microsoft.DurableTask.Protobuf.OrchestrationStatus;

namespace Wsis.Functions.Tests;

/// <summary>Replays the histories of earlier versions against the orchestrations of today. An instance waits for weeks,
/// so each of these histories may lie in a task hub when this version is deployed.</summary>
/// <remarks>A failure means that running campaigns would break. Do not change a history. Guard the new code by
/// <c>context.CompareVersionTo</c> and raise <c>defaultVersion</c> in <c>host.json</c>, so that instances that are
/// running keep the former code (docs/operations.md, "Upgrade in mid-campaign"). New histories are added by the
/// command there.</remarks>
public sealed class HistoryTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string, int> Turns()
    {
        var turns = new TheoryData<string, int>();
        foreach (var file in Directory.EnumerateFiles(Folder(), "*.json").Order(StringComparer.Ordinal))
            for (var i = 0; i < Read(Path.GetFileName(file)).Count; i++)
                turns.Add(Path.GetFileName(file), i);
        return turns;
    }

    [Theory]
    [MemberData(nameof(Turns))]
    public void An_orchestration_of_an_earlier_version_goes_on_as_it_did(string file, int turn)
    {
        var recorded = Read(file)[turn]!;
        var request = OrchestratorRequest.Parser.ParseJson(recorded["given"]!.ToJsonString());
        var done = Describe(Replay(NameOf(file), request));
        Assert.True(
            recorded["done"]!.GetValue<string>() == done,
            $"""
            {file}, turn {turn}: instances of an earlier version in this state would break or do something else.
            Then:  {recorded["done"]}
            Today: {done}
            Keep the former code for them: guard the change by context.CompareVersionTo and raise defaultVersion in
            host.json (docs/operations.md, "Upgrade in mid-campaign").
            """
        );
    }

    [Fact]
    public void There_are_histories_of_every_orchestration_in_every_state_in_which_it_waits()
    {
        string[] states =
        [
            .. Directory
                .EnumerateFiles(Folder(), "*.json")
                .SelectMany(f => Read(Path.GetFileName(f)).Select(t => $"{NameOf(f)}: {t!["done"]}")),
        ];
        Assert.All(
            new[]
            {
                $"Campaign: call {DurableNames.RefreshCampaignStatus}",
                "Campaign: call LaunchOrchestration",
                "Campaign: timer",
                "Campaign: continue as new",
                "Campaign: call EndInvitations",
                "Campaign: completed",
                "Invitation: timer",
                "Invitation: call AdvanceInvitation",
                "Invitation: completed",
                $"Launch: call {DurableNames.LaunchPartition}",
                "Launch: completed",
                $"Campaign: call {DurableNames.SendLetters}",
                "Campaign: call LettersOrchestration",
                "Campaign: outage: timer",
                "Invitation: outage: timer",
                "Invitation: held",
                $"Letters: call {DurableNames.SendLetters}",
                "Letters: completed",
            },
            state => Assert.Contains(states, s => s.StartsWith(state, StringComparison.Ordinal))
        );
    }

    /// <summary>Records the histories of this version, if WSIS_HISTORIES says so. A version that changes an
    /// orchestration adds its own beside those of earlier ones.</summary>
    [Fact]
    public async Task The_histories_of_this_version_are_recorded_on_request()
    {
        if (Environment.GetEnvironmentVariable("WSIS_HISTORIES") is not { Length: > 0 } version)
        {
            Assert.Skip("WSIS_HISTORIES is not set to the name of a version.");
            return;
        }
        var recorder = new HistoryRecorder();
        await Live(recorder, isSmall: true);
        await Live(recorder, isSmall: false);
        foreach (var kind in new[] { "Campaign", "Invitation", "Letters" })
        {
            var turns = recorder
                .Turns.Where(t => KindOf(t.Given) == kind)
                .DistinctBy(t => (Describe(t.Done), t.Given.PastEvents.Count))
                .Select(t => new JsonObject
                {
                    ["given"] = JsonNode.Parse(JsonFormatter.Default.Format(t.Given)),
                    ["done"] = Describe(t.Done),
                });
            await File.WriteAllTextAsync(
                Path.Combine(Folder(), $"{kind}-{version}.json"),
                new JsonArray([.. turns]).ToJsonString(new JsonSerializerOptions { WriteIndented = true }),
                Cancellation
            );
        }
    }

    /// <summary>A campaign that is launched before its time, answered, paused, resumed and closed. At its deadline it
    /// is paused, one invitation cannot be read, and later the campaign cannot either.</summary>
    private static async Task Live(HistoryRecorder recorder, bool isSmall)
    {
        TestCampaign launched = null!;
        var tasks = new TaskHub();
        await using var hub = await TestTaskHub.Start(tasks, () => launched);
        await hub.EndWorker();
        await hub.StartWorker(recorder);
        launched = await TestCampaign.Launch(
            TimeProvider.System,
            3,
            TestCampaign.Seconds(3, 6, 15),
            tasks,
            isSmall: isSmall
        );
        var id = launched.Campaign.Id;
        var staff = new Actor("staff");
        await launched.Runner.Changed(launched.Campaign, Cancellation);
        await TestTaskHub.Until(() => launched.Sent.Count(d => d.Step.Value == "reminder-1") == 3);
        await launched.Reply(launched.FirstKey, "r1", new Answer.Declined());
        if (isSmall)
            launched.Broken.Add($"{id}:ALB");
        await Do(launched.Actions.Pause);
        await TestTaskHub.Until(() => !isSmall || Has("Invitation", "held") && Has("Invitation", "outage: timer"));
        launched.Broken.Clear();
        launched.IsDown = isSmall;
        await Do(launched.Actions.Resume);
        await TestTaskHub.Until(() => !isSmall || Has("Campaign", "outage: timer"));
        launched.IsDown = false;
        await Do(launched.Actions.Close);
        await TestTaskHub.Until(() => Has("Campaign", "completed"));

        bool Has(string kind, string done) =>
            recorder.Turns.Any(t =>
                KindOf(t.Given) == kind && Describe(t.Done).StartsWith(done, StringComparison.Ordinal)
            );

        async Task Do(Func<CampaignId, Actor, CancellationToken, Task<ActionResult<CampaignEntry>>> action) =>
            await launched.Runner.Changed((await action(id, staff, Cancellation)).OrThrow(), Cancellation);
    }

    private static string KindOf(OrchestratorRequest request) =>
        request
            .PastEvents.Concat(request.NewEvents)
            .First(e => e.ExecutionStarted is not null)
            .ExecutionStarted.Name.Replace("Orchestration", "", StringComparison.Ordinal);

    private static OrchestratorResponse Replay(string kind, OrchestratorRequest request)
    {
        var encoded = Convert.ToBase64String(request.ToByteArray());
        var result = kind switch
        {
            "Campaign" => GrpcOrchestrationRunner.LoadAndRun<object?, CampaignStatus?>(
                encoded,
                (context, _) => CampaignOrchestration.Run(context)
            ),
            "Letters" => GrpcOrchestrationRunner.LoadAndRun<LettersProgress, LettersSent?>(
                encoded,
                async (context, _) => await LettersOrchestration.Run(context)
            ),
            "Launch" => GrpcOrchestrationRunner.LoadAndRun<LaunchProgress, string?>(
                encoded,
                (context, _) => LaunchOrchestration.Run(context)
            ),
            _ => GrpcOrchestrationRunner.LoadAndRun<InvitationStatus, object?>(
                encoded,
                async (context, _) =>
                {
                    await InvitationOrchestration.Run(context);
                    return null;
                }
            ),
        };
        return OrchestratorResponse.Parser.ParseFrom(Convert.FromBase64String(result));
    }

    /// <summary>What a turn does: the names of its actions, in their order, and whether it waits because of an outage
    /// or a pause.</summary>
    private static string Describe(OrchestratorResponse response) =>
        (
            HasStatus(response, "\"lastError\":\"") ? "outage: "
            : HasStatus(response, "\"held\":true") ? "held"
            : ""
        )
        + string.Join(
            ", ",
            response.Actions.Select(a =>
                a.OrchestratorActionTypeCase switch
                {
                    OrchestratorAction.OrchestratorActionTypeOneofCase.ScheduleTask => $"call {a.ScheduleTask.Name}",
                    OrchestratorAction.OrchestratorActionTypeOneofCase.CreateSubOrchestration =>
                        $"call {a.CreateSubOrchestration.Name}",
                    OrchestratorAction.OrchestratorActionTypeOneofCase.CreateTimer => "timer",
                    OrchestratorAction.OrchestratorActionTypeOneofCase.CompleteOrchestration =>
                        a.CompleteOrchestration.OrchestrationStatus switch
                        {
                            OrchestrationStatus.Completed => "completed",
                            OrchestrationStatus.ContinuedAsNew => "continue as new",
                            _ => $"failed: {a.CompleteOrchestration.FailureDetails?.ErrorMessage}",
                        },
                    var other => other.ToString(),
                }
            )
        );

    private static bool HasStatus(OrchestratorResponse response, string part) =>
        response.CustomStatus?.Contains(part, StringComparison.OrdinalIgnoreCase) is true;

    private static string NameOf(string file) => Path.GetFileName(file).Split('-')[0];

    private static JsonArray Read(string file) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(Folder(), file)))!.AsArray();

    private static string Folder([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "Histories");
}
