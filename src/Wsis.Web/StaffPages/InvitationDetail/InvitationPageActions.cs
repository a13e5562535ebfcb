using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using NodaTime.Text;
using Wsis.Invitations.Correspondence;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Workflow;
using Wsis.Web.StaffPages.Drafts.Invitees;

namespace Wsis.Web.StaffPages.InvitationDetail;

/// <summary>The actions on one invitation.</summary>
public sealed class InvitationPageActions(InvitationActions actions, InvitationEndpoint page, CampaignCache campaigns)
{
    public Task<IResult> Do(HttpContext http) =>
        campaigns.ForCampaign(
            http,
            async campaign =>
            {
                if (http.Invitee() is not { } invitee)
                    return StaffErrorPages.NoSuchPage(http);
                var key = new InvitationKey(campaign.Entry.Id, invitee);
                var form = http.Form();
                var action = http.GetRouteValue("action") as string ?? "";
                if (Begin(action, key, form, http.ActorFromForm(), http.RequestAborted) is not { } result)
                    return StaffErrorPages.NoSuchPage(http);
                var finished = await result;
                if (FormResult.ErrorFrom(finished, StaffPageContext.Read(http).Texts) is { } error)
                    return await page.Show(http, campaign, invitee, error, new FailedAction(action, form));
                var done = finished is ActionResult<Invitation>.Ok { IsUnchanged: true }
                    ? StaffPageContext.UnchangedField
                    : StaffPageContext.DoneField;
                return SeeOther.To(http, $"{StaffPlace.GetPath(key)}?{done}");
            }
        );

    /// <summary>Begins an action. Null where there is none of this name.</summary>
    private Task<ActionResult<Invitation>>? Begin(
        string action,
        InvitationKey key,
        StaffForm form,
        Actor actor,
        CancellationToken cancellation
    ) =>
        action switch
        {
            "reply" => Record(key, form, actor, cancellation),
            "delegation" => actions.NameDelegation(key, DelegationForms.Read(form), actor, cancellation),
            "address" => actions.CorrectAddress(key, form.Text("address"), actor, cancellation),
            "particulars" => actions.CorrectParticulars(
                key,
                InvitationActionForms
                    .Particulars.Where(form.Has)
                    .ToDictionary(c => c, c => ListForms.ReadCell(form, c))
                    .Concat(form.AllWith(InvitationActionForms.OwnPrefix))
                    .ToDictionary(),
                actor,
                cancellation
            ),
            "remind" => actions.Remind(key, null, actor, cancellation),
            "resend" => actions.Resend(key, form.TextOrNull("step"), actor, cancellation),
            "returned" => actions.MarkReturned(key, form.TextOrNull("step"), form.Text("note"), actor, cancellation),
            "not-returned" => actions.UndoReturned(key, form.TextOrNull("step"), actor, cancellation),
            "link" => actions.RenewLink(key, actor, cancellation),
            "withdraw" when !form.IsConfirmed => RequireConfirmation(),
            "withdraw" => actions.Withdraw(
                key,
                form.IsChecked("notify"),
                form.TextOrNull("reason"),
                actor,
                cancellation
            ),
            "reinvite" when !form.IsConfirmed => RequireConfirmation(),
            "reinvite" => actions.Reinvite(key, actor, cancellation),
            "erase" when !form.IsConfirmed => RequireConfirmation(),
            "erase" => actions.ErasePerson(key, actor, cancellation),
            "clear" => Clear(key, form, actor, cancellation),
            _ => null,
        };

    private Task<ActionResult<Invitation>> Record(
        InvitationKey key,
        StaffForm form,
        Actor actor,
        CancellationToken cancellation
    )
    {
        LocalDate? dated = null;
        if (form.Text("date") is { Length: > 0 } date)
        {
            if (!LocalDatePattern.Iso.Parse(date).TryGetValue(default, out var parsed))
                return Task.FromResult<ActionResult<Invitation>>(
                    new ActionResult<Invitation>.Invalid(
                        new Dictionary<string, Reason> { ["date"] = new Reason.NotADate() }
                    )
                );
            dated = parsed;
        }
        var scan = form.File("scan") is { } file ? new Scan(file.FileName ?? "", file.Length, file.Open) : null;
        return actions.RecordReply(
            key,
            RecordReplyForm.Read(form),
            dated,
            form.Text("reference"),
            scan,
            actor,
            cancellation
        );
    }

    private Task<ActionResult<Invitation>> Clear(
        InvitationKey key,
        StaffForm form,
        Actor actor,
        CancellationToken cancellation
    ) =>
        AttentionNames.Read(form.All("what")) is { } what
            ? actions.Clear(key, what, actor, cancellation)
            : Task.FromResult<ActionResult<Invitation>>(
                new ActionResult<Invitation>.Invalid(
                    new Dictionary<string, Reason> { ["what"] = new Reason.NotOffered() }
                )
            );

    private static Task<ActionResult<Invitation>> RequireConfirmation() =>
        Task.FromResult(FormResult.NotConfirmed<Invitation>());
}
