using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Workflow;
using Wsis.Web.Hosting;
using Wsis.Web.Hosting.Authentication;
using Wsis.Web.StaffPages.Drafts.Facts;
using Wsis.Web.StaffPages.Drafts.Invitees;
using Wsis.Web.StaffPages.Texts;

namespace Wsis.Web.StaffPages;

/// <summary>The data of the request that every staff page needs.</summary>
/// <param name="Language">English or French.</param>
/// <param name="Member">Who is signed in; null where nobody is.</param>
/// <param name="SignIn">Where to sign in and out.</param>
/// <param name="Path">The page's own path.</param>
/// <param name="Query">The page's own query, without the language.</param>
public sealed record StaffPageContext(
    Language Language,
    StaffMember? Member,
    StaffSignIn SignIn,
    string Path,
    string Query
)
{
    /// <summary>The field of a query after an action that succeeded.</summary>
    public const string DoneField = "done=1";

    /// <summary>The field of a query after a correction that gave what is there already.</summary>
    public const string UnchangedField = "done=0";

    private const string LanguageField = "lang";
    private const string LanguageCookie = "wsis-lang";

    /// <summary>The languages of staff pages.</summary>
    public static readonly IReadOnlyList<Language> Languages = [Language.English, Language.French];

    public StaffTexts Texts { get; } = StaffTexts.In(Language);

    /// <summary>The texts of the pages on which a campaign is prepared.</summary>
    public DraftTexts DraftTexts { get; } = DraftTexts.In(Language);

    /// <summary>The message after an action that succeeded; null where none did.</summary>
    public string? Done =>
        Query.TrimStart('?').Split('&').FirstOrDefault(f => f.StartsWith("done=", StringComparison.Ordinal)) switch
        {
            DoneField => Texts.Done,
            UnchangedField => Texts.NothingChanged,
            _ => null,
        };

    public bool MayManage => Member is { CanManage: true };

    /// <summary>The form that was posted to <see cref="Path"/>; null where none was.</summary>
    private StaffForm? Posted { get; init; }

    /// <summary>Whether this page answers a form, and has in it what was typed.</summary>
    public bool AnswersForm => Posted is not null;

    /// <summary>Whether this page answers the form of an action, which was refused then: what was done leads to another
    /// page.</summary>
    /// <param name="action">The path of the action.</param>
    public bool Answers(string action) => Posted is not null && Path == action;

    /// <summary>Why the form that this page answers was refused; null where none was.</summary>
    public FormError? Error { get; init; }

    /// <summary>Whether a box of the form of an action that was refused had its tick.</summary>
    /// <param name="action">The path of the action.</param>
    /// <param name="field">The field.</param>
    /// <param name="value">The value of the box.</param>
    public bool WasTicked(string action, string field, string value) =>
        Answers(action) && Posted!.All(field).Contains(value);

    /// <summary>What was typed in the form of an action that was refused.</summary>
    /// <param name="action">The path of the action.</param>
    /// <param name="field">The field.</param>
    /// <returns>The text, empty for a box without a tick. Null where the page does not answer that action.</returns>
    public string? FindTyped(string action, string field) => Answers(action) ? Posted!.Text(field) : null;

    /// <summary>A problem of a campaign folder, with the name of its field.</summary>
    public string Describe(Problem problem)
    {
        var name =
            problem.Column is { } column ? DraftTexts.DisplayColumn(column)
            : problem.Property is not null ? this.DisplayPlace(problem)
            : null;
        var text = Texts.Display(problem.Reason.ToProblemOfForm());
        return name is null ? text : Texts.Label(name, text);
    }

    /// <summary>A cell of a list of invitees as people read it: with the names of languages and of days.</summary>
    public string DisplayCell(string column, string cell) =>
        column switch
        {
            "language" => Texts.DisplayLanguages(cell),
            "weekend" => WeekdayNames.ToDisplay(cell, Language),
            _ => InviteeList.ToDisplay(column, cell),
        };

    /// <summary>Says what is wrong with a list, and in which letter where it is seen there.</summary>
    public string DescribeInList(Problem problem) =>
        problem.IsOfLetter ? Texts.Label(DescribeFile(problem.File), Describe(problem)) : Describe(problem);

    /// <summary>Names a file of a campaign as its page does. Attachments and images have their own names.</summary>
    public string DescribeFile(string path) =>
        path.Split('/') switch
        {
            [CampaignReader.FileName] => DraftTexts.Facts,
            [InviteeList.FileName] => Texts.Invitees,
            ["letters", var code, var name]
                when Language.TryParse(code, out var language) && name.EndsWith(".md", StringComparison.Ordinal) =>
                $"{Texts.DisplayStep(name[..^3])}, {Texts.Display(language)}",
            _ => path,
        };

    /// <summary>Which date of a draft lies in the past, and what follows. Null if there is none.</summary>
    public string? DescribePassed(Schedule schedule, NodaTime.Instant now) =>
        LaunchWarnings.FindPassed(schedule, now) is var (property, reason)
            ? Texts.Label(DraftTexts.DisplayFact(property), Texts.Display(reason))
            : null;

    /// <summary>Why a file is not a list, with the line.</summary>
    public string Describe(UnreadableListException unreadable) =>
        unreadable.Line == 0
            ? Texts.Display(unreadable.Reason)
            : string.Format(null, DraftTexts.LineAndMessage, unreadable.Line, Texts.Display(unreadable.Reason));

    /// <summary>Reads the context of a request. The browser remembers a language that was chosen.</summary>
    public static StaffPageContext Read(HttpContext http)
    {
        if (FindLanguage(http.Request.Query[LanguageField]) is { } chosen)
            http.Response.Cookies.Append(
                LanguageCookie,
                chosen.Code,
                new CookieOptions
                {
                    HttpOnly = true,
                    SameSite = SameSiteMode.Strict,
                    Secure = http.IsSecureSite(),
                    Path = "/staff",
                    MaxAge = TimeSpan.FromDays(365),
                }
            );
        return new StaffPageContext(
            LanguageOf(http.Request),
            http.User.FindStaffMember(),
            http.RequestServices.GetRequiredService<StaffSignIn>(),
            http.Request.Path.Value ?? "/staff",
            string.Join(
                '&',
                http.Request.Query.Where(q => q.Key is not (LanguageField or "code"))
                    .SelectMany(q =>
                        q.Value.Select(v => $"{Uri.EscapeDataString(q.Key)}={Uri.EscapeDataString(v ?? "")}")
                    )
            )
        )
        {
            Posted = http.Features.Get<StaffForm>(),
        };
    }

    /// <summary>The address of this page in another language. A list that was uploaded stays the same.</summary>
    public string In(Language language)
    {
        var query = new[]
        {
            Query,
            Posted?.TextOrNull(ListForms.KeptField) is { } kept
                ? $"{ListForms.UploadField}={Uri.EscapeDataString(kept)}"
                : "",
            $"{LanguageField}={language}",
        };
        return $"{Path}?{string.Join('&', query.Where(q => q.Length > 0))}";
    }

    /// <summary>A number as the language writes it: 20,000 or 20 000.</summary>
    public string Number(long number) => number.ToString("N0", Culture);

    /// <summary>A share as a rounded percentage; an en dash where the whole is zero.</summary>
    public string Share(long part, long whole) => whole == 0 ? "–" : ShareText.Format(Language, part, whole);

    public string Date(LocalDate date) => CalendarText.Date(date, Language);

    /// <summary>A moment in a zone: 12 December 2017, 14:05.</summary>
    public string Moment(Instant instant, DateTimeZone zone) => Moment(instant.InZone(zone).LocalDateTime);

    public string Moment(LocalDateTime moment) => $"{Date(moment.Date)}, {CalendarText.Time(moment.TimeOfDay)}";

    /// <summary>The moment at which a letter begins to go out. A moment outside the hours of sending, or on a holiday,
    /// is moved by each office, in its own time.</summary>
    public string SendingMoment(LocalDateTime due, SendingWindow? window)
    {
        if (window is null)
            return Moment(due);
        var day = due.TimeOfDay < window.To ? due.Date : due.Date.PlusDays(1);
        while (window.Holidays.Contains(day))
            day = day.PlusDays(1);
        return day == due.Date && due.TimeOfDay >= window.From
            ? Moment(due)
            : string.Format(null, DraftTexts.InHoursOfOffice, Date(day), CalendarText.Time(window.From));
    }

    /// <summary>What an invitation leads to next, with its moment in the time of the campaign.</summary>
    public string Display(NextStep step, LoadedCampaign campaign)
    {
        var schedule = campaign.Planner.Schedule;
        var text = step.Kind switch
        {
            NextStepKind.Attempt => Texts.NextAttempt,
            NextStepKind.Result => Texts.NoResultAfter,
            _ => Texts.StepOn,
        };
        return string.Format(
            null,
            text,
            step.Step is { } letter ? Texts.DisplayStep(letter.Value) : Texts.Deadline,
            CalendarText.Moment(step.At, schedule.Zone, Language),
            Clock(campaign)
        );
    }

    /// <summary>Names the time of a campaign, in which its moments are shown: Geneva time.</summary>
    public string Clock(LoadedCampaign campaign) =>
        PlaceTime.Name(campaign.Campaign, campaign.Planner.Schedule, Language);

    /// <inheritdoc cref="Clock(LoadedCampaign)"/>
    public string Clock(Campaign campaign) => PlaceTime.Name(campaign, campaign.Schedule, Language);

    private CultureInfo Culture { get; } = CultureInfo.GetCultureInfo(Language.Code);

    private static Language LanguageOf(HttpRequest request) =>
        FindLanguage(request.Query[LanguageField])
        ?? FindLanguage(request.Cookies[LanguageCookie])
        ?? request
            .GetTypedHeaders()
            .AcceptLanguage.OrderByDescending(l => l.Quality ?? 1)
            .Select(l => FindLanguage(l.Value.Value?.Split('-')[0]))
            .FirstOrDefault(l => l is not null)
        ?? Language.English;

    private static Language? FindLanguage(string? code) => Languages.FirstOrDefault(l => l.Code == code);
}
