using System.Text;
using Wsis.InMemory;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Drafts;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Workflow;
using Wsis.Local.Running;
using Wsis.Local.Serving;

namespace Wsis.Local.Tests;

public sealed class CampaignBootstrapperTests
{
    [Fact]
    public async Task Several_programs_that_start_at_the_same_moment_bring_one_campaign_and_each_goes_on_with_it()
    {
        for (var n = 0; n < 10; n++)
        {
            var store = new FaultyStore(new InMemoryStores())
            {
                OnSave = () => Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(3)), TimeProvider.System),
            };
            var runners = Enumerable.Range(0, 3).Select(_ => new Hearing()).ToList();
            var started = await Task.WhenAll(
                runners.Select(r => Task.Run(() => Begin(store, r, SampleCampaign.Folder)))
            );
            Assert.All(started, s => Assert.Equal((CampaignState.Running, null), (s.Campaign.State, s.Why)));
            Assert.All(runners, r => Assert.Equal(CampaignState.Running, r.Heard));
            Assert.Equal(
                194,
                (await store.Invitations.Count(SampleCampaign.Folder.Campaign!.Id, 16, CancellationToken.None)).Invitees
            );
        }
    }

    [Fact]
    public async Task A_campaign_that_asks_for_a_second_person_waits_as_a_draft_and_says_so()
    {
        var (campaign, why) = await Begin(
            new InMemoryStores(),
            new Hearing(),
            SampleCampaign.With(json => json["approval"] = "second-person")
        );
        Assert.Equal(CampaignState.Draft, campaign.State);
        Assert.Contains("second person", why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_campaign_whose_deadline_has_passed_is_launched_only_if_a_person_confirms_it()
    {
        var store = new InMemoryStores();
        var (campaign, why) = await Begin(store, new Hearing(), SampleCampaign.Folder, confirms: false);
        Assert.Equal(CampaignState.Draft, campaign.State);
        Assert.Contains("The deadline has passed", why, StringComparison.Ordinal);

        (campaign, why) = await Begin(store, new Hearing(), SampleCampaign.Folder, confirms: true);
        Assert.Equal((CampaignState.Running, null), (campaign.State, why));

        // A campaign that runs continues after its deadline without a question.
        (campaign, why) = await Begin(store, new Hearing(), SampleCampaign.Folder, confirms: false);
        Assert.Equal((CampaignState.Running, null), (campaign.State, why));
    }

    [Fact]
    public async Task A_campaign_whose_deadline_is_to_come_is_launched_without_a_question()
    {
        var (campaign, why) = await Begin(
            new InMemoryStores(),
            new Hearing(),
            SampleCampaign.With(json =>
            {
                json["deadline"] = "2118-01-22T00:00:00";
                json["event"]!["from"] = "2118-03-19";
                json["event"]!["to"] = "2118-03-23";
                json.AsObject().Remove("statements");
            }),
            confirms: false
        );
        Assert.Equal((CampaignState.Running, null), (campaign.State, why));
    }

    [Fact]
    public async Task A_campaign_is_imported_as_a_draft_and_continues_after_a_person_has_launched_it()
    {
        var store = new InMemoryStores();
        var draft = await ImportDraft(store, new Hearing(), SampleCampaign.Few);
        Assert.Equal(CampaignState.Draft, draft!.State);
        Assert.Empty(draft.Approvals);

        var (_, _, actions) = Compose(store, new Hearing());
        Assert.IsType<ActionResult<CampaignEntry>.Ok>(
            await actions.Approve(draft.Id, null, new Actor("Anna"), CancellationToken.None)
        );
        var again = await ImportDraft(store, new Hearing(), SampleCampaign.Few);
        Assert.Single(again!.Approvals);
        Assert.IsType<ActionResult<CampaignEntry>.Ok>(
            await actions.Launch(draft.Id, new Actor("Anna"), CancellationToken.None)
        );
        var runner = new Hearing();
        var launched = await ImportDraft(store, runner, SampleCampaign.Few);
        Assert.Equal((CampaignState.Running, CampaignState.Running), (launched!.State, runner.Heard));
    }

    [Fact]
    public async Task An_edited_folder_replaces_a_draft_unless_somebody_else_has_changed_it()
    {
        var store = new InMemoryStores();
        await ImportDraft(store, new Hearing(), SampleCampaign.Folder);
        var edited = await ImportDraft(store, new Hearing(), SampleCampaign.Few);
        Assert.Equal(SampleCampaign.Few.Fingerprint, edited!.Folder);

        var (drafts, _, _) = Compose(store, new Hearing());
        const string letter = "letters/en/invitation.md";
        var files = SampleCampaign.ReadFiles();
        var text = Encoding.UTF8.GetBytes($"{Encoding.UTF8.GetString(files[letter])}\nOne more line.\n");
        Assert.IsType<ActionResult<Draft>.Ok>(
            await drafts.Write(edited.Id, letter, text, new Actor("Anna"), CancellationToken.None)
        );
        Assert.Null(await ImportDraft(store, new Hearing(), SampleCampaign.Few));
        var kept = await drafts.Find(edited.Id, CancellationToken.None);
        Assert.Equal(text, await drafts.Read(kept!, letter, CancellationToken.None));
    }

    [Fact]
    public async Task A_folder_that_was_edited_after_the_launch_is_compared_with_the_campaign()
    {
        var store = new InMemoryStores();
        await Begin(store, new Hearing(), SampleCampaign.Folder);
        var files = SampleCampaign.ReadFiles();
        Edit("campaign.json", text => text.Replace("CL-17/051", "CL-17/052", StringComparison.Ordinal));
        Edit("letters/en/reminder-1.md", text => $"{text}\nOne more line.\n");
        Edit(
            "invitees.csv",
            text =>
                string.Join('\n', text.Split('\n').Where(row => !row.StartsWith("AFG,", StringComparison.Ordinal)))
                    .Replace("minister@ict.alb.example", "cabinet@ict.alb.example", StringComparison.Ordinal)
                    .Replace("\nDZA,", "\nDZA-2,", StringComparison.Ordinal)
        );
        var edited = CampaignFolder.Read(files);
        Assert.Empty(edited.Problems);

        var (campaign, _) = await Begin(store, new Hearing(), edited);
        var lines = await new FolderDifferences(store.Campaigns, store.Invitations).Describe(
            edited,
            campaign,
            CancellationToken.None
        );

        Assert.Equal(
            [
                "  campaign.json was changed.",
                "  letters/en/reminder-1.md was changed.",
                "  invitees.csv: rows that are new and are not invited: DZA-2.",
                "  invitees.csv: rows that are missing and stay invited: AFG, DZA.",
                "  invitees.csv: rows that differ from the invitation: ALB.",
            ],
            lines.Skip(1).SkipLast(1)
        );
        Assert.Contains("continues as it was launched", lines[0], StringComparison.Ordinal);
        Assert.Contains("another id in campaign.json", lines[^1], StringComparison.Ordinal);
        Assert.Contains("correct addresses, particulars and letters", lines[^1], StringComparison.Ordinal);

        void Edit(string path, Func<string, string> change) =>
            files[path] = Encoding.UTF8.GetBytes(change(Encoding.UTF8.GetString(files[path])));
    }

    [Fact]
    public async Task A_folder_that_was_not_edited_does_not_differ()
    {
        var store = new InMemoryStores();
        var (campaign, _) = await Begin(store, new Hearing(), SampleCampaign.Folder);
        var differences = new FolderDifferences(store.Campaigns, store.Invitations);
        Assert.Empty(await differences.Describe(SampleCampaign.Folder, campaign, CancellationToken.None));
    }

    [Fact]
    public async Task A_folder_with_an_error_is_ignored_only_if_its_campaign_was_launched()
    {
        var store = new InMemoryStores();
        var broken = Broken(("\"wsis-forum-2018\",", "\"wsis-forum-2018\""));
        await ImportDraft(store, new Hearing(), SampleCampaign.Few);
        Assert.Null(await FindLaunched(broken));
        Assert.Null(await FindLaunched(CampaignFolder.Read(new Dictionary<string, byte[]>())));

        await Begin(store, new Hearing(), SampleCampaign.Few);
        Assert.Equal("wsis-forum-2018", (await FindLaunched(broken))?.Id.Value);
        Assert.Equal("wsis-forum-2018", (await FindLaunched(Broken(("T00:00:00", "T99:00:00"))))?.Id.Value);
        Assert.Null(await FindLaunched(Broken(("\"wsis-forum-2018\",", "\"wsis-forum-2019\""))));

        // A folder that has lost its campaign.json is of the only campaign that runs.
        var lost = CampaignFolder.Read(new Dictionary<string, byte[]>());
        Assert.Equal("wsis-forum-2018", (await FindLaunched(lost))?.Id.Value);
        await Begin(store, new Hearing(), SampleCampaign.With(json => json["id"] = "wsis-forum-2019"));
        Assert.Null(await FindLaunched(lost));

        Task<CampaignEntry?> FindLaunched(CampaignFolder folder) =>
            new IgnoredFolder(folder, store).FindLaunched(CancellationToken.None);

        static CampaignFolder Broken((string From, string To) change)
        {
            var files = SampleCampaign.ReadFiles();
            var json = Encoding.UTF8.GetString(files["campaign.json"]);
            files["campaign.json"] = Encoding.UTF8.GetBytes(
                json.Replace(change.From, change.To, StringComparison.Ordinal)
            );
            var folder = CampaignFolder.Read(files);
            Assert.NotEmpty(folder.Problems);
            return folder;
        }
    }

    internal static Task<(CampaignEntry Campaign, string? Why)> Begin(
        Stores store,
        ICampaignRunner runner,
        CampaignFolder folder,
        bool confirms = true
    )
    {
        var (_, campaigns, actions) = Compose(store, runner);
        return CampaignBootstrapper.ImportAndLaunch(
            folder,
            campaigns,
            actions,
            "wsis serve",
            () => confirms,
            TimeProvider.System,
            CancellationToken.None
        );
    }

    private static Task<CampaignEntry?> ImportDraft(Stores store, ICampaignRunner runner, CampaignFolder folder)
    {
        var (drafts, campaigns, actions) = Compose(store, runner);
        return CampaignBootstrapper.ImportDraft(
            folder,
            drafts,
            campaigns,
            actions,
            "wsis serve",
            CancellationToken.None
        );
    }

    private static (DraftService Drafts, CampaignService Campaigns, CampaignActions Actions) Compose(
        Stores store,
        ICampaignRunner runner
    )
    {
        var settings = new CampaignSettings(new Uri("https://site.example/"));
        var cache = new CampaignCache(
            store.Campaigns,
            new ReplyLinks(new Dictionary<string, byte[]> { ["test"] = new byte[32] }, "test"),
            settings,
            TimeProvider.System
        );
        var invitations = new InvitationService(
            store.Invitations,
            new PickupFolder.PickupFolderMailer(Path.GetTempPath(), TimeProvider.System),
            cache,
            new DueQueue(TimeProvider.System),
            settings,
            TimeProvider.System
        );
        var campaigns = new CampaignService(
            store.Campaigns,
            store.Invitations,
            cache,
            invitations,
            settings,
            TimeProvider.System,
            store.Drafts
        );
        return (
            new DraftService(
                store.Drafts,
                store.Campaigns,
                store.Invitations,
                new DraftListChanges(store.Campaigns, cache),
                campaigns,
                TimeProvider.System
            ),
            campaigns,
            new CampaignActions(store.Campaigns, cache, campaigns, runner, TimeProvider.System, store.Drafts)
        );
    }

    internal sealed class Hearing : ICampaignRunner
    {
        public CampaignState? Heard { get; private set; }

        public Task Changed(CampaignEntry campaign, CancellationToken cancellation)
        {
            Heard = campaign.State;
            return Task.CompletedTask;
        }

        public Task<RepairReport> Repair(CampaignEntry campaign, CancellationToken cancellation) =>
            Task.FromResult(RepairReport.Nothing);
    }
}
