using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NodaTime.Text;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Workflow;
using Wsis.Web.StaffPages.Proofs;

namespace Wsis.Web.StaffPages.Dashboard;

/// <summary>The actions on a campaign.</summary>
public sealed class CampaignPageActions(
    CampaignActions actions,
    DashboardEndpoint dashboard,
    ProofsEndpoint proofs,
    CampaignCache campaigns,
    CampaignErasure erasure
)
{
    private static readonly LocalDateTimePattern FromBrowser = LocalDateTimePattern.CreateWithInvariantCulture(
        "uuuu'-'MM'-'dd'T'HH':'mm"
    );

    private static readonly string[] NeedCertainty = ["launch", "close", "cancel", "erase"];

    public Task<IResult> Do(HttpContext http) =>
        campaigns.ForAnyCampaign(
            http,
            async campaign =>
            {
                var (id, form, actor, cancellation, texts) = (
                    campaign.Entry.Id,
                    http.Form(),
                    http.ActorFromForm(),
                    http.RequestAborted,
                    StaffPageContext.Read(http).Texts
                );
                var action = http.GetRouteValue("action") as string;
                var result = action switch
                {
                    _ when NeedCertainty.Contains(action) && !form.IsConfirmed => Refuse(
                        FormResult.NotConfirmed<CampaignEntry>()
                    ),
                    "approve" => actions.Approve(id, form.Text("hash"), actor, cancellation),
                    "launch" => actions.Launch(id, actor, cancellation),
                    "pause" => actions.Pause(id, actor, cancellation),
                    "resume" => actions.Resume(id, actor, cancellation),
                    "deadline" => FromBrowser.Parse(form.Text("deadline")).TryGetValue(default, out var deadline)
                        ? actions.Extend(id, deadline, form.IsChecked("announce"), actor, cancellation)
                        : Refuse(
                            new ActionResult<CampaignEntry>.Invalid(
                                new Dictionary<string, Reason> { ["deadline"] = new Reason.NotAMoment() }
                            )
                        ),
                    "close" => actions.Close(id, actor, cancellation),
                    "cancel" => actions.Cancel(id, form.TextOrNull("reason"), actor, cancellation),
                    "erase" => Erase(id, form.IsChecked("exported"), actor, cancellation),
                    _ => null,
                };
                if (result is null)
                    return StaffErrorPages.NoSuchPage(http);
                if (FormResult.ErrorFrom(AtItsField(await result), texts) is not { } error)
                    return SeeOther.To(
                        http,
                        $"{StaffPlace.GetPath(campaign, action == "approve" ? "proofs" : null)}?done=1"
                    );
                return action == "approve"
                    ? await proofs.Show(http, campaign, error)
                    : await dashboard.Show(http, campaign, error);
            }
        );

    private async Task<ActionResult<CampaignEntry>> Erase(
        CampaignId id,
        bool isExported,
        Actor actor,
        CancellationToken cancellation
    ) => (await erasure.Erase(id, isExported, actor, cancellation)).Select(progress => progress.Campaign);

    /// <summary>What is refused for what was typed or not ticked is an error of its field.</summary>
    private static ActionResult<CampaignEntry> AtItsField(ActionResult<CampaignEntry> result)
    {
        var field = result is not ActionResult<CampaignEntry>.Conflict { Reason: var reason }
            ? null
            : reason switch
            {
                Reason.DeadlineNotLater or Reason.DeadlineAfterEvent => "deadline",
                Reason.NotExported => "exported",
                _ => null,
            };
        return field is not null && result is ActionResult<CampaignEntry>.Conflict refused
            ? new ActionResult<CampaignEntry>.Invalid(new Dictionary<string, Reason> { [field] = refused.Reason })
            : result;
    }

    private static Task<ActionResult<CampaignEntry>> Refuse(ActionResult<CampaignEntry> result) =>
        Task.FromResult(result);
}
