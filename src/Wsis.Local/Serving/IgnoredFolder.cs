using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Texts;

namespace Wsis.Local.Serving;

/// <summary>A campaign folder with errors. If its campaign was launched, the campaign is in the store and continues
/// without the folder.</summary>
internal sealed class IgnoredFolder(CampaignFolder folder, Stores stores)
{
    /// <summary>Finds the launched campaign of the folder. If the folder does not name a campaign any more, it is the
    /// only one that runs.</summary>
    /// <returns>Null if there is none.</returns>
    public async Task<CampaignEntry?> FindLaunched(CancellationToken cancellation)
    {
        if (CampaignReader.FindId(folder.Source) is { } id)
            return (await stores.Campaigns.Find(id, cancellation))?.Value is { LaunchedAt: not null } named
                ? named
                : null;
        var running = await stores
            .Campaigns.List(cancellation)
            .Where(c => c.State is CampaignState.Running or CampaignState.Paused)
            .Take(2)
            .ToListAsync(cancellation);
        return running is [var only] ? only : null;
    }

    /// <summary>Describes the campaign and why the folder is not used.</summary>
    /// <param name="campaign">The launched campaign.</param>
    /// <param name="path">The path of the folder.</param>
    /// <param name="cancellation">Cancels the call.</param>
    public async Task<IReadOnlyList<string>> Describe(
        CampaignEntry campaign,
        DirectoryInfo path,
        CancellationToken cancellation
    )
    {
        var counts = await stores.Invitations.Count(campaign.Id, campaign.Buckets, cancellation);
        return
        [
            ServeCommand.Describe(campaign, counts.Invitees),
            $"The folder has {EnglishCount.Format(folder.Problems.Count, "error")}: {folder.Problems[0]}",
            campaign.State.IsOpen()
                ? "The folder is ignored, because the campaign was launched. The campaign continues as it was "
                    + $"launched, and staff change it on the pages. wsis check {path} lists every error."
                : $"The folder is ignored, because the campaign is over. wsis check {path} lists every error.",
        ];
    }
}
