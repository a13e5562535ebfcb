using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime.Extensions;
using Wsis.Invitations.Drafts;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Workflow;
using Wsis.Web.Files;

namespace Wsis.Web.StaffPages.Drafts.Rehearsals;

/// <summary>Rehearses a draft on a virtual clock: which letters go out when, if nobody replies.</summary>
public sealed class RehearsalEndpoint(DraftOpener opener, LetterPreview preview, TimeProvider clock)
{
    private const string ZipType = "application/zip";

    public Task<IResult> Show(HttpContext http) =>
        opener.Open(
            http,
            opened =>
                Task.FromResult<IResult>(
                    new RazorComponentResult<RehearsalPage>(
                        new
                        {
                            PageContext = StaffPageContext.Read(http),
                            Opened = opened,
                            Days = Rehearse(opened),
                            One = Rehearse(opened, FindInvitee(http, opened)),
                            Query = ReadQuery(http),
                            IsWhole = preview.Rehearse(opened.Folder) is { } letters
                                && RehearsalZip.Choose(letters).Count == opened.Folder.Invitees.Count,
                        }
                    )
                )
        );

    /// <summary>The letters as files, of one invitee or of all.</summary>
    public Task<IResult> Download(HttpContext http) =>
        opener.Open(
            http,
            opened =>
            {
                if (preview.Rehearse(opened.Folder) is not { } letters)
                    return Task.FromResult(StaffErrorPages.NoSuchPage(http));
                var one = FindInvitee(http, opened);
                if (one is null && ReadQuery(http).Length > 0)
                    return Task.FromResult(StaffErrorPages.NoSuchPage(http));
                var name = one is null
                    ? $"{opened.Draft.Campaign}-rehearsal.zip"
                    : $"{opened.Draft.Campaign}-{one.Id}-rehearsal.zip";
                return Task.FromResult<IResult>(
                    HttpMethods.IsHead(http.Request.Method)
                        ? TypedResults.File([], ZipType, name)
                        : TypedResults.Stream(
                            stream =>
                                RehearsalZip.Write(
                                    stream,
                                    letters,
                                    one,
                                    clock.GetCurrentInstant(),
                                    http.RequestAborted
                                ),
                            ZipType,
                            name
                        )
                );
            }
        );

    private static string ReadQuery(HttpContext http) => http.Request.Query["invitee"].ToString().Trim();

    /// <summary>The invitee of that id; else the first one whose name, State or office has the text.</summary>
    private static Invitee? FindInvitee(HttpContext http, OpenedDraft opened)
    {
        if (ReadQuery(http) is not { Length: > 0 } query)
            return null;
        var text = new SearchedText(query);
        return opened.Folder.Invitees.FirstOrDefault(i =>
                string.Equals(i.Id.Value, query, StringComparison.OrdinalIgnoreCase)
            )
            ?? opened.Folder.Invitees.FirstOrDefault(i =>
                StateNames.FindAll(i.State).Append(i.Name).Append(i.Office).Any(text.IsIn)
            );
    }

    private RehearsedInvitee? Rehearse(OpenedDraft opened, Invitee? invitee) =>
        invitee is not null && preview.Rehearse(opened.Folder) is { } letters
            ? new RehearsedInvitee(invitee, [.. letters.Compose(invitee)])
            : null;

    private static IReadOnlyList<RehearsedDay> Rehearse(OpenedDraft opened) =>
        opened.Folder.Campaign is { } campaign ? new Rehearsal(campaign).DaysFor(opened.Folder.Invitees) : [];
}

/// <summary>The letters of an invitee in a rehearsal.</summary>
/// <param name="Invitee">The invitee.</param>
/// <param name="Letters">The letters, by time.</param>
public sealed record RehearsedInvitee(
    Invitee Invitee,
    IReadOnlyList<(RehearsedLetter Rehearsed, LetterResult Result)> Letters
);
