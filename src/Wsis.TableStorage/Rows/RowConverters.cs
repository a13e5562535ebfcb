using System.Text.Json;
using System.Text.Json.Serialization;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Correspondence;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Letters;

namespace Wsis.TableStorage.Rows;

/// <summary>Converts a value to text and back.</summary>
/// <param name="parse">Throws <see cref="FormatException"/> for a text that is no such value.</param>
/// <param name="format">The text of a value.</param>
internal abstract class TextConverter<T>(Func<string, T> parse, Func<T, string> format) : JsonConverter<T>
    where T : notnull
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.GetString() ?? throw new JsonException($"null is not a {typeof(T).Name}.");
        try
        {
            return parse(text);
        }
        catch (FormatException e)
        {
            throw new JsonException(e.Message, e);
        }
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteStringValue(format(value));
}

internal sealed class CampaignIdConverter() : TextConverter<CampaignId>(t => new CampaignId(t), c => c.Value);

internal sealed class InviteeIdConverter() : TextConverter<InviteeId>(t => new InviteeId(t), i => i.Value);

internal sealed class CorrespondenceIdConverter()
    : TextConverter<CorrespondenceId>(t => new CorrespondenceId(t), c => c.Value);

internal sealed class CorrespondenceStateConverter()
    : TextConverter<CorrespondenceState>(StoredNames.ParseCorrespondenceState, StoredNames.From);

/// <summary>Cells as an object, by the names of their columns.</summary>
internal sealed class OwnCellsConverter : JsonConverter<OwnCells>
{
    public override OwnCells Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(JsonSerializer.Deserialize<Dictionary<string, string>>(ref reader, options) ?? []);

    public override void Write(Utf8JsonWriter writer, OwnCells value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value.Cells, options);
}

internal sealed class StepIdConverter() : TextConverter<StepId>(t => new StepId(t), s => s.Value);

internal sealed class LanguageConverter() : TextConverter<Language>(Language.Parse, l => l.Code);

internal sealed class WeekendConverter()
    : TextConverter<Weekend>(
        t =>
            Weekend.TryParse(t, out var weekend)
                ? weekend.Value
                : throw new FormatException($"'{t}' is not a weekend."),
        w => w.ToString()
    );
