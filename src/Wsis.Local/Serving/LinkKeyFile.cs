using System.Security.Cryptography;
using System.Text.Json;
using Wsis.Invitations.Replies;

namespace Wsis.Local.Serving;

/// <summary>The file with the keys that sign the reply links. Only its owner can read it. If it is missing, it is
/// created with a new key. The key that <c>current</c> names signs new links; links with other keys in the file stay
/// valid.</summary>
internal static class LinkKeyFile
{
    private sealed record Keys(string Current, Dictionary<string, string> Secrets);

    public static ReplyLinks Load(string path)
    {
        if (!File.Exists(path))
            Create(path);
        var keys =
            JsonSerializer.Deserialize<Keys>(File.ReadAllText(path))
            ?? throw new InvalidDataException($"{path} is not a file with keys of reply links.");
        return new ReplyLinks(
            keys.Secrets.ToDictionary(k => k.Key, k => Convert.FromBase64String(k.Value)),
            keys.Current
        );
    }

    private static void Create(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var keys = new Keys("k1", new() { ["k1"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)) });
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new FileStream(path, options);
        JsonSerializer.Serialize(file, keys);
    }
}
