using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NodaTime.Text;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Statements;
using Wsis.Invitations.Workflow;

namespace Wsis.Web.StaffPages.Statements;

/// <summary>The actions on the running order: fix a place, or return it to the rule.</summary>
public sealed class StatementPageActions(
    StatementService statements,
    RunningOrderEndpoint order,
    CampaignCache campaigns
)
{
    public Task<IResult> Do(HttpContext http) =>
        campaigns.ForCampaign(
            http,
            async campaign =>
            {
                var (form, texts) = (http.Form(), StaffPageContext.Read(http).Texts);
                string? Display(string field) => field == "invitee" ? texts.Invitee : null;
                if (!InviteeId.TryParse(form.Text("invitee"), out var invitee))
                    return await order.Show(http, campaign, FormResult.ErrorFrom(NoInvitee, texts, Display));
                var key = new InvitationKey(campaign.Entry.Id, invitee);
                var result = (http.GetRouteValue("action") as string) switch
                {
                    "fix" when Read(form, invitee) is { } place => statements.Pin(
                        key,
                        place,
                        http.ActorFromForm(),
                        http.RequestAborted
                    ),
                    "fix" => Task.FromResult<ActionResult<CampaignEntry>>(
                        new ActionResult<CampaignEntry>.Invalid(
                            new Dictionary<string, Reason> { ["place"] = new Reason.Missing() }
                        )
                    ),
                    "free" => statements.Pin(key, null, http.ActorFromForm(), http.RequestAborted),
                    _ => null,
                };
                if (result is null)
                    return StaffErrorPages.NoSuchPage(http);
                return FormResult.ErrorFrom(await result, texts, Display) is { } error
                    ? await order.Show(http, campaign, error)
                    : SeeOther.To(http, $"{StaffPlace.GetPath(campaign, "statements")}?done=1");
            }
        );

    private static ActionResult<CampaignEntry> NoInvitee { get; } =
        new ActionResult<CampaignEntry>.Invalid(
            new Dictionary<string, Reason> { ["invitee"] = new Reason.NotAnInviteeId() }
        );

    private static StatementPin? Read(StaffForm form, InviteeId invitee) =>
        LocalDatePattern.Iso.Parse(form.Text("day")).TryGetValue(default, out var day)
        && int.TryParse(form.Text("place"), NumberStyles.None, CultureInfo.InvariantCulture, out var place)
            ? new StatementPin(invitee, day, place)
            : null;
}
