using System.CommandLine;
using System.Net;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Texts;
using Wsis.Local.Checking;
using Wsis.Local.Remote.Output;
using Wsis.Web.StaffApi;

namespace Wsis.Local.Remote.Drafts;

/// <summary><c>wsis push FOLDER</c>: uploads a campaign folder to a host as a draft.</summary>
internal static class PushCommand
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(1);

    private static readonly Argument<DirectoryInfo> Folder = FolderArgument.Create();

    public static Command Create() =>
        HostOptions.AddTo(
            new Command(
                "push",
                "Checks a campaign folder and uploads it to a host as a draft. Nothing is sent to invitees. What "
                    + "others have changed since the folder was pulled or pushed is not replaced. After an "
                    + "interruption, run it again to continue."
            )
            {
                Folder,
                OverwriteCheck.Force,
            },
            Push
        );

    private static async Task Push(CommandContext context, CancellationToken cancellation)
    {
        var folder = context.Arguments.GetRequiredValue(Folder);
        if (FolderArgument.Load(folder, Console.Error) is not { } loaded)
            throw new RefusedException(HttpStatusCode.BadRequest, ["The folder has errors. Nothing was uploaded."]);
        var present = await OverwriteCheck.Require(context, loaded.Campaign!.Id.Value, folder.FullName, cancellation);
        var campaign = await ProgressBars.Show(
            $"Uploading {loaded.Campaign.Id}",
            loaded.Invitees.Count,
            report =>
                OverwriteCheck.Explain(
                    loaded.Campaign.Id.Value,
                    () => Upload(context.Host, folder.FullName, loaded, present?.Etag, report, cancellation)
                )
        );
        FolderVersions.Compute(folder.FullName, context.Host.Host, campaign.Id).Save(folder.FullName);
        context.Print(
            campaign,
            c =>
                $"{c.Id} is {c.State} on {context.Host.Host}: "
                + $"{EnglishCount.Format(loaded.Invitees.Count, "invitee")}, "
                + $"deadline {c.Deadline} ({c.Zone}). The hash of its content is {c.ContentHash}."
        );
    }

    /// <summary>Uploads the folder. The host answers when all invitees are stored; meanwhile its counts show the
    /// progress.</summary>
    private static async Task<CampaignView> Upload(
        StaffClient host,
        string folder,
        CampaignFolder loaded,
        string? draft,
        Action<double, string> report,
        CancellationToken cancellation
    )
    {
        var id = loaded.Campaign!.Id.Value;
        var push = host.Push(id, CampaignPackage.Zip(folder), draft, cancellation);
        while (await Task.WhenAny(push, Task.Delay(PollInterval, TimeProvider.System, cancellation)) != push)
            try
            {
                var stored = (await host.Status(id, cancellation)).Invitees;
                report(stored, $"{stored} of {EnglishCount.Format(loaded.Invitees.Count, "invitee")}");
            }
            catch (Exception e) when (e is RefusedException or HttpRequestException)
            {
                // Only the progress bar needs the counts. The answer to the upload is the result.
            }
        return await push;
    }
}
