using System.Globalization;
using System.Text.Json;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Replies;

namespace Wsis.Web.Webhooks;

/// <summary>Reads the payload of <c>POST /webhooks/confirmations</c> and reports all errors by field.
/// <c>docs/confirmation.schema.json</c> describes the same payload.</summary>
internal sealed class ConfirmationReader
{
    public const string Type = "invitation.confirmed";

    /// <summary>How many errors an answer lists at most.</summary>
    private const int MaxErrors = 20;

    private readonly IDictionary<string, Reason> errors;

    private ConfirmationReader(IDictionary<string, Reason> errors) => this.errors = errors;

    /// <summary>Reads a payload. Returns null and adds to <paramref name="errors"/> where it is invalid.</summary>
    public static Confirmation? Read(ReadOnlyMemory<byte> json, IDictionary<string, Reason> errors)
    {
        try
        {
            using var document = JsonDocument.Parse(
                json,
                new JsonDocumentOptions { MaxDepth = 8, AllowDuplicateProperties = false }
            );
            var confirmation = new ConfirmationReader(errors).ReadMessage(document.RootElement);
            return errors.Count == 0 ? confirmation : null;
        }
        // The reader throws the latter where a text is not valid Unicode.
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            errors.Clear();
            errors[""] = new Reason.NotJson();
            return null;
        }
    }

    private Confirmation? ReadMessage(JsonElement message)
    {
        if (Properties(message, "", "type", "timestamp", "data") is not { } fields)
            return null;
        if (Text(fields, "type", "", 100) is var type && type != Type)
            Report("type", new Reason.MustBe(Type));
        if (fields.ContainsKey("timestamp"))
            Text(fields, "timestamp", "", 40);
        if (!fields.TryGetValue("data", out var data))
            Report("data", new Reason.Missing());
        return fields.ContainsKey("data") ? ReadData(data) : null;
    }

    private Confirmation? ReadData(JsonElement element)
    {
        if (
            Properties(
                element,
                "data.",
                "token",
                "campaign",
                "invitee",
                "email",
                "version",
                "answer",
                "statement",
                "statementDay",
                "statementLanguage",
                "statementMinutes",
                "speakerTitle",
                "speakerName",
                "delegationSize",
                "women",
                "representativeTitle",
                "representativeName",
                "representativeAddress",
                "remarks",
                "copyTo"
            )
            is not { } data
        )
            return null;
        var who = ReadInviteeReference(
            Line("token", 220),
            Line("campaign", 40),
            Line("invitee", 60),
            Line("email", 254)
        );
        var form = new ReplyForm
        {
            Answer = Line("answer", 20),
            Statement = Line("statement", 20),
            StatementDay = Line("statementDay", 20),
            StatementLanguage = Line("statementLanguage", 20),
            StatementMinutes = Count("statementMinutes"),
            SpeakerTitle = Line("speakerTitle", ReplyForm.MaxNameLength),
            SpeakerName = Line("speakerName", ReplyForm.MaxNameLength),
            DelegationSize = Count("delegationSize"),
            Women = Count("women"),
            RepresentativeTitle = Line("representativeTitle", ReplyForm.MaxNameLength),
            RepresentativeName = Line("representativeName", ReplyForm.MaxNameLength),
            RepresentativeAddress = Line("representativeAddress", 254),
            Remarks = Line("remarks", Reply.MaxRemarkLength),
            CopyTo = Line("copyTo", 254),
        };
        if (!AnswerKinds.Contains(form.Answer))
            Report("data.answer", new Reason.NotOneOf(string.Join(", ", AnswerKinds.All)));
        var version = Count("version") is { } number ? int.Parse(number, CultureInfo.InvariantCulture) : (int?)null;
        return who is null ? null : new Confirmation(who, form, version);

        string? Line(string name, int max) => Text(data, name, "data.", max);

        string? Count(string name) => Number(data, name);
    }

    private InviteeReference? ReadInviteeReference(string? token, string? campaign, string? invitee, string? address)
    {
        InviteeReference? who = (token, campaign, invitee, address) switch
        {
            ({ } t, null, null, null) => new InviteeReference.ByToken(t),
            (null, { } c, { } i, null) => new InviteeReference.ById(c, i),
            (null, { } c, null, { } a) => new InviteeReference.ByAddress(c, a.Trim()),
            _ => null,
        };
        if (who is null)
            Report("data", new Reason.NotOneInvitee());
        return who;
    }

    /// <summary>The properties of an object that are not null. An unknown property is an error.</summary>
    private Dictionary<string, JsonElement>? Properties(
        JsonElement element,
        string path,
        params ReadOnlySpan<string> known
    )
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            Report(path.TrimEnd('.'), new Reason.NotAnObject());
            return null;
        }
        var properties = new Dictionary<string, JsonElement>();
        foreach (var property in element.EnumerateObject())
            if (!known.Contains(property.Name))
                Report(
                    $"{path}{(property.Name.Length > 60 ? property.Name[..60] : property.Name)}",
                    new Reason.UnknownProperty()
                );
            else if (property.Value.ValueKind != JsonValueKind.Null)
                properties[property.Name] = property.Value;
        return properties;
    }

    private string? Text(Dictionary<string, JsonElement> fields, string name, string path, int max)
    {
        if (!fields.TryGetValue(name, out var value))
            return null;
        var text = value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        if (text is null || text.Length > max)
            Report(path + name, new Reason.NotAText(max));
        return text;
    }

    private string? Number(Dictionary<string, JsonElement> data, string name)
    {
        if (!data.TryGetValue(name, out var value))
            return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= 0)
            return number.ToString(CultureInfo.InvariantCulture);
        Report($"data.{name}", new Reason.NotANumber());
        return null;
    }

    private void Report(string field, Reason reason)
    {
        if (errors.Count < MaxErrors)
            errors.TryAdd(field, reason);
    }
}
