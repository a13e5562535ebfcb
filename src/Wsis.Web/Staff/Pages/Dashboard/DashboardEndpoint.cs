using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime.Extensions;
using Wsis.Invitations.Ports;
using Wsis.Invitations.Workflow;
using Wsis.Web.Staff.Pages.Acts;

namespace Wsis.Web.Staff.Pages.Dashboard;

/// <summary>Where a campaign stands, and the same again whenever it has changed, for as long as somebody looks.</summary>
public sealed class DashboardEndpoint(CampaignCatalogue campaigns, CampaignCounts counts, TimeProvider clock, IServiceProvider services, ILoggerFactory logs)
{
    /// <summary>How often the counts are compared.</summary>
    private static readonly TimeSpan Glance = TimeSpan.FromSeconds(1);

    /// <summary>How long one connection lasts, in glances; the browser then makes a new one. No host has to hold a request for long.</summary>
    private const int Glances = 50;

    /// <summary>After so many glances without a change the connection is shown to be alive.</summary>
    private const int Silence = 10;

    public Task<IResult> Show(HttpContext http) => campaigns.OfCampaign(http, campaign => Show(http, campaign, null));

    /// <summary>The page, with why an act was not done where one was not.</summary>
    internal async Task<IResult> Show(HttpContext http, CampaignAtWork campaign, Trouble? trouble) =>
        new RazorComponentResult<DashboardPage>(new { Desk = Desk.Of(http), Model = await Model(campaign, http.RequestAborted), Trouble = trouble })
        {
            StatusCode = trouble?.Status ?? StatusCodes.Status200OK,
        };

    /// <summary>The changing part of the page as server-sent events (HTML Living Standard, section 9.2), each of them the whole part.</summary>
    public Task<IResult> Live(HttpContext http) => campaigns.OfCampaign(http, campaign =>
    {
        // What stands between us and the browser must not collect before it delivers.
        http.Response.Headers["X-Accel-Buffering"] = "no";
        return Task.FromResult<IResult>(TypedResults.ServerSentEvents(Parts(campaign, Desk.Of(http), http.RequestAborted)));
    });

    private async IAsyncEnumerable<System.Net.ServerSentEvents.SseItem<string>> Parts(CampaignAtWork campaign, Desk desk, [EnumeratorCancellation] CancellationToken cancellation)
    {
        (Tally, string?)? shown = null;
        for (var (glance, silent) = (0, 0); glance < Glances && !cancellation.IsCancellationRequested; glance++, silent++)
        {
            DashboardModel? model = null;
            try
            {
                if (await campaigns.Find(campaign.Entry.Id, cancellation) is not { } current)
                    yield break;
                model = await Model(current, cancellation);
            }
            catch (StoreUnavailableException)
            {
                // The page keeps what it shows; the next glance may see more.
            }
            if (model is not null && shown != (model.Tally, model.Campaign.Entry.Version))
            {
                (shown, silent) = ((model.Tally, model.Campaign.Entry.Version), 0);
                yield return new(await Render(desk, model), "part");
            }
            else if (silent >= Silence)
            {
                silent = 0;
                yield return new("", "alive");
            }
            await Task.Delay(Glance, TimeProvider.System, cancellation).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    private async Task<DashboardModel> Model(CampaignAtWork campaign, CancellationToken cancellation) =>
        new(campaign, await counts.Of(campaign.Entry, cancellation), clock.GetCurrentInstant());

    private async Task<string> Render(Desk desk, DashboardModel model)
    {
        // The renderer has services of a request's own; this one may last longer than it.
        await using var scope = services.CreateAsyncScope();
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, logs);
        return await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<DashboardPart>(ParameterView.FromDictionary(new Dictionary<string, object?> { ["Desk"] = desk, ["Model"] = model }))).ToHtmlString());
    }
}
