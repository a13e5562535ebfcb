using System.Security.Cryptography;
using Wsis.Local.Azurite;

namespace Wsis.Testing;

/// <summary>The npm packages that tests use. The first test that needs them installs them from the lock file of the web
/// tests; a changed lock file installs them again.</summary>
public static class NpmPackages
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(200);

    private static readonly Lazy<Task<bool>> Installed = new(EnsureInstalled);

    /// <summary>The folder of <c>package.json</c>. Node.js resolves the packages from here.</summary>
    public static string Folder { get; } = Path.Combine(Repository.Root, "tests", "Wsis.Web.Tests");

    /// <summary>Installs the packages, unless they are installed. Without Node.js the test is skipped, except on a
    /// build server.</summary>
    /// <exception cref="InvalidOperationException">npm cannot install them; the message says why.</exception>
    public static async Task Require()
    {
        if (await Installed.Value)
            return;
        const string reason = "There is no Node.js on this machine's path (apt-get install nodejs npm).";
        Assert.False(Environment.GetEnvironmentVariable("CI") == "true", reason);
        Assert.Skip(reason);
    }

    private static async Task<bool> EnsureInstalled()
    {
        if (!await Node.IsInstalled(CancellationToken.None))
            return false;
        var lockFile = await File.ReadAllBytesAsync(Path.Combine(Folder, "package-lock.json"));
        var modules = Path.Combine(Folder, "node_modules");
        // npm ci deletes the folder first, so the mark exists only after a complete installation.
        var mark = Path.Combine(modules, $".installed-{Convert.ToHexStringLower(SHA256.HashData(lockFile))[..12]}");
        if (File.Exists(mark))
            return true;
        await using var turn = await WaitForTurn();
        if (File.Exists(mark))
            return true;
        await Node.Install(Folder, CancellationToken.None);
        await File.WriteAllTextAsync(mark, "");
        return true;
    }

    /// <summary>One process installs at a time. The others wait, and find the packages installed.</summary>
    private static async Task<FileStream> WaitForTurn()
    {
        var folder = Directory.CreateDirectory(Path.Combine(Repository.Root, ".wsis")).FullName;
        while (true)
        {
            try
            {
                return new FileStream(
                    Path.Combine(folder, "npm.lock"),
                    FileMode.OpenOrCreate,
                    FileAccess.ReadWrite,
                    FileShare.None
                );
            }
            catch (IOException)
            {
                await Task.Delay(PollInterval, TimeProvider.System);
            }
        }
    }
}
