using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Campaigns.Standard;
using Wsis.Invitations.Drafts;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Workflow;
using Wsis.Web.Hosting.Authentication;
using Wsis.Web.StaffPages.Texts;

namespace Wsis.Web.StaffPages.Drafts;

/// <summary>The facts and the plan of a draft as a form. What the form has no field for stays as it is.</summary>
public sealed class FactsEndpoint(DraftOpener opener)
{
    private const int MaxSteps = 25;

    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public Task<IResult> Show(HttpContext http) =>
        opener.Open(
            http,
            async opened =>
                await ReadFacts(opened, http.RequestAborted) is { } facts
                    ? Show(http, opened, facts, GetVersion(opened), opened.Folder.Problems, null)
                    : StaffErrorPages.Unreadable(http)
        );

    /// <summary>Saves the form, with errors or without: a draft may have them. New steps get standard
    /// letters.</summary>
    public Task<IResult> Save(HttpContext http) =>
        opener.Open(
            http,
            async opened =>
            {
                if (await ReadFacts(opened, http.RequestAborted) is not { } facts)
                    return StaffErrorPages.Unreadable(http);
                var form = http.Form();
                var images = UploadedImage.ReadAll(form, facts);
                Apply(form, facts, DraftLetters.GetLanguages(opened));
                foreach (var image in images)
                    image.Name(facts);
                var content = Encoding.UTF8.GetBytes(facts.ToJsonString(Json) + "\n");
                var problems = new List<Problem>();
                var campaign = CampaignReader.Read(content, problems);
                var result = await opener.Drafts.Write(
                    opened.Draft.Campaign,
                    CampaignReader.FileName,
                    content,
                    new Actor(http.User.GetStaffMember().Name, form.Text(FormResult.ExpectedVersionField)),
                    http.RequestAborted
                );
                if (FormResult.ErrorFrom(result, StaffPageContext.Read(http).Texts) is { } error)
                    return Show(http, opened, facts, GetVersion(opened), problems, error);
                foreach (var image in images)
                    await image.Write(opener.Drafts, opened.Draft, http);
                if (campaign is not null)
                    await AddLetters(http, opened, campaign);
                return problems.Count == 0
                    ? SeeOther.To(http, $"{opened.GetPath("facts")}?done=1")
                    : Show(
                        http,
                        await opener.Find(opened.Draft.Campaign, http.RequestAborted) ?? opened,
                        facts,
                        ContentHash.Compute(content.AsSpan()),
                        problems,
                        null
                    );
            }
        );

    private static void Apply(StaffForm form, JsonObject facts, IReadOnlyList<Language> languages)
    {
        foreach (var field in FactField.All)
            if (field.IsLocalized)
                foreach (var language in languages)
                    FactField.Write(facts, $"{field.Path}.{language}", Text(form.Text($"{field.Path}.{language}")));
            else if (field.Path == "approval")
                FactField.Write(facts, field.Path, form.IsChecked(field.Path) ? "second-person" : null);
            else if (field.Type == "file")
                continue;
            else if (field.Type == "checkbox")
                FactField.Write(facts, field.Path, form.IsChecked(field.Path) ? true : null);
            else if (field.Type == "datetime-local")
                FactField.Write(facts, field.Path, Text(AddSeconds(form.Text(field.Path))));
            else
                FactField.Write(facts, field.Path, Text(form.Text(field.Path)));
        if (facts["window"] is JsonObject window && window["holidays"] is null)
            window["holidays"] = new JsonArray();
        facts["steps"] = new JsonArray([.. ReadSteps(form).Select(s => s.Write())]);
    }

    private static JsonValue? Text(string text) => text.Length == 0 ? null : JsonValue.Create(text);

    /// <summary>Browsers leave zero seconds out.</summary>
    private static string AddSeconds(string moment) => moment.Length == 16 ? $"{moment}:00" : moment;

