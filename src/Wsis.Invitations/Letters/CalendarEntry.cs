using System.Text;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using NodaTime;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Workflow;

namespace Wsis.Invitations.Letters;

/// <summary>The event for the reader's calendar (RFC 5545): its days, and the day of the policy statement if one was
/// chosen. The method is PUBLISH (RFC 5546, section 3.2.1), because the reader answers on the reply page, not in the
/// calendar.</summary>
/// <remarks>It does not contain the reply link: calendars are shared, and everybody who has the link can
/// answer.</remarks>
public static class CalendarEntry
{
    public const string FileName = "event.ics";

    public const string MediaType = "text/calendar; charset=utf-8; method=PUBLISH";

    /// <summary>Writes the entry as UTF-8.</summary>
    /// <param name="campaign">The campaign.</param>
    /// <param name="invitation">The invitation. The sequence number grows with its replies, so the entry of a changed
    /// reply replaces the earlier one. The entry of a declined invitation is cancelled.</param>
    /// <param name="language">The language of its texts.</param>
    /// <param name="now">The time of writing.</param>
    /// <param name="isOff">True cancels the entry.</param>
    public static byte[] Write(
        Campaign campaign,
        Invitation invitation,
        Language language,
        Instant now,
        bool isOff = false
    )
    {
        isOff |= invitation.Reply?.Answer is Answer.Declined;
        var calendar = new Calendar
        {
            Method = CalendarMethods.Publish,
            ProductId = "-//WSIS Functions//Invitations//EN",
        };
        calendar.AddTimeZone(
            VTimeZone.FromDateTimeZone(campaign.Schedule.Zone.Id, campaign.Event.From.ToDateTimeUnspecified(), false)
        );
        foreach (var entry in Entries(campaign, invitation, language))
        {
            entry.DtStamp = new CalDateTime(now.ToDateTimeUtc());
            // Two numbers a reply: a cancelled entry needs one of its own, below that of the next reply.
            entry.Sequence = (2 * invitation.Replies) + (isOff ? 1 : 0);
            entry.Status = isOff ? EventStatus.Cancelled : EventStatus.Confirmed;
            entry.Location = campaign.Event.Place.In(language);
            entry.Organizer = new Organizer($"mailto:{campaign.Contact.Address}")
            {
                CommonName = campaign.Contact.Name.In(language),
            };
            calendar.Events.Add(entry);
        }
        return Encoding.UTF8.GetBytes(new CalendarSerializer(calendar).SerializeToString() ?? "");
    }

    private static IEnumerable<CalendarEvent> Entries(Campaign campaign, Invitation invitation, Language language)
    {
        yield return Days(campaign, invitation, language);
        if (invitation.Reply?.Answer.Attendance?.StatementDay is { } day)
            yield return Statement(
                campaign,
                invitation,
                language,
                campaign.Statements.FirstOrDefault(s => s.Day == day) ?? new StatementDay(day, 1)
            );
    }

    private static CalendarEvent Days(Campaign campaign, Invitation invitation, Language language) =>
        new()
        {
            Uid = Uid(campaign, invitation, "event"),
            Summary = campaign.Event.Name.In(language),
            Description = Description(campaign, invitation, language),
            Start = Day(campaign.Event.From),
            // The end of an all-day entry is the day after it (RFC 5545, section 3.6.1).
            End = Day(campaign.Event.To.PlusDays(1)),
            Transparency = TransparencyType.Transparent,
        };

    private static CalendarEvent Statement(
        Campaign campaign,
        Invitation invitation,
        Language language,
        StatementDay day
    ) =>
        new()
        {
            Uid = Uid(campaign, invitation, "statement"),
            Summary = $"{CalendarLabels.In(language).Statement} – {campaign.Event.Name.In(language)}",
            Description = Description(campaign, invitation, language),
            Start = day.Hours is { } hours ? Time(day.Day + hours.From, campaign.Schedule.Zone) : Day(day.Day),
            End = day.Hours is { } until ? Time(day.Day + until.To, campaign.Schedule.Zone) : Day(day.Day.PlusDays(1)),
        };

    private static string Description(Campaign campaign, Invitation invitation, Language language)
    {
        var letter = LetterLabels.In(language);
        var lines = new List<string> { $"{letter.Reference} {campaign.Reference}" };
        if (invitation.Reply?.Answer is Answer.Delegated { Representative: var person })
            lines.Add(
                $"{CalendarLabels.In(language).Representative} {TextSanitizer.Line($"{person.Title} {person.Name}")}"
            );
        var contact = campaign.Contact;
        lines.Add($"{letter.Contact} {contact.Name.In(language)}, {contact.Address}, {contact.Telephone}");
        return string.Join('\n', lines);
    }

    /// <summary>The UID stays the same for the life of the invitation. It is globally unique (RFC 7986, section
    /// 5.3).</summary>
    private static string Uid(Campaign campaign, Invitation invitation, string entry) =>
        $"{campaign.Id}.{invitation.Invitee.Id}.{entry}@{campaign.Sender.Address.Split('@')[^1]}";

    private static CalDateTime Day(LocalDate day) => new(day.Year, day.Month, day.Day);

    private static CalDateTime Time(LocalDateTime time, DateTimeZone zone) =>
        new(time.Year, time.Month, time.Day, time.Hour, time.Minute, time.Second, zone.Id);
}

/// <summary>The fixed words of the calendar entry, in each language.</summary>
internal sealed record CalendarLabels(string Statement, string Representative)
{
    public static CalendarLabels In(Language language) =>
        language.Code switch
        {
            "ar" => new("بيان بشأن السياسات", "من يمثلكم:"),
            "en" => new("Policy statement", "Representative:"),
            "es" => new("Declaración de política", "Representante:"),
            "fr" => new("Déclaration de politique générale", "Personne désignée :"),
            "ru" => new("Программное заявление", "Представитель:"),
            _ => new("政策性发言", "代表："),
        };
}
