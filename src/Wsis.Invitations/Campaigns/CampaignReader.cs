using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Statements;

namespace Wsis.Invitations.Campaigns;

/// <summary>Reads <c>campaign.json</c> and says everything that is wrong with it at once.</summary>
public static class CampaignReader
{
    public const string FileName = "campaign.json";

    /// <summary>The most characters of the file: it is stored whole in one Table Storage property (64 KiB of
    /// UTF-16).</summary>
    public const int MaxSourceLength = 32_000;

    /// <summary>Reads a campaign that is known to be right, such as one from the store.</summary>
    /// <exception cref="InvalidDataException">It is not; the message has the first problem.</exception>
    public static Campaign Read(string json)
    {
        var problems = new List<Problem>();
        return Read(Encoding.UTF8.GetBytes(json), problems) is { } campaign && problems.Count == 0
            ? campaign
            : throw new InvalidDataException(problems[0].ToString());
    }

    /// <summary>The line of a property of a file without problems.</summary>
    internal static int FindLine(string json, string property) =>
        JsonNodeWithLine
            .Parse(Encoding.UTF8.GetBytes(json))
            .Properties.Where(p => p.Name == property)
            .Select(p => p.Value.Line)
            .LastOrDefault();

    /// <summary>Reads a campaign and adds what is wrong with it to <paramref name="problems"/>; null where too much is
    /// missing.</summary>
    public static Campaign? Read(ReadOnlySpan<byte> utf8, List<Problem> problems)
    {
        if (utf8.StartsWith(Encoding.UTF8.Preamble))
            utf8 = utf8[Encoding.UTF8.Preamble.Length..];
        if (utf8.Length > MaxSourceLength)
        {
            problems.Add(new Problem(FileName, 0, new ProblemReason.TooManyBytes(utf8.Length, MaxSourceLength)));
            return null;
        }
        try
        {
            var root = JsonNodeWithLine.Parse(utf8);
            if (root.Kind == JsonValueKind.Object)
                return JsonFields.ReadAll(root, "", FileName, problems, ReadCampaign);
            problems.Add(new Problem(FileName, root.Line, new ProblemReason.MustBe(ValueForm.JsonFile)));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            problems.Add(
                new Problem(
                    FileName,
                    (int)((e as JsonException)?.LineNumber ?? 0) + 1,
                    new ProblemReason.NotJson(e.Message)
                )
            );
        }
        return null;
    }

    private static Campaign? ReadCampaign(JsonFields fields)
    {
        var id = fields.Parsed<CampaignId?>("id", TryId, ValueForm.CampaignId);
        var reference = fields.Text("reference", max: 100);
        var title = Localized(fields, "title");
        var organisation = Localized(fields, "organisation");
        var signatory = Localized(fields, "signatory");
        var sender = fields.Object("sender", ReadMailbox);
        var contact = fields.Object("contact", ReadContact);
        var happening = fields.Object("event", ReadEvent);
        var statements = fields.Objects("statements", ReadStatementDay, required: false);
        var links = ReadLinks(fields);
        var copyToMission = fields.Flag("copyToMission", otherwise: false);
        var missionIfRefused = fields.Flag("missionIfRefused", otherwise: false);
        var changeAfterDeadline =
            fields.Object("replies", f => (object)f.Flag("changeAfterDeadline", otherwise: true), required: false)
                as bool?
            ?? true;
        var approval = fields.Parsed<string?>("approval", TryApproval, ValueForm.Approval, required: false);
        var webhooks = ReadWebhooks(fields);
        var statementOrder =
            fields.Object("statementOrder", ReadStatementOrder, required: false) ?? new StatementRule.Acceptance();
        var schedule = ReadSchedule(fields, happening);

        if (happening is not null)
            foreach (var day in statements.Where(s => s.Day < happening.From || s.Day > happening.To))
                fields.Report(fields.LineOf("statements"), "statements", new ProblemReason.DayOutsideEvent(day.Day));
        if (
            id is null
            || reference is null
            || title is null
            || organisation is null
            || signatory is null
            || sender is null
            || contact is null
            || happening is null
            || schedule is null
        )
            return null;
        return new Campaign
        {
            Id = id.Value,
            Reference = reference,
            Title = title,
            Organisation = organisation,
            Signatory = signatory,
            Sender = sender,
            Contact = contact,
            Event = happening,
            Statements = statements,
            Links = links,
            Schedule = schedule,
            CopyToMission = copyToMission,
            MissionIfRefused = missionIfRefused,
            ChangeAfterDeadline = changeAfterDeadline,
            SecondPerson = approval == "second-person",
            Webhooks = webhooks,
            StatementOrder = statementOrder,
        };
    }

