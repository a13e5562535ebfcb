using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Workflow;

namespace Wsis.TableStorage.Rows;

/// <summary>The JSON that rows are kept in. What an older build does not know it ignores, and what a newer build misses
/// has the value that a new record has: so builds of different age can share a store during an upgrade.</summary>
/// <remarks>By reflection on purpose: the source generator of System.Text.Json sets an <c>init</c> property that is
/// missing to
/// <c>default</c>, which would turn a missing array into one that throws and a missing link generation 1 into
/// 0.</remarks>
internal static class RowJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        IgnoreReadOnlyProperties = true,
        // No HTML page is made of it, and an Arabic letter shall count as one character towards the property's limit,
        // not as six.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters =
        {
            new CorrespondenceStateConverter(),
            new JsonStringEnumConverter(),
            new ReasonConverter(),
            new CampaignIdConverter(),
            new InviteeIdConverter(),
            new CorrespondenceIdConverter(),
            new StepIdConverter(),
            new LanguageConverter(),
            new WeekendConverter(),
            new ZoneConverter(),
            new InstantConverter(),
            new LocalDateConverter(),
            new LocalDateTimeConverter(),
        },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver
        {
            Modifiers = { LeaveOutInvitee, StoredNames.Apply, CodedJson.KeepReasonsTwice },
        },
    };

    /// <summary>The invitee has a column of its own.</summary>
    private static void LeaveOutInvitee(JsonTypeInfo type)
    {
        if (
            type.Type == typeof(Invitation)
            && type.Properties.FirstOrDefault(p => p.PropertyType == typeof(Invitee)) is { } invitee
        )
            type.Properties.Remove(invitee);
    }

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    /// <exception cref="JsonException">The text is not such a value.</exception>
    public static T Read<T>(string json) =>
        JsonSerializer.Deserialize<T>(json, Options) ?? throw new JsonException($"null is not a {typeof(T).Name}.");

    /// <summary>A case of a closed type, its code beside its arguments.</summary>
    public static JsonObject Write(object value, string code) => CodedJson.Write(value, code, Options);

    /// <exception cref="JsonException">The code is that of a later build, or its arguments are.</exception>
    public static T Read<T>(Codes codes, JsonObject json) => CodedJson.Read<T>(codes, json, Options);
}
