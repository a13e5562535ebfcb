using System.CommandLine;
using System.Net;
using Wsis.Invitations.Campaigns;
using Wsis.Local.Checking;
using Wsis.Web.StaffApi;

namespace Wsis.Local.Remote;

/// <summary><c>wsis push FOLDER</c>: brings a campaign folder to a host, as a draft.</summary>
internal static class PushCommand
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(1);

    public static Command Create()
    {
        var folder = FolderArgument.Create();
        var command = new Command(
            "push",
            "Checks a campaign folder and brings it to a host, where it becomes a draft: nothing is sent. Interrupted, the same again goes on where it was."
        )
        {
            folder,
        };
        return HostOptions.On(
            command,
            async (call, cancellation) =>
            {
                var from = call.Typed.GetRequiredValue(folder);
                if (FolderArgument.Load(from) is not { } loaded)
                    throw new RefusedException(
                        HttpStatusCode.BadRequest,
                        ["The folder has problems; nothing was sent."]
                    );
                var answer = await ProgressBars.Show(
                    $"Bringing {loaded.Campaign!.Id}",
                    loaded.Invitees.Count,
                    say => Push(call.Host, from.FullName, loaded, say, cancellation)
                );
                call.Answer(
                    answer,
                    c =>
                        $"{c.Id} is {c.State} on {call.Host.Host}: {loaded.Invitees.Count} invitees, deadline {c.Deadline} ({c.Zone}). What it sends is {c.ContentHash}."
                );
            }
        );
    }

    /// <summary>The host answers when all are on its record; meanwhile its counts tell how many are.</summary>
    private static async Task<CampaignView> Push(
        StaffClient host,
        string folder,
        CampaignFolder loaded,
        Action<double, string> say,
        CancellationToken cancellation
    )
    {
        var id = loaded.Campaign!.Id.Value;
        var push = host.Push(id, CampaignPackage.Zip(folder), cancellation);
        while (await Task.WhenAny(push, Task.Delay(PollInterval, TimeProvider.System, cancellation)) != push)
            try
            {
                var there = (await host.Status(id, cancellation)).Invitees;
                say(there, $"{there} of {loaded.Invitees.Count} invitees");
            }
            catch (Exception e) when (e is RefusedException or HttpRequestException)
            {
                // It is only for the bar; whether the campaign arrives, the answer tells.
            }
        return await push;
    }
}
