using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Workflow;
using Wsis.Web.Hosting.Requests;
using Wsis.Web.StaffPages.Drafts.Invitees;

namespace Wsis.Web.StaffPages.InvitationList;

/// <summary>The correction of many invitees by a spreadsheet: each value before and after, then one tick.</summary>
public sealed class CorrectionsEndpoint(CampaignCache campaigns, ListCorrections corrections)
{
    /// <summary>The field of the address with the number of invitees who were corrected.</summary>
    private const string InviteesField = "corrected";

    /// <summary>The field of the address with the number of their particulars.</summary>
    private const string ParticularsField = "particulars";

    public Task<IResult> Show(HttpContext http) =>
        campaigns.ForCampaign(http, campaign => Show(http, campaign, null, null));

    /// <summary>Compares an uploaded list, or carries out one that was compared.</summary>
    public Task<IResult> Post(HttpContext http) =>
        campaigns.ForCampaign(
            http,
            campaign => http.Form().Has("list-text") ? Apply(http, campaign) : Compare(http, campaign)
        );

    private async Task<IResult> Compare(HttpContext http, LoadedCampaign campaign)
    {
        var page = StaffPageContext.Read(http);
        if (http.Form().File(ListForms.FileField)?.ReadUpTo(BodyLimit.OfList.Bytes) is not { } content)
            return await Show(http, campaign, ListForms.Refuse(page, page.Texts.NoFile), null);
        try
        {
            return await Show(http, campaign, null, InviteeImport.Read(content, null));
        }
        catch (UnreadableListException e)
        {
            return await Show(http, campaign, ListForms.Refuse(page, page.Describe(e)), null);
        }
    }

    private async Task<IResult> Apply(HttpContext http, LoadedCampaign campaign)
    {
        var (form, texts) = (http.Form(), StaffPageContext.Read(http).Texts);
        var table = InviteeTable.Read(Encoding.UTF8.GetBytes(form.Text("list-text")));
        if (!form.IsConfirmed)
            return await Show(http, campaign, FormResult.NotConfirmed(texts, texts.CorrectManySure), table);
        var result = await corrections.Apply(
            campaign.Entry.Id,
            table,
            form.Text("fingerprint"),
            http.ActorFromForm(),
            http.RequestAborted
        );
        if (FormResult.ErrorFrom(result, texts) is { } error)
            return await Show(http, campaign, error, table);
        var corrected = ((ActionResult<CorrectedList>.Ok)result).Now;
        return corrected.Refused.Count > 0
            ? await Show(
                http,
                campaign,
                new FormError(
                    string.Join(" ", corrected.Refused.Select(r => $"{r.Key}: {texts.Display(r.Value)}")),
                    StatusCodes.Status409Conflict
                ),
                null
            )
            : SeeOther.To(
                http,
                $"{StaffPlace.GetPath(campaign, "corrections")}"
                    + $"?{InviteesField}={corrected.Count}&{ParticularsField}={corrected.Particulars}"
            );
    }

    private static (int, int)? ReadCorrected(HttpContext http) =>
        ReadCount(http, InviteesField) is { } invitees && ReadCount(http, ParticularsField) is { } particulars
            ? (invitees, particulars)
            : null;

    private static int? ReadCount(HttpContext http, string field) =>
        int.TryParse(http.Request.Query[field], NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? count
            : null;

    private async Task<IResult> Show(
        HttpContext http,
        LoadedCampaign campaign,
        FormError? error,
        InviteeTable? table
    ) =>
        new RazorComponentResult<CorrectionsPage>(
            new
            {
                PageContext = StaffPageContext.Read(http),
                Campaign = campaign,
                Compared = table is null
                    ? null
                    : await corrections.Compare(campaign.Entry.Id, table, http.RequestAborted),
                Text = table is null
                    ? ""
                    : Encoding.UTF8.GetString(InviteeTable.WriteInLines(table.Headings, table.HeaderLine, table.Rows)),
                Corrected = ReadCorrected(http),
                Error = error,
            }
        )
        {
            StatusCode = error?.Status ?? StatusCodes.Status200OK,
        };
}
