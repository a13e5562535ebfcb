using System.Text.Json.Nodes;
using Azure.Data.Tables;
using Wsis.Invitations.Correspondence;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Workflow;
using static Wsis.TableStorage.Tests.StoreTestData;

namespace Wsis.TableStorage.Tests;

/// <summary>Builds of different age share a store while one replaces the other.</summary>
public sealed class UpgradeTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private readonly string prefix = $"U{Guid.NewGuid():N}"[..12];
    private TableStores store = null!;
    private TableClient table = null!;

    public async ValueTask InitializeAsync()
    {
        store = azurite.OpenStores(prefix);
        table = azurite.Service().GetTableClient(prefix + "Invitations");
        await store.Initializer.Initialize(StoreExtensions.Cancellation);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_column_that_an_older_build_did_not_write_has_its_initial_value()
    {
        await store.Invitations.CommitSucceeds(New(Invitation()));
        await Edit(data =>
        {
            foreach (var name in data.Select(p => p.Key).Except(["campaign"]).ToList())
                data.Remove(name);
        });
        AssertBeginning((await store.Invitations.Find("fra"))!.Value);
        AssertBeginning((await store.Invitations.List()).Items[0].Value);
    }

    [Fact]
    public async Task A_delegation_that_an_older_build_wrote_is_read_and_kept()
    {
        await store.Invitations.CommitSucceeds(New(Invitation()));
        await Edit(data =>
            data["delegation"] = JsonNode.Parse("""{ "members": [{ "name": "A. One" }], "version": 3 }""")
        );
        var read = (await store.Invitations.Find("fra"))!;
        var delegation = new Delegation([new("A. One")], 3);
        Assert.Equal(delegation, read.Value.Delegation);
        await store.Invitations.CommitSucceeds(read.To(i => i with { Phase = Phase.Answered }));
        Assert.Equal(delegation, (await store.Invitations.Find("fra"))!.Value.Delegation);
    }

    [Fact]
    public async Task Columns_of_a_newer_build_are_ignored()
    {
        await store.Invitations.CommitSucceeds(
            New(Invitation(phase: Phase.Awaiting) with { Dispatches = [Dispatch("invitation")] })
        );
        await Edit(data =>
        {
            data["somethingNew"] = new JsonObject { ["a"] = new JsonArray(1, 2) };
            data["dispatches"]![0]!["somethingNew"] = true;
        });
        await Edit(invitee => invitee["somethingNew"] = "x", column: "Invitee");
        var read = (await store.Invitations.Find("fra"))!;
        Assert.Equal([Dispatch("invitation")], read.Value.Dispatches);
        await store.Invitations.CommitSucceeds(read.To(i => i with { Phase = Phase.Answered }));
    }

    [Fact]
    public async Task A_column_of_a_newer_build_outlives_a_change_by_this_one()
    {
        await store.Invitations.CommitSucceeds(New(Invitation()));
        TableEntity row = await table.GetEntityAsync<TableEntity>(
            "wsis-forum-2018~007",
            "I~fra",
            cancellationToken: StoreExtensions.Cancellation
        );
        row["Ranking"] = 7;
        await table.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Merge, StoreExtensions.Cancellation);
        await store.Invitations.CommitSucceeds(
            (await store.Invitations.Find("fra"))!.To(i => i with { Phase = Phase.Awaiting })
        );
        row = await table.GetEntityAsync<TableEntity>(
            "wsis-forum-2018~007",
            "I~fra",
            cancellationToken: StoreExtensions.Cancellation
        );
        Assert.Equal((7, "Awaiting"), (row.GetInt32("Ranking"), row.GetString("Phase")));
    }

    [Fact]
    public async Task A_wake_up_that_is_over_leaves_its_column()
    {
        await store.Invitations.CommitSucceeds(New(Invitation() with { WakeAt = Noon }));
        await store.Invitations.CommitSucceeds(
            (await store.Invitations.Find("fra"))!.To(i => i with { WakeAt = null })
        );
        TableEntity row = await table.GetEntityAsync<TableEntity>(
            "wsis-forum-2018~007",
            "I~fra",
            cancellationToken: StoreExtensions.Cancellation
        );
        Assert.False(row.ContainsKey("WakeAt"));
        Assert.Equal("FRA", row.GetString("State"));
    }

    [Fact]
    public async Task A_row_can_be_read_and_filtered_in_the_portal()
    {
        var full = FullInvitation();
        await store.Invitations.CommitSucceeds(New(full) with { After = full });
        TableEntity row = await table.GetEntityAsync<TableEntity>(
            "wsis-forum-2018~007",
            "I~fra.1_A-b",
            cancellationToken: StoreExtensions.Cancellation
        );
        Assert.Equal(
            ("Answered", "delegated", "ar", "FRA", "fra.1_a-b@ministere.example", 17, true, Noon.ToDateTimeOffset()),
            (
                row.GetString("Phase"),
                row.GetString("Answer"),
                row.GetString("Language"),
                row.GetString("State"),
                row.GetString("Address"),
                row.GetInt32("Attention"),
                row.GetBoolean("NeedsAttention"),
                row.GetDateTimeOffset("WakeAt")
            )
        );
    }

    [Fact]
    public async Task Times_are_written_as_older_builds_read_them()
    {
        var full = FullInvitation();
        await store.Invitations.CommitSucceeds(New(full) with { After = full });
        TableEntity row = await table.GetEntityAsync<TableEntity>(
            "wsis-forum-2018~007",
            "I~fra.1_A-b",
            cancellationToken: StoreExtensions.Cancellation
        );
        var data = JsonNode.Parse(row.GetString("Data"))!;
        var answer = data["reply"]!["answer"]!;
        Assert.Equal(
            ("2017-12-08T12:00:00Z", "2017-12-08T12:00:00.123456789Z", "2018-03-20", "Asia/Riyadh"),
            (
                (string?)data["reply"]!["receivedAt"],
                (string?)data["dispatches"]![1]!["retryAt"],
                (string?)answer["participation"]!["statementDay"],
                (string?)JsonNode.Parse(row.GetString("Invitee"))!["zone"]
            )
        );
    }

    [Fact]
    public async Task A_claim_is_a_row_of_its_own_that_says_what_was_claimed()
    {
        await store.Invitations.CommitSucceeds(New(Invitation()).Claiming(Dispatch("reminder-1") with { Edition = 2 }));
        TableEntity row = await table.GetEntityAsync<TableEntity>(
            "wsis-forum-2018~007",
            "D~fra~reminder-1~2",
            cancellationToken: StoreExtensions.Cancellation
        );
        Assert.Equal(
            ("wsis-forum-2018~fra~reminder-1~2", "reminder-1", 2, "reminder", "fr", Noon.ToDateTimeOffset()),
            (
                row.GetString("Dispatch"),
                row.GetString("Step"),
                row.GetInt32("Edition"),
                row.GetString("Letter"),
                row.GetString("Language"),
                row.GetDateTimeOffset("ClaimedAt")
            )
        );
    }

    [Fact]
    public async Task Correspondence_that_an_older_build_set_aside_is_read_and_found()
    {
        const string json = """
            {"id":"20171208T1200000000000Z-4f1c2d3e4a5b6c7d","campaign":"wsis-forum-2018",
            "receivedAt":"2017-12-08T12:00:00Z","source":"Mail","from":"a@fra.example","subject":"Re","text":"",
            "headers":[],"attachments":[],"isAutomatic":false,
            "state":"SetAside","settlement":{"by":"staff@example.org","at":"2017-12-08T12:00:00Z"}}
            """;
        var correspondence = azurite.Service().GetTableClient(prefix + "Correspondence");
        var id = new CorrespondenceId("20171208T1200000000000Z-4f1c2d3e4a5b6c7d");
        await correspondence.AddEntityAsync(
            new TableEntity("wsis-forum-2018", id.Value)
            {
                ["State"] = "SetAside",
                ["Data"] = json,
                ["Text"] = "",
                ["Headers"] = "[]",
                ["Attachments"] = "[]",
            },
            StoreExtensions.Cancellation
        );

        var page = await store.Correspondence.List(
            Forum,
            new CorrespondenceFilter(CorrespondenceState.Dismissed),
            10,
            null,
            StoreExtensions.Cancellation
        );

        var (item, version) = Assert.Single(page.Items);
        Assert.Equal((CorrespondenceState.Dismissed, "staff@example.org"), (item.State, item.Resolution?.By));
        await store.Correspondence.Save(item, version, StoreExtensions.Cancellation);
        TableEntity row = await correspondence.GetEntityAsync<TableEntity>(
            "wsis-forum-2018",
            id.Value,
            cancellationToken: StoreExtensions.Cancellation
        );
        var written = JsonNode.Parse(row.GetString("Data"))!;
        Assert.Equal("SetAside", row.GetString("State"));
        Assert.Equal("SetAside", (string?)written["state"]);
        Assert.Equal("staff@example.org", (string?)written["settlement"]!["by"]);
    }

    /// <summary>Earlier builds counted the answer of a withdrawn invitee.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Counts_of_an_older_build_are_made_again_from_the_invitations(bool byCommit)
    {
        var row = (await store.Invitations.CommitSucceeds(New(FullInvitation())))[0];
        await store.Invitations.CommitSucceeds(row.To(i => i with { Phase = Phase.Withdrawn }));
        await store.Invitations.RaisePlan(Bucket, 5, StoreExtensions.Cancellation);
        var right = await store.Invitations.Count();
        Assert.Equal(0, right.Answered("delegated"));
        await EditTally(counts => (counts["answer:delegated"], counts["late"]) = (1, 1));

        var upgraded = azurite.OpenStores(prefix);
        if (byCommit)
        {
            await upgraded.Invitations.CommitSucceeds(New(Invitation()));
            right = right.Plus(Tally.From(Invitation()));
        }

        Assert.Equal(right, await upgraded.Invitations.Count());
        Assert.Equal(right, await azurite.OpenStores(prefix).Invitations.Count());
        Assert.Equal(5, (await upgraded.Invitations.ReadMark(Bucket, StoreExtensions.Cancellation)).Plan);
        await upgraded.Invitations.CommitSucceeds(New(Invitation("bel")));
        Assert.Equal(right.Plus(Tally.From(Invitation("bel"))), await upgraded.Invitations.Count());
    }

    [Fact]
    public async Task Counts_that_an_older_build_kept_after_an_erasure_stay()
    {
        await store.Invitations.CommitSucceeds(New(FullInvitation()));
        await EditTally(counts => counts["answer:delegated"] = 7);
        await store.Invitations.Erase(Bucket, keepCounts: true, StoreExtensions.Cancellation);

        var counts = await azurite.OpenStores(prefix).Invitations.Count();

        Assert.Equal((1, 7), (counts.Invitees, counts.Answered("delegated")));
    }

    private static void AssertBeginning(Invitation read)
    {
        Assert.Equal((1, 1, false), (read.LinkGeneration, read.AddressVersion, read.AtMission));
        Assert.False(read.Dispatches.IsDefault || read.Requests.IsDefault || read.Seen.IsDefault);
    }

    private Task EditTally(Action<JsonObject> change) => Edit(change, key: "T");

    private async Task Edit(Action<JsonObject> change, string column = "Data", string key = "I~fra")
    {
        TableEntity row = await table.GetEntityAsync<TableEntity>(
            "wsis-forum-2018~007",
            key,
            cancellationToken: StoreExtensions.Cancellation
        );
        var data = JsonNode.Parse(row.GetString(column))!.AsObject();
        change(data);
        row[column] = data.ToJsonString();
        await table.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace, StoreExtensions.Cancellation);
    }
}
