using NodaTime;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Workflow;

namespace Wsis.Invitations.Workflow;

/// <summary>Tells how those fare who wait on behalf of campaigns and invitations. What it tells is for people who look
/// after the machinery; where an invitation stands, its row says.</summary>
/// <remarks>Every method throws <see cref="StoreUnavailableException"/> when the machinery cannot be asked.</remarks>
public interface IOrchestrationQueries
{
    /// <summary>Who runs the campaign as a whole; null where nobody does yet.</summary>
    Task<Orchestration?> FindCampaign(CampaignEntry campaign, CancellationToken cancellation);

    /// <summary>Who waits for an invitation; null where nobody does.</summary>
    Task<Orchestration?> FindInvitation(InvitationKey key, CancellationToken cancellation);

    /// <summary>A page of those who wait for the invitations of a campaign. It may hold fewer than
    /// <paramref name="top"/>, or none, and still go on.</summary>
    /// <param name="campaign">The campaign.</param>
    /// <param name="only">Leaves out all others; null leaves out none.</param>
    /// <param name="top">The page's size, 1 to 1,000.</param>
    /// <param name="continuation">Where the page before said to go on; null for the first.</param>
    /// <param name="cancellation">Cancels the call.</param>
    /// <exception cref="FormatException">The continuation is not one that was given out here.</exception>
    Task<Page<Orchestration>> List(
        CampaignId campaign,
        OrchestrationStatus? only,
        int top,
        string? continuation,
        CancellationToken cancellation
    );
}

/// <summary>One who waits: in Azure a durable orchestration, on one machine an entry of the queue.</summary>
/// <param name="InstanceId">Its id: the campaign's, or <c>{campaign}:{invitee}</c>.</param>
/// <param name="Status">How it fares.</param>
/// <param name="LastChange">When it last did something; null where that is not known.</param>
/// <param name="NextWake">When it wakes next without a signal; null where it does not.</param>
/// <param name="Problem">What went wrong the last time, if it has not been mended since.</param>
public sealed record Orchestration(
    string InstanceId,
    OrchestrationStatus Status,
    Instant? LastChange,
    Instant? NextWake,
    string? Problem = null
);

/// <summary>How one who waits fares.</summary>
public enum OrchestrationStatus
{
    /// <summary>Not begun yet.</summary>
    Pending,

    /// <summary>Waits or works.</summary>
    Running,

    /// <summary>Held by an operator.</summary>
    Suspended,

    /// <summary>At rest: nothing more happens without a signal.</summary>
    Completed,

    /// <summary>Needs a look: it ended in failure or was ended, or its last attempt failed and it will try
    /// again.</summary>
    Failed,
}
