using System.Security.Cryptography;
using System.Text.Json;
using Wsis.Invitations.Replies;
using Wsis.Local.Files;

namespace Wsis.Local.Serving;

/// <summary>The file with the keys that sign the reply links. Only its owner can read it. If it is missing, it is
/// created with a new key. The key that <c>current</c> names signs new links; links with other keys in the file stay
/// valid.</summary>
internal static class LinkKeyFile
{
    private sealed record Keys(string Current, Dictionary<string, string> Secrets);

    public static ReplyLinks Load(string path)
    {
        if (File.Exists(path))
            PrivateFiles.TakeRightsAway(path);
        else
            Create(path);
        try
        {
            if (
                JsonSerializer.Deserialize<Keys>(File.ReadAllText(path)) is
                { Current: not null, Secrets: { } secrets } keys
            )
                return new ReplyLinks(
                    secrets.ToDictionary(k => k.Key, k => Convert.FromBase64String(k.Value)),
                    keys.Current
                );
        }
        catch (Exception e) when (e is JsonException or FormatException or ArgumentException)
        {
            throw new CommandException($"{path} is not a file with keys of reply links: {e.Message}");
        }
        throw new CommandException($"{path} is not a file with keys of reply links.");
    }

    private static void Create(string path)
    {
        PrivateFiles.CreateFolder(Path.GetDirectoryName(path)!);
        var keys = new Keys("k1", new() { ["k1"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)) });
        using var file = PrivateFiles.CreateNew(path);
        JsonSerializer.Serialize(file, keys);
    }
}
