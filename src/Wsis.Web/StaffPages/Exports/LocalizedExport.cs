using System.Globalization;
using Microsoft.AspNetCore.Http;
using NodaTime;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Reports;
using Wsis.Invitations.Workflow;
using Wsis.Web.StaffPages.Texts;

namespace Wsis.Web.StaffPages.Exports;

/// <summary>An export in the language of a page.</summary>
/// <param name="Texts">The texts of the page.</param>
/// <param name="Headings">The headings of the columns.</param>
/// <param name="Zone">The zone of the moments.</param>
/// <param name="Clock">The name of the zone's time: Geneva time.</param>
/// <param name="Culture">The culture of the reader's machine: Excel expects its signs in CSV.</param>
internal sealed record LocalizedExport(
    StaffTexts Texts,
    ExportTexts Headings,
    DateTimeZone Zone,
    string Clock,
    CultureInfo Culture
)
{
    /// <summary>Excel reads it in every language.</summary>
    private const string MomentFormat = "yyyy-MM-dd HH:mm";

    public static LocalizedExport Create(HttpContext http, LoadedCampaign campaign)
    {
        var (page, schedule) = (StaffPageContext.Read(http), campaign.Planner.Schedule);
        return new LocalizedExport(
            page.Texts,
            ExportTexts.In(page.Language),
            schedule.Zone,
            page.Clock(campaign),
            ReadCulture(http.Request, page.Language)
        );
    }

    public CsvForm ToCsv(ExportedList list) =>
        new(list, Culture.TextInfo.ListSeparator, c => Heading(c.Name), (column, row) => Format(Value(column, row)));

    /// <summary>The heading of a column. That of times names the place of their clock.</summary>
    public string Heading(string column) =>
        column is "receivedAt" or "invitedAt" or "from" or "to" ? $"{Headings[column]} ({Clock})" : Headings[column];

    /// <summary>A cell: a text, a number or a <see cref="DateTime"/>.</summary>
    public object? Value(ExportColumn column, ExportedRow row) =>
        column.Value(row) is var value && value is Attention
            ? string.Join(", ", Texts.Display(row.Invitation))
            : Value(column.Name, value);

    /// <summary>A cell of a table: a text, a number or a <see cref="DateTime"/>.</summary>
    public object? Value(string column, object? cell) =>
        (column, cell) switch
        {
            ("answer" or "answerNotCounted", string kind) => Texts.DisplayAnswer(kind),
            ("address" or "copy", string addresses) => EmailAddress.ToDisplay(addresses),
            ("lastLetter", string step) => Texts.DisplayStep(step),
            ("language", string codes) => Texts.DisplayLanguages(codes),
            ("statementLanguage", string code) when Language.TryParse(code, out var language) => Texts.Display(
                language
            ),
            ("statement", StatementWish.Wished) => Texts.StatementWished,
            ("statement", StatementWish.None) => Texts.NoStatement,
            (_, Reason reason) => Texts.Display(reason),
            (_, LocalTime time) => CalendarText.Time(time),
            (_, LetterChannel channel) => Texts.Display(channel),
            (_, PostalWay way) => Texts.Display(way),
            ("toPrint", string steps) => string.Join(", ", steps.Split(' ').Select(Texts.DisplayStep)),
            (_, Phase phase) => Texts.Display(phase),
            (_, Channel channel) => Texts.Display(channel),
            (_, Delivery.Unknown) => null,
            (_, Delivery delivery) => Texts.Display(delivery),
            (_, true) => Headings.Yes,
            (_, Instant moment) => moment.InZone(Zone).ToDateTimeUnspecified(),
            (_, LocalDate day) => day.ToDateTimeUnspecified(),
            (_, var value) => value,
        };

    public byte[] ToCsv(ExportedTable table) =>
        table.ToCsv(Culture.TextInfo.ListSeparator, Heading, (column, cell) => Format(Value(column, cell)));

    public byte[] ToSpreadsheet(string sheet, ExportedTable table) => table.ToSpreadsheet(sheet, Heading, Value);

    private string? Format(object? value) =>
        value switch
        {
            DateTime moment when moment.TimeOfDay == TimeSpan.Zero => moment.ToString(
                MomentFormat[..10],
                CultureInfo.InvariantCulture
            ),
            DateTime moment => moment.ToString(MomentFormat, CultureInfo.InvariantCulture),
            double share => share.ToString("0.00", Culture),
            _ => Convert.ToString(value, Culture),
        };

    /// <summary>The first language of the browser is that of the machine. Without one, that of the page
    /// counts.</summary>
    private static CultureInfo ReadCulture(HttpRequest request, Language language)
    {
        var preferred = request
            .GetTypedHeaders()
            .AcceptLanguage.OrderByDescending(l => l.Quality ?? 1)
            .FirstOrDefault();
        try
        {
            return preferred is { Value.Value: { } name } && name != "*"
                ? CultureInfo.GetCultureInfo(name, predefinedOnly: true)
                : CultureInfo.GetCultureInfo(language.Code);
        }
        catch (CultureNotFoundException)
        {
            return CultureInfo.GetCultureInfo(language.Code);
        }
    }
}
