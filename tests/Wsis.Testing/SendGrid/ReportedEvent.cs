using System.Text.Json.Nodes;

namespace Wsis.Testing.SendGrid;

/// <summary>An event as SendGrid posts it, custom arguments in one row with its own fields.</summary>
public sealed record ReportedEvent(JsonObject Json)
{
    public static ReportedEvent Create(
        AcceptedMail mailing,
        string recipient,
        string type,
        string? reason = null,
        string? bounce = null
    )
    {
        var json = new JsonObject
        {
            ["email"] = recipient,
            ["event"] = type,
            ["timestamp"] = 1512720000,
            ["smtp-id"] = $"<{mailing.MessageId}@ismtpd>",
            ["sg_event_id"] = Convert.ToBase64String(Guid.NewGuid().ToByteArray()).Replace('+', '-').Replace('/', '_'),
            ["sg_message_id"] = $"{mailing.MessageId}.filter0001",
        };
        foreach (var argument in mailing.CustomArgs.EnumerateObject())
            json[argument.Name] = argument.Value.GetString();
        if (reason is not null)
            (json["reason"], json["status"]) = (reason, "5.1.1");
        if (bounce is not null)
            json["type"] = bounce;
        return new ReportedEvent(json);
    }

    public ReportedEvent With(string field, JsonNode? value)
    {
        var copy = (JsonObject)Json.DeepClone();
        copy[field] = value;
        return new ReportedEvent(copy);
    }

    public ReportedEvent Without(string field)
    {
        var copy = (JsonObject)Json.DeepClone();
        copy.Remove(field);
        return new ReportedEvent(copy);
    }
}
