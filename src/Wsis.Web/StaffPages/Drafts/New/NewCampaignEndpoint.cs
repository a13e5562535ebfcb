using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Drafts;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Workflow;
using Wsis.Web.Files;
using Wsis.Web.Hosting;
using Wsis.Web.Hosting.Authentication;
using Wsis.Web.Hosting.Requests;
using Wsis.Web.StaffPages.Drafts.Checks;

namespace Wsis.Web.StaffPages.Drafts.New;

/// <summary>Creates a campaign: from nothing, from an earlier one, or from an uploaded folder.</summary>
public sealed class NewCampaignEndpoint(NewCampaignService creator, DraftService drafts, ICampaignStore campaigns)
{
    /// <summary>What the form has before anything is typed.</summary>
    private static readonly NewCampaign Initial = new() { Zone = "Europe/Zurich", Languages = ["en", "fr"] };

    public Task<IResult> Show(HttpContext http) => Show(http, Initial, null, false, Nothing);

    public async Task<IResult> Create(HttpContext http)
    {
        var (form, texts) = (http.Form(), StaffPageContext.Read(http).Texts);
        var campaign = Read(http, form);
        CampaignId? earlier = CampaignId.TryParse(form.Text("earlier"), out var id) ? id : null;
        var withList = form.IsChecked("withList");
        var result = await creator.Create(campaign, earlier, withList, Actor(http), http.RequestAborted);
        if (result is ActionResult<Draft>.Ok { Now: var draft })
            return SeeOther.To(http, $"{StaffPlace.GetPath(draft.Campaign, "draft")}?{CreatedNotice.Field}");
        if (result is not ActionResult<Draft>.Invalid { Fields: var errors })
            return StaffErrorPages.Unreadable(http, StatusCodes.Status409Conflict);
        return await Show(
            http,
            campaign,
            earlier,
            withList,
            errors.ToDictionary(e => e.Key, e => texts.Display(e.Value))
        );
    }

    public async Task<IResult> UploadFolder(HttpContext http)
    {
        var page = StaffPageContext.Read(http);
        var texts = page.Texts;
        var problems = new List<Problem>();
        var files = http.Form().File("folder") is { } file
            ? CampaignZip.Read(new MemoryStream(file.ReadUpTo(BodyLimit.OfFolder.Bytes)), problems)
            : null;
        if (files is null || problems.Count > 0)
            return await Refuse(Describe(problems));
        if (CampaignFolder.Read(files).Campaign is not { } campaign)
            return await Refuse(Describe(CampaignFolder.Read(files).Problems));
        var created = await drafts.Create(campaign.Id, files, Actor(http), http.RequestAborted);
        return FormResult.ErrorFrom(created, texts) is { } error
            ? await Refuse(error.Text)
            : SeeOther.To(http, $"{StaffPlace.GetPath(campaign.Id, "draft")}?{CreatedNotice.Field}");

        string Describe(IEnumerable<Problem> found) =>
            string.Join(
                " · ",
                found
                    .Take(MaxShown)
                    .Select(p =>
                        p.File.Length == 0
                            ? page.Describe(p)
                            : page.Texts.Label(page.DescribeFile(p.File), page.Describe(p))
                    )
            );

        Task<IResult> Refuse(string why) =>
            Show(
                http,
                Initial,
                null,
                false,
                new Dictionary<string, string> { ["folder"] = why.Length > 0 ? why : texts.NoFile }
            );
    }

    private const int MaxShown = 5;

    private static readonly Dictionary<string, string> Nothing = [];

    private static Actor Actor(HttpContext http) => new(http.User.GetStaffMember().Name);

    private static NewCampaign Read(HttpContext http, StaffForm form) =>
        new()
        {
            Name = form.Text("name"),
            Reference = form.Text("reference"),
            From = form.Text("from"),
            To = form.Text("to"),
            Place = form.Text("place"),
            Languages = form.All("languages"),
            SendAt = form.Text("sendAt"),
            Deadline = form.Text("deadline"),
            Zone = form.Text("zone"),
            Organisation = form.Text("organisation"),
            Signatory = form.Text("signatory"),
            Contact = form.Text("contact"),
            Address = form.Text("address"),
            Telephone = form.Text("telephone"),
            WrittenIn = StaffPageContext.Read(http).Language,
            Translations = NewCampaign
                .LocalizedFields.SelectMany(f => Language.All.Select(l => NewCampaign.NameTranslation(f, l)))
                .Where(form.Has)
                .ToDictionary(f => f, form.Text),
        };

    private async Task<IResult> Show(
        HttpContext http,
        NewCampaign form,
        CampaignId? earlier,
        bool withList,
        Dictionary<string, string> errors
    )
    {
        PageHeaders.SetForStaff(http.Response);
        var language = StaffPageContext.Read(http).Language;
        var list = new List<(string Id, string Name)>();
        await foreach (var entry in campaigns.List(http.RequestAborted))
            if (entry.State is not (CampaignState.Erased or CampaignState.Erasing))
            {
                var campaign = CampaignReader.Read(entry.Source);
                list.Add((entry.Id.Value, $"{campaign.Event.Name.In(language)} ({campaign.Reference})"));
            }
        return new RazorComponentResult<NewCampaignPage>(
            new
            {
                PageContext = StaffPageContext.Read(http),
                Form = form,
                Campaigns = list,
                Errors = errors,
                Earlier = earlier?.Value,
                WithList = withList,
            }
        )
        {
            StatusCode = errors.Count > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK,
        };
    }
}
