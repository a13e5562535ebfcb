using Microsoft.Extensions.Time.Testing;
using NodaTime;
using NodaTime.Extensions;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Workflow;
using Wsis.Local.Azurite;
using Wsis.TableStorage;

namespace Wsis.Proof.Upgrade;

/// <summary>A campaign that an earlier build began, in its rows as that build left them, goes on under this
/// one.</summary>
public sealed class UpgradeTests(ProofReport report)
{
    private static readonly CampaignId Forum = SampleCampaign.Folder.Campaign!.Id;
    private static readonly string Stored = Path.Combine(AppContext.BaseDirectory, "Snapshots");

    /// <summary>The short form takes every second snapshot.</summary>
    public static TheoryData<string> Snapshots() =>
        [
            .. ProofForm.Share(
                Directory
                    .GetFiles(Stored, "*.jsonl")
                    .Select(f => Path.GetFileNameWithoutExtension(f))
                    .Order(StringComparer.Ordinal),
                of: 2
            ),
        ];

    [Theory]
    [MemberData(nameof(Snapshots))]
    public async Task A_campaign_begun_by_an_earlier_build_goes_on_and_each_further_letter_is_sent_once(string build)
    {
        await using var emulator = await AzuriteFixture.StartServer(
            Directory.CreateTempSubdirectory("wsis-upgrade-").FullName
        );
        var account = TableClients.FromConnectionString(emulator.ConnectionString);
        await Snapshot.Import(Path.Combine(Stored, $"{build}.jsonl"), account, CancellationToken.None);
        await GoOn(emulator, build);
    }

    /// <summary>A campaign that this build leaves unfinished continues as well. <c>WSIS_PROOF_SNAPSHOT</c> keeps its
    /// snapshot, which each release adds to the others.</summary>
    [Fact]
    public async Task A_campaign_begun_by_this_build_goes_on_from_the_snapshot_that_is_taken_of_it()
    {
        var scratch = Directory.CreateTempSubdirectory("wsis-upgrade-").FullName;
        var file = Environment.GetEnvironmentVariable("WSIS_PROOF_SNAPSHOT") is { Length: > 0 } asked
            ? asked
            : Path.Combine(scratch, "this-build.jsonl");
        await using (var first = await AzuriteFixture.StartServer(scratch))
        {
            var begun = TableClients.FromConnectionString(first.ConnectionString);
            var store = TableStores.FromConnectionString(first.ConnectionString);
            await store.Initializer.Initialize(CancellationToken.None);
            await HalfFinishedCampaign.Live(store);
            await Snapshot.Export(begun, file, CancellationToken.None);
        }
        await using var second = await AzuriteFixture.StartServer(scratch);
        var account = TableClients.FromConnectionString(second.ConnectionString);
        await Snapshot.Import(file, account, CancellationToken.None);
        await GoOn(second, "this build");
    }

    private async Task GoOn(AzuriteServer emulator, string build)
    {
        var store = TableStores.FromConnectionString(emulator.ConnectionString);
        await store.Initializer.Initialize(CancellationToken.None);
        var before = await All(store);
        var clock = new FakeTimeProvider(
            before.Max(i => i.Dispatches.Max(d => d.ClaimedAt)).Plus(Duration.FromMinutes(1)).ToDateTimeOffset()
        );
        var workflow = new TestWorkflow(store, new NullRunner(), clock);
        var silent = before.Where(i => i.Phase == Phase.Awaiting).ToList();
        var attending = before.Where(i => i.Reply?.Answer.Attendance is not null).ToList();
        Assert.True(silent.Count > 1 && attending.Count > 0, "The snapshot was to be taken half-way.");

        // One who had not answered the earlier build answers this one; the others keep silent to the end.
        var late = silent[0];
        var reply = new Reply
        {
            Id = "under-this-build",
            Channel = Channel.Page,
            ReceivedAt = clock.GetCurrentInstant(),
            Answer = new Answer.Declined(),
        };
        await workflow.Invitations.Apply(
            late.Key,
            new Signal.ReplyReceived(reply, ExpectedReplies: 0),
            CancellationToken.None
        );
        while ((await All(store)).Min(i => i.WakeAt) is { } next)
        {
            clock.SetUtcNow(Instant.Max(next, clock.GetCurrentInstant()).ToDateTimeOffset());
            await workflow.Campaigns.AdvanceDue(Forum, CancellationToken.None);
        }

        var planner = (await workflow.Cache.Get(Forum, CancellationToken.None)).Planner;
        var after = (await All(store)).ToDictionary(i => i.Key);
        var reminders = silent
            .Skip(1)
            .SelectMany(i =>
                planner
                    .For(i.Invitee)
                    .Steps.Where(s => s.Kind == LetterKind.Reminder && i.Find(s.Id, 1) is null)
                    .Select(s => new DispatchId(i.Key, s.Id, 1))
            );
        var briefings = attending.Select(i => new DispatchId(i.Key, new StepId("briefing"), 1));
        Assert.Equal(
            Sorted([.. reminders, .. briefings, new DispatchId(late.Key, new StepId("acknowledgement-1"), 1)]),
            Sorted(workflow.Letters)
        );
        Assert.All(before.Where(i => i.Reply is not null), i => Assert.Equal(i.Reply, after[i.Key].Reply));
        Assert.Equal(reply.Id, after[late.Key].Reply?.Id);
        Assert.All(silent.Skip(1), i => Assert.Equal(Phase.Unanswered, after[i.Key].Phase));
        Assert.Equal(
            after.Values.Aggregate(Tally.Empty, (sum, i) => sum.Plus(Tally.From(i))),
            await store.Invitations.Count(Forum, 16, CancellationToken.None)
        );
        report.Add(
            "upgrade",
            $"{before.Count} invitations as {build} left them, "
                + $"{before.Count(i => i.Reply is not null)} of them answered, reminded once",
            $"{workflow.Letters.Count} further letters, each once; every reply as it was; tally equal to a full count"
        );
    }

    private static IEnumerable<string> Sorted(IEnumerable<DispatchId> letters) =>
        letters.Select(l => l.ToString()).Order(StringComparer.Ordinal);

    private static async Task<IReadOnlyList<Invitation>> All(TableStores store) =>
        [
            .. (
                await store.Invitations.List(Forum, 16, InvitationFilter.None, 1000, null, CancellationToken.None)
            ).Items.Select(s => s.Value),
        ];
}
