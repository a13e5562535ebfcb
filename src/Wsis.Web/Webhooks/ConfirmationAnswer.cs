using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Texts;
using Wsis.Invitations.Workflow;

namespace Wsis.Web.Webhooks;

/// <summary>The answer to a confirmation. A repeated confirmation gets the same answer.</summary>
/// <param name="Status">The status.</param>
/// <param name="Json">The body.</param>
internal sealed record ConfirmationAnswer(int Status, string Json)
{
    /// <summary>The invitee or the campaign; null where there is none. It is not part of the body.</summary>
    public EntrySubject? About { get; init; }

    public static ConfirmationAnswer Recorded(Invitation invitation) =>
        new(
            StatusCodes.Status200OK,
            JsonSerializer.Serialize(
                new RecordedConfirmation(
                    "recorded",
                    invitation.Campaign.Value,
                    invitation.Invitee.Id.Value,
                    invitation.Replies,
                    invitation.Reply?.Late ?? false
                ),
                ConfirmationJson.Default.RecordedConfirmation
            )
        );

    public static ConfirmationAnswer Filed(Reason reason) =>
        new(
            StatusCodes.Status202Accepted,
            JsonSerializer.Serialize(
                new FiledConfirmation("filed", reason.ToEnglish(), reason.Code),
                ConfirmationJson.Default.FiledConfirmation
            )
        );

    /// <summary>Another reply was recorded since the form was shown. <paramref name="version"/> is the number of
    /// replies now.</summary>
    public static ConfirmationAnswer Stale(int version, Reason reason) =>
        Problem(
            StatusCodes.Status409Conflict,
            "The confirmation was overtaken",
            reason.ToEnglish(),
            code: reason.Code,
            version: version
        );

    public static ConfirmationAnswer Malformed(IEnumerable<KeyValuePair<string, Reason>> errors) =>
        Problem(
            StatusCodes.Status400BadRequest,
            "The confirmation cannot be taken as it is",
            "Nothing was recorded.",
            [.. errors.Select(e => new FieldError(e.Key, e.Value.Code, e.Value.ToEnglish()))]
        );

    public static ConfirmationAnswer Malformed(IEnumerable<KeyValuePair<string, ReplyFieldError>> errors) =>
        Malformed(errors.Select(e => KeyValuePair.Create($"data.{e.Key}", e.Value.ToReason())));

    public static ConfirmationAnswer Parse(string text) =>
        text.Split(' ', 2) is [var status, var json]
            ? new(int.Parse(status, CultureInfo.InvariantCulture), json)
            : throw new FormatException($"'{text}' is not an answer to a confirmation.");

    public IResult ToResult() =>
        Results.Text(Json, Status < 400 ? "application/json" : "application/problem+json", statusCode: Status);

    public override string ToString() => $"{Status} {Json}";

    private static ConfirmationAnswer Problem(
        int status,
        string title,
        string detail,
        IReadOnlyList<FieldError>? errors = null,
        string? code = null,
        int? version = null
    ) =>
        new(
            status,
            JsonSerializer.Serialize(
                new ConfirmationProblem(title, status, detail, errors, code, version),
                ConfirmationJson.Default.ConfirmationProblem
            )
        );
}

/// <summary>The reply is recorded.</summary>
/// <param name="Status"><c>recorded</c>.</param>
/// <param name="Campaign">The campaign.</param>
/// <param name="Invitee">The invitee.</param>
/// <param name="Version">The number of replies now, including this one.</param>
/// <param name="Late">Whether the reply came after the deadline and the grace.</param>
internal sealed record RecordedConfirmation(string Status, string Campaign, string Invitee, int Version, bool Late);

/// <summary>The invitee is not known. Staff will assign the confirmation.</summary>
/// <param name="Status"><c>filed</c>.</param>
/// <param name="Reason">Why.</param>
/// <param name="Code">The code of the reason, which stays when its text changes.</param>
internal sealed record FiledConfirmation(string Status, string Reason, string Code);

/// <summary>Problem details (RFC 9457).</summary>
internal sealed record ConfirmationProblem(
    string Title,
    int Status,
    string Detail,
    IReadOnlyList<FieldError>? Errors,
    string? Code,
    int? Version
);

/// <summary>The error of a field.</summary>
/// <param name="Field">The path of the field. Empty for the whole body.</param>
/// <param name="Code">The code of the reason, which stays when its text changes.</param>
/// <param name="Message">The reason in English. It follows the name of the field.</param>
internal sealed record FieldError(string Field, string Code, string Message);

/// <summary>The JSON of the answers. Its writers are made at build time.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RecordedConfirmation))]
[JsonSerializable(typeof(FiledConfirmation))]
[JsonSerializable(typeof(ConfirmationProblem))]
internal sealed partial class ConfirmationJson : JsonSerializerContext;