    private static IEnumerable<PlanRow> ReadSteps(StaffForm form)
    {
        for (var i = 0; i < MaxSteps && form.Has($"step-{i}-id"); i++)
            if (form.Text($"step-{i}-id") is { Length: > 0 } id && !form.IsChecked($"step-{i}-remove"))
                yield return new PlanRow(
                    id,
                    form.Text($"step-{i}-kind"),
                    form.Has($"step-{i}-days") ? form.Text($"step-{i}-days") : null,
                    form.Text($"step-{i}-when"),
                    form.Text($"step-{i}-due")
                );
    }

    private async Task AddLetters(HttpContext http, OpenedDraft opened, Campaign campaign)
    {
        var letters = StandardLetters.For(
            campaign.Schedule.Steps,
            s => campaign.Schedule.LocalDue(s, campaign.Event),
            DraftLetters.GetLanguages(opened)
        );
        foreach (var letter in letters)
        {
            var path = LetterPreview.PathOf(letter.Language, letter.Name);
            if (opened.Draft.Find(path) is null)
                await opener.Drafts.Write(
                    opened.Draft.Campaign,
                    path,
                    Encoding.UTF8.GetBytes(letter.Text),
                    new Actor(http.User.GetStaffMember().Name, DraftService.NoFile),
                    http.RequestAborted
                );
        }
    }

    private static RazorComponentResult<FactsPage> Show(
        HttpContext http,
        OpenedDraft opened,
        JsonObject facts,
        string version,
        IReadOnlyList<Problem> problems,
        FormError? error
    )
    {
        var languages = DraftLetters.GetLanguages(opened);
        return new RazorComponentResult<FactsPage>(
            new
            {
                PageContext = StaffPageContext.Read(http),
                Opened = opened,
                Version = version,
                Values = ReadValues(facts, languages),
                Steps = (facts["steps"] as JsonArray ?? []).OfType<JsonObject>().Select(PlanRow.Read).ToList(),
                Errors = ReadErrors(
                    [.. problems.Concat(opened.Folder.Problems.Where(p => UploadedImage.IsIn(p.File))).Distinct()],
                    facts,
                    StaffPageContext.Read(http).Texts
                ),
                Languages = languages,
                Error = error,
            }
        )
        {
            StatusCode = error?.Status ?? StatusCodes.Status200OK,
        };
    }

    private static Dictionary<string, string> ReadValues(JsonObject facts, IReadOnlyList<Language> languages)
    {
        var values = new Dictionary<string, string>();
        foreach (var field in FactField.All)
            if (field.IsLocalized)
                foreach (var language in languages)
                    values[$"{field.Path}.{language}"] = FactField.Read(facts, $"{field.Path}.{language}");
            else
                values[field.Path] = field.Path switch
                {
                    "approval" => FactField.Read(facts, field.Path) == "second-person" ? "on" : "",
                    "sendAt" or "deadline" => Shorten(FactField.Read(facts, field.Path)),
                    _ => FactField.Read(facts, field.Path),
                };
        return values;
    }

    private static string Shorten(string moment) =>
        moment.EndsWith(":00", StringComparison.Ordinal) && moment.Length == 19 ? moment[..16] : moment;

    /// <summary>The problems of the facts by field. Those of a step are those of the plan.</summary>
    private static Dictionary<string, string> ReadErrors(
        IReadOnlyList<Problem> problems,
        JsonObject facts,
        StaffTexts texts
    ) =>
        problems
            .Where(p => p.File == CampaignReader.FileName || UploadedImage.FindField(facts, p.File) is not null)
            .GroupBy(p =>
                UploadedImage.FindField(facts, p.File) is { } image ? image
                : p.Property?.StartsWith("steps", StringComparison.Ordinal) == true ? "steps"
                : p.Property ?? ""
            )
            .ToDictionary(g => g.Key, g => texts.Display(g.Select(p => p.Reason)));

    private async Task<JsonObject?> ReadFacts(OpenedDraft opened, CancellationToken cancellation)
    {
        try
        {
            return await opener.Drafts.Read(opened.Draft, CampaignReader.FileName, cancellation) is { } content
                ? JsonNode.Parse(LetterPreview.Decode(content)) as JsonObject
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string GetVersion(OpenedDraft opened) =>
        opened.Draft.Find(CampaignReader.FileName)?.Hash ?? DraftService.NoFile;
}
