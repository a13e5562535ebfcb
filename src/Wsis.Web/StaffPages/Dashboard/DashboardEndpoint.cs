using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Wsis.Invitations.Reports;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Workflow;
using Wsis.Web.Hosting;
using Wsis.Web.Public;
using Wsis.Web.StaffApi;
using Wsis.Web.StaffPages;
using Wsis.Web.StaffPages.Correspondence;
using Wsis.Web.StaffPages.InvitationDetail;
using Wsis.Web.StaffPages.Statements;
using Wsis.Web.StaffPages.Texts;
using Wsis.Web.Webhooks;

namespace Wsis.Web.StaffPages.Dashboard;

/// <summary>Where a campaign stands, and the same again whenever it has changed, for as long as somebody
/// looks.</summary>
public sealed class DashboardEndpoint(
    CampaignCache campaigns,
    CampaignReports reports,
    IServiceProvider services,
    ILoggerFactory logs
)
{
    /// <summary>How often the counts are compared.</summary>
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(1);

    /// <summary>How long one connection lasts, in glances; the browser then makes a new one. No host has to hold a
    /// request for long.</summary>
    private const int Glances = 50;

    /// <summary>What is in no count is looked for only so often, in glances.</summary>
    private const int Search = 25;

    /// <summary>After so many glances without a change the connection is shown to be alive.</summary>
    private const int Silence = 10;

    public Task<IResult> Show(HttpContext http) => campaigns.OfCampaign(http, campaign => Show(http, campaign, null));

    /// <summary>The page, with why an act was not done where one was not.</summary>
    internal async Task<IResult> Show(HttpContext http, LoadedCampaign campaign, FormError? error) =>
        new RazorComponentResult<DashboardPage>(
            new
            {
                PageContext = StaffPageContext.Read(http),
                Model = await Model(campaign, null, http.RequestAborted),
                Error = error,
            }
        )
        {
            StatusCode = error?.Status ?? StatusCodes.Status200OK,
        };

    /// <summary>The changing part of the page as server-sent events (HTML Living Standard, section 9.2), each of them
    /// the whole part.</summary>
    public Task<IResult> Live(HttpContext http) =>
        campaigns.OfCampaign(
            http,
            campaign =>
            {
                // What stands between us and the browser must not collect before it delivers.
                http.Response.Headers["X-Accel-Buffering"] = "no";
                return Task.FromResult<IResult>(
                    TypedResults.ServerSentEvents(Parts(campaign, StaffPageContext.Read(http), http.RequestAborted))
                );
            }
        );

    private async IAsyncEnumerable<System.Net.ServerSentEvents.SseItem<string>> Parts(
        LoadedCampaign campaign,
        StaffPageContext page,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        (Tally, string?, OpenIssues)? shown = null;
        OpenIssues? open = null;
        for (
            var (glance, silent) = (0, 0);
            glance < Glances && !cancellation.IsCancellationRequested;
            glance++, silent++
        )
        {
            DashboardModel? model = null;
            try
            {
                if (await campaigns.Find(campaign.Entry.Id, cancellation) is not { } current)
                    yield break;
                model = await Model(current, glance % Search == 0 ? null : open, cancellation);
                open = model.Open;
            }
            catch (StoreUnavailableException)
            {
                // The page keeps what it shows; the next glance may see more.
            }
            if (model is not null && shown != (model.Tally, model.Campaign.Entry.Version, model.Open))
            {
                (shown, silent) = ((model.Tally, model.Campaign.Entry.Version, model.Open), 0);
                yield return new(await Render(page, model), "part");
            }
            else if (silent >= Silence)
            {
                silent = 0;
                yield return new("", "alive");
            }
            await Task.Delay(PollInterval, TimeProvider.System, cancellation)
                .ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    private async Task<DashboardModel> Model(
        LoadedCampaign campaign,
        OpenIssues? open,
        CancellationToken cancellation
    ) =>
        new(await reports.Figures(campaign, cancellation), open ?? await reports.Open(campaign.Entry.Id, cancellation));

    private async Task<string> Render(StaffPageContext page, DashboardModel model)
    {
        // The renderer has services of a request's own; this one may last longer than it.
        await using var scope = services.CreateAsyncScope();
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, logs);
        return await renderer.Dispatcher.InvokeAsync(async () =>
            (
                await renderer.RenderComponentAsync<DashboardPart>(
                    ParameterView.FromDictionary(
                        new Dictionary<string, object?> { ["PageContext"] = page, ["Model"] = model }
                    )
                )
            ).ToHtmlString()
        );
    }
}
