using Microsoft.AspNetCore.Http;
using NodaTime;
using NodaTime.Text;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Ports;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Reports;
using Wsis.Invitations.Workflow;
using Wsis.Web.Hosting;
using Wsis.Web.Public;
using Wsis.Web.StaffPages;
using Wsis.Web.StaffPages.Texts;
using Wsis.Web.Webhooks;

namespace Wsis.Web.StaffApi;

/// <summary>Staff act on invitations. Each change of one may name the version that it is for in <c>If-Match</c>; the
/// answer is the invitation as it is then.</summary>
public sealed class InvitationActionEndpoints(InvitationActions moves, CampaignReports reports)
{
    /// <summary>Records an answer that came by correspondence.</summary>
    public async Task<IResult> Reply(HttpContext http)
    {
        var reply = await http.Body(InvitationJson.Default.ReplyRequest);
        LocalDate? dated = null;
        if (reply.Date is not null)
        {
            if (!LocalDatePattern.Iso.Parse(reply.Date).TryGetValue(default, out var day))
                return Problems.WithField("date", "must be a date such as 2018-01-10");
            dated = day;
        }
        return await Move(
            http,
            (key, actor) =>
                moves.RecordReply(
                    key,
                    reply.Form ?? new ReplyForm(),
                    dated,
                    reply.Reference,
                    actor,
                    http.RequestAborted
                )
        );
    }

    public async Task<IResult> Address(HttpContext http)
    {
        var address = await http.Body(InvitationJson.Default.AddressRequest);
        return await Move(http, (key, actor) => moves.CorrectAddress(key, address.Address, actor, http.RequestAborted));
    }

    public async Task<IResult> Remind(HttpContext http)
    {
        var reminder = await http.Body(InvitationJson.Default.ReminderRequest, new ReminderRequest());
        return await Move(http, (key, actor) => moves.Remind(key, reminder.Letter, actor, http.RequestAborted));
    }

    /// <summary>Reminds those named in <c>invitees</c>, or all that pass the filter of the address (as in the list);
    /// one of the two must be given.</summary>
    public async Task<IResult> RemindSelection(HttpContext http)
    {
        if (!CampaignId.TryParse(http.Asked(), out var campaign))
            return Problems.NoSuchCampaign(http.Asked());
        var reminder = await http.Body(InvitationJson.Default.SelectionRequest, new SelectionRequest());
        var query = new ListQuery(http.Request.Query);
        var (filter, continuation) = (query.Filter(), query.Continuation());
        var errors = query.Errors.ToDictionary();
        if (reminder.Invitees is null && filter == InvitationFilter.None)
            errors["invitees"] = "Say whom to remind: by name, or by a filter in the address such as ?phase=Awaiting.";
        else if (reminder.Invitees is { Count: > InvitationActions.MaxReminders })
            errors["invitees"] = $"are more than {InvitationActions.MaxReminders}";
        foreach (var unknown in reminder.Invitees?.Where(i => !InviteeId.TryParse(i, out _)).Take(1) ?? [])
            errors["invitees"] = $"'{unknown}' is not an invitee id";
        if (errors.Count > 0)
            return Problems.WithFields(errors);
        try
        {
            return await moves
                .Remind(
                    campaign,
                    reminder.Invitees?.Select(i => new InviteeId(i)).ToList(),
                    filter,
                    reminder.Letter,
                    continuation,
                    http.ActorFromHeaders(),
                    http.RequestAborted
                )
                .Answer(done => Results.Json(done, InvitationJson.Default.Reminded));
        }
        catch (FormatException e)
        {
            return Problems.WithField("continuation", e.Message);
        }
    }

    public async Task<IResult> Resend(HttpContext http)
    {
        var letter = await http.Body(InvitationJson.Default.ResendRequest, new ResendRequest());
        return await Move(http, (key, actor) => moves.Resend(key, letter.Step, actor, http.RequestAborted));
    }

    public async Task<IResult> Withdraw(HttpContext http)
    {
        var withdrawal = await http.Body(InvitationJson.Default.WithdrawalRequest, new WithdrawalRequest());
        return await Move(
            http,
            (key, actor) => moves.Withdraw(key, withdrawal.Notify, withdrawal.Reason, actor, http.RequestAborted)
        );
    }

    /// <summary>Revokes the reply link. The answer has the new generation in <c>linkGeneration</c>.</summary>
    public Task<IResult> RenewLink(HttpContext http) =>
        Move(http, (key, actor) => moves.RenewLink(key, actor, http.RequestAborted));

    private async Task<IResult> Move(
        HttpContext http,
        Func<InvitationKey, Actor, Task<ActionResult<Invitation>>> move
    ) =>
        http.Key() is { } key
            ? await move(key, http.ActorFromHeaders())
                .Answer(async _ =>
                    await reports.Load(key, http.RequestAborted) is { } report
                        ? InvitationView.Answer(http, report)
                        : Problems.NoSuchInvitee(key.Invitee.Value)
                )
            : Problems.NoSuchInvitee(http.Asked("invitee"));
}

/// <summary>An answer that came by correspondence.</summary>
/// <param name="Form">The answer, in the fields of the reply page.</param>
/// <param name="Date">The date on the letter; left out, today.</param>
/// <param name="Reference">The letter's own reference.</param>
public sealed record ReplyRequest(ReplyForm? Form = null, string? Date = null, string? Reference = null);

public sealed record AddressRequest(string? Address = null);

/// <summary>A reminder outside the plan, by one of the campaign's reminder letters; left out, the first of
/// them.</summary>
public sealed record ReminderRequest(string? Letter = null);

/// <summary>Whom to remind; left out, all that pass the filter in the address.</summary>
public sealed record SelectionRequest(IReadOnlyList<string>? Invitees = null, string? Letter = null);

/// <summary>The letter to send again; left out, the latest.</summary>
public sealed record ResendRequest(string? Step = null);

/// <summary>Whether a letter tells the office, and why the invitation is taken back.</summary>
public sealed record WithdrawalRequest(bool Notify = false, string? Reason = null);
