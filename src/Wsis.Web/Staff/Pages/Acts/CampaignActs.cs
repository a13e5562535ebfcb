using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NodaTime.Text;
using Wsis.Invitations.Ports;
using Wsis.Invitations.Workflow;
using Wsis.Web.Staff.Pages.Dashboard;
using Wsis.Web.Staff.Pages.Proofs;

namespace Wsis.Web.Staff.Pages.Acts;

/// <summary>What a member of staff does to a campaign as a whole.</summary>
public sealed class CampaignActs(CampaignMoves moves, DashboardEndpoint dashboard, ProofsEndpoint proofs, CampaignCatalogue campaigns)
{
    private static readonly LocalDateTimePattern FromBrowser = LocalDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm");

    private static readonly string[] Final = ["close", "cancel"];

    public Task<IResult> Do(HttpContext http) => campaigns.OfCampaign(http, async campaign =>
    {
        var (id, form, actor, cancellation, texts) = (campaign.Entry.Id, http.Form(), http.Actor(), http.RequestAborted, Desk.Of(http).Texts);
        var act = http.GetRouteValue("act") as string;
        var move = act switch
        {
            _ when Final.Contains(act) && !form.IsChecked("sure") => Refused(texts.PleaseConfirm),
            "approve" => moves.Approve(id, form.Text("hash"), actor, cancellation),
            "launch" => moves.Launch(id, actor, cancellation),
            "pause" => moves.Pause(id, actor, cancellation),
            "resume" => moves.Resume(id, actor, cancellation),
            "deadline" => FromBrowser.Parse(form.Text("deadline")).TryGetValue(default, out var deadline)
                ? moves.Extend(id, deadline, form.IsChecked("announce"), actor, cancellation)
                : Refused(string.Format(null, texts.CheckForm, texts.Deadline)),
            "close" => moves.Close(id, actor, cancellation),
            "cancel" => moves.Cancel(id, form.Text("reason") is { Length: > 0 } reason ? reason : null, actor, cancellation),
            _ => null,
        };
        if (move is null)
            return StaffNotices.NoSuchPage(http);
        if (Outcome.TroubleOf(await move, texts) is not { } trouble)
            return SeeOther.To(http, $"{StaffPlace.PathOf(campaign, act == "approve" ? "proofs" : null)}?done=1");
        return act == "approve" ? await proofs.Show(http, campaign, trouble) : await dashboard.Show(http, campaign, trouble);
    });

    private static Task<MoveResult<CampaignEntry>> Refused(string why) => Task.FromResult<MoveResult<CampaignEntry>>(new MoveResult<CampaignEntry>.NotNow(why));
}
