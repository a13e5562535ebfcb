using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Texts;

namespace Wsis.TableStorage.Rows;

/// <summary>Reasons as JSON: <c>{"code":"not-awaited","phase":"Answered"}</c>.</summary>
internal sealed class ReasonConverter : JsonConverter<Reason>
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert == typeof(Reason);

    /// <exception cref="JsonException">The code is that of a later build.</exception>
    public override Reason Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        CodedJson.Read<Reason>(Reason.Codes, JsonNode.Parse(ref reader)!.AsObject(), options);

    public override void Write(Utf8JsonWriter writer, Reason value, JsonSerializerOptions options) =>
        CodedJson.Write(value, value.Code, options).WriteTo(writer, options);
}

/// <summary>Cases of closed types as JSON: a code beside the arguments.</summary>
internal static class CodedJson
{
    private const string Code = "code";

    public static JsonObject Write(object value, string code, JsonSerializerOptions options)
    {
        var json = JsonSerializer.SerializeToNode(value, value.GetType(), options)!.AsObject();
        json.Insert(0, Code, code);
        return json;
    }

    /// <exception cref="JsonException">The code is that of a later build, or its arguments are.</exception>
    public static T Read<T>(Codes codes, JsonObject json, JsonSerializerOptions options) =>
        json[Code] is JsonValue code && codes.Types.TryGetValue((string)code!, out var type)
            ? (T)json.Deserialize(type, options)!
            : throw new JsonException($"{json[Code]} is not a code of {typeof(T).Name}.");

    /// <summary>A reason is kept twice: as its English text under the property's name, which builds without codes read,
    /// and as its code with the arguments under <c>{name}Code</c>.</summary>
    public static void WriteReasonTextToo(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object || type.Type.IsSubclassOf(typeof(Invitations.Journal.JournalEvent)))
            return;
        foreach (var reason in type.Properties.Where(p => p.PropertyType == typeof(Reason)).ToList())
        {
            var text = type.CreateJsonPropertyInfo(typeof(string), reason.Name);
            text.Get = row => (reason.Get!(row) as Reason)?.ToEnglish();
            text.Set = (row, value) =>
            {
                if (value is string words && reason.Get!(row) is null)
                    reason.Set!(row, new Reason.AsWritten(words));
            };
            text.ShouldSerialize = (_, value) => value is not null;
            var coded = type.CreateJsonPropertyInfo(typeof(JsonObject), $"{reason.Name}Code");
            coded.Get = row => reason.Get!(row) is Reason known ? Write(known, known.Code, type.Options) : null;
            coded.Set = (row, value) =>
            {
                if (value is JsonObject json && Known(json, type.Options) is { } known)
                    reason.Set!(row, known);
            };
            coded.ShouldSerialize = (_, value) => value is not null;
            type.Properties.Remove(reason);
            type.Properties.Add(text);
            type.Properties.Add(coded);
        }
    }

    /// <summary>Null for a reason of a later build: its text is shown as it was written.</summary>
    private static Reason? Known(JsonObject json, JsonSerializerOptions options)
    {
        try
        {
            return Read<Reason>(Reason.Codes, json, options);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
