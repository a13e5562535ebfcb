using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Wsis.Local.Files;

namespace Wsis.Local.Azurite;

/// <summary>The file of a data folder that says where its Azurite listens. Only its owner can read it, because the key
/// opens the tables.</summary>
/// <param name="Key">The key of the account, in base64. Each data folder has its own, so that no program takes the
/// emulator of one folder for that of another.</param>
/// <param name="Ports">The ports; null before the first start.</param>
/// <param name="Process">The process id of the last start.</param>
internal sealed record AzuriteRecord(string Key, AzuritePorts? Ports, int Process)
{
    /// <summary>Reads the record, or creates one with a new key.</summary>
    /// <exception cref="InvalidDataException">The file is not a record.</exception>
    public static AzuriteRecord Load(string path)
    {
        if (!File.Exists(path))
            new AzuriteRecord(Convert.ToBase64String(RandomNumberGenerator.GetBytes(64)), null, 0).Save(path);
        try
        {
            return JsonSerializer.Deserialize<AzuriteRecord>(File.ReadAllText(path))
                ?? throw new InvalidDataException($"{path} has no record of Azurite.");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{path} cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Writes the record to a temporary file and renames it, so that no reader sees half of it.</summary>
    public void Save(string path)
    {
        var temporary = $"{path}.tmp";
        using (var file = PrivateFiles.Create(temporary))
            JsonSerializer.Serialize(file, this);
        File.Move(temporary, path, overwrite: true);
    }
}

/// <summary>The ports of the services of an Azurite.</summary>
internal sealed record AzuritePorts(int Blob, int Queue, int Table)
{
    [JsonIgnore]
    public bool AreFree => LocalPort.IsFree(Blob) && LocalPort.IsFree(Queue) && LocalPort.IsFree(Table);

    public static AzuritePorts FindFree() =>
        LocalPort.FindFree(3) is [var blob, var queue, var table]
            ? new AzuritePorts(blob, queue, table)
            : throw new InvalidOperationException("No port on 127.0.0.1 is free.");
}
