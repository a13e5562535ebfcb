using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Wsis.Web.Public;
using Wsis.Web.StaffApi;
using Wsis.Web.StaffPages;
using Wsis.Web.StaffPages.Texts;
using Wsis.Web.Webhooks;

namespace Wsis.Web.Hosting;

/// <summary>The OpenAPI 3.1 document of the staff API, made from the table of routes; the schemas are those of the
/// types that are read and written.</summary>
public static class OpenApi
{
    private static readonly Dictionary<string, Operation> Operations = new()
    {
        ["ListCampaigns"] = new("All campaigns.", Answer: CampaignJson.Default.CampaignListView),
        ["PutCampaign"] = new(
            "Brings a campaign folder, as a zip or with a part for each file. It becomes a draft, or takes the place of one; nothing is sent.",
            BodyTypes: ["application/zip", "multipart/form-data"],
            Answer: CampaignJson.Default.CampaignView
        ),
        ["ShowCampaign"] = new("A campaign.", Answer: CampaignJson.Default.CampaignView),
        ["EraseCampaign"] = new(
            "Erases the personal data of a campaign that is over and was exported; keeps the counts.",
            Answer: CampaignJson.Default.CampaignView
        ),
        ["CampaignStatus"] = new("Where a campaign stands.", Answer: CampaignJson.Default.CampaignStatusView),
        ["CampaignJournal"] = new("What was done to a campaign as a whole.", Answer: CampaignJson.Default.JournalView),
        ["ApproveProofs"] = new(
            "Approves what the campaign sends.",
            CampaignJson.Default.ApprovalRequest,
            Answer: CampaignJson.Default.CampaignView
        ),
        ["LaunchCampaign"] = new("Lets the letters go.", Answer: CampaignJson.Default.CampaignView),
        ["PauseCampaign"] = new("Holds all letters back.", Answer: CampaignJson.Default.CampaignView),
        ["ResumeCampaign"] = new("Lets the letters go on.", Answer: CampaignJson.Default.CampaignView),
        ["CancelCampaign"] = new(
            "Calls the campaign off, for good.",
            CampaignJson.Default.ReasonRequest,
            Answer: CampaignJson.Default.CampaignView
        ),
        ["CloseCampaign"] = new("Ends the campaign, for good.", Answer: CampaignJson.Default.CampaignView),
        ["ExtendDeadline"] = new(
            "Moves the deadline to a later time.",
            CampaignJson.Default.DeadlineRequest,
            Answer: CampaignJson.Default.CampaignView
        ),
        ["ListOrchestrations"] = new(
            "Those who wait for the campaign's invitations.",
            Answer: CampaignJson.Default.OrchestrationListView,
            Query: ["status", "top", "continuation"]
        ),
        ["RepairCampaign"] = new(
            "Sees to it that whatever waits will be woken.",
            Answer: CampaignJson.Default.RepairReport
        ),
        ["ListInvitations"] = new(
            "The campaign's invitations, page by page.",
            Answer: InvitationJson.Default.InvitationListView,
            Query: ["phase", "answer", "language", "state", "attention", "q", "top", "continuation"]
        ),
        ["ShowInvitation"] = new(
            "Everything that is known of an invitation.",
            Answer: InvitationJson.Default.InvitationView
        ),
        ["AddInvitees"] = new(
            "Adds invitees, as JSON or in the form of invitees.csv.",
            InvitationJson.Default.AdditionRequest,
            [Json, "text/csv"],
            InvitationJson.Default.Added
        ),
        ["RemindInvitations"] = new(
            "Reminds those named, or all that pass a filter.",
            InvitationJson.Default.SelectionRequest,
            Answer: InvitationJson.Default.Reminded,
            Query: ["phase", "answer", "language", "state", "attention", "q", "continuation"]
        ),
        ["RecordCorrespondedReply"] = new(
            "Records an answer that came by correspondence.",
            InvitationJson.Default.ReplyRequest,
            Answer: InvitationJson.Default.InvitationView
        ),
        ["CorrectAddress"] = new(
            "Corrects the official address; what was refused is sent again.",
            InvitationJson.Default.AddressRequest,
            Answer: InvitationJson.Default.InvitationView
        ),
        ["RemindInvitation"] = new(
            "Sends a reminder outside the plan.",
            InvitationJson.Default.ReminderRequest,
            Answer: InvitationJson.Default.InvitationView
        ),
        ["ResendLetter"] = new(
            "Sends a letter again.",
            InvitationJson.Default.ResendRequest,
            Answer: InvitationJson.Default.InvitationView
        ),
        ["WithdrawInvitation"] = new(
            "Takes an invitation back.",
            InvitationJson.Default.WithdrawalRequest,
            Answer: InvitationJson.Default.InvitationView
        ),
        ["RenewLink"] = new(
            "Revokes the reply link and issues a new one.",
            Answer: InvitationJson.Default.InvitationView
        ),
        ["ListCorrespondence"] = new(
            "What was written to us.",
            Answer: CorrespondenceJson.Default.CorrespondenceListView,
            Query: ["waiting", "unassigned", "top", "continuation"]
        ),
        ["ClassifyCorrespondence"] = new(
            "Says what a piece of correspondence is.",
            CorrespondenceJson.Default.ClassificationRequest,
            Answer: CorrespondenceJson.Default.CorrespondenceView
        ),
        ["RunningOrder"] = new(
            "The running order of policy statements.",
            Answer: StatementJson.Default.RunningOrderView
        ),
        ["FixPlace"] = new(
            "Fixes a place in the running order, or leaves it to the rule again.",
            StatementJson.Default.PlaceRequest,
            Answer: StatementJson.Default.RunningOrderView
        ),
        ["FreePlace"] = new(
            "Leaves a place in the running order to the rule again.",
            Answer: StatementJson.Default.RunningOrderView
        ),
        ["ExportInvitations"] = new("All invitations, as CSV.", AnswerType: "text/csv"),
        ["ExportParticipants"] = new("Those who come, as CSV.", AnswerType: "text/csv"),
        ["ListAnnouncements"] = new("What the organisation's own programs have not taken.", Query: ["state"]),
        ["OpenApiDocument"] = new("This document."),
    };

