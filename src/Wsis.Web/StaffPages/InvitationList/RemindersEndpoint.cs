using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using NodaTime.Extensions;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Workflow;

namespace Wsis.Web.StaffPages.InvitationList;

/// <summary>Reminders outside the plan to a selection of the list: shows how many they are and who is left out, and
/// sends them after a tick.</summary>
public sealed class RemindersEndpoint(CampaignCache campaigns, InvitationActions actions, TimeProvider clock)
{
    /// <summary>The field of a query for all who match the filter, instead of named ones.</summary>
    public const string AllField = "all";

    /// <summary>The field of the letter.</summary>
    public const string LetterField = "reminder";

    private const string InviteeField = "invitee";

    public Task<IResult> Show(HttpContext http) =>
        campaigns.ForCampaign(
            http,
            async campaign =>
            {
                var query = http.Request.Query;
                var named = query.ContainsKey(AllField) ? null : ReadInvitees(query[InviteeField]);
                var asked = AskedFor.In(query, clock.GetCurrentInstant());
                try
                {
                    return Show(http, campaign, await Select(http, campaign, named, asked));
                }
                catch (FormatException)
                {
                    return StaffErrorPages.Unreadable(http, StatusCodes.Status400BadRequest);
                }
            }
        );

    /// <summary>Reminds the selected invitees, and shows how many and whom not.</summary>
    public Task<IResult> Post(HttpContext http) =>
        campaigns.ForCampaign(
            http,
            async campaign =>
            {
                var (form, texts) = (http.Form(), StaffPageContext.Read(http).Texts);
                var named = ReadInvitees(form.All(InviteeField).ToArray());
                var selection = await Select(http, campaign, named, new AskedFor(InvitationFilter.None, null));
                if (named.Count == 0)
                    return Show(
                        http,
                        campaign,
                        selection,
                        new FormError(texts.NobodySelected, StatusCodes.Status400BadRequest)
                    );
                if (!form.IsConfirmed)
                    return Show(http, campaign, selection, FormResult.NotConfirmed(texts));
                var letter = form.Text(LetterField);
                var result = await actions.Remind(
                    campaign.Entry.Id,
                    named,
                    InvitationFilter.None,
                    letter.Length > 0 ? letter : null,
                    null,
                    http.ActorFromForm(),
                    http.RequestAborted
                );
                return result is ActionResult<Reminded>.Ok { Now: var reminded }
                    ? Show(http, campaign, new ReminderSelection(named, reminded.Refused), reminded: reminded.Count)
                    : Show(http, campaign, selection, FormResult.ErrorFrom(result, texts));
            }
        );

    private Task<ReminderSelection> Select(
        HttpContext http,
        LoadedCampaign campaign,
        IReadOnlyList<InviteeId>? named,
        AskedFor asked
    ) => actions.FindRemindable(campaign, named, asked.Filter, asked.Continuation, http.RequestAborted);

    private static List<InviteeId> ReadInvitees(StringValues ids) =>
        [.. ids.Select(i => InviteeId.TryParse(i, out var id) ? id : (InviteeId?)null).OfType<InviteeId>().Distinct()];

    /// <summary>Where the rest of the selection is shown. The form leads there too, after its reminders.</summary>
    private string? FindRest(HttpContext http, LoadedCampaign campaign, ReminderSelection selection)
    {
        var asked = AskedFor.In(http.Request.Query, clock.GetCurrentInstant());
        var next = HttpMethods.IsPost(http.Request.Method) ? asked.Continuation : selection.Continuation;
        return next is null
            ? null
            : QueryHelpers.AddQueryString(StaffPlace.GetPath(campaign, "reminders") + asked.Query(next), AllField, "1");
    }

    private RazorComponentResult<RemindersPage> Show(
        HttpContext http,
        LoadedCampaign campaign,
        ReminderSelection selection,
        FormError? error = null,
        int? reminded = null
    ) =>
        new(
            new
            {
                PageContext = StaffPageContext.Read(http) with
                {
                    Error = error,
                },
                Campaign = campaign,
                Selection = selection,
                Rest = FindRest(http, campaign, selection),
                Letter = HttpMethods.IsPost(http.Request.Method) ? http.Form().Text(LetterField) : null,
                Error = error,
                Reminded = reminded,
            }
        )
        {
            StatusCode = error?.Status ?? StatusCodes.Status200OK,
        };
}
