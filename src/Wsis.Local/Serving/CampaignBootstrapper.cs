using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Ports;
using Wsis.Invitations.Workflow;

namespace Wsis.Local.Serving;

/// <summary>Brings the campaign that a program serves onto the record and launches it, unless it is there already.
/// Where a second program does the same at this moment, each goes on with what the other has done.</summary>
internal static class CampaignBootstrapper
{
    private const int MaxAttempts = 20;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    /// <summary>Who starts a campaign on their own machine has its folder before them: it is approved at once. Where it
    /// asks for a second person, it waits for that person as a draft.</summary>
    /// <returns>The campaign, and why it was not launched if it was not.</returns>
    /// <exception cref="CampaignChangedException">Others go on changing the campaign.</exception>
    public static async Task<(CampaignEntry Campaign, string? Why)> Begin(
        CampaignFolder folder,
        CampaignService campaigns,
        CampaignActions moves,
        string by,
        CancellationToken cancellation
    )
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var entry = await campaigns.Import(folder, cancellation, by);
                if (entry.State == CampaignState.Draft)
                    await moves.Approve(entry.Id, null, new Actor(by), cancellation);
                else if (entry.State != CampaignState.Running)
                    return (entry, null);
                // Of a campaign that runs already the runner hears once more: another program may have launched it
                // since this one's runner looked at the record.
                switch (await moves.Launch(entry.Id, new Actor(by), cancellation))
                {
                    case ActionResult<CampaignEntry>.Ok launched:
                        return (launched.Now, null);
                    case ActionResult<CampaignEntry>.Conflict held when attempt > 1:
                        return (entry, held.Why);
                }
            }
            catch (CampaignChangedException) when (attempt < MaxAttempts) { }
            await Task.Delay(Pause, TimeProvider.System, cancellation);
        }
    }
}
