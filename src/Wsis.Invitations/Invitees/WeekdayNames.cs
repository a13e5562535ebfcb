using System.Collections.Frozen;
using NodaTime;
using NodaTime.Extensions;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Letters;

namespace Wsis.Invitations.Invitees;

/// <summary>Reads days off by their names in the six languages, whole or shortened, in any case:
/// <c>samedi et dimanche</c>, <c>Fri, Sat</c>, <c>星期五、星期六</c>.</summary>
public static class WeekdayNames
{
    /// <summary>From Monday to Sunday, as they are written and shortened.</summary>
    private static readonly string[] Names =
    [
        "monday mon lundi lun lunes понедельник пн الاثنين الإثنين 星期一 周一 礼拜一",
        "tuesday tue mardi mar martes вторник вт الثلاثاء 星期二 周二 礼拜二",
        "wednesday wed mercredi mer miércoles mié среда ср الأربعاء 星期三 周三 礼拜三",
        "thursday thu jeudi jeu jueves jue четверг чт الخميس 星期四 周四 礼拜四",
        "friday fri vendredi ven viernes vie пятница пт الجمعة 星期五 周五 礼拜五",
        "saturday sat samedi sam sábado sáb суббота сб السبت 星期六 周六 礼拜六",
        "sunday sun dimanche dim domingo dom воскресенье вс الأحد 星期日 星期天 周日 礼拜天",
    ];

    private static readonly string[] Conjunctions = ["and", "et", "y", "и", "و", "和", "及"];

    private static readonly FrozenDictionary<string, IsoDayOfWeek> Days = Names
        .SelectMany(
            (names, i) => names.Split(' ').Select(name => (Name: PlainName.From(name), Day: (IsoDayOfWeek)(i + 1)))
        )
        .DistinctBy(n => n.Name)
        .ToFrozenDictionary(n => n.Name, n => n.Day, StringComparer.Ordinal);

    private static readonly char[] Separators =
    [
        ' ',
        '\u00A0',
        ',',
        ';',
        '/',
        '+',
        '&',
        '.',
        '،',
        '、',
        '，',
        '-',
        '–',
    ];

    /// <summary>Reads the days off. Null for a text with something else, and for seven days. An empty text is a week
    /// without days off.</summary>
    public static Weekend? Find(string text)
    {
        var days = new HashSet<IsoDayOfWeek>();
        foreach (var word in text.Split(Separators, StringSplitOptions.RemoveEmptyEntries))
            if (!Add(PlainName.From(word), days))
                return null;
        return days.Count > 6 ? null : new Weekend([.. days]);
    }

    /// <summary>Names the days off in a language, from Monday on. What is no days off stays as it is.</summary>
    /// <param name="text">The days, as <see cref="Find"/> reads them.</param>
    /// <param name="language">The language.</param>
    public static string ToDisplay(string text, Language language) =>
        Find(text) is { } weekend
            ? string.Join(
                ", ",
                Enumerable
                    .Range((int)IsoDayOfWeek.Monday, 7)
                    .Select(d => (IsoDayOfWeek)d)
                    .Where(weekend.Contains)
                    .Select(d => language.Culture.DateTimeFormat.GetDayName(d.ToDayOfWeek()))
            )
            : text;

    /// <summary>A word is a day or a conjunction. Arabic joins the conjunction to the word, and Chinese writes all
    /// without spaces.</summary>
    private static bool Add(string word, HashSet<IsoDayOfWeek> days)
    {
        while (word.Length > 0)
        {
            if (Days.TryGetValue(word, out var whole))
            {
                days.Add(whole);
                return true;
            }
            if (Conjunctions.Contains(word))
                return true;
            if (FindBeginning(word) is not { } beginning)
                return false;
            if (Days.TryGetValue(beginning, out var day))
                days.Add(day);
            word = word[beginning.Length..];
        }
        return true;
    }

    private static string? FindBeginning(string word) =>
        Days
            .Keys.Where(IsChinese)
            .Concat(["و", "和", "及"])
            .Where(name => word.StartsWith(name, StringComparison.Ordinal))
            .MaxBy(name => name.Length);

    private static bool IsChinese(string name) => name[0] is >= '\u4E00' and <= '\u9FFF';
}
