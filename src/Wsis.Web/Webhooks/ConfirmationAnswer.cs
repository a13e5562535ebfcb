using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Workflow;
using Wsis.Web.Hosting;
using Wsis.Web.Public;
using Wsis.Web.StaffApi;
using Wsis.Web.StaffPages;
using Wsis.Web.StaffPages.Texts;

namespace Wsis.Web.Webhooks;

/// <summary>The answer to a confirmation. A repeated confirmation gets the same answer.</summary>
/// <param name="Status">The status.</param>
/// <param name="Json">The body.</param>
internal sealed record ConfirmationAnswer(int Status, string Json)
{
    /// <summary>The campaign; null where there is none. It is not part of the body.</summary>
    public CampaignId? About { get; init; }

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

    public static ConfirmationAnswer Filed(string why) =>
        new(
            StatusCodes.Status202Accepted,
            JsonSerializer.Serialize(new FiledConfirmation("filed", why), ConfirmationJson.Default.FiledConfirmation)
        );

    /// <summary>Another reply was recorded since the form was shown. <paramref name="version"/> is the number of
    /// replies now.</summary>
    public static ConfirmationAnswer Stale(int version, string why) =>
        Problem(StatusCodes.Status409Conflict, "The confirmation was overtaken", why, version: version);

    public static ConfirmationAnswer Malformed(IEnumerable<KeyValuePair<string, string>> errors) =>
        Problem(
            StatusCodes.Status400BadRequest,
            "The confirmation cannot be taken as it is",
            "Nothing was recorded.",
            [.. errors.Select(e => new FieldError(e.Key, e.Value))]
        );

    public static ConfirmationAnswer Malformed(IEnumerable<KeyValuePair<string, ReplyFieldError>> errors) =>
        Malformed(errors.Select(e => KeyValuePair.Create($"data.{e.Key}", Sentence(e.Value))));

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
        int? version = null
    ) =>
        new(
            status,
            JsonSerializer.Serialize(
                new ConfirmationProblem(title, status, detail, errors, version),
                ConfirmationJson.Default.ConfirmationProblem
            )
        );

    private static string Sentence(ReplyFieldError error) =>
        error switch
        {
            ReplyFieldError.Missing => "is missing",
            ReplyFieldError.TooLong => "is too long",
            ReplyFieldError.NotOffered => "is not among those that the campaign offers",
            ReplyFieldError.NotACount => $"must be a whole number of at most {ReplyForm.MaxDelegationSize}",
            ReplyFieldError.MoreThanDelegation => "are more than the delegation has members",
            _ => "is not an e-mail address",
        };
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
internal sealed record FiledConfirmation(string Status, string Reason);

/// <summary>Problem details (RFC 9457).</summary>
internal sealed record ConfirmationProblem(
    string Title,
    int Status,
    string Detail,
    IReadOnlyList<FieldError>? Errors,
    int? Version
);

/// <summary>The error of a field. The name is the path of the field; without a name the error is about the whole
/// payload.</summary>
internal sealed record FieldError(string Field, string Message);

/// <summary>The JSON of the answers. Its writers are made at build time.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RecordedConfirmation))]
[JsonSerializable(typeof(FiledConfirmation))]
[JsonSerializable(typeof(ConfirmationProblem))]
internal sealed partial class ConfirmationJson : JsonSerializerContext;
