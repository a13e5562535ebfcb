using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Campaigns.Standard;
using Wsis.Invitations.Drafts;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Workflow;
using Wsis.Web.Hosting.Authentication;
using Wsis.Web.StaffPages.Drafts.Letters;

namespace Wsis.Web.StaffPages.Drafts.Facts;

/// <summary>The facts and the plan of a draft as a form. What the form has no field for stays as it is.</summary>
public sealed class FactsEndpoint(DraftOpener opener)
{
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
                    ? Show(http, opened, facts, opened.Folder.Problems)
                    : StaffErrorPages.Unreadable(http)
        );

    /// <summary>Saves the form, with errors or without: a draft may have them. New steps get standard letters. Where
    /// somebody else has saved meanwhile, nothing is saved, and the form has the values of both.</summary>
    public Task<IResult> Save(HttpContext http) =>
        opener.Open(
            http,
            async opened =>
            {
                var form = http.Form();
                var version = form.Text(FormResult.ExpectedVersionField);
                if (await ReadFacts(opened, version, http.RequestAborted) is not { } facts)
                    return StaffErrorPages.Unreadable(http);
                var seen = facts.DeepClone().AsObject();
                var images = UploadedImage.ReadAll(form, facts);
                FactsForm.Apply(form, facts, DraftLetters.GetLanguages(opened));
                foreach (var image in images)
                    image.Name(facts);
                if (FactsForm.FindAmbiguousLink(form) is { } link)
                    return ShowAmbiguousLink(http, opened, facts, link);
                var content = Write(facts);
                var result = await opener.Drafts.Write(
                    opened.Draft.Campaign,
                    CampaignReader.FileName,
                    content,
                    new Actor(http.User.GetStaffMember().Name, version),
                    http.RequestAborted
                );
                opened = await opener.Find(opened.Draft.Campaign, http.RequestAborted) ?? opened;
                if (FormResult.ErrorFrom(result, StaffPageContext.Read(http).Texts) is { } error)
                    return await ShowOvertaken(http, opened, seen, facts, error);
                foreach (var image in images)
                    await image.Write(opener.Drafts, opened.Draft, http);
                if (images.Count > 0)
                    opened = await opener.Find(opened.Draft.Campaign, http.RequestAborted) ?? opened;
                var problems = new List<Problem>();
                if (CampaignReader.Read(content, problems) is { } campaign)
                    await AddLetters(http, opened, campaign);
                return problems.Count == 0
                    ? SeeOther.To(http, $"{opened.GetPath("facts")}?done=1")
                    : Show(http, opened, facts, problems);
            }
        );

    /// <summary>Two links of one name cannot be stored. The form comes back with both.</summary>
    private static RazorComponentResult<FactsPage> ShowAmbiguousLink(
        HttpContext http,
        OpenedDraft opened,
        JsonObject facts,
        string name
    )
    {
        var reason =
            name.Length == 0 ? (ProblemReason)new ProblemReason.ReservedLink() : new ProblemReason.ValueTwice(name);
        var problem = new Problem(CampaignReader.FileName, 0, reason) { Property = "links" };
        return Show(
            http,
            opened,
            facts,
            [problem],
            links: FactsForm.ReadLinks(http.Form()),
            version: http.Form().Text(FormResult.ExpectedVersionField),
            status: StatusCodes.Status400BadRequest
        );
    }

    private async Task<IResult> ShowOvertaken(
        HttpContext http,
        OpenedDraft opened,
        JsonObject seen,
        JsonObject typed,
        FormError error
    )
    {
        var version = http.Form().Text(FormResult.ExpectedVersionField);
        var saved = await ReadFacts(opened, http.RequestAborted);
        var merged = saved is null ? typed : OtherChanges.Merge(seen, typed, saved);
        var problems = new List<Problem>();
        CampaignReader.Read(Write(merged), problems);
        return Show(
            http,
            opened,
            merged,
            problems,
            error,
            await opener.FindOther(opened, CampaignReader.FileName, version, http.RequestAborted)
        );
    }

    private static byte[] Write(JsonObject facts) => Encoding.UTF8.GetBytes(facts.ToJsonString(Json) + "\n");

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
        IReadOnlyList<Problem> problems,
        FormError? error = null,
        OtherChanges? other = null,
        IReadOnlyList<LinkRow>? links = null,
        string? version = null,
        int status = StatusCodes.Status200OK
    )
    {
        var (page, languages) = (StaffPageContext.Read(http), DraftLetters.GetLanguages(opened));
        var form = FactsForm.Read(facts, languages);
        var byField = FindByField(
            [.. problems.Concat(opened.Folder.Problems.Where(p => UploadedImage.IsIn(p.File))).Distinct()],
            facts
        );
        return new RazorComponentResult<FactsPage>(
            new
            {
                PageContext = page,
                Opened = opened,
                Version = version ?? GetVersion(opened),
                Form = links is null ? form : form with { Links = links },
                Errors = byField.ToDictionary(
                    f => f.Key,
                    f => page.Texts.Display(f.Select(p => p.Reason.ToProblemOfForm()))
                ),
                Labels = byField.ToDictionary(f => f.Key, f => page.DisplayPlace(f.First() with { Property = f.Key })),
                Languages = languages,
                Error = error,
                Other = other,
            }
        )
        {
            StatusCode = error?.Status ?? status,
        };
    }

    /// <summary>The problems of the facts by the field of the form. Those of a step that belong to no field are those
    /// of the plan.</summary>
    private static List<IGrouping<string, Problem>> FindByField(IReadOnlyList<Problem> problems, JsonObject facts) =>
        [
            .. problems
                .Where(p => p.File == CampaignReader.FileName || UploadedImage.FindField(facts, p.File) is not null)
                .GroupBy(p =>
                    UploadedImage.FindField(facts, p.File) is { } image ? image
                    : p.Property?.StartsWith("steps", StringComparison.Ordinal) == true && !PlanRow.HasField(p.Property)
                        ? "steps"
                    : p.Property ?? ""
                ),
        ];

    private async Task<JsonObject?> ReadFacts(OpenedDraft opened, CancellationToken cancellation) =>
        Parse(await opener.Drafts.Read(opened.Draft, CampaignReader.FileName, cancellation));

    /// <summary>The facts of a version; those of the draft where there is no such version.</summary>
    private async Task<JsonObject?> ReadFacts(OpenedDraft opened, string version, CancellationToken cancellation) =>
        Parse(await opener.Drafts.ReadVersion(opened.Draft.Campaign, version, cancellation))
        ?? await ReadFacts(opened, cancellation);

    private static JsonObject? Parse(byte[]? content)
    {
        try
        {
            return content is null ? null : JsonNode.Parse(LetterPreview.Decode(content)) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string GetVersion(OpenedDraft opened) =>
        opened.Draft.Find(CampaignReader.FileName)?.Hash ?? DraftService.NoFile;
}
