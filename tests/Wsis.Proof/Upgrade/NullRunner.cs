using NodaTime;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Workflow;

namespace Wsis.Proof.Upgrade;

/// <summary>Where the test itself looks what is due.</summary>
internal sealed class NullRunner : IWakeUpScheduler, ICampaignRunner
{
    public Task Changed(Invitation invitation, Instant? before, CancellationToken cancellation) => Task.CompletedTask;

    public Task Changed(CampaignEntry campaign, CancellationToken cancellation) => Task.CompletedTask;

    public Task<RepairReport> Repair(CampaignEntry campaign, CancellationToken cancellation) =>
        Task.FromResult(RepairReport.Nothing);
}
