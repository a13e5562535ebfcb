using System.Security.Cryptography;

namespace Wsis.Local.Azurite;

/// <summary>Azurite as npm installs it from the lock file. Each version of that file has its own folder.</summary>
internal sealed class AzuriteInstallation
{
    private static readonly string Source = Path.Combine(AppContext.BaseDirectory, "Azurite");

    private readonly string folder;

    private AzuriteInstallation(string folder) => this.folder = folder;

    public string Script => Path.Combine(folder, "node_modules", "azurite", "dist", "src", "azurite.js");

    /// <summary>Written last. Without this file the installation was interrupted and is repeated.</summary>
    private string Marker => Path.Combine(folder, "installed");

    /// <exception cref="InvalidOperationException">npm could not install it. The message has the reason.</exception>
    public static async Task<AzuriteInstallation> Ensure(
        string parent,
        Action<string> report,
        CancellationToken cancellation
    )
    {
        var digest = Convert.ToHexStringLower(
            SHA256.HashData(await File.ReadAllBytesAsync(Path.Combine(Source, "package-lock.json"), cancellation))
        );
        var installation = new AzuriteInstallation(Path.Combine(parent, digest[..12]));
        if (!File.Exists(installation.Marker))
            await installation.Install(report, cancellation);
        return installation;
    }

    private async Task Install(Action<string> report, CancellationToken cancellation)
    {
        report($"Installing Azurite, the emulator of Azure Storage, into {folder}. This is done once.");
        Directory.CreateDirectory(folder);
        foreach (var file in new[] { "package.json", "package-lock.json" })
            File.Copy(Path.Combine(Source, file), Path.Combine(folder, file), overwrite: true);
        await Node.Install(folder, cancellation);
        await File.WriteAllTextAsync(Marker, "", cancellation);
    }
}
