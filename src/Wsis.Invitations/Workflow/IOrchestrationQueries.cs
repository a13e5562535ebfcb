using NodaTime;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Storage;

namespace Wsis.Invitations.Workflow;

/// <summary>Reports the status of the orchestrations of campaigns and invitations, for operators. The state of an
/// invitation is in its row.</summary>
/// <remarks>Every method throws <see cref="StoreUnavailableException"/> when the task hub cannot be read.</remarks>
public interface IOrchestrationQueries
{
    /// <summary>Finds the orchestration of a campaign as a whole. Null if there is none yet.</summary>
    Task<Orchestration?> FindCampaign(CampaignEntry campaign, CancellationToken cancellation);

    /// <summary>Finds the orchestration of an invitation. Null if there is none.</summary>
    Task<Orchestration?> FindInvitation(InvitationKey key, CancellationToken cancellation);

    /// <summary>Reads a page of the orchestrations of a campaign's invitations. It may hold fewer than
    /// <paramref name="top"/>, or none, and still continue.</summary>
    /// <param name="campaign">The campaign.</param>
    /// <param name="only">The status to list. Null for every status.</param>
    /// <param name="top">The size of the page, 1 to 1,000.</param>
    /// <param name="continuation">The continuation of the page before. Null for the first.</param>
    /// <param name="cancellation">Cancels the call.</param>
    /// <exception cref="FormatException">The continuation is not one of this list.</exception>
    Task<Page<Orchestration>> List(
        CampaignId campaign,
        OrchestrationStatus? only,
        int top,
        string? continuation,
        CancellationToken cancellation
    );
}

/// <summary>A durable orchestration in Azure, or an entry of the queue on one machine.</summary>
/// <param name="InstanceId">Its id: that of the campaign, or <c>{campaign}:{invitee}</c>.</param>
/// <param name="Status">Its status.</param>
/// <param name="LastChange">When it last changed. Null if that is not known.</param>
/// <param name="NextWake">Its next wake-up. Null if it waits for a signal only.</param>
/// <param name="Problem">The last error, unless it has recovered since.</param>
public sealed record Orchestration(
    string InstanceId,
    OrchestrationStatus Status,
    Instant? LastChange,
    Instant? NextWake,
    Reason? Problem = null
);

/// <summary>The status of an orchestration.</summary>
public enum OrchestrationStatus
{
    /// <summary>It has not started yet.</summary>
    Pending,

    /// <summary>It waits or runs.</summary>
    Running,

    /// <summary>An operator has suspended it.</summary>
    Suspended,

    /// <summary>It has ended: nothing more happens without a signal.</summary>
    Completed,

    /// <summary>It failed or was terminated, or its last attempt failed and it will retry.</summary>
    Failed,
}
