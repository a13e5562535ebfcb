using Fluid;
using NodaTime;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Workflow;

namespace Wsis.Invitations.Letters;

/// <summary>The fields that a letter can use, with the values they have for one invitation.</summary>
internal sealed class LetterFields
{
    private const string InviteePrefix = "invitee.";

    private static readonly string[] Always =
    [
        "campaign.reference",
        "campaign.title",
        "campaign.organisation",
        "campaign.signatory",
        "campaign.place",
        "campaign.date",
        "signature.name",
        "signature.title",
        "invitee.name",
        "invitee.office",
        "invitee.salutation",
        "invitee.group",
        "invitee.honorific",
        "invitee.person",
        "event.name",
        "event.place",
        "event.dates",
        "event.statementDays",
        "deadline.date",
        "deadline.time",
        "deadline.atMidnight",
        "deadline.zone",
        "links.reply",
        "links.letter",
        "contact.name",
        "contact.address",
        "contact.telephone",
        "contact.fax",
        "today",
    ];

    private static readonly string[] AfterAnAnswer =
    [
        "answer.receivedOn",
        "answer.representative",
        "answer.statementDay",
        "answer.statementLanguage",
        "answer.statement",
        "answer.noStatement",
        "answer.speaker",
        "answer.statementMinutes",
        "answer.delegation",
        "answer.women",
        "answer.remarks",
        "answer.late",
    ];

    private readonly Dictionary<string, object?> values;

    private LetterFields(Dictionary<string, object?> values) => this.values = values;

    /// <summary>The fields of a letter. Those of the campaign's own links are <c>links.{name}</c>.</summary>
    public static IEnumerable<string> NamesFor(string letter) =>
        UsesAnswer(letter) ? Always.Concat(AfterAnAnswer) : Always;

    /// <summary>Whether a letter may use a field. Which links the campaign has and which columns its list is checked
    /// against them.</summary>
    public static bool IsKnown(string field, string letter) =>
        NamesFor(letter).Contains(field)
        || FindColumn(field) is not null
        || field.StartsWith("links.", StringComparison.Ordinal)
        || field is "blank" or "empty" or "nil";

    /// <summary>The column of the list that a field of an invitee shows, if it may be empty or is one of the list's
    /// own. Null for other fields.</summary>
    public static string? FindColumn(string field) =>
        field.StartsWith(InviteePrefix, StringComparison.Ordinal)
        && field[InviteePrefix.Length..] is var column
        && (InviteeList.OptionalColumns.Contains(column) || OwnColumn.FindName(column) == column)
            ? column
            : null;

    public static LetterFields Create(
        Campaign campaign,
        Schedule schedule,
        Invitation invitation,
        Language language,
        string reply,
        string web,
        LocalDate today
    )
    {
        var invitee = invitation.Invitee;
        var values = new Dictionary<string, object?>
        {
            ["campaign.reference"] = campaign.Reference,
            ["campaign.title"] = campaign.Title.In(language),
            ["campaign.organisation"] = campaign.Organisation.In(language),
            ["campaign.signatory"] = campaign.Signatory.In(language),
            ["campaign.place"] = campaign.Place?.In(language),
            ["signature.name"] = campaign.Signature?.Name.In(language),
            ["signature.title"] = campaign.Signature is { } signature
                ? (signature.Title ?? campaign.Signatory).In(language)
                : null,
            ["campaign.date"] = CalendarText.Date(schedule.SendAt.Date, language),
            ["invitee.name"] = invitee.Name,
            ["invitee.office"] = invitee.Office,
            ["invitee.salutation"] = invitee.Salutation,
            ["invitee.group"] = invitee.Group,
            ["invitee.honorific"] = invitee.Honorific,
            ["invitee.person"] = invitee.Person,
            ["event.name"] = campaign.Event.Name.In(language),
            ["event.place"] = campaign.Event.Place.In(language),
            ["event.dates"] = CalendarText.Range(campaign.Event.From, campaign.Event.To, language),
            ["event.statementDays"] = CalendarText.Days([.. campaign.Statements.Select(s => s.Day)], language),
            ["deadline.date"] = CalendarText.Date(schedule.Deadline.Date, language),
            ["deadline.time"] = CalendarText.Time(schedule.Deadline.TimeOfDay),
            ["deadline.atMidnight"] = schedule.Deadline.TimeOfDay == LocalTime.Midnight,
            ["deadline.zone"] = PlaceTime.Name(campaign, schedule, language),
            ["contact.name"] = campaign.Contact.Name.In(language),
            ["contact.address"] = campaign.Contact.Address,
            ["contact.telephone"] = campaign.Contact.Telephone,
            ["contact.fax"] = campaign.Contact.Fax,
            ["today"] = CalendarText.Date(today, language),
            ["links.reply"] = reply,
            ["links.letter"] = web,
        };
        foreach (var (column, cell) in invitee.Own.Cells)
            values[$"{InviteePrefix}{column}"] = cell;
        foreach (var (name, link) in campaign.Links)
            values[$"links.{name}"] = link;
        if (invitation.Reply is { } given)
            AddAnswer(values, invitation, given, schedule.Zone, language);
        return new LetterFields(values);
    }

