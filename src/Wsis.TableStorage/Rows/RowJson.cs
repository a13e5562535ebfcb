using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using NodaTime;
using NodaTime.Serialization.SystemTextJson;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Workflow;

namespace Wsis.TableStorage.Rows;

/// <summary>Reads and writes the JSON of rows. An older build ignores properties that it does not know, and a newer
/// build gives a missing property the value of a new record. So builds of different age share a store during an
/// upgrade.</summary>
/// <remarks>It uses reflection, because the source generator of System.Text.Json sets a missing <c>init</c> property to
/// <c>default</c>. A missing array would throw then, and a missing link generation would be 0 instead of 1.</remarks>
internal static class RowJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        IgnoreReadOnlyProperties = true,
        // Rows do not become HTML, and an Arabic letter counts as one character towards the limit of a property, not
        // as six.
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
            new OwnCellsConverter(),
            new WeekendConverter(),
            NodaConverters.CreateDateTimeZoneConverter(DateTimeZoneProviders.Tzdb),
            NodaConverters.InstantConverter,
            NodaConverters.LocalDateConverter,
            NodaConverters.LocalDateTimeConverter,
        },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver
        {
            Modifiers = { LeaveOutInvitee, LeaveOutNothing, StoredNames.Apply, CodedJson.WriteReasonTextToo },
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

    /// <summary>Most lists have none of the optional columns.</summary>
    private static void LeaveOutNothing(JsonTypeInfo type)
    {
        if (type.Type != typeof(Invitee))
            return;
        foreach (var property in type.Properties)
            if (property.PropertyType == typeof(OwnCells))
                property.ShouldSerialize = (_, value) => value is OwnCells { Cells.Count: > 0 };
            else if (property.PropertyType == typeof(string) && !property.IsRequired)
                property.ShouldSerialize = (_, value) => value is string { Length: > 0 };
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