    private static Schedule? ReadSchedule(JsonFields fields, Event? happening)
    {
        var zone = fields.Parsed<DateTimeZone?>("zone", TryZone, ValueForm.Zone);
        var sendAt = Local(fields, "sendAt");
        var deadline = Local(fields, "deadline");
        var grace = fields.Parsed<Period?>("grace", TryPeriod, ValueForm.Period, required: false) ?? Period.Zero;
        var steps = fields.Objects("steps", ReadStep);
        var window = fields.Object("window", ReadWindow, required: false);
        CheckSteps(fields, steps);
        if (zone is null || sendAt is null || deadline is null)
            return null;

        var schedule = new Schedule(zone, sendAt.Value, deadline.Value, grace, steps, window);
        foreach (var (name, moment) in new[] { ("sendAt", sendAt.Value), ("deadline", deadline.Value) })
            if (zone.MapLocal(moment).Count == 0)
                fields.Report(fields.LineOf(name), name, new ProblemReason.NoSuchTime(zone.Id));
        if (deadline <= sendAt)
            fields.Report(fields.LineOf("deadline"), "deadline", new ProblemReason.NotAfterSending());
        if (happening is not null && deadline.Value.Date > happening.To)
            fields.Report(fields.LineOf("deadline"), "deadline", new ProblemReason.AfterEvent());
        if (happening is not null)
            CheckMoments(fields, schedule, happening);
        return schedule;
    }

    private static void CheckSteps(JsonFields fields, IReadOnlyList<Step> steps)
    {
        var line = fields.LineOf("steps");
        if (steps.Count(s => s.Kind == LetterKind.Invitation) != 1)
            fields.Report(line, "steps", new ProblemReason.NotOneInvitation());
        foreach (var twice in steps.GroupBy(s => s.Id).Where(g => g.Count() > 1))
            fields.Report(line, "steps", new ProblemReason.ValueTwice($"{twice.Key}"));
        foreach (
            var reserved in steps.Where(s => ReservedSteps.Any(r => s.Id.Value.StartsWith(r, StringComparison.Ordinal)))
        )
            fields.Report(
                line,
                "steps",
                new ProblemReason.ReservedStep(reserved.Id.Value, string.Join(", ", ReservedSteps))
            );
        if (steps.Count > MaxSteps)
            fields.Report(line, "steps", new ProblemReason.TooManyValues(steps.Count, MaxSteps));
    }

    private static void CheckMoments(JsonFields fields, Schedule schedule, Event happening)
    {
        var line = fields.LineOf("steps");
        foreach (var step in schedule.Steps)
        {
            var due = schedule.LocalDue(step, happening);
            if (step.Kind is LetterKind.Invitation or LetterKind.Reminder && due >= schedule.Deadline)
                Report(new ProblemReason.DueAfterDeadline(step.Id.Value, due));
            if (step.Kind == LetterKind.Reminder && due < schedule.SendAt)
                Report(new ProblemReason.DueBeforeInvitation(step.Id.Value, due));
            if (step.Kind == LetterKind.Briefing && due.Date > happening.To)
                Report(new ProblemReason.DueAfterEvent(step.Id.Value, due));
        }

        void Report(ProblemReason reason) => fields.Report(line, "steps", reason);
    }

    /// <summary>Every step is a dispatch in each invitation's row.</summary>
    private const int MaxSteps = 20;

    private static readonly string[] ReservedSteps =
    [
        "acknowledgement-",
        "extension-",
        "reminder-extra-",
        "withdrawal",
    ];

    private static Step? ReadStep(JsonFields fields)
    {
        var id = fields.Parsed<StepId?>("id", TryStep, ValueForm.StepId);
        var kind = fields.Parsed<LetterKind?>("kind", TryKind, ValueForm.LetterKind);
        var due = fields.Parsed<Due?>("due", TryDue, ValueForm.Due);
        return id is null || kind is null || due is null ? null : new Step(id.Value, kind.Value, due);
    }

