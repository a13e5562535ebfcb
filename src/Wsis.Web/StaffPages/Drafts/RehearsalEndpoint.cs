using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;
using NodaTime.Extensions;
using Wsis.Invitations.Drafts;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Workflow;

namespace Wsis.Web.StaffPages.Drafts;

/// <summary>Rehearses a draft on a virtual clock: which letters go out when, if nobody replies.</summary>
public sealed class RehearsalEndpoint(DraftOpener opener, LetterPreview preview, TimeProvider clock)
{
    private const string ZipType = "application/zip";

    /// <summary>The most invitees whose letters are in one file, and the most bytes of their attachments. Beyond, it
    /// has the letters of the first invitee of each language.</summary>
    private const int MaxInvitees = 1000;
    private const long MaxAttachments = 256 * 1024 * 1024;

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
                                && letters.Choose(MaxInvitees, MaxAttachments).Count == opened.Folder.Invitees.Count,
                        }
                    )
                )
        );

    /// <summary>The letters as <c>.eml</c> files, of one invitee or of all.</summary>
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
                        : TypedResults.Stream(stream => Write(stream, letters, one, http.RequestAborted), ZipType, name)
                );
            }
        );

    private async Task Write(Stream stream, RehearsedLetters letters, Invitee? one, CancellationToken cancellation)
    {
        using var written = new WrittenPart();
        using (var zip = new ZipArchive(written, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8))
        {
            var invitees = one is null ? letters.Choose(MaxInvitees, MaxAttachments) : [one];
            foreach (var invitee in invitees)
            foreach (var (index, (rehearsed, result)) in letters.Compose(invitee).Index())
                if (result.Letter is { } letter)
                {
                    Write(zip, $"{invitee.Id}/{index + 1:00}-{rehearsed.Dispatch.Step}.eml", letter, rehearsed.At);
                    await written.MoveTo(stream, cancellation);
                }
            var now = clock.GetCurrentInstant();
            foreach (var invitee in invitees.DistinctBy(i => i.Language))
            foreach (var (name, result) in letters.ComposeOccasional(invitee, now))
                if (result.Letter is { } letter)
                {
                    Write(zip, $"occasional/{invitee.Language}-{name}.eml", letter, now);
                    await written.MoveTo(stream, cancellation);
                }
        }
        await written.MoveTo(stream, cancellation);
    }

    private static void Write(ZipArchive zip, string name, Letter letter, Instant date)
    {
        using var entry = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
        LetterMime.Compose(letter, date).WriteTo(LetterMime.Format, entry);
    }

    /// <summary>What a zip has written and the response does not have yet: the library ends its entries without
    /// awaiting, which a response does not allow.</summary>
    private sealed class WrittenPart : MemoryStream
    {
        /// <summary>So that the library never goes back to what was sent.</summary>
        public override bool CanSeek => false;

        public async Task MoveTo(Stream response, CancellationToken cancellation)
        {
            await response.WriteAsync(GetBuffer().AsMemory(0, (int)Length), cancellation);
            SetLength(0);
        }
    }

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

    private static List<RehearsedDay> Rehearse(OpenedDraft opened)
    {
        if (opened.Folder.Campaign is not { } campaign)
            return [];
        return
        [
            .. new Rehearsal(campaign)
                .LettersFor(opened.Folder.Invitees)
                .GroupBy(l => (l.At.InZone(campaign.Schedule.Zone).Date, l.Dispatch.Step.Value))
                .Select(g => new RehearsedDay(
                    g.Key.Date,
                    g.Key.Value,
                    g.Min(l => l.At).InZone(campaign.Schedule.Zone).TimeOfDay,
                    g.Count(),
                    [.. g.CountBy(l => l.Invitee.Language).OrderByDescending(c => c.Value)],
                    g.Count(l => l.Moved != Duration.Zero),
                    g.First().IfComing
                ))
                .OrderBy(d => d.Day)
                .ThenBy(d => d.Step, StringComparer.Ordinal),
        ];
    }
}

/// <summary>The letters of a step that go out on a day.</summary>
/// <param name="Day">The day in the campaign's zone.</param>
/// <param name="Step">The step.</param>
/// <param name="First">When the first one goes out, in the campaign's zone.</param>
/// <param name="Letters">How many.</param>
/// <param name="Languages">How many in each language.</param>
/// <param name="Moved">How many go out later than planned, because the office is closed.</param>
/// <param name="IfComing">Whether only those who have accepted get it.</param>
public sealed record RehearsedDay(
    LocalDate Day,
    string Step,
    LocalTime First,
    int Letters,
    IReadOnlyList<KeyValuePair<Language, int>> Languages,
    int Moved,
    bool IfComing
);

/// <summary>The letters of an invitee in a rehearsal.</summary>
/// <param name="Invitee">The invitee.</param>
/// <param name="Letters">The letters, by time.</param>
public sealed record RehearsedInvitee(
    Invitee Invitee,
    IReadOnlyList<(RehearsedLetter Rehearsed, LetterResult Result)> Letters
);
