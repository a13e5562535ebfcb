using NodaTime;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Statements;

namespace Wsis.Invitations.Campaigns;

/// <summary>What a campaign may leave out: its links, its webhooks and its rules.</summary>
internal sealed record CampaignRules(
    IReadOnlyDictionary<string, string> Links,
    bool CopyToMission,
    bool MissionIfRefused,
    bool ChangeAfterDeadline,
    bool SecondPerson,
    IReadOnlyList<Uri> Webhooks,
    StatementRule StatementOrder,
    LocalDate? DelegationUntil
);

/// <summary>Reads what a campaign may leave out.</summary>
internal static class RuleReader
{
    /// <summary>Each webhook is a row of its own with every change.</summary>
    private const int MaxWebhooks = 5;

    public static CampaignRules Read(JsonFields fields) =>
        new(
            ReadLinks(fields),
            fields.Flag("copyToMission", otherwise: false),
            fields.Flag("missionIfRefused", otherwise: false),
            ReadChangeAfterDeadline(fields),
            ReadApproval(fields) == "second-person",
            ReadWebhooks(fields),
            fields.Object("statementOrder", StatementReader.ReadOrder, required: false)
                ?? new StatementRule.Acceptance(),
            fields.Parsed<LocalDate?>("delegationUntil", FactParsers.TryNullableDate, ValueForm.Date, required: false)
        );

    private static bool ReadChangeAfterDeadline(JsonFields fields) =>
        fields.Object("replies", f => (object)f.Flag("changeAfterDeadline", otherwise: true), required: false) as bool?
        ?? true;

    private static string? ReadApproval(JsonFields fields) =>
        fields.Parsed<string?>("approval", FactParsers.TryApproval, ValueForm.Approval, required: false);

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
        var webhooks = fields.Values<Uri>("webhooks", FactParsers.TryWebhook, ValueForm.Webhook);
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
}
