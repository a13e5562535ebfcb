using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Wsis.Web.Hosting.RateLimiting;
using Wsis.Web.Hosting.Requests;
using Wsis.Web.StaffPages.Drafts.Checks;
using Wsis.Web.StaffPages.Drafts.Facts;
using Wsis.Web.StaffPages.Drafts.Invitees;
using Wsis.Web.StaffPages.Drafts.Letters;
using Wsis.Web.StaffPages.Drafts.New;
using Wsis.Web.StaffPages.Drafts.Rehearsals;

namespace Wsis.Web.StaffPages.Drafts;

/// <summary>The pages on which a campaign is prepared: what they need, and their endpoints.</summary>
internal static class DraftPages
{
    public static IServiceCollection AddDraftPages(this IServiceCollection services) =>
        services
            .AddSingleton<DraftOpener>()
            .AddSingleton<NewCampaignEndpoint>()
            .AddSingleton<CheckEndpoint>()
            .AddSingleton<InviteesEndpoint>()
            .AddSingleton<LetterPreviewRenderer>()
            .AddSingleton<LetterEditing>()
            .AddSingleton<LettersEndpoint>()
            .AddSingleton<FactsEndpoint>()
            .AddSingleton<RehearsalEndpoint>();

    /// <summary>Maps the pages that read, in the group of all staff pages.</summary>
    public static void MapDraftPages(this RouteGroupBuilder pages)
    {
        pages
            .MapGet("/new", (HttpContext http, NewCampaignEndpoint page) => page.Show(http))
            .WithName("StaffNewCampaign");
        var draft = pages.MapGroup("/campaigns/{id}/draft");
        draft.MapGet("", (HttpContext http, CheckEndpoint page) => page.Show(http)).WithName("StaffDraft");
        draft
            .MapGet("/folder.zip", (HttpContext http, CheckEndpoint page) => page.Download(http))
            .WithName("StaffDraftFolder");
        draft
            .MapGet("/changes", (HttpContext http, CheckEndpoint page) => page.ShowChanges(http))
            .WithName("StaffDraftChanges");
        draft
            .MapGet("/rehearsal", (HttpContext http, RehearsalEndpoint page) => page.Show(http))
            .WithName("StaffRehearsal");
        draft
            .MapGet("/rehearsal/letters.zip", (HttpContext http, RehearsalEndpoint page) => page.Download(http))
            .WithName("StaffRehearsedLetters");
        draft.MapGet("/facts", (HttpContext http, FactsEndpoint page) => page.Show(http)).WithName("StaffDraftFacts");
        draft
            .MapGet("/invitees", (HttpContext http, InviteesEndpoint page) => page.Show(http))
            .WithName("StaffDraftInvitees");
        draft
            .MapGet("/invitees/template.xlsx", (HttpContext http, InviteesEndpoint page) => page.Template(http))
            .WithName("StaffDraftTemplate");
        draft
            .MapGet("/invitees/one", (HttpContext http, InviteesEndpoint page) => page.ShowOne(http))
            .WithName("StaffDraftInvitee");
        draft
            .MapGet("/letters", (HttpContext http, LettersEndpoint page) => page.ShowAll(http))
            .WithName("StaffDraftLetters");
        draft
            .MapGet("/letters/{language}/{letter}", (HttpContext http, LettersEndpoint page) => page.Show(http))
            .WithName("StaffDraftLetter");
        draft
            .MapGet(
                "/letters/{language}/{letter}/preview",
                (HttpContext http, LettersEndpoint page) => page.Preview(http)
            )
            .WithName("StaffDraftLetterPreview");
    }

    /// <summary>Maps the forms, in the group of staff who may change campaigns.</summary>
    public static void MapDraftForms(this RouteGroupBuilder forms)
    {
        forms
            .MapPost("/new", (HttpContext http, NewCampaignEndpoint page) => page.Create(http))
            .WithName("StaffCreateCampaign");
        forms
            .MapPost("/new/folder", (HttpContext http, NewCampaignEndpoint page) => page.UploadFolder(http))
            .WithMetadata(BodyLimit.OfFolder)
            .WithName("StaffUploadFolder");
        var draft = forms.MapGroup("/campaigns/{id}/draft");
        draft
            .MapPost("/submit", (HttpContext http, CheckEndpoint page) => page.Submit(http))
            .WithName("StaffSubmitDraft");
        draft
            .MapPost("/facts", (HttpContext http, FactsEndpoint page) => page.Save(http))
            .WithMetadata(BodyLimit.OfLetter)
            .WithName("StaffSaveFacts");
        draft
            .MapPost("/invitees", (HttpContext http, InviteesEndpoint page) => page.Upload(http))
            .WithMetadata(BodyLimit.OfFolder)
            .WithName("StaffUploadInvitees");
        draft
            .MapPost("/invitees/columns", (HttpContext http, InviteesEndpoint page) => page.MatchColumns(http))
            .WithName("StaffMatchColumns");
        draft
            .MapPost("/invitees/rows", (HttpContext http, InviteesEndpoint page) => page.MendRows(http))
            .WithMetadata(BodyLimit.OfLetter)
            .WithName("StaffMendRows");
        draft
            .MapPost("/invitees/one", (HttpContext http, InviteesEndpoint page) => page.SaveOne(http))
            .WithName("StaffSaveInvitee");
        draft
            .MapPost("/letters", (HttpContext http, LettersEndpoint page) => page.AddLanguage(http))
            .WithName("StaffAddLanguage");
        draft
            .MapPost("/letters/group", (HttpContext http, LettersEndpoint page) => page.AddForGroup(http))
            .WithName("StaffAddGroupLetter");
        draft
            .MapPost("/letters/{language}/{letter}", (HttpContext http, LettersEndpoint page) => page.Post(http))
            .WithMetadata(BodyLimit.OfLetter)
            .WithName("StaffSaveLetter");
        draft
            .MapPost(
                "/letters/{language}/{letter}/preview",
                (HttpContext http, LettersEndpoint page) => page.PreviewTyped(http)
            )
            .WithMetadata(BodyLimit.OfLetter)
            .WithName("StaffPreviewTyped");
        draft
            .MapPost(
                "/letters/{language}/{letter}/test",
                (HttpContext http, LettersEndpoint page) => page.SendTest(http)
            )
            .WithMetadata(BodyLimit.OfLetter)
            .RequireRateLimiting(RateLimiting.TestLetters)
            .WithName("StaffSendTestLetter");
    }
}
