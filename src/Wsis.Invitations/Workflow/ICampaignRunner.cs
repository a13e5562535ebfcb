using Wsis.Invitations.Campaigns;

namespace Wsis.Invitations.Workflow;

/// <summary>Runs campaigns as a whole: takes their invitations to work, and back to work after a loss.</summary>
public interface ICampaignRunner
{
    /// <summary>The campaign was launched, paused, resumed or given another schedule. Returns when that is taken in,
    /// not when it is done.</summary>
    /// <exception cref="StoreUnavailableException">It could not be taken in; the record is as it was, and the same call
    /// again does it.</exception>
    Task Changed(CampaignEntry campaign, CancellationToken cancellation);

    /// <summary>Sees to it that whatever waits for a moment will be woken, whoever has forgotten it. Sends nothing
    /// itself.</summary>
    Task<RepairReport> Repair(CampaignEntry campaign, CancellationToken cancellation);
}

/// <summary>What a repair found and did.</summary>
/// <param name="Looked">The invitations that were looked at.</param>
/// <param name="Started">Those that nobody was waiting for, now taken up.</param>
/// <param name="Woken">Those that were overdue although somebody was waiting, now woken.</param>
public sealed record RepairReport(int Looked, int Started, int Woken)
{
    public static readonly RepairReport Nothing = new(0, 0, 0);

    public static RepairReport operator +(RepairReport one, RepairReport other) =>
        new(one.Looked + other.Looked, one.Started + other.Started, one.Woken + other.Woken);
}
