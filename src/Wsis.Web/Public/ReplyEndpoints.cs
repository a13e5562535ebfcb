using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;
using NodaTime.Extensions;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Workflow;

namespace Wsis.Web.Public;

/// <summary>The reply page. <c>GET</c> shows it and changes nothing. <c>POST</c> records a reply.</summary>
internal static class ReplyEndpoints
{
    public static Task<IResult> Show(HttpContext http, ReplyLinkResolver links, TimeProvider clock) =>
        links.Open(
            http,
            link => Task.FromResult<IResult>(Page(CreateModel(http, link, link.Invitation, clock.GetCurrentInstant())))
        );

    public static Task<IResult> Record(
        HttpContext http,
        ReplyLinkResolver links,
        InvitationService invitations,
        TimeProvider clock
    ) =>
        links.Open(
            http,
            async link => await Record(http, link, await PostedForm.Read(http), invitations, clock.GetCurrentInstant())
        );

    private static async Task<IResult> Record(
        HttpContext http,
        ResolvedReplyLink link,
        PostedForm posted,
        InvitationService invitations,
        Instant now
    )
    {
        if (posted.Delegation is { } delegation)
            return await NameDelegation(http, link, delegation, posted.ReplyId, invitations, now);
        var errors = new Dictionary<string, ReplyFieldError>();
        if (
            posted.Form.Read(link.Campaign.Campaign, errors, link.Invitation.Delegation?.Members.Count ?? 0)
            is not { } answer
        )
            return Page(
                CreateModel(http, link, link.Invitation, now) with
                {
                    Form = posted.Form,
                    Errors = errors,
                },
                StatusCodes.Status400BadRequest
            );

        var reply = new Reply
        {
            Id = posted.ReplyId ?? NewReplyId(),
            Channel = Channel.Page,
            ReceivedAt = now,
            Answer = answer,
            Remarks = posted.Form.ReadRemarks(),
            CopyTo = posted.Form.ReadCopyTo(),
        };
        var signal = new Signal.ReplyReceived(reply, posted.ExpectedReplies ?? link.Invitation.Replies);
        var decision = await invitations.Apply(link.Invitation.Key, signal, http.RequestAborted, link.Row);
        return decision switch
        {
            null => PublicErrorPages.InvalidLink(),
            { Refusal: Reason.ReplyOvertaken } => Page(
                CreateModel(http, link, decision.Before, now) with
                {
                    Form = posted.Form,
                    Overtaken = true,
                },
                StatusCodes.Status409Conflict
            ),
            { Refusal: not null } => Page(CreateModel(http, link, decision.Before, now), StatusCodes.Status409Conflict),
            _ => SeeOther(http),
        };
    }

    /// <summary>Records the persons of the delegation, or shows the form with another row.</summary>
    private static async Task<IResult> NameDelegation(
        HttpContext http,
        ResolvedReplyLink link,
        PostedDelegation posted,
        string? id,
        InvitationService invitations,
        Instant now
    )
    {
        var typed = CreateModel(http, link, link.Invitation, now) with
        {
            DelegationRows = posted.Typed.Rows,
            IsDelegationPosted = true,
        };
        if (!typed.DelegationIsOpen)
            return Page(CreateModel(http, link, link.Invitation, now), StatusCodes.Status409Conflict);
        if (posted.AddsRow)
            return Page(typed with { DelegationRows = [.. posted.Typed.Rows, new MemberForm()] });
        var errors = new Dictionary<string, ReplyFieldError>();
        if (posted.Typed.Read(errors) is not { } members)
            return Page(typed with { Errors = errors }, StatusCodes.Status400BadRequest);
        var decision = await invitations.Apply(
            link.Invitation.Key,
            new Signal.DelegationNamed(id ?? NewReplyId(), members, ExpectedVersion: posted.ExpectedVersion),
            http.RequestAborted,
            link.Row
        );
        return decision switch
        {
            null => PublicErrorPages.InvalidLink(),
            { Refusal: Reason.DelegationOvertaken } => Page(
                typed with
                {
                    Invitation = decision.Before,
                    IsDelegationOvertaken = true,
                },
                StatusCodes.Status409Conflict
            ),
            { Refusal: not null } => Page(CreateModel(http, link, decision.Before, now), StatusCodes.Status409Conflict),
            _ => SeeOther(http),
        };
    }

    /// <summary>Redirects to the page with <c>GET</c>, so that a reload sends nothing again.</summary>
    private static StatusCodeHttpResult SeeOther(HttpContext http)
    {
        var language = ReplyLinkResolver.Chosen(http.Request) is { } chosen ? $"?lang={chosen}" : "";
        http.Response.Headers.Location = http.Request.PathBase.Add(http.Request.Path).ToUriComponent() + language;
        return TypedResults.StatusCode(StatusCodes.Status303SeeOther);
    }

    private static ReplyPageModel CreateModel(
        HttpContext http,
        ResolvedReplyLink link,
        Invitation invitation,
        Instant now
    ) =>
        new()
        {
            Language = link.Language,
            Campaign = link.Campaign.Campaign,
            Schedule = link.Campaign.Planner.Schedule,
            Invitation = invitation,
            State = ReplyPageModel.StateOf(link.Campaign, invitation, now),
            Acknowledges = link.Campaign.Sends,
            Path = http.Request.PathBase.Add(http.Request.Path).ToUriComponent().TrimEnd('/'),
            ReplyId = NewReplyId(),
            Form = invitation.Reply is { } reply ? ReplyForm.From(reply) : new ReplyForm(),
            DelegationRows =
            [
                .. DelegationForm.From(invitation.Delegation).Rows.Append(new MemberForm()).Take(Delegation.MaxMembers),
            ],
            DelegationIsOpen =
                invitation.CountedReply?.Answer.Attendance is not null
                && link.Campaign.Entry.State != CampaignState.Cancelled
                && now < link.Campaign.Campaign.DelegationClose,
        };

    private static string NewReplyId() => Guid.NewGuid().ToString("N");

    private static RazorComponentResult<ReplyPage> Page(ReplyPageModel model, int status = StatusCodes.Status200OK) =>
        new(new { Model = model }) { StatusCode = status };
}
