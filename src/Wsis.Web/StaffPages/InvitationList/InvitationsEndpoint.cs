using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.WebUtilities;
using NodaTime;
using NodaTime.Extensions;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Workflow;

namespace Wsis.Web.StaffPages.InvitationList;

/// <summary>The list of invitations that match the filter.</summary>
public sealed class InvitationsEndpoint(CampaignCache campaigns, InvitationListing listing, TimeProvider clock)
{
    /// <summary>How many invitations a page has.</summary>
    public const int Top = 50;

    public Task<IResult> Show(HttpContext http) => campaigns.ForCampaign(http, campaign => Show(http, campaign));

    private async Task<IResult> Show(HttpContext http, LoadedCampaign campaign)
    {
        var now = clock.GetCurrentInstant();
        var asked = AskedFor.In(http.Request.Query, now);
        var context = StaffPageContext.Read(http);
        ListedInvitations page;
        try
        {
            page = await listing.Read(campaign, asked, context.Language, Top, http.RequestAborted);
        }
        catch (Exception e) when (e is FormatException or OverflowException)
        {
            return StaffErrorPages.Unreadable(http, StatusCodes.Status400BadRequest);
        }
        return new RazorComponentResult<InvitationsPage>(
            new
            {
                PageContext = context,
                Campaign = campaign,
                Now = now,
                Asked = asked,
                Listed = page,
            }
        );
    }
}

/// <summary>The filter in the address of the page. Unknown values do not filter.</summary>
public sealed record AskedFor(InvitationFilter Filter, string? Continuation)
{
    internal static AskedFor In(IQueryCollection query, Instant now) =>
        new(
            new InvitationFilter(
                Enum.TryParse<Phase>(query["phase"], out var phase) && Enum.IsDefined(phase) ? phase : null,
                AnswerKinds.Contains(query["answer"]) ? query["answer"].ToString() : null,
                Language.TryParse(query["language"], out var language) ? language : null,
                query["state"].ToString().Trim() is { Length: > 0 and <= 3 } state ? state.ToUpperInvariant() : null,
                NeedsAttention: query[IssueChoice.Field] == IssueChoice.AnyIssue,
                Text: query["q"].ToString().Trim() is { Length: > 0 and <= SearchedText.MaxLength } text ? text : null,
                Issue: IssueChoice.ReadFlag(query[IssueChoice.Field]),
                InDoubtAt: query[IssueChoice.Field] == IssueChoice.InDoubt ? now : null,
                Region: query["region"].ToString() is { Length: > 0 and <= InviteeList.MaxCellLength } region
                    ? region
                    : null,
                Group: GroupName.Read(query["group"].ToString()),
                Channel: Enum.TryParse<LetterChannel>(query[Tally.ByChannel], out var by) && Enum.IsDefined(by)
                    ? by
                    : null
            ),
            query["next"].ToString() is { Length: > 0 } next ? next : null
        );

    /// <summary>The query for another page with the same filter.</summary>
    public string Query(string? continuation) =>
        QueryHelpers.AddQueryString(
            "",
            new Dictionary<string, string?>
            {
                ["phase"] = Filter.Phase?.ToString(),
                ["answer"] = Filter.Answer,
                ["language"] = Filter.Language?.Code,
                ["state"] = Filter.State,
                ["region"] = Filter.Region,
                ["group"] = Filter.Group,
                [Tally.ByChannel] = Filter.Channel?.ToString(),
                ["q"] = Filter.Text,
                [IssueChoice.Field] = IssueChoice.From(Filter),
                ["next"] = continuation,
            }
        );
}
