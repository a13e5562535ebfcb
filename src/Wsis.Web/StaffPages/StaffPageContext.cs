using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Wsis.Invitations.Letters;
using Wsis.Web.Hosting;
using Wsis.Web.Public;
using Wsis.Web.StaffApi;
using Wsis.Web.StaffPages.Texts;
using Wsis.Web.Webhooks;

namespace Wsis.Web.StaffPages;

/// <summary>Who sits before a staff page, and in which language: what every page needs to know.</summary>
/// <param name="Language">English or French.</param>
/// <param name="Member">Who is signed in; null on the page that signs in.</param>
/// <param name="Entrance">Where to sign in and out.</param>
/// <param name="Token">What a form must carry.</param>
/// <param name="Path">The page's own path.</param>
/// <param name="Query">The page's own query, without the language.</param>
public sealed record StaffPageContext(
    Language Language,
    StaffMember? Member,
    StaffEntrance Entrance,
    string Token,
    string Path,
    string Query
)
{
    private const string LanguageField = "lang";
    private const string LanguageCookie = "wsis-lang";

    /// <summary>The languages that staff pages speak.</summary>
    public static readonly IReadOnlyList<Language> Languages = [Language.English, Language.French];

    public StaffTexts Texts { get; } = StaffTexts.In(Language);

    /// <summary>What the page says after an act that was done led to it; null otherwise.</summary>
    public string? Done => Query.Split('&').Contains("done=1") ? Texts.Done : null;

    public bool MayManage => Member?.Right >= StaffRight.Manage;

    /// <summary>The desk of a request. A language that was chosen is remembered by the browser.</summary>
    public static StaffPageContext Read(HttpContext http)
    {
        var services = http.RequestServices;
        var member = http.Features.Get<StaffMember>();
        if (Spoken(http.Request.Query[LanguageField]) is { } chosen)
            http.Response.Cookies.Append(
                LanguageCookie,
                chosen.Code,
                new CookieOptions
                {
                    HttpOnly = true,
                    SameSite = SameSiteMode.Strict,
                    Secure = http.Request.IsHttps,
                    Path = "/staff",
                    MaxAge = TimeSpan.FromDays(365),
                }
            );
        return new StaffPageContext(
            LanguageOf(http.Request),
            member,
            services.GetRequiredService<StaffEntrance>(),
            member is null ? "" : services.GetRequiredService<FormTokens>().For(member),
            http.Request.Path.Value ?? "/staff",
            string.Join(
                '&',
                http.Request.Query.Where(q => q.Key is not (LanguageField or "code"))
                    .SelectMany(q =>
                        q.Value.Select(v => $"{Uri.EscapeDataString(q.Key)}={Uri.EscapeDataString(v ?? "")}")
                    )
            )
        );
    }

    /// <summary>This page in another language.</summary>
    public string In(Language language) => $"{Path}?{(Query.Length > 0 ? $"{Query}&" : "")}{LanguageField}={language}";

    /// <summary>A number as the language writes it: 20,000 or 20 000.</summary>
    public string Number(long number) => number.ToString("N0", Culture);

    /// <summary>A share of a hundred, rounded; an en dash where there is no whole.</summary>
    public string Share(long part, long whole) =>
        whole == 0
            ? "–"
            : (Math.Round(100.0 * part / whole, MidpointRounding.AwayFromZero) / 100).ToString("P0", Culture);

    public string Date(LocalDate date) => CalendarText.Date(date, Language);

    /// <summary>A moment in a zone: 12 December 2017, 14:05.</summary>
    public string Moment(Instant instant, DateTimeZone zone) => Moment(instant.InZone(zone).LocalDateTime);

    public string Moment(LocalDateTime moment) => $"{Date(moment.Date)}, {CalendarText.Time(moment.TimeOfDay)}";

    private CultureInfo Culture { get; } = CultureInfo.GetCultureInfo(Language.Code);

    private static Language LanguageOf(HttpRequest request) =>
        Spoken(request.Query[LanguageField])
        ?? Spoken(request.Cookies[LanguageCookie])
        ?? request
            .GetTypedHeaders()
            .AcceptLanguage.OrderByDescending(l => l.Quality ?? 1)
            .Select(l => Spoken(l.Value.Value?.Split('-')[0]))
            .FirstOrDefault(l => l is not null)
        ?? Language.English;

    private static Language? Spoken(string? code) => Languages.FirstOrDefault(l => l.Code == code);
}
