using Microsoft.Extensions.Time.Testing;
using NodaTime;
using NodaTime.Extensions;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Workflow;

namespace Wsis.Proof.Upgrade;

/// <summary>The sample campaign for twelve invitees, lived with this build until the first reminder is out and some
/// have answered.</summary>
internal static class HalfFinishedCampaign
{
    private static readonly string[] Invited =
    [
        "AFG",
        "BRA",
        "CHE",
        "CHN",
        "EGY",
        "ESP",
        "FRA",
        "KEN",
        "MEX",
        "NOR",
        "QAT",
        "THA",
    ];

    public static async Task Live(Stores store)
    {
        var clock = new FakeTimeProvider(Instant.FromUtc(2017, 12, 8, 6, 0).ToDateTimeOffset());
        var workflow = new TestWorkflow(store, new NullRunner(), clock);
        var campaign = await workflow.Campaigns.Import(
            SampleCampaign.Folder.WithInvitees([
                .. SampleCampaign.Folder.Invitees.Where(i => Invited.Contains(i.Id.Value)),
            ]),
            CancellationToken.None
        );
        await new CampaignActions(
            store.Campaigns,
            workflow.Cache,
            workflow.Campaigns,
            new NullRunner(),
            clock
        ).ApproveAndLaunch(campaign.Id, "staff", CancellationToken.None);
        await Until(Instant.FromUtc(2017, 12, 13, 12, 0));
        await Reply("AFG", new Answer.Declined());
        await Reply("CHN", new Answer.Accepted(new Participation(new LocalDate(2018, 3, 20), "zh", 5, 2)));
        await Reply("KEN", new Answer.Accepted(new Participation(new LocalDate(2018, 3, 21), "en", 3, 2)));
        await Reply(
            "NOR",
            new Answer.Delegated(
                new Representative("Permanent Representative", "The Ambassador", null),
                new Participation(null, null, 2, 1)
            )
        );
        await Reply("KEN", new Answer.Declined(), before: 1);
        await Until(Instant.FromUtc(2018, 1, 5, 12, 0));

        async Task Until(Instant moment)
        {
            while (
                (
                    await store.Invitations.List(
                        campaign.Id,
                        campaign.Buckets,
                        InvitationFilter.None,
                        1000,
                        null,
                        CancellationToken.None
                    )
                ).Items.Min(s => s.Value.WakeAt)
                    is { } next
                && next <= moment
            )
            {
                clock.SetUtcNow(Instant.Max(next, clock.GetCurrentInstant()).ToDateTimeOffset());
                await workflow.Campaigns.AdvanceDue(campaign.Id, CancellationToken.None);
            }
            clock.SetUtcNow(moment.ToDateTimeOffset());
        }

        async Task Reply(string invitee, Answer answer, int before = 0)
        {
            var reply = new Reply
            {
                Id = $"{invitee}-{before}",
                Channel = Channel.Page,
                ReceivedAt = clock.GetCurrentInstant(),
                Answer = answer,
            };
            await workflow.Invitations.Apply(
                new InvitationKey(campaign.Id, new InviteeId(invitee)),
                new Signal.ReplyReceived(reply, before),
                CancellationToken.None
            );
            await workflow.Campaigns.AdvanceDue(campaign.Id, CancellationToken.None);
        }
    }
}
