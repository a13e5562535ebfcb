using System.Security.Cryptography;
using System.Text.Json;
using Wsis.Invitations.Replies;

namespace Wsis.Local.Serving;

/// <summary>Keeps the keys that sign the reply links in a file that only its owner can read; makes one where there is
/// none. A key added under a new id and named as <c>current</c> signs from then on; links signed by the others go on
/// working.</summary>
internal static class LinkKeyFile
{
    private sealed record Keys(string Current, Dictionary<string, string> Secrets);

    public static ReplyLinks Open(string path)
    {
        if (!File.Exists(path))
            Create(path);
        var keys =
            JsonSerializer.Deserialize<Keys>(File.ReadAllText(path))
            ?? throw new InvalidDataException($"{path} is not a file of link keys.");
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
