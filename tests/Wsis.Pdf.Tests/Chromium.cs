namespace Wsis.Pdf.Tests;

/// <summary>The Chromium of this machine.</summary>
internal static class Chromium
{
    private static readonly string[] Places =
    [
        "/usr/bin/chromium-headless-shell",
        "/usr/bin/chromium",
        "/usr/bin/chromium-browser",
        "/usr/bin/google-chrome",
    ];

    /// <summary>Finds it. The test is skipped where there is none.</summary>
    public static string Find()
    {
        var found = Places.FirstOrDefault(File.Exists);
        Assert.SkipWhen(found is null, "There is no Chromium on this machine (apt-get install chromium).");
        return found;
    }
}
