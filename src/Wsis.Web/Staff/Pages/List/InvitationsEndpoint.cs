using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.WebUtilities;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Ports;
using Wsis.Invitations.Workflow;

namespace Wsis.Web.Staff.Pages.List;

/// <summary>The table of invitations: a page of those that pass the filter.</summary>
public sealed class InvitationsEndpoint(CampaignCatalogue campaigns, IInvitationStore store)
{
    /// <summary>How many invitations a page has.</summary>
    public const int Top = 50;

    public Task<IResult> Show(HttpContext http) => campaigns.OfCampaign(http, async campaign =>
    {
        var asked = AskedFor.In(http.Request.Query);
        Page<Stored> page;
        try
        {
            page = await store.List(campaign.Entry.Id, campaign.Entry.Buckets, asked.Filter, Top, asked.Continuation, http.RequestAborted);
        }
        catch (FormatException)
        {
            return StaffNotices.Unreadable(http, StatusCodes.Status400BadRequest);
        }
        return new RazorComponentResult<InvitationsPage>(new
        {
            Desk = Desk.Of(http), Campaign = campaign, Asked = asked, Items = page.Items.Select(i => i.Invitation).ToList(), Next = page.Continuation,
        });
    });
}

/// <summary>What the page's address asks for. Values that there are none of ask for nothing.</summary>
public sealed record AskedFor(InvitationFilter Filter, string? Continuation)
{
    private static readonly string[] Answers = ["accepted", "delegated", "declined"];

    internal static AskedFor In(IQueryCollection query) => new(
        new InvitationFilter(
            Enum.TryParse<Phase>(query["phase"], out var phase) && Enum.IsDefined(phase) ? phase : null,
            Answers.Contains(query["answer"].ToString()) ? query["answer"].ToString() : null,
            Language.TryParse(query["language"], out var language) ? language : null,
            query["state"].ToString().Trim() is { Length: > 0 and <= 3 } state ? state.ToUpperInvariant() : null,
            NeedsAttention: query["attention"] == "on"),
        query["next"].ToString() is { Length: > 0 } next ? next : null);

    /// <summary>The address's query for another page of the same.</summary>
    public string Query(string? continuation) => QueryHelpers.AddQueryString("", new Dictionary<string, string?>
    {
        ["phase"] = Filter.Phase?.ToString(), ["answer"] = Filter.Answer, ["language"] = Filter.Language?.Code, ["state"] = Filter.State,
        ["attention"] = Filter.NeedsAttention ? "on" : null, ["next"] = continuation,
    });
}
