using System.Text;
using Wsis.InMemory;
using Wsis.Invitations.Workflow;

namespace Wsis.SendGrid.Tests.Workflow;

/// <summary>A hard bounce in a campaign that turns to the permanent mission, by SendGrid's own events.</summary>
public sealed class MissionTests
{
    private const string Minister = "minister@o0.example";
    private const string Mission = "mission@o0.example";

    [Theory]
    [InlineData("bounce", "bounce")]
    [InlineData("dropped", null)]
    public async Task The_letter_goes_to_the_mission_as_a_letter_of_its_own_and_its_events_are_about_its_addressee(
        string type,
        string? bounce
    )
    {
        await using var sendGrid = await FakeSendGrid.Start();
        using var sender = TestMailer.Create(sendGrid);
        var clock = SendGridTestHost.Clock();
        using var post = new EventWebhookSigner(clock);
        var store = new InMemoryStores();
        var office = new SendGridTestHost(store, sender.Mailer, clock, post.PublicKey);
        var campaign = await office.Launch(offices: 1, Turn);
        var key = (await store.One(campaign.Id)).Key;
        await office.Advance(key);
        Assert.Equal([Minister], sendGrid.Accepted.Single().Recipients);

        var refusal = post.Batch(
            ReportedEvent.Create(sendGrid.Accepted.Single(), Minister, type, "Bounced Address", bounce)
        );
        Assert.Equal(200, (await office.ReceiveEvents(refusal)).Status);
        Assert.Equal(Attention.Refused, (await store.One(campaign.Id)).Attention);
        await office.Advance(key);
        Assert.Equal(200, (await office.ReceiveEvents(refusal)).Status);
        await office.Advance(key);

        Assert.Equal(
            [
                [Minister],
                [Mission],
            ],
            sendGrid.Accepted.Select(m => m.Recipients)
        );
        Assert.Empty(sendGrid.Violations);
        await office.ReceiveEvents(
            post.Batch(
                ReportedEvent.Create(sendGrid.Accepted.Last(), Mission, "bounce", "550 unknown recipient", "bounce")
            )
        );
        Assert.Equal(Phase.Undeliverable, (await store.One(campaign.Id)).Phase);
    }

    /// <summary>Missions receive nothing in copy, and what an office refuses.</summary>
    private static void Turn(Dictionary<string, byte[]> files) =>
        files["campaign.json"] = Encoding.UTF8.GetBytes(
            Encoding
                .UTF8.GetString(files["campaign.json"])
                .Replace("\"copyToMission\": true", "\"missionIfRefused\": true", StringComparison.Ordinal)
        );
}
