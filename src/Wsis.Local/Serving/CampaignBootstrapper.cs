using NodaTime.Extensions;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Drafts;
using Wsis.Invitations.Texts;
using Wsis.Invitations.Workflow;

namespace Wsis.Local.Serving;

/// <summary>Imports the campaign of <c>serve</c> and, if asked to, launches it, unless that has been done. If another
/// program does the same at this moment, each continues with what the other has done.</summary>
internal static class CampaignBootstrapper
{
    private const int MaxAttempts = 20;

    /// <summary>A launch that another program prevents succeeds soon; a launch that needs a person does not.</summary>
    private const int MaxConflicts = 4;

    private const string NotConfirmed =
        "The deadline has passed, so the campaign was not launched. Correct its dates, or launch it with --yes.";

    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(250);

    /// <summary>Imports a campaign as a draft, which staff approve and launch on the pages. A campaign that was
    /// launched before continues.</summary>
    /// <param name="folder">The campaign folder.</param>
    /// <param name="drafts">Finds a draft that others have changed.</param>
    /// <param name="campaigns">Imports the campaign.</param>
    /// <param name="actions">Notifies the runner of a campaign that was launched.</param>
    /// <param name="by">The name in the journal.</param>
    /// <param name="cancellation">Cancels the call.</param>
    /// <returns>The campaign. Null if somebody else has changed its draft, which then stays as it is.</returns>
    /// <exception cref="CampaignChangedException">Other programs keep changing the campaign.</exception>
    public static async Task<CampaignEntry?> ImportDraft(
        CampaignFolder folder,
        DraftService drafts,
        CampaignService campaigns,
        CampaignActions actions,
        string by,
        CancellationToken cancellation
    )
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                if (await IsChangedByOthers(folder, drafts, by, cancellation))
                    return null;
                var entry = await campaigns.Import(folder, cancellation, by);
                return
                    entry.State == CampaignState.Running
                    && await actions.Launch(entry.Id, new Actor(by), cancellation)
                        is ActionResult<CampaignEntry>.Ok running
                    ? running.Now
                    : entry;
            }
            catch (CampaignChangedException) when (attempt < MaxAttempts) { }
            await Task.Delay(RetryDelay, TimeProvider.System, cancellation);
        }
    }

    private static async Task<bool> IsChangedByOthers(
        CampaignFolder folder,
        DraftService drafts,
        string by,
        CancellationToken cancellation
    ) =>
        await drafts.FindUnlaunched(folder.Campaign!.Id, cancellation) is { } draft
        && draft.Fingerprint != folder.Fingerprint
        && draft.Authors.Any(author => author.Length > 0 && author != by);

    /// <summary>Imports, approves and launches a campaign. A person who starts a campaign on their own machine has seen
    /// its folder, so it is approved at once. If it needs a second person's approval, it stays a draft until
    /// then.</summary>
    /// <param name="folder">The campaign folder.</param>
    /// <param name="campaigns">Imports the campaign.</param>
    /// <param name="actions">Approves and launches it.</param>
    /// <param name="by">The name in the journal.</param>
    /// <param name="confirmsLateLaunch">Asks a person whether to launch after the deadline.</param>
    /// <param name="clock">The clock of the campaign.</param>
    /// <param name="cancellation">Cancels the call.</param>
    /// <returns>The campaign, and the reason if it was not launched.</returns>
    /// <exception cref="CampaignChangedException">Other programs keep changing the campaign.</exception>
    public static async Task<(CampaignEntry Campaign, string? Reason)> ImportAndLaunch(
        CampaignFolder folder,
        CampaignService campaigns,
        CampaignActions actions,
        string by,
        Func<bool> confirmsLateLaunch,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        var confirmed = new Lazy<bool>(confirmsLateLaunch);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var entry = await campaigns.Import(folder, cancellation, by);
                if (entry.State == CampaignState.Draft && IsPastDeadline(folder, entry, clock) && !confirmed.Value)
                    return (entry, NotConfirmed);
                if (entry.State == CampaignState.Draft)
                    await actions.Approve(entry.Id, null, new Actor(by), cancellation);
                else if (entry.State != CampaignState.Running)
                    return (entry, null);
                // A running campaign is launched too, because this notifies the runner. Another program may have
                // launched the campaign after the runner read the store.
                switch (await actions.Launch(entry.Id, new Actor(by), cancellation))
                {
                    case ActionResult<CampaignEntry>.Ok launched:
                        return (launched.Now, null);
                    case ActionResult<CampaignEntry>.Conflict held when attempt >= MaxConflicts:
                        return (entry, held.Reason.ToEnglish());
                }
            }
            catch (CampaignChangedException) when (attempt < MaxAttempts) { }
            await Task.Delay(RetryDelay, TimeProvider.System, cancellation);
        }
    }

    private static bool IsPastDeadline(CampaignFolder folder, CampaignEntry entry, TimeProvider clock) =>
        new Planner(folder.Campaign!, entry.Extensions, SendingPolicy.Default).Schedule.IsPastDeadline(
            clock.GetCurrentInstant()
        );
}
