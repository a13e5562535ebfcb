using System.Net.Mime;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Correspondence;
using Wsis.Invitations.Invitees;
using Wsis.Web.Hosting.Authentication;

namespace Wsis.Web.StaffApi;

/// <summary>The OpenAPI 3.1 document of the staff API. The framework makes it from the endpoints; here is what the
/// endpoints alone do not say.</summary>
internal static class StaffApiDocument
{
    /// <summary>The document's name, and the group of the endpoints in it.</summary>
    public const string Name = "v1";

    private const string KeyScheme = "key";

    private static readonly IReadOnlyList<(string Name, string Description)> Tags =
    [
        ("Campaigns", "A campaign from its upload to its end."),
        ("Drafts", "A campaign in preparation, part by part."),
        ("Letters", "The letters as they are sent, and their corrections in mid-campaign."),
        ("Orchestrations", "The orchestrations, or queue entries, that send what is due."),
        ("Invitations", "Invitees, their letters and their replies."),
        ("Correspondence", "Messages that came in by mail."),
        ("Running order", "The running order of policy statements."),
        ("Exports", "Lists as CSV and XLSX."),
        ("Webhook deliveries", "Messages to the programs of the organisation."),
    ];

    /// <summary>Ids, which are texts in JSON and in addresses.</summary>
    private static readonly HashSet<Type> Ids = [typeof(CampaignId), typeof(InviteeId), typeof(CorrespondenceId)];

    public static IServiceCollection AddStaffApiDocument(this IServiceCollection services) =>
        services.AddOpenApi(
            Name,
            options =>
            {
                options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
                options.ShouldInclude = endpoint =>
                    endpoint.GroupName == Name && !HttpMethods.IsHead(endpoint.HttpMethod ?? "");
                options.CreateSchemaReferenceId = type =>
                    Ids.Contains(type.Type) ? null : OpenApiOptions.CreateDefaultSchemaReferenceId(type);
                options.AddSchemaTransformer(DescribeProperties);
                options.AddOperationTransformer(DescribeUpload);
                options.AddDocumentTransformer(DescribeDocument);
            }
        );

