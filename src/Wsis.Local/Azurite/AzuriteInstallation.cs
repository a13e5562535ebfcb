using System.Security.Cryptography;

namespace Wsis.Local.Azurite;

/// <summary>The emulator as npm installs it from our lock file; a folder for each state of that file.</summary>
internal sealed class AzuriteInstallation
{
    private static readonly string Source = Path.Combine(AppContext.BaseDirectory, "Azurite");

    private readonly string folder;

    private AzuriteInstallation(string folder) => this.folder = folder;

    public string TablesScript => Path.Combine(folder, "node_modules", "azurite", "dist", "src", "table", "main.js");

    public string AllServicesScript => Path.Combine(folder, "node_modules", "azurite", "dist", "src", "azurite.js");

    /// <summary>Written last: an installation that was broken off is begun anew.</summary>
    private string Mark => Path.Combine(folder, "installed");

    /// <exception cref="InvalidOperationException">npm could not install it; the message says why.</exception>
    public static async Task<AzuriteInstallation> Ensure(
        string parent,
        Action<string> say,
        CancellationToken cancellation
    )
    {
        var digest = Convert.ToHexStringLower(
            SHA256.HashData(await File.ReadAllBytesAsync(Path.Combine(Source, "package-lock.json"), cancellation))
        );
        var installation = new AzuriteInstallation(Path.Combine(parent, digest[..12]));
        if (!File.Exists(installation.Mark))
            await installation.Install(say, cancellation);
        return installation;
    }

    private async Task Install(Action<string> say, CancellationToken cancellation)
    {
        say($"Installing Azurite, the emulator of Azure Storage, into {folder}; this is done once.");
        Directory.CreateDirectory(folder);
        foreach (var file in new[] { "package.json", "package-lock.json" })
            File.Copy(Path.Combine(Source, file), Path.Combine(folder, file), overwrite: true);
        await Node.Install(folder, cancellation);
        await File.WriteAllTextAsync(Mark, "", cancellation);
    }
}
