using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Spectre.Console;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Texts;
using Wsis.Invitations.Workflow;

namespace Wsis.Local.Rehearsing;

/// <summary>The letters of a rehearsal by the day on which they would be sent.</summary>
internal static class Timeline
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string ToJson(IEnumerable<RehearsedLetter> letters) =>
        JsonSerializer.Serialize(
            letters.Select(l => new
            {
                At = InstantPattern.General.Format(l.At),
                Local = l.At.InZone(l.Invitee.Zone).ToString("uuuu'-'MM'-'dd'T'HH':'mm", CultureInfo.InvariantCulture),
                Zone = l.Invitee.Zone.Id,
                Invitee = l.Invitee.Id.Value,
                l.Invitee.State,
                Step = l.Dispatch.Step.Value,
                Language = l.Invitee.Language.Code,
                l.Invitee.Address,
                OnlyIf = l.IfComing ? "accepted or delegated" : null,
                MovedHours = Math.Round(l.Moved.TotalHours, 2),
            }),
            Json
        );

    public static void Print(Campaign campaign, IReadOnlyCollection<RehearsedLetter> letters)
    {
        var count = EnglishCount.Format(letters.Count(l => !l.IfComing), "letter");
        var table = new Table()
            .Title(Markup.Escape($"{campaign.Reference}: {count} if nobody replies"))
            .AddColumn($"day in {campaign.Schedule.Zone.Id}")
            .AddColumn("letter")
            .AddColumn(new TableColumn("to").RightAligned())
            .AddColumn("languages")
            .AddColumn(new TableColumn("moved").RightAligned());
        foreach (var day in ByDay(campaign, letters))
            table.AddRow(
                day.Key.Day.ToString("ddd d MMM uuuu", CultureInfo.InvariantCulture),
                Markup.Escape(day.Key.Step),
                day.First().IfComing ? $"of {day.Count()}" : $"{day.Count()}",
                string.Join(
                    ' ',
                    day.GroupBy(l => l.Invitee.Language.Code)
                        .OrderByDescending(g => g.Count())
                        .Select(g => $"{g.Key} {g.Count()}")
                ),
                day.Count(l => l.Moved != Duration.Zero) is > 0 and var moved ? $"{moved}" : ""
            );
        AnsiConsole.Write(table);
        AnsiConsole.WriteLine("of: only invitees who have accepted or delegated receive it.");
        AnsiConsole.WriteLine(
            "moved: letters that are sent later than planned, because the office is closed (hours, weekend or holiday)."
        );
    }

    public static IEnumerable<IGrouping<(LocalDate Day, string Step), RehearsedLetter>> ByDay(
        Campaign campaign,
        IEnumerable<RehearsedLetter> letters
    ) =>
        letters
            .GroupBy(l => (l.At.InZone(campaign.Schedule.Zone).Date, l.Dispatch.Step.Value))
            .OrderBy(g => g.Key.Date)
            .ThenBy(g => g.Key.Value, StringComparer.Ordinal);
}
