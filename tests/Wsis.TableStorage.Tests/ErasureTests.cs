using Azure.Data.Tables;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Correspondence;
using Wsis.Invitations.Journal;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Webhooks;
using Wsis.Invitations.Workflow;
using static Wsis.TableStorage.Tests.StoreTestData;

namespace Wsis.TableStorage.Tests;

/// <summary>The content of the tables after the personal data of a campaign were erased. Every cell of every row is
/// checked.</summary>
public sealed class ErasureTests(AzuriteFixture azurite)
{
    private readonly string prefix = $"E{Guid.NewGuid():N}"[..12];

    [Fact]
    public async Task No_row_of_any_table_says_anything_of_an_invitee_and_the_counts_stay()
    {
        var store = azurite.OpenStores(prefix);
        await store.Initializer.Initialize(StoreExtensions.Cancellation);
        await Fill(store, Forum);
        await Fill(store, new CampaignId("another"));
        var before = await store.Invitations.Count();
        Assert.Contains(await Cells(), c => IsPersonal(c));

        var links = new ReplyLinks(new Dictionary<string, byte[]> { ["test"] = new byte[32] }, "test");
        var cache = new CampaignCache(
            store.Campaigns,
            links,
            new CampaignSettings(new Uri("https://wsis.example/")),
            TimeProvider.System
        );
        var erased = await new CampaignErasure(
            store.Campaigns,
            store.Invitations,
            store.Correspondence,
            store.Messages,
            store.Idempotency,
            cache,
            TimeProvider.System
        ).Erase(Forum, true, new Actor("anna"), StoreExtensions.Cancellation);

        Assert.Equal(CampaignState.Erased, erased.OrThrow().Campaign.State);
        var left = await Cells();
        Assert.DoesNotContain(left, c => IsPersonal(c) && !c.Row.Contains("another", StringComparison.Ordinal));
        // Of the other campaign everything is there.
        Assert.Equal(8, left.Where(IsPersonal).Select(c => c.Row).Distinct().Count());
        Assert.Equal(
            "recorded",
            await store.Idempotency.Get("confirmations", "msg-another", StoreExtensions.Cancellation)
        );
        var after = await store.Invitations.Count();
        Assert.Equal((before.Invitees, before.In(Phase.Answered)), (after.Invitees, after.In(Phase.Answered)));
        Assert.Equal(1, after.Invitees);
    }

    /// <summary>One invitee in everything that is stored, and a campaign that is over and was exported.</summary>
    private static async Task Fill(TableStores store, CampaignId campaign)
    {
        var invitation = FullInvitation() with { Campaign = campaign, JournalLength = 1 };
        var change = new Change(
            null,
            invitation,
            [new JournalEntry(Noon, new JournalEvent.CorrespondenceFiled("minister@personal.example"))],
            [Dispatch("invitation")]
        )
        {
            WebhookDeliveries =
            [
                new WebhookDelivery
                {
                    Invitation = invitation.Key,
                    Number = 1,
                    Address = new Uri("https://one.example/hook"),
                    Type = "invitation.sent",
                    At = Noon,
                    Phase = Phase.Awaiting,
                    TryAt = Noon,
                },
            ],
        };
        Assert.IsType<CommitResult.Committed>(
            await store.Invitations.Commit(
                Partition.Containing(campaign, invitation.Invitee.Id, 16),
                [change],
                StoreExtensions.Cancellation
            )
        );
        await store.Correspondence.Add(
            new CorrespondenceItem
            {
                Id = CorrespondenceId.Create(Noon, campaign.Value),
                Campaign = campaign,
                Invitee = invitation.Invitee.Id,
                ReceivedAt = Noon,
                Source = CorrespondenceSource.Mail,
                From = "minister@personal.example",
                Subject = "Our answer",
                Text = "From fra.1_A-b",
            },
            StoreExtensions.Cancellation
        );
        await store.Idempotency.TryAdd(
            "confirmations",
            $"msg-{campaign}",
            "recorded",
            campaign,
            StoreExtensions.Cancellation
        );
        await store.Idempotency.TryAdd(
            "correspondence-Mail",
            $"<{campaign}@personal.example>",
            $"{campaign} fra.1_A-b",
            campaign,
            StoreExtensions.Cancellation
        );
        await store.Idempotency.TryAdd(
            "sendgrid",
            $"event-{campaign}",
            "delivered",
            campaign,
            StoreExtensions.Cancellation
        );
        var entry = new CampaignEntry
        {
            Id = campaign,
            Source = "{}",
            Buckets = 16,
            State = CampaignState.Closed,
            EndedAt = Noon,
        };
        await store.Campaigns.Save(entry, null, [], StoreExtensions.Cancellation);
    }

    private static bool IsPersonal((string Row, string Value) cell) =>
        new[]
        {
            "fra.1",
            "personal.example",
            "Ministere",
            "Ministère",
            "Ambassador",
            "mission@",
            "a@example.org",
            "msg-",
            "event-",
        }.Any(secret => (cell.Row + cell.Value).Contains(secret, StringComparison.OrdinalIgnoreCase));

    private async Task<List<(string Row, string Value)>> Cells()
    {
        var cells = new List<(string, string)>();
        foreach (var name in new[] { "Invitations", "Campaigns", "Receipts", "Correspondence" })
        await foreach (
            var row in azurite
                .Service()
                .GetTableClient(prefix + name)
                .QueryAsync<TableEntity>(cancellationToken: StoreExtensions.Cancellation)
        )
            cells.AddRange(
                row.Select(cell =>
                    ($"{name} {row.PartitionKey} {row.RowKey} {row.GetString("Campaign")}", $"{cell.Value}")
                )
            );
        return cells;
    }
}