    private static Task DescribeDocument(
        OpenApiDocument document,
        OpenApiDocumentTransformerContext context,
        CancellationToken cancellation
    )
    {
        document.Info = new OpenApiInfo
        {
            Title = "WSIS Functions: the staff API",
            Version = "1",
            Description =
                "Campaigns of invitations, their invitees, replies and correspondence. Errors are problem "
                + "details (RFC 9457); errors has what is wrong with each field.",
        };
        // The address of the request: the same document serves every host.
        document.Servers = [new OpenApiServer { Url = "/" }];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [KeyScheme] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.ApiKey,
                In = ParameterLocation.Header,
                Name = StaffKeys.Header,
                Description = "The key of a program. People sign in instead.",
            },
        };
        document.Security =
        [
            new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(KeyScheme, document)] = [] },
        ];
        document.Tags = new HashSet<OpenApiTag>(
            Tags.Select(t => new OpenApiTag { Name = t.Name, Description = t.Description })
        );
        return Task.CompletedTask;
    }

    /// <summary>A property that is null is left out of the JSON, so it is not required. Numbers are written as numbers.
    /// Problem details have members of their own.</summary>
    private static Task DescribeProperties(
        OpenApiSchema schema,
        OpenApiSchemaTransformerContext context,
        CancellationToken cancellation
    )
    {
        if (schema.Type is { } type && type.HasFlag(JsonSchemaType.String) && IsNumber(context.JsonTypeInfo.Type))
        {
            schema.Type = type & ~JsonSchemaType.String;
            schema.Pattern = null;
        }
        if (Ids.Contains(context.JsonTypeInfo.Type))
        {
            schema.Type = JsonSchemaType.String;
            schema.Properties = null;
            schema.AdditionalPropertiesAllowed = true;
        }
        if (context.JsonPropertyInfo is not null && schema.Type is { } nullable)
            schema.Type = nullable & ~JsonSchemaType.Null;
        if (context.JsonTypeInfo.Type == typeof(ProblemDetails))
            DescribeProblem(schema);
        foreach (var property in context.JsonTypeInfo.Properties.Where(p => p.IsGetNullable))
            schema.Required?.Remove(property.Name);
        return Task.CompletedTask;
    }

    private static void DescribeProblem(OpenApiSchema schema)
    {
        schema.Description = "Problem details (RFC 9457).";
        schema.AdditionalPropertiesAllowed = true;
        schema.Properties!["code"] = new OpenApiSchema
        {
            Type = JsonSchemaType.String,
            Description = "The name of the reason, which stays when its text changes. Each 404, 409 and 412 has it.",
        };
        schema.Properties["errors"] = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Description = "What is wrong, by the name of each field.",
            AdditionalProperties = new OpenApiSchema
            {
                Type = JsonSchemaType.Array,
                Items = new OpenApiSchema { Type = JsonSchemaType.String },
            },
        };
        schema.Properties["problems"] = new OpenApiSchema
        {
            Type = JsonSchemaType.Array,
            Description = "What is wrong with a campaign folder or a list of invitees, by file and line.",
            Items = new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Properties = new Dictionary<string, IOpenApiSchema>
                {
                    ["file"] = new OpenApiSchema { Type = JsonSchemaType.String },
                    ["line"] = new OpenApiSchema { Type = JsonSchemaType.Integer },
                    ["code"] = new OpenApiSchema { Type = JsonSchemaType.String },
                    ["message"] = new OpenApiSchema { Type = JsonSchemaType.String },
                },
            },
        };
    }

    private static bool IsNumber(Type type) =>
        (Nullable.GetUnderlyingType(type) ?? type) is var number
        && (number == typeof(int) || number == typeof(long) || number == typeof(double));

    /// <summary>Describes a body that a parameter reads by itself.</summary>
    private static async Task DescribeUpload(
        OpenApiOperation operation,
        OpenApiOperationTransformerContext context,
        CancellationToken cancellation
    )
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        if (metadata.OfType<UploadTypes>().FirstOrDefault() is not { } upload)
            return;
        var content = new Dictionary<string, OpenApiMediaType>();
        foreach (var type in upload.MediaTypes)
            content[type] = new OpenApiMediaType { Schema = await DescribePart(type) };
        operation.RequestBody = new OpenApiRequestBody { Required = true, Content = content };

        async Task<IOpenApiSchema> DescribePart(string type)
        {
            var file = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" };
            if (
                type == MediaTypeNames.Multipart.FormData
                && upload is { JsonPart: { } jsonPart, FilePart: { } filePart }
            )
                return new OpenApiSchema
                {
                    Type = JsonSchemaType.Object,
                    Properties = new Dictionary<string, IOpenApiSchema>
                    {
                        [jsonPart] = await DescribePart(MediaTypeNames.Application.Json),
                        [filePart] = file,
                    },
                    Required = new HashSet<string> { jsonPart },
                };
            if (type == MediaTypeNames.Multipart.FormData)
                return new OpenApiSchema { Type = JsonSchemaType.Object, AdditionalProperties = file };
            if (type != MediaTypeNames.Application.Json || upload.Json is not { } json)
                return file;
            var schema = await context.GetOrCreateSchemaAsync(json, null, cancellation);
            context.Document!.AddComponent(json.Name, schema);
            return new OpenApiSchemaReference(json.Name, context.Document);
        }
    }
}

/// <summary>The media types of a body that a parameter reads by itself.</summary>
internal sealed record UploadTypes(params string[] MediaTypes)
{
    /// <summary>What the body is where it is JSON.</summary>
    public Type? Json { get; init; }

    /// <summary>The part of a form that has the JSON. Null where its parts are files of any name.</summary>
    public string? JsonPart { get; init; }

    /// <summary>The part of such a form that has a file.</summary>
    public string? FilePart { get; init; }
}
