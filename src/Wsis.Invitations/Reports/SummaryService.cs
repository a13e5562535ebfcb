using NodaTime;
using NodaTime.Extensions;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Journal;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Workflow;

namespace Wsis.Invitations.Reports;

/// <summary>Sums a running campaign up after its deadline, the close of replies and the end of its event: a line in its
/// journal, once, and a letter to its contact; where several have passed unnoticed, for the latest only. The letter is
/// not claimed like those to invitees: a process that dies between the two leaves it to be sent a second time, under
/// the same id.</summary>
public sealed class SummaryService(
    ICampaignStore campaignStore,
    IInvitationStore invitationStore,
    CampaignCache campaigns,
    IMailer mailer,
    CampaignSettings settings,
    TimeProvider clock
)
{
    /// <summary>Invitations have their own wake-ups at the same moments; a little later the counts are
    /// settled.</summary>
    public static readonly Duration Settling = Duration.FromSeconds(30);

    /// <summary>When a campaign is summed up, in order: the moments themselves, and a little for the counts to
    /// settle.</summary>
    public static IEnumerable<Instant> Moments(LoadedCampaign campaign) => Marks(campaign).Select(m => m.At + Settling);

    /// <summary>Sums up what has passed and was not summed up yet.</summary>
    /// <returns>False where the contact could not be told just now; nothing is written then, and the same call later
    /// does it.</returns>
    public async Task<bool> SumUp(CampaignId id, CancellationToken cancellation)
    {
        if (await campaigns.Find(id, cancellation) is not { Sends: true } campaign)
            return true;
        var now = clock.GetCurrentInstant();
        var passed = Marks(campaign)
            .Where(m => m.At + Settling <= now && !campaign.Entry.SummedUp.Contains(Name(m)))
            .ToList();
        if (passed.Count == 0)
            return true;
        var summary = new CampaignSummary(
            campaign,
            passed[^1],
            await invitationStore.Count(id, campaign.Entry.Buckets, cancellation),
            now
        );
        var outcome = await mailer.Send(summary.Letter(settings.Site), cancellation);
        if (outcome is SendOutcome.Busy)
            return false;
        // A letter in doubt is not sent again: it could arrive again and again. The line is what counts.
        var reason = outcome switch
        {
            SendOutcome.Rejected rejected => rejected.Reason,
            SendOutcome.Unknown unknown => unknown.Reason,
            _ => null,
        };
        var line = new JournalEntry(
            now,
            new JournalEvent.SummedUp(summary.Milestone, summary.Counts, reason, outcome is SendOutcome.Unknown)
        );
        // Where somebody has changed the campaign just now, the next call writes the line; its letter has the same id.
        var saved = await campaignStore.Save(
            campaign.Entry with
            {
                SummedUp = [.. campaign.Entry.SummedUp, .. passed.Select(Name)],
            },
            [line],
            cancellation
        );
        campaigns.Changed(id);
        return saved is not null;
    }

    /// <summary>What is summed up; replies that close at the deadline are no moment of their own.</summary>
    private static IEnumerable<CampaignMoment> Marks(LoadedCampaign campaign) =>
        CampaignMoment.List(campaign).Where(m => m.What is "deadline" or "close" or "end").DistinctBy(m => m.At);

    /// <summary>A deadline that was extended is another.</summary>
    private static string Name(CampaignMoment moment) => $"{moment.What} {moment.At}";
}