    private static readonly Lazy<JsonObject> Document = new(Make);

    /// <summary>The document, as JSON.</summary>
    public static Task<IResult> Show(HttpContext http) =>
        Task.FromResult(Results.Text(Document.Value.ToJsonString(), "application/json"));

    private static JsonObject Make()
    {
        var paths = new JsonObject();
        var types = Operations
            .Values.SelectMany(o => new[] { o.Body, o.Answer })
            .OfType<JsonTypeInfo>()
            .DistinctBy(t => t.Type);
        var schemas = new JsonObject(types.Select(t => KeyValuePair.Create(t.Type.Name, (JsonNode?)Schema(t))))
        {
            ["Problem"] = new JsonObject
            {
                ["description"] = "Problem details (RFC 9457); errors has what is wrong field by field.",
                ["type"] = "object",
                ["properties"] = new JsonObject
                {
                    ["title"] = new JsonObject { ["type"] = "string" },
                    ["status"] = new JsonObject { ["type"] = "integer" },
                    ["detail"] = new JsonObject { ["type"] = "string" },
                    ["errors"] = new JsonObject { ["type"] = "object" },
                },
            },
        };
        foreach (
            var group in Routes
                .All.Where(r => r.Pattern.StartsWith("/api/", StringComparison.Ordinal))
                .GroupBy(r => r.Pattern)
        )
            paths[group.Key] = new JsonObject(
                group.SelectMany(route =>
                    route
                        .Methods.Where(m => m != "HEAD")
                        .Select(m => KeyValuePair.Create(m.ToLowerInvariant(), (JsonNode?)Describe(route)))
                )
            );
        return new JsonObject
        {
            ["openapi"] = "3.1.0",
            ["info"] = new JsonObject { ["title"] = "WSIS Functions: the staff API", ["version"] = "1" },
            ["security"] = new JsonArray(new JsonObject { ["key"] = new JsonArray() }),
            ["paths"] = paths,
            ["components"] = new JsonObject
            {
                ["securitySchemes"] = new JsonObject
                {
                    ["key"] = new JsonObject
                    {
                        ["type"] = "apiKey",
                        ["in"] = "header",
                        ["name"] = StaffKeys.Header,
                    },
                },
                ["schemas"] = schemas,
            },
        };
    }

