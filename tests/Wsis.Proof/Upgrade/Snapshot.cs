using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Azure.Data.Tables;

namespace Wsis.Proof.Upgrade;

/// <summary>The tables of an account as a file: a line for each row, with the table's name and the row as Table Storage
/// gives it out (JSON with OData's minimal metadata).</summary>
internal static class Snapshot
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes all tables into a file.</summary>
    public static async Task Export(TableServiceClient account, string file, CancellationToken cancellation)
    {
        await using var writer = new StreamWriter(file);
        await foreach (var table in account.QueryAsync(cancellationToken: cancellation))
        await foreach (
            var row in account.GetTableClient(table.Name).QueryAsync<TableEntity>(cancellationToken: cancellation)
        )
            await writer.WriteAsync(
                $"{new JsonObject { ["table"] = table.Name, ["row"] = Json(row) }.ToJsonString(Readable)}\n"
            );
    }

    /// <summary>Puts the rows into an empty account.</summary>
    public static async Task Import(string file, TableServiceClient account, CancellationToken cancellation)
    {
        foreach (
            var table in File.ReadLines(file)
                .Select(l => JsonNode.Parse(l)!.AsObject())
                .GroupBy(l => (string)l["table"]!)
        )
        {
            var client = account.GetTableClient(table.Key);
            await client.CreateIfNotExistsAsync(cancellation);
            foreach (var row in table)
                await client.AddEntityAsync(Row(row["row"]!.AsObject()), cancellation);
        }
    }

    private static JsonObject Json(TableEntity row)
    {
        var json = new JsonObject();
        foreach (var (name, value) in row.Where(p => p.Key is not ("odata.etag" or "Timestamp")))
        {
            var (text, type) = Text(value);
            if (type is not null)
                json[$"{name}@odata.type"] = type;
            json[name] = text;
        }
        return json;
    }

    private static (JsonNode Value, string? Type) Text(object value) =>
        value switch
        {
            string text => (text, null),
            int number => (number, null),
            bool truth => (truth, null),
            long number => (number.ToString(CultureInfo.InvariantCulture), "Edm.Int64"),
            DateTimeOffset moment => (moment.UtcDateTime.ToString("O", CultureInfo.InvariantCulture), "Edm.DateTime"),
            byte[] bytes => (Convert.ToBase64String(bytes), "Edm.Binary"),
            _ => throw new InvalidDataException($"A column of type {value.GetType()}."),
        };

    private static TableEntity Row(JsonObject json)
    {
        var row = new TableEntity();
        foreach (var (name, value) in json.Where(p => !p.Key.Contains('@', StringComparison.Ordinal)))
            row[name] = Value(value!.AsValue(), (string?)json[$"{name}@odata.type"]);
        return row;
    }

    private static object Value(JsonValue value, string? type) =>
        type switch
        {
            "Edm.DateTime" => DateTimeOffset.Parse(
                (string)value!,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal
            ),
            "Edm.Int64" => long.Parse((string)value!, CultureInfo.InvariantCulture),
            "Edm.Binary" => Convert.FromBase64String((string)value!),
            null => value.GetValueKind() switch
            {
                JsonValueKind.String => (string)value!,
                JsonValueKind.Number => (int)value,
                _ => (bool)value,
            },
            _ => throw new InvalidDataException($"A column of type {type}."),
        };
}
