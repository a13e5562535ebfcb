using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Spectre.Console;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Invitees;
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
                LettersBy = l.Dispatch.OnPaper ? nameof(LetterChannel.Paper) : nameof(LetterChannel.Email),
                Address = l.Dispatch.OnPaper ? null : l.Invitee.Address,
                Postal = l is { Dispatch.OnPaper: true, Invitee.PostalLines: { Count: > 0 } lines } ? lines : null,
                Fax = l is { Dispatch.OnPaper: true, Invitee.Fax: { Length: > 0 } fax } ? fax : null,
                OnlyIf = l.IfComing ? "accepted or delegated" : null,
                MovedHours = Math.Round(l.Moved.TotalHours, 2),
            }),
            Json
        );

    public static void Print(Campaign campaign, IReadOnlyCollection<RehearsedLetter> letters)
    {
        var table = new Table()
            .Title(Markup.Escape($"{campaign.Reference}: {Count(letters)} if nobody replies"))
            .AddColumn($"day in {campaign.Schedule.Zone.Id}")
            .AddColumn("letter")
            .AddColumn(new TableColumn("to").RightAligned())
            .AddColumn(new TableColumn("on paper").RightAligned())
            .AddColumn("languages")
            .AddColumn(new TableColumn("moved").RightAligned());
        foreach (var day in ByDay(campaign, letters))
            table.AddRow(
                day.Key.Day.ToString("ddd d MMM uuuu", CultureInfo.InvariantCulture),
                Markup.Escape(day.Key.Step),
                day.First().IfComing ? $"of {day.Count()}" : $"{day.Count()}",
                day.Count(l => l.Dispatch.OnPaper) is > 0 and var onPaper ? $"{onPaper}" : "",
                string.Join(
                    ' ',
                    day.GroupBy(l => l.Invitee.Language.Code)
                        .OrderByDescending(g => g.Count())
                        .Select(g => $"{g.Key} {g.Count()}")
                ),
                day.Count(l => l.Moved != Duration.Zero) is > 0 and var moved ? $"{moved}" : ""
            );
        AnsiConsole.Write(table);
        if (letters.Any(l => l.Dispatch.OnPaper))
            AnsiConsole.WriteLine("on paper: letters that you print and post. They count as posted at once here.");
        AnsiConsole.WriteLine("of: only invitees who have accepted or delegated receive it.");
        AnsiConsole.WriteLine(
            "moved: letters that are sent later than planned, because the office is closed (hours, weekend or holiday)."
        );
    }

    /// <summary>How many letters go out if nobody replies, and how many of them on paper.</summary>
    public static string Count(IEnumerable<RehearsedLetter> letters)
    {
        var planned = letters.Where(l => !l.IfComing).ToList();
        var onPaper = planned.Count(l => l.Dispatch.OnPaper);
        return EnglishCount.Format(planned.Count, "letter") + (onPaper > 0 ? $" ({onPaper} on paper)" : "");
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
