using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Reports;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Workflow;
using Wsis.Web.StaffPages.Drafts;

namespace Wsis.Web.StaffPages.Dashboard;

/// <summary>The dashboard of a campaign, and its updates while a page is open.</summary>
public sealed class DashboardEndpoint(
    CampaignCache campaigns,
    CampaignReports reports,
    DraftOpener drafts,
    IServiceProvider services,
    ILoggerFactory logs
)
{
    /// <summary>How often the counts are compared.</summary>
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(1);

    /// <summary>How many polls one connection lasts. The browser then opens another, so that no host holds a request
    /// for long.</summary>
    private const int MaxPolls = 50;

    /// <summary>Open issues that have no counter are read once in so many polls.</summary>
    private const int PollsPerSearch = 25;

    /// <summary>After so many polls without a change an event shows that the connection works.</summary>
    private const int PollsPerHeartbeat = 10;

    public Task<IResult> Show(HttpContext http) =>
        campaigns.ForAnyCampaign(http, campaign => Show(http, campaign, null));

    /// <summary>Shows the page, with the error of an action that failed.</summary>
    internal async Task<IResult> Show(HttpContext http, LoadedCampaign campaign, FormError? error) =>
        new RazorComponentResult<DashboardPage>(
            new
            {
                PageContext = StaffPageContext.Read(http) with
                {
                    Error = error,
                },
                Model = await Model(campaign, null, http.RequestAborted),
                Draft = campaign.Entry.State == CampaignState.Draft
                    ? await FindDraft(campaign, http.RequestAborted)
                    : null,
                Error = error,
            }
        )
        {
            StatusCode = error?.Status ?? StatusCodes.Status200OK,
        };

    /// <summary>The draft with those whom its launch invites.</summary>
    private async Task<OpenedDraft?> FindDraft(LoadedCampaign campaign, CancellationToken cancellation) =>
        await drafts.Find(campaign.Entry.Id, cancellation) is { } draft
            ? draft with
            {
                Folder = await drafts.Drafts.WithPresentList(draft.Folder, campaign.Entry, cancellation),
            }
            : null;

    /// <summary>The changing part of the page as server-sent events (HTML Living Standard, section 9.2). Each event
    /// has the whole part.</summary>
    public Task<IResult> Live(HttpContext http) =>
        campaigns.ForAnyCampaign(
            http,
            campaign =>
            {
                if (HttpMethods.IsHead(http.Request.Method))
                    return Task.FromResult<IResult>(TypedResults.Text("", "text/event-stream"));
                // A proxy must not buffer the events.
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
            var (poll, unchanged) = (0, 0);
            poll < MaxPolls && !cancellation.IsCancellationRequested;
            poll++, unchanged++
        )
        {
            DashboardModel? model = null;
            try
            {
                if (await campaigns.Find(campaign.Entry.Id, cancellation) is not { } current)
                    yield break;
                model = await Model(current, poll % PollsPerSearch == 0 ? null : open, cancellation);
                open = model.Open;
            }
            catch (StoreUnavailableException)
            {
                // The page keeps its content. The next poll tries again.
            }
            if (model is not null && shown != (model.Tally, model.Campaign.Version, model.Open))
            {
                (shown, unchanged) = ((model.Tally, model.Campaign.Version, model.Open), 0);
                yield return new(await Render(page, model), "part");
            }
            else if (unchanged >= PollsPerHeartbeat)
            {
                unchanged = 0;
                yield return new("", "alive");
            }
            await Task.Delay(PollInterval, TimeProvider.System, cancellation)
                .ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    private async Task<DashboardModel> Model(LoadedCampaign campaign, OpenIssues? open, CancellationToken cancellation)
    {
        var report = await reports.LoadCounts(campaign, cancellation);
        return new(report, open ?? await reports.CountOpenIssues(campaign, report.Tally, cancellation));
    }

    private async Task<string> Render(StaffPageContext page, DashboardModel model)
    {
        // The renderer needs services of a scope of its own, because it may outlive the scope of the request.
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
