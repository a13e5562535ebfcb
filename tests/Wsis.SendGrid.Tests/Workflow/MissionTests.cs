using System.Text;
using Wsis.InMemory;
using Wsis.Invitations.Workflow;
using Wsis.SendGrid.Tests.StandIn;

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
        await using var sendGrid = await SendGridStandIn.Start();
        using var sender = Sender.To(sendGrid);
        var clock = Office.Clock();
        using var post = new EventPost(clock);
        var store = new InMemoryInvitationStore();
        var office = new Office(store, sender.Mailer, clock, post.PublicKey);
        var campaign = await office.Launch(offices: 1, Turn);
        var key = (await store.One(campaign.Id)).Key;
        await office.Advance(key);
        Assert.Equal([Minister], sendGrid.Taken.Single().Recipients);

        var refusal = post.Batch(ReportedEvent.Of(sendGrid.Taken.Single(), Minister, type, "Bounced Address", bounce));
        Assert.Equal(200, (await office.Hear(refusal)).Status);
        Assert.Equal(Attention.Refused, (await store.One(campaign.Id)).Attention);
        await office.Advance(key);
        Assert.Equal(200, (await office.Hear(refusal)).Status);
        await office.Advance(key);

        Assert.Equal(
            [
                [Minister],
                [Mission],
            ],
            sendGrid.Taken.Select(m => m.Recipients)
        );
        Assert.Empty(sendGrid.Faults);
        await office.Hear(
            post.Batch(ReportedEvent.Of(sendGrid.Taken.Last(), Mission, "bounce", "550 unknown recipient", "bounce"))
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
