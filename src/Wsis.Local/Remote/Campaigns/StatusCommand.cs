using System.CommandLine;
using Spectre.Console;
using Wsis.Local.Remote.Arguments;
using Wsis.Web.StaffApi;

namespace Wsis.Local.Remote.Campaigns;

/// <summary><c>wsis status CAMPAIGN</c>: shows the status of a campaign on a host.</summary>
internal static class StatusCommand
{
    private static readonly TimeSpan RefreshInterval = TimeSpan.FromSeconds(2);

    private static readonly Argument<string> Campaign = CampaignArgument.Create();

    private static readonly Option<bool> Once = new("--once") { Description = "Show the status once and end." };

    public static Command Create() =>
        HostOptions.AddTo(
            new Command(
                "status",
                "Shows the status of a campaign. In a terminal it refreshes until Ctrl+C. With --once or --json, or if "
                    + "the output is redirected, it shows the status once."
            )
            {
                Campaign,
                Once,
            },
            Show
        );

    private static async Task Show(CommandContext context, CancellationToken cancellation)
    {
        var id = context.Arguments.GetRequiredValue(Campaign);
        var status = await context.Host.Status(id, cancellation);
        if (context.AsJson)
            Json.Print(status);
        else if (context.Arguments.GetValue(Once) || Console.IsOutputRedirected)
            AnsiConsole.Write(StatusScreen.Draw(status));
        else
            await AnsiConsole
                .Live(StatusScreen.Draw(status))
                .StartAsync(live => Refresh(live, context.Host, status, cancellation));
    }

    /// <summary>Refreshes the screen until it is cancelled. While the host does not answer, the last status stays on
    /// the screen with a warning.</summary>
    private static async Task Refresh(
        LiveDisplayContext live,
        StaffClient host,
        CampaignStatusView status,
        CancellationToken cancellation
    )
    {
        try
        {
            while (true)
            {
                await Task.Delay(RefreshInterval, TimeProvider.System, cancellation);
                try
                {
                    status = await host.Status(status.Id, cancellation);
                    live.UpdateTarget(StatusScreen.Draw(status));
                }
                catch (HttpRequestException e)
                {
                    live.UpdateTarget(StatusScreen.Draw(status, $"{host.Host} does not answer: {e.Message}"));
                }
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Ctrl+C ends the command.
        }
    }
}
