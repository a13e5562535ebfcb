using NodaTime;
using NodaTime.Extensions;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Journal;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Workflow;

namespace Wsis.Invitations.Reports;

/// <summary>Summarizes a running campaign after its deadline, the close of replies and the end of its event: one
/// journal entry, and a letter to its contact. If several dates have passed, only the latest is summarized. The letter
/// is not claimed like those to invitees: if the process ends between the two writes, it is sent again with the same
/// id.</summary>
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

    /// <summary>The times of the summaries: the dates themselves plus a short delay for the counts.</summary>
    public static IEnumerable<Instant> Moments(LoadedCampaign campaign) => Marks(campaign).Select(m => m.At + Settling);

    /// <summary>Summarizes the latest date that has passed and has no summary yet.</summary>
    /// <returns>False if the letter could not be sent now. Nothing is written then, and a later call repeats
    /// it.</returns>
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
        var outcome = await mailer.Send(summary.Letter(settings.Site), SendPermission.Always, cancellation);
        if (outcome is SendOutcome.Busy)
            return false;
        // A letter in doubt is not sent again, because it could arrive many times. The journal entry counts.
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
        // If the campaign was changed meanwhile, the next call writes the entry. Its letter has the same id.
        var saved = await campaignStore.Save(
            campaign.Entry with
            {
                SummedUp = [.. campaign.Entry.SummedUp, .. passed.Select(Name)],
            },
            campaign.Version,
            [line],
            cancellation
        );
        campaigns.Changed(id);
        return saved is not null;
    }

    /// <summary>The dates to summarize. If replies close at the deadline, the close has no summary of its
    /// own.</summary>
    private static IEnumerable<CampaignMoment> Marks(LoadedCampaign campaign) =>
        CampaignMoment.List(campaign).Where(m => m.What is "deadline" or "close" or "end").DistinctBy(m => m.At);

    /// <summary>A deadline that was extended is another.</summary>
    private static string Name(CampaignMoment moment) => $"{moment.What} {moment.At}";
}
