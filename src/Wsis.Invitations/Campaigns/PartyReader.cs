using Wsis.Invitations.Letters;
using Wsis.Invitations.Reasons;

namespace Wsis.Invitations.Campaigns;

/// <summary>Reads who invites to what: the sender, the contact, the event, and texts by language.</summary>
internal static class PartyReader
{
    public static Mailbox? ReadMailbox(JsonFields fields) =>
        (fields.Text("name", max: 200), ReadAddress(fields)) is ({ } name, { } address)
            ? new Mailbox(name, address)
            : null;

    public static Contact? ReadContact(JsonFields fields) =>
        (
            ReadTexts(fields, "name"),
            ReadAddress(fields),
            fields.Text("telephone", max: 50),
            fields.Text("fax", required: false, max: 50),
            fields.Parsed<Language?>("language", FactParsers.TryStaffLanguage, ValueForm.StaffLanguage, required: false)
        )
            is ({ } name, { } address, { } telephone, var fax, var language)
            ? new Contact(name, address, telephone, fax) { Language = language ?? Language.English }
            : null;

    public static Event? ReadEvent(JsonFields fields)
    {
        var name = ReadTexts(fields, "name");
        var place = ReadTexts(fields, "place");
        var from = FactParsers.ReadDate(fields, "from");
        var to = FactParsers.ReadDate(fields, "to");
        if (to < from)
            fields.Report(fields.LineOf("to"), "to", new ProblemReason.EndBeforeStart());
        return name is null || place is null || from is null || to is null
            ? null
            : new Event(name, place, from.Value, to.Value);
    }

    public static LocalizedText? ReadTexts(JsonFields fields, string name, bool required = true)
    {
        var texts = new Dictionary<Language, string>();
        foreach (var (code, text, line) in fields.Map(name, required))
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

    private static string? ReadAddress(JsonFields fields) =>
        fields.Parsed<string>("address", FactParsers.TryAddress, ValueForm.EmailAddress);
}
