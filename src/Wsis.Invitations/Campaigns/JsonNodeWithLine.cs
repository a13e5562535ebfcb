using System.Text.Json;

namespace Wsis.Invitations.Campaigns;

/// <summary>A JSON value with its line number.</summary>
internal sealed record JsonNodeWithLine(
    JsonValueKind Kind,
    int Line,
    string? Text,
    IReadOnlyList<(string Name, JsonNodeWithLine Value)> Properties,
    IReadOnlyList<JsonNodeWithLine> Items
)
{
    /// <summary>Reads a document; comments and trailing commas are allowed, as editors allow them.</summary>
    /// <exception cref="JsonException">It is not JSON; the exception has the line.</exception>
    public static JsonNodeWithLine Parse(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(
            utf8,
            new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true }
        );
        reader.Read();
        var lines = new LineCounter(utf8);
        var root = Read(ref reader, ref lines);
        while (reader.Read()) { }
        return root;
    }

    private static JsonNodeWithLine Read(ref Utf8JsonReader reader, ref LineCounter lines)
    {
        var line = lines.At((int)reader.TokenStartIndex);
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                var properties = new List<(string, JsonNodeWithLine)>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
                {
                    var name = reader.GetString()!;
                    reader.Read();
                    properties.Add((name, Read(ref reader, ref lines)));
                }
                return new(JsonValueKind.Object, line, null, properties, []);
            case JsonTokenType.StartArray:
                var items = new List<JsonNodeWithLine>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                    items.Add(Read(ref reader, ref lines));
                return new(JsonValueKind.Array, line, null, [], items);
            case JsonTokenType.String:
                return new(JsonValueKind.String, line, reader.GetString(), [], []);
            case JsonTokenType.Number:
                return new(JsonValueKind.Number, line, System.Text.Encoding.UTF8.GetString(reader.ValueSpan), [], []);
            case JsonTokenType.True:
                return new(JsonValueKind.True, line, "true", [], []);
            case JsonTokenType.False:
                return new(JsonValueKind.False, line, "false", [], []);
            default:
                return new(JsonValueKind.Null, line, null, [], []);
        }
    }

    /// <summary>Counts lines forward only, as the reader goes.</summary>
    private ref struct LineCounter(ReadOnlySpan<byte> utf8)
    {
        private readonly ReadOnlySpan<byte> utf8 = utf8;
        private int position;
        private int line = 1;

        public int At(int index)
        {
            line += utf8[position..index].Count((byte)'\n');
            position = index;
            return line;
        }
    }
}
