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

/// <summary>What becomes of an entry in the diary of the office.</summary>
public enum EntryState
{
    /// <summary>There was none and there is none.</summary>
    None,

    /// <summary>It is entered, or replaces the earlier one.</summary>
    Confirmed,

    /// <summary>It is removed.</summary>
    Cancelled,
}

/// <summary>The entries for the reader's calendar (RFC 5545): the days of the event, and the policy statement if its
/// day was chosen. Each is a file of its own, because Outlook imports a file with several entries as a calendar of its
/// own. The method is PUBLISH (RFC 5546, section 3.2.1), because the reader answers on the reply page, not in the
/// calendar, or CANCEL (section 3.2.5), which removes the entry.</summary>
/// <remarks>It does not contain the reply link: calendars are shared, and everybody who has the link can
/// answer.</remarks>
public static class CalendarEntry
{
    public const string EventFileName = "event.ics";

    public const string StatementFileName = "statement.ics";

    /// <summary>What becomes of the entry of the event.</summary>
    /// <param name="invitation">The invitation.</param>
    /// <param name="isOff">True if the campaign was cancelled. A withdrawn invitation is off, too.</param>
    public static EntryState FindEvent(Invitation invitation, bool isOff = false) =>
        Find(
            invitation.Reply?.Answer.Attendance is not null,
            FormerEntries.Read(invitation).Event,
            isOff || invitation.Phase == Phase.Withdrawn
        );

    /// <summary>What becomes of the entry of the policy statement.</summary>
    /// <param name="invitation">The invitation.</param>
    /// <param name="isOff">True if the campaign was cancelled. A withdrawn invitation is off, too.</param>
    public static EntryState FindStatement(Invitation invitation, bool isOff = false) =>
        Find(
            invitation.Reply?.Answer.Attendance?.StatementDay is not null,
            FormerEntries.Read(invitation).StatementDay is not null,
            isOff || invitation.Phase == Phase.Withdrawn
        );

    private static EntryState Find(bool isWanted, bool wasEntered, bool isOff) =>
        (isWanted, wasEntered, isOff) switch
        {
            (true, _, false) => EntryState.Confirmed,
            (true, _, true) or (false, true, _) => EntryState.Cancelled,
            _ => EntryState.None,
        };

    /// <summary>The files of a letter: the entries of the current reply, and cancellations of those that it has no
    /// more.</summary>
    /// <param name="campaign">The campaign.</param>
    /// <param name="invitation">The invitation.</param>
    /// <param name="language">The language of their texts.</param>
    /// <param name="now">The time of writing.</param>
    /// <param name="readers">The addresses to which the letter goes.</param>
    internal static IEnumerable<Attachment> WriteAll(
        Campaign campaign,
        Invitation invitation,
        Language language,
        Instant now,
        IEnumerable<string> readers
    )
    {
        IReadOnlyList<string> attendees = [.. readers.Distinct(StringComparer.OrdinalIgnoreCase)];
        if (FindEvent(invitation) != EntryState.None)
            yield return WriteEvent(campaign, invitation, language, now, attendees: attendees);
        if (WriteStatement(campaign, invitation, language, now, attendees: attendees) is { } statement)
            yield return statement;
    }

    /// <summary>Writes the entry of the event.</summary>
    /// <param name="campaign">The campaign.</param>
    /// <param name="invitation">The invitation. The sequence number grows with its replies, so the entry of a changed
    /// reply replaces the earlier one. The entry of a declined or withdrawn invitation is cancelled.</param>
    /// <param name="language">The language of its texts.</param>
    /// <param name="now">The time of writing.</param>
    /// <param name="isOff">True cancels the entry.</param>
    /// <param name="attendees">Those whose entry a cancellation removes. Null for the office.</param>
    public static Attachment WriteEvent(
        Campaign campaign,
        Invitation invitation,
        Language language,
        Instant now,
        bool isOff = false,
        IReadOnlyList<string>? attendees = null
    )
    {
        isOff |= invitation.Reply?.Answer is Answer.Declined || invitation.Phase == Phase.Withdrawn;
        return Write(
            EventFileName,
            Days(campaign, invitation, language),
            campaign,
            invitation,
            language,
            now,
            isOff ? attendees ?? invitation.Invitee.Addresses : null
        );
    }

    /// <summary>Writes the entry of the policy statement. Null if there is none and was none.</summary>
    /// <param name="campaign">The campaign.</param>
    /// <param name="invitation">The invitation, as for the entry of the event.</param>
    /// <param name="language">The language of its texts.</param>
    /// <param name="now">The time of writing.</param>
    /// <param name="isOff">True cancels the entry.</param>
    /// <param name="attendees">Those whose entry a cancellation removes. Null for the office.</param>
    public static Attachment? WriteStatement(
        Campaign campaign,
        Invitation invitation,
        Language language,
        Instant now,
        bool isOff = false,
        IReadOnlyList<string>? attendees = null
    )
    {
        var state = FindStatement(invitation, isOff);
        var day = invitation.Reply?.Answer.Attendance?.StatementDay ?? FormerEntries.Read(invitation).StatementDay;
        return state == EntryState.None || day is not { } chosen
            ? null
            : Write(
                StatementFileName,
                Statement(
                    campaign,
                    invitation,
                    language,
                    campaign.Statements.FirstOrDefault(s => s.Day == chosen) ?? new StatementDay(chosen, 1)
                ),
                campaign,
                invitation,
                language,
                now,
                state == EntryState.Cancelled ? attendees ?? invitation.Invitee.Addresses : null
            );
    }

    private static Attachment Write(
        string fileName,
        CalendarEvent entry,
        Campaign campaign,
        Invitation invitation,
        Language language,
        Instant now,
        IReadOnlyList<string>? removedFrom
    )
    {
        var isOff = removedFrom is not null;
        var method = isOff ? CalendarMethods.Cancel : CalendarMethods.Publish;
        var calendar = new Calendar { Method = method, ProductId = "-//WSIS Functions//Invitations//EN" };
        calendar.AddTimeZone(
            VTimeZone.FromDateTimeZone(campaign.Schedule.Zone.Id, campaign.Event.From.ToDateTimeUnspecified(), false)
        );
        entry.DtStamp = new CalDateTime(now.ToDateTimeUtc());
        // Two numbers a reply: a cancelled entry needs one of its own, below that of the next reply.
        entry.Sequence = (2 * invitation.Replies) + (isOff ? 1 : 0);
        entry.Status = isOff ? EventStatus.Cancelled : EventStatus.Confirmed;
        entry.Location = campaign.Event.Place.In(language);
        entry.Organizer = new Organizer($"mailto:{campaign.Contact.Address}")
        {
            CommonName = campaign.Contact.Name.In(language),
        };
        // A cancellation names those whose entry it removes. PUBLISH must not name anybody.
        foreach (var address in removedFrom ?? [])
            entry.Attendees.Add(new Attendee($"mailto:{address}"));
        calendar.Events.Add(entry);
        return new Attachment(
            fileName,
            $"text/calendar; charset=utf-8; method={method}",
            Encoding.UTF8.GetBytes(new CalendarSerializer(calendar).SerializeToString() ?? "")
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
