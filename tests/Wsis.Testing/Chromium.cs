namespace Wsis.Testing;

/// <summary>The Chromium of this machine. The headless shell comes first: it takes half the time.</summary>
public static class Chromium
{
    public const string IsMissing = "There is no Chromium on this machine (apt-get install chromium).";

    private static readonly string[] Paths =
    [
        "/usr/bin/chromium-headless-shell",
        "/usr/bin/chromium",
        "/usr/bin/chromium-browser",
        "/usr/bin/google-chrome",
    ];

    /// <summary>Finds it; null where there is none.</summary>
    /// <exception cref="InvalidOperationException">There is none on a build server.</exception>
    public static string? Find()
    {
        var found = Paths.FirstOrDefault(File.Exists);
        if (found is null && Environment.GetEnvironmentVariable("CI") == "true")
            throw new InvalidOperationException($"A build server must test with Chromium. {IsMissing}");
        return found;
    }

    /// <summary>Finds it. The test is skipped where there is none.</summary>
    public static string Require()
    {
        var found = Find();
        Assert.SkipWhen(found is null, IsMissing);
        return found;
    }
}
