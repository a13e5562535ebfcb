using NodaTime;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Workflow;

namespace Wsis.Local.Running;

/// <summary>Reports the entries of the queue of this process as orchestrations. An invitation that could not be
/// advanced is retried, and is listed as failed until a retry succeeds.</summary>
public sealed class EmbeddedOrchestrationQueries(DueQueue queue, RunnerStatus runner) : IOrchestrationQueries
{
    public Task<Orchestration?> FindCampaign(CampaignEntry campaign, CancellationToken cancellation)
    {
        OrchestrationStatus? status = campaign.State switch
        {
            CampaignState.Running or CampaignState.Paused => OrchestrationStatus.Running,
            CampaignState.Importing or CampaignState.Draft => null,
            _ => OrchestrationStatus.Completed,
        };
        return Task.FromResult(
            status is { } known
                ? new Orchestration(
                    campaign.Id.Value,
                    known,
                    runner.FindLastWork(campaign.Id),
                    campaign.State == CampaignState.Running ? queue.Next : null
                )
                : null
        );
    }

    public Task<Orchestration?> FindInvitation(InvitationKey key, CancellationToken cancellation) =>
        Task.FromResult(queue.FindWakeUp(key) is { } wakeAt ? Describe(key, wakeAt) : null);

    public Task<Page<Orchestration>> List(
        CampaignId campaign,
        OrchestrationStatus? only,
        int top,
        string? continuation,
        CancellationToken cancellation
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(top, 1000);
        if (continuation is not null && InvitationKey.Parse(continuation).Campaign != campaign)
            throw new FormatException("This continuation is not one of this list.");
        var after = continuation is null ? null : InvitationKey.Parse(continuation).Invitee.Value;
        var waiting =
            only == OrchestrationStatus.Failed
                ? runner.ListFailures(campaign).Select(t => Describe(t.Key, queue.FindWakeUp(t.Key)))
                : queue.ListWakeUps(campaign).Select(w => Describe(w.Key, w.At));
        var found = waiting
            .Where(o => only is null || o.Status == only)
            .SkipWhile(o => after is not null && string.CompareOrdinal(InviteeOf(o), after) <= 0)
            .Take(top + 1)
            .ToList();
        return Task.FromResult(
            found.Count > top
                ? new Page<Orchestration>(found[..top], found[top - 1].InstanceId)
                : new Page<Orchestration>(found, null)
        );
    }

    private Orchestration Describe(InvitationKey key, Instant? wakeAt) =>
        runner.FindFailure(key) is { } failure
            ? new Orchestration(key.ToString(), OrchestrationStatus.Failed, failure.At, wakeAt, failure.Reason)
            : new Orchestration(key.ToString(), OrchestrationStatus.Running, null, wakeAt);

    private static string InviteeOf(Orchestration waiting) => InvitationKey.Parse(waiting.InstanceId).Invitee.Value;
}
