using System.CommandLine;
using Spectre.Console;

namespace Wsis.Local.Remote;

/// <summary><c>wsis status CAMPAIGN</c>: where a campaign on a host stands.</summary>
internal static class StatusCommand
{
    private static readonly TimeSpan Refresh = TimeSpan.FromSeconds(2);

    public static Command Create()
    {
        var campaign = CampaignArgument.Create();
        var once = new Option<bool>("--once")
        {
            Description = "Show it once, instead of again and again until Ctrl+C.",
        };
        var command = new Command(
            "status",
            "Shows where a campaign stands. In a terminal it stays and follows; --once, --json and a redirected output show it once."
        )
        {
            campaign,
            once,
        };
        return HostOptions.On(
            command,
            async (call, cancellation) =>
            {
                var id = call.Typed.GetRequiredValue(campaign);
                var status = await call.Host.Status(id, cancellation);
                if (call.AsJson)
                    Json.Print(status);
                else if (call.Typed.GetValue(once) || Console.IsOutputRedirected)
                    AnsiConsole.Write(StatusScreen.Draw(status));
                else
                    await Follow(call.Host, id, cancellation);
            }
        );
    }

    /// <summary>A host that does not answer for a while is no reason to stop watching: what was last known stays, and
    /// that it is old is said.</summary>
    private static Task Follow(StaffClient host, string id, CancellationToken cancellation) =>
        AnsiConsole
            .Live(new Text(""))
            .StartAsync(async live =>
            {
                try
                {
                    for (
                        var known = await host.Status(id, cancellation);
                        ;
                        await Task.Delay(Refresh, TimeProvider.System, cancellation)
                    )
                        try
                        {
                            live.UpdateTarget(StatusScreen.Draw(known = await host.Status(id, cancellation)));
                        }
                        catch (HttpRequestException e)
                        {
                            live.UpdateTarget(StatusScreen.Draw(known, $"{host.Host} does not answer: {e.Message}"));
                        }
                }
                catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
                {
                    // Ctrl+C is how one stops watching.
                }
            });
}