    private static JsonObject Describe(Route route)
    {
        var operation = Operations[route.Name];
        var parameters = new JsonArray();
        foreach (var name in route.Pattern.Split('/').Where(p => p.StartsWith('{')))
            parameters.Add(Parameter(name.Trim('{', '}'), "path", required: true));
        foreach (var name in operation.Query ?? [])
            parameters.Add(Parameter(name, "query", required: false));
        if (route.Methods.Contains("POST"))
            parameters.Add(Parameter(Idempotency.Header, "header", required: false));
        if (route.Access == Access.Manage)
            parameters.Add(Parameter("If-Match", "header", required: false));
        var described = new JsonObject
        {
            ["operationId"] = route.Name,
            ["summary"] = operation.Summary,
            ["parameters"] = parameters,
            ["responses"] = new JsonObject
            {
                ["200"] = new JsonObject
                {
                    ["description"] = "Done.",
                    ["content"] = Content([operation.AnswerType], operation.Answer),
                },
                ["default"] = new JsonObject
                {
                    ["description"] = "It was not done; why.",
                    ["content"] = new JsonObject
                    {
                        ["application/problem+json"] = new JsonObject
                        {
                            ["schema"] = new JsonObject { ["$ref"] = "#/components/schemas/Problem" },
                        },
                    },
                },
            },
        };
        if (operation.Body is not null || operation.BodyTypes is not null)
            described["requestBody"] = new JsonObject
            {
                ["content"] = Content(operation.BodyTypes ?? [Json], operation.Body),
            };
        return described;
    }

    private static JsonObject Parameter(string name, string where, bool required) =>
        new()
        {
            ["name"] = name,
            ["in"] = where,
            ["required"] = required,
            ["schema"] = new JsonObject { ["type"] = "string" },
        };

    /// <summary>The schema is that of the JSON among the types.</summary>
    private static JsonObject Content(IEnumerable<string> types, JsonTypeInfo? schema) =>
        new(
            types.Select(type =>
                KeyValuePair.Create(
                    type,
                    (JsonNode?)
                        new JsonObject
                        {
                            ["schema"] =
                                schema is null || type != Json
                                    ? new JsonObject()
                                    : new JsonObject { ["$ref"] = $"{Schemas}{schema.Type.Name}" },
                        }
                )
            )
        );

    /// <summary>A type's schema. What refers to another part of it by its place must name the place in the whole
    /// document.</summary>
    private static JsonNode Schema(JsonTypeInfo type)
    {
        var schema = type.GetJsonSchemaAsNode();
        Place(schema);
        return schema;

        void Place(JsonNode? node)
        {
            if (node is JsonArray list)
                foreach (var item in list)
                    Place(item);
            if (node is not JsonObject properties)
                return;
            if (properties["$ref"] is JsonValue reference && reference.GetValue<string>() is ['#', .. var rest])
                properties["$ref"] = $"{Schemas}{type.Type.Name}{rest}";
            foreach (var (_, child) in properties.ToList())
                Place(child);
        }
    }

    private const string Json = "application/json";

    private const string Schemas = "#/components/schemas/";

    private sealed record Operation(
        string Summary,
        JsonTypeInfo? Body = null,
        IReadOnlyList<string>? BodyTypes = null,
        JsonTypeInfo? Answer = null,
        string AnswerType = Json,
        IReadOnlyList<string>? Query = null
    );
}