    /// <summary>The values of the fields that a template names, for its body.</summary>
    public TemplateContext AsMarkdown(IReadOnlyList<string> fields) => Context(fields, TextSanitizer.Markdown);

    /// <summary>The values of the fields that a template names, for its subject.</summary>
    public TemplateContext AsPlainText(IReadOnlyList<string> fields) => Context(fields, TextSanitizer.Line);

    private static bool UsesAnswer(string letter) =>
        letter.StartsWith("acknowledgement-", StringComparison.Ordinal)
        || letter.StartsWith("briefing", StringComparison.Ordinal);

    private static void AddAnswer(
        Dictionary<string, object?> values,
        Invitation invitation,
        Reply reply,
        DateTimeZone zone,
        Language language
    )
    {
        var attendance = reply.Answer.Attendance;
        values["answer.receivedOn"] = CalendarText.Date(reply.ReceivedAt.InZone(zone).Date, language);
        values["answer.representative"] = reply.Answer is Answer.Delegated { Representative: var r }
            ? $"{r.Title} {r.Name}".Trim()
            : null;
        values["answer.statementDay"] = attendance?.StatementDay is { } day ? CalendarText.Date(day, language) : null;
        values["answer.statementLanguage"] = Language.TryParse(attendance?.StatementLanguage, out var spoken)
            ? spoken.Name
            : null;
        values["answer.statement"] = attendance?.WishesStatement == true;
        values["answer.noStatement"] = attendance?.WishesStatement == false;
        values["answer.speaker"] = $"{attendance?.SpeakerTitle} {attendance?.SpeakerName}".Trim()
            is { Length: > 0 } name
            ? name
            : null;
        values["answer.statementMinutes"] = attendance?.StatementMinutes;
        values["answer.delegation"] = invitation.DelegationSize ?? attendance?.DelegationSize;
        values["answer.women"] = invitation.Women ?? attendance?.Women;
        values["answer.remarks"] = string.IsNullOrWhiteSpace(reply.Remarks) ? null : reply.Remarks;
        values["answer.late"] = reply.Late;
    }

    private TemplateContext Context(IReadOnlyList<string> fields, Func<string, string> safe)
    {
        var model = new Dictionary<string, object?>();
        foreach (var path in fields)
        {
            if (!values.TryGetValue(path, out var value))
                continue;
            var made = value is string text ? safe(text) : value;
            if (path.Split('.') is [var group, var name])
            {
                if (!model.TryGetValue(group, out var members))
                    model[group] = members = new Dictionary<string, object?>();
                ((Dictionary<string, object?>)members!)[name] = made;
            }
            else
            {
                model[path] = made;
            }
        }
        return LetterLiquid.Context(model);
    }
}