    private static SendingWindow? ReadWindow(JsonFields fields)
    {
        var from = fields.Parsed<LocalTime?>("from", TryTime, ValueForm.Time);
        var to = fields.Parsed<LocalTime?>("to", TryTime, ValueForm.Time);
        var holidays = fields.Values<LocalDate>("holidays", TryDate, ValueForm.Date);
        if (from is null || to is null)
            return null;
        if (to <= from)
            fields.Report(fields.LineOf("to"), "to", new ProblemReason.EndNotAfterStart());
        return new SendingWindow(from.Value, to.Value, holidays.ToHashSet());
    }

    private static Mailbox? ReadMailbox(JsonFields fields) =>
        (fields.Text("name", max: 200), Address(fields)) is ({ } name, { } address) ? new Mailbox(name, address) : null;

    private static Contact? ReadContact(JsonFields fields) =>
        (
            Localized(fields, "name"),
            Address(fields),
            fields.Text("telephone", max: 50),
            fields.Text("fax", required: false, max: 50)
        )
            is ({ } name, { } address, { } telephone, var fax)
            ? new Contact(name, address, telephone, fax)
            : null;

    private static Event? ReadEvent(JsonFields fields)
    {
        var name = Localized(fields, "name");
        var place = Localized(fields, "place");
        var from = Date(fields, "from");
        var to = Date(fields, "to");
        if (to < from)
            fields.Report(fields.LineOf("to"), "to", new ProblemReason.EndBeforeStart());
        return name is null || place is null || from is null || to is null
            ? null
            : new Event(name, place, from.Value, to.Value);
    }

    private static StatementDay? ReadStatementDay(JsonFields fields) =>
        (
            Date(fields, "day"),
            fields.WholeNumber("capacity", 1, 10_000),
            fields.Object("hours", ReadHours, required: false)
        )
            is ({ } day, { } capacity, var hours)
            ? new StatementDay(day, capacity, hours)
            : null;

    private static StatementRule? ReadStatementOrder(JsonFields fields)
    {
        var by = fields.Parsed<string?>("by", TryOrder, ValueForm.StatementOrder);
        var seed = fields.Text("seed", required: false, max: 100);
        if (by == "lot" && seed is null)
            fields.Report(fields.LineOf("by"), "seed", new ProblemReason.SeedMissing());
        return (by, seed) switch
        {
            ("acceptance", _) => new StatementRule.Acceptance(),
            ("alphabetical-french", _) => new StatementRule.AlphabeticalFrench(),
            ("lot", { } text) => new StatementRule.Lot(text),
            _ => null,
        };
    }

    private static bool TryOrder(string text, out string? by) =>
        (by = text is "acceptance" or "alphabetical-french" or "lot" ? text : null) is not null;

    private static Hours? ReadHours(JsonFields fields)
    {
        var from = fields.Parsed<LocalTime?>("from", TryTime, ValueForm.Time);
        var to = fields.Parsed<LocalTime?>("to", TryTime, ValueForm.Time);
        if (to <= from)
            fields.Report(fields.LineOf("to"), "to", new ProblemReason.EndNotAfterStart());
        return from is null || to is null ? null : new Hours(from.Value, to.Value);
    }

