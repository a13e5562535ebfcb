using Wsis.Invitations.Campaigns;

namespace Wsis.Invitations.Workflow;

/// <summary>Runs campaigns as a whole: starts the work on their invitations, and resumes it after a loss.</summary>
public interface ICampaignRunner
{
    /// <summary>Tells the runner that the campaign was launched, paused, resumed, ended or given another schedule. The
    /// runner then decides again on every invitation (<see cref="CampaignService.Replan"/>). Returns when the runner is
    /// notified, before the work is done.</summary>
    /// <exception cref="Storage.StoreUnavailableException">The runner could not be notified. The campaign is as it
    /// was; call again.</exception>
    Task Changed(CampaignEntry campaign, CancellationToken cancellation);

    /// <summary>Deletes what the runner has kept of a campaign that is over, and ends what still runs of it.</summary>
    /// <returns>How many orchestrations have not ended yet. A later call deletes them.</returns>
    /// <exception cref="Storage.StoreUnavailableException">It could not be deleted; call again.</exception>
    Task<int> Erase(CampaignEntry campaign, CancellationToken cancellation) => Task.FromResult(0);

    /// <summary>Schedules every wake-up that is missing. Sends nothing itself.</summary>
    Task<RepairReport> Repair(CampaignEntry campaign, CancellationToken cancellation);
}

/// <summary>The result of a repair.</summary>
/// <param name="Looked">The number of invitations that were checked.</param>
/// <param name="Started">The number that had no orchestration or queue entry and were started.</param>
/// <param name="Woken">The number that had one, were overdue and were woken.</param>
public sealed record RepairReport(int Looked, int Started, int Woken)
{
    public static readonly RepairReport Nothing = new(0, 0, 0);

    public static RepairReport operator +(RepairReport one, RepairReport other) =>
        new(one.Looked + other.Looked, one.Started + other.Started, one.Woken + other.Woken);
}
