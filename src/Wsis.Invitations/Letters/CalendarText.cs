using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace Wsis.Invitations.Letters;

/// <summary>Writes dates as each language writes them in letters: 8 December 2017, 8 décembre 2017, 2017年12月8日.
/// Month names come from the Unicode CLDR through the platform's globalization data.</summary>
public static class CalendarText
{
    private static readonly Dictionary<Language, LocalDatePattern> Long = Language.All.ToDictionary(
        l => l,
        l => Pattern(l, day: true)
    );
    private static readonly Dictionary<Language, LocalDatePattern> MonthAndYear = Language.All.ToDictionary(
        l => l,
        l => Pattern(l, day: false)
    );

    /// <summary>A date, written out.</summary>
    public static string Date(LocalDate date, Language language) =>
        language == Language.French && date.Day == 1
            ? $"1er {MonthAndYear[language].Format(date)}"
            : Long[language].Format(date);

    /// <summary>The line of the date: Geneva, 8 December 2017; Genève, le 8 décembre 2017. Without a place, the
    /// date.</summary>
    public static string PlaceAndDate(string? place, LocalDate date, Language language) =>
        (place, language.Code) switch
        {
            (null, _) => Date(date, language),
            (_, "ar") => $"{place}، {Date(date, language)}",
            (_, "fr") => $"{place}, le {Date(date, language)}",
            (_, "zh") => $"{Date(date, language)}，{place}",
            _ => $"{place}, {Date(date, language)}",
        };

    /// <summary>A time of day on the 24-hour clock.</summary>
    public static string Time(LocalTime time) => time.ToString("HH':'mm", CultureInfo.InvariantCulture);

    /// <summary>A local date and time, for a sentence: 8 December 2017, 09:00; 8 décembre 2017 à 09:00.</summary>
    public static string Moment(LocalDateTime moment, Language language) =>
        language == Language.French
            ? $"{Date(moment.Date, language)} à {Time(moment.TimeOfDay)}"
            : $"{Date(moment.Date, language)}, {Time(moment.TimeOfDay)}";

    /// <summary>A moment in a zone, for a sentence. Without a zone it is in UTC and says so.</summary>
    public static string Moment(Instant moment, DateTimeZone? zone, Language language) =>
        zone is null
            ? $"{Moment(moment.InUtc().LocalDateTime, language)} UTC"
            : Moment(moment.InZone(zone).LocalDateTime, language);

    /// <summary>A run of days: 19–23 March 2018.</summary>
    public static string Range(LocalDate from, LocalDate to, Language language)
    {
        if (from == to)
            return Date(from, language);
        if (from.Year != to.Year || from.Month != to.Month)
            return $"{Date(from, language)} – {Date(to, language)}";
        return language == Language.Chinese
            ? $"{Date(from, language)}至{to.Day}日"
            : $"{from.Day}–{to.Day} {MonthAndYear[language].Format(to)}";
    }

    /// <summary>Several days: 20 and 21 March 2018.</summary>
    public static string Days(IReadOnlyList<LocalDate> days, Language language)
    {
        if (days.Count == 0)
            return "";
        var last = days[^1];
        var sameMonth = days.All(d => d.Year == last.Year && d.Month == last.Month);
        if (days.Count == 1 || !sameMonth)
            return Enumerate([.. days.Select(d => Date(d, language))], language);
        var month = MonthAndYear[language].Format(last);
        var isChinese = language == Language.Chinese;
        var numbers = Enumerate([.. days.Select(d => isChinese ? $"{d.Day}日" : $"{d.Day}")], language);
        return isChinese ? month + numbers : $"{numbers} {month}";
    }

    private static string Enumerate(IReadOnlyList<string> items, Language language) =>
        items.Count == 1
            ? items[0]
            : string.Join(language == Language.Chinese ? "、" : ", ", items.SkipLast(1)) + And(language) + items[^1];

    private static string And(Language language) =>
        language.Code switch
        {
            "ar" => " و",
            "en" => " and ",
            "es" => " y ",
            "fr" => " et ",
            "ru" => " и ",
            _ => "和",
        };

    private static LocalDatePattern Pattern(Language language, bool day)
    {
        var pattern = language.Code switch
        {
            "es" => "d 'de' MMMM 'de' uuuu",
            "ru" => "d MMMM uuuu' года'",
            "zh" => "uuuu'年'M'月'd'日'",
            _ => "d MMMM uuuu",
        };
        if (!day)
            pattern = language == Language.Chinese ? "uuuu'年'M'月'" : pattern[2..];
        return LocalDatePattern.Create(pattern, Gregorian(language, genitiveAlways: !day));
    }

    /// <summary>Arabic cultures may default to another calendar, and a month without its day would be in the nominative
    /// in Russian.</summary>
    private static CultureInfo Gregorian(Language language, bool genitiveAlways)
    {
        var culture = (CultureInfo)language.Culture.Clone();
        culture.DateTimeFormat.Calendar = new GregorianCalendar();
        if (genitiveAlways)
            culture.DateTimeFormat.MonthNames = culture.DateTimeFormat.MonthGenitiveNames;
        return culture;
    }
}
