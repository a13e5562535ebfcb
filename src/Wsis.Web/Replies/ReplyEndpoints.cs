using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using NodaTime.Extensions;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Ports;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Workflow;

namespace Wsis.Web.Replies;

/// <summary>The reply page: <c>GET</c> shows and changes nothing, <c>POST</c> records.</summary>
public sealed class ReplyEndpoints(ReplyLinks links, CampaignCatalogue campaigns, IInvitationStore store, InvitationService invitations, TimeProvider clock)
{
    /// <summary>The largest form that is read, in bytes.</summary>
    public const int LargestForm = 64 * 1024;

    public async Task<IResult> Show(HttpContext http)
    {
        PageHeaders.Set(http.Response);
        try
        {
            return await Find(http) is var (campaign, row)
                ? Page(Model(http, campaign, row.Invitation))
                : NoSuchLink();
        }
        catch (StoreUnavailableException)
        {
            return Unavailable(Language.English, recorded: null);
        }
    }

    public async Task<IResult> Record(HttpContext http)
    {
        PageHeaders.Set(http.Response);
        var language = Language.English;
        try
        {
            if (await Find(http) is not var (campaign, row))
                return NoSuchLink();
            language = row.Invitation.Invitee.Language;
            return await ReadForm(http) is { } form
                ? await Record(http, campaign, row, form)
                : TypedResults.Text("The form is too large.", statusCode: StatusCodes.Status413PayloadTooLarge);
        }
        catch (StoreUnavailableException)
        {
            return Unavailable(language, recorded: false);
        }
    }

    private async Task<IResult> Record(HttpContext http, CampaignAtWork campaign, Stored row, IFormCollection fields)
    {
        var invitation = row.Invitation;
        var form = new ReplyForm
        {
            Answer = fields["answer"], StatementDay = fields["statementDay"], StatementLanguage = fields["statementLanguage"],
            DelegationSize = fields["delegationSize"], Women = fields["women"], Remarks = fields["remarks"],
            RepresentativeTitle = fields["representativeTitle"], RepresentativeName = fields["representativeName"],
            RepresentativeAddress = fields["representativeAddress"],
        };
        var errors = new Dictionary<string, FormError>();
        if (form.Read(campaign.Campaign, errors) is not { } answer)
            return Page(Model(http, campaign, invitation) with { Form = form, Errors = errors }, StatusCodes.Status400BadRequest);

        var reply = new Reply
        {
            Id = fields["replyId"].ToString() is { Length: > 0 and <= 100 } id ? id : NewReplyId(),
            Channel = Channel.Page, ReceivedAt = clock.GetCurrentInstant(), Answer = answer,
            Remarks = string.IsNullOrWhiteSpace(form.Remarks) ? null : form.Remarks.Trim(),
        };
        var saw = int.TryParse(fields["saw"], out var number) ? number : invitation.Replies;
        var decision = await invitations.Apply(invitation.Key, new Signal.ReplyReceived(reply, saw), http.RequestAborted, row);
        return decision switch
        {
            null => NoSuchLink(),
            { Refusal: Refusal.Overtaken } => Page(Model(http, campaign, decision.Before) with { Form = form, Overtaken = true }, StatusCodes.Status409Conflict),
            { Refusal: Refusal.NotNow } => Page(Model(http, campaign, decision.Before), StatusCodes.Status409Conflict),
            _ => SeeOther(http),
        };
    }

    /// <summary>Back to the page, by <c>GET</c>: reloading it sends nothing again.</summary>
    private static StatusCodeHttpResult SeeOther(HttpContext http)
    {
        http.Response.Headers.Location = http.Request.PathBase.Add(http.Request.Path).Value;
        return TypedResults.StatusCode(StatusCodes.Status303SeeOther);
    }

    private async Task<(CampaignAtWork, Stored)?> Find(HttpContext http)
    {
        if (!links.TryRead(http.GetRouteValue("token") as string, out var link))
            return null;
        var (key, generation) = link.Value;
        if (await campaigns.Find(key.Campaign, http.RequestAborted) is not { } campaign
            || await store.Find(campaign.PartitionOf(key), key.Invitee, http.RequestAborted) is not { } row
            || row.Invitation.LinkGeneration != generation)
            return null;
        return (campaign, row);
    }

    private ReplyPageModel Model(HttpContext http, CampaignAtWork campaign, Invitation invitation) => new()
    {
        Language = Language.TryParse(http.Request.Query["lang"], out var asked) ? asked : invitation.Invitee.Language,
        Campaign = campaign.Campaign,
        Schedule = campaign.Planner.Schedule,
        Invitation = invitation,
        State = StateOf(campaign, invitation, clock.GetCurrentInstant()),
        ReplyId = NewReplyId(),
    };

    private static ReplyPageState StateOf(CampaignAtWork campaign, Invitation invitation, Instant now)
    {
        var schedule = campaign.Planner.Schedule;
        return (campaign.Entry.State, invitation.Phase) switch
        {
            (CampaignState.Cancelled, _) => ReplyPageState.Cancelled,
            (_, Phase.Withdrawn) => ReplyPageState.Withdrawn,
            (_, Phase.Answered) when now >= schedule.DeadlineInstant && !campaign.Campaign.ChangeAfterDeadline => ReplyPageState.Settled,
            (_, Phase.Answered) => ReplyPageState.Answered,
            _ when now >= schedule.Close => ReplyPageState.Late,
            (_, Phase.Scheduled) when invitation.Dispatches.IsEmpty => ReplyPageState.NotYet,
            _ => ReplyPageState.Open,
        };
    }

    private static async Task<IFormCollection?> ReadForm(HttpContext http)
    {
        if (http.Request.ContentLength > LargestForm || !http.Request.HasFormContentType)
            return http.Request.HasFormContentType ? null : FormCollection.Empty;
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = LargestForm;
        try
        {
            return await http.Request.ReadFormAsync(new FormOptions { BufferBodyLengthLimit = LargestForm, ValueLengthLimit = LargestForm }, http.RequestAborted);
        }
        catch (Exception e) when (e is InvalidDataException or BadHttpRequestException)
        {
            return null;
        }
    }

    private static string NewReplyId() => Guid.NewGuid().ToString("N");

    private static RazorComponentResult<ReplyPage> Page(ReplyPageModel model, int status = StatusCodes.Status200OK) =>
        new(new { Model = model }) { StatusCode = status };

    private static RazorComponentResult<NoticePage> NoSuchLink() => Notice(
        StatusCodes.Status404NotFound, Language.English, "This link is not valid",
        "It may have been cut off when it was copied, or replaced by a newer one. Please open the link in the latest letter you received, or write to the contact named in it.");

    private static RazorComponentResult<NoticePage> Unavailable(Language language, bool? recorded) => Notice(
        StatusCodes.Status503ServiceUnavailable, language,
        recorded is false ? PageTexts.In(language).NotRecorded : PageTexts.In(language).Unavailable,
        PageTexts.In(language).TryAgain);

    private static RazorComponentResult<NoticePage> Notice(int status, Language language, string title, string text) =>
        new(new { Language = language, Title = title, Text = text }) { StatusCode = status };
}
