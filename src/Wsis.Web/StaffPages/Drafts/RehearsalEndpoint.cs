using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Workflow;

namespace Wsis.Web.StaffPages.Drafts;

/// <summary>Rehearses a draft on a virtual clock: which letters go out when, if nobody replies.</summary>
public sealed class RehearsalEndpoint(DraftOpener opener)
{
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
                        }
                    )
                )
        );

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