    private static Dictionary<string, string> ReadLinks(JsonFields fields)
    {
        var links = new Dictionary<string, string>();
        foreach (var (name, text, line) in fields.Map("links", required: false))
            if (name is "reply" or "letter" || !name.All(char.IsAsciiLetterOrDigit))
                fields.Report(line, $"links.{name}", new ProblemReason.ReservedLink());
            else if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("https" or "http"))
                fields.Report(line, $"links.{name}", new ProblemReason.IsNot(text, ValueForm.WebAddress));
            else
                links[name] = text;
        return links;
    }

    private static IReadOnlyList<Uri> ReadWebhooks(JsonFields fields)
    {
        var webhooks = fields.Values<Uri>("webhooks", TryWebhook, ValueForm.Webhook);
        if (webhooks.Count > MaxWebhooks)
            fields.Report(
                fields.LineOf("webhooks"),
                "webhooks",
                new ProblemReason.TooManyValues(webhooks.Count, MaxWebhooks)
            );
        foreach (var twice in webhooks.GroupBy(w => w).Where(g => g.Count() > 1))
            fields.Report(fields.LineOf("webhooks"), "webhooks", new ProblemReason.ValueTwice($"{twice.Key}"));
        return webhooks;
    }

    /// <summary>Each is a row of its own with every change.</summary>
    private const int MaxWebhooks = 5;

    private const int MaxWebhookLength = 500;

    private static LocalizedText? Localized(JsonFields fields, string name)
    {
        var texts = new Dictionary<Language, string>();
        foreach (var (code, text, line) in fields.Map(name))
            if (Language.TryParse(code, out var language))
                texts[language] = text;
            else
                fields.Report(line, $"{name}.{code}", new ProblemReason.NotALanguage());
        if (texts.Count > 0)
            return new LocalizedText(texts);
        if (fields.LineOf(name) != fields.Line)
            fields.Report(fields.LineOf(name), name, new ProblemReason.NoText());
        return null;
    }

    private static string? Address(JsonFields fields) =>
        fields.Parsed<string>("address", TryAddress, ValueForm.EmailAddress);

    private static LocalDateTime? Local(JsonFields fields, string name) =>
        fields.Parsed<LocalDateTime?>(name, TryLocal, ValueForm.LocalDateTime);

    private static LocalDate? Date(JsonFields fields, string name) =>
        fields.Parsed<LocalDate?>(name, TryNullableDate, ValueForm.Date);

    private static bool TryAddress(string text, out string address) => EmailAddress.IsValid(address = text);

    private static bool TryWebhook(string text, out Uri value) =>
        Uri.TryCreate(text, UriKind.Absolute, out value!)
        && text.Length <= MaxWebhookLength
        && value.UserInfo.Length == 0
        && value.Fragment.Length == 0
        && (value.Scheme == "https" || value is { Scheme: "http", Host: "localhost" });

    private static bool TryId(string text, out CampaignId? id)
    {
        var valid = CampaignId.TryParse(text, out var value);
        id = value;
        return valid;
    }

    private static bool TryStep(string text, out StepId? id)
    {
        var valid = StepId.TryParse(text, out var value);
        id = value;
        return valid;
    }

    private static bool TryApproval(string text, out string? approval) =>
        (approval = text is "one-person" or "second-person" ? text : null) is not null;

    private static bool TryKind(string text, out LetterKind? kind) =>
        (
            kind = text switch
            {
                "invitation" => LetterKind.Invitation,
                "reminder" => LetterKind.Reminder,
                "briefing" => LetterKind.Briefing,
                _ => null,
            }
        )
            is not null;

    private static bool TryDue(string text, out Due? due) => Due.TryParse(text, out due);

    private static bool TryZone(string text, out DateTimeZone? zone) =>
        (zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(text)) is not null;

    private static bool TryLocal(string text, out LocalDateTime? value) =>
        TryPattern(LocalDateTimePattern.GeneralIso, text, out value) && DateBounds.Allows(value.Value.Date);

    private static bool TryTime(string text, out LocalTime? value) =>
        TryPattern(LocalTimePattern.CreateWithInvariantCulture("HH':'mm"), text, out value);

    private static bool TryNullableDate(string text, out LocalDate? value) =>
        TryPattern(LocalDatePattern.Iso, text, out value) && DateBounds.Allows(value.Value);

    private static bool TryDate(string text, out LocalDate value) =>
        LocalDatePattern.Iso.Parse(text).TryGetValue(default, out value) && DateBounds.Allows(value);

    private static bool TryPeriod(string text, out Period? value)
    {
        var parsed = PeriodPattern.NormalizingIso.Parse(text);
        value = parsed.Success ? parsed.Value : null;
        return value is not null && DateBounds.Allows(value) && !text.Contains('-', StringComparison.Ordinal);
    }

    private static bool TryPattern<T>(IPattern<T> pattern, string text, [NotNullWhen(true)] out T? value)
        where T : struct
    {
        var parsed = pattern.Parse(text);
        value = parsed.Success ? parsed.Value : null;
        return parsed.Success;
    }
}
