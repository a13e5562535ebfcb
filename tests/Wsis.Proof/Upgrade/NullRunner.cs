using NodaTime;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Workflow;

namespace Wsis.Proof.Upgrade;

/// <summary>A runner that does nothing. The test advances invitations itself.</summary>
internal sealed class NullRunner : IWakeUpScheduler, ICampaignRunner
{
    public Task Changed(Invitation invitation, Instant? before, CancellationToken cancellation) => Task.CompletedTask;

    public Task Changed(CampaignEntry campaign, CancellationToken cancellation) => Task.CompletedTask;

    public Task<RepairReport> Repair(CampaignEntry campaign, CancellationToken cancellation) =>
        Task.FromResult(RepairReport.Nothing);
}
