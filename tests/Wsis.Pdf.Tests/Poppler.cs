using System.Diagnostics;

namespace Wsis.Pdf.Tests;

/// <summary>The programs of poppler-utils, which read PDF as other software does.</summary>
internal static class Poppler
{
    /// <summary>Skips the test where they are missing, or the fonts of the letters.</summary>
    public static async Task Require()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/pdftotext"), "There is no pdftotext (apt-get install poppler-utils).");
        Assert.SkipUnless(File.Exists("/usr/bin/fc-list"), "There is no fc-list (apt-get install fontconfig).");
        foreach (var language in new[] { "ar", "zh-cn" })
            Assert.SkipUnless(
                (await RunForText("fc-list", $":lang={language}")).Length > 0,
                $"There is no font for {language} (apt-get install fonts-noto-core fonts-noto-cjk)."
            );
    }

    /// <summary>Runs a program and reads its output.</summary>
    public static async Task<byte[]> Run(string program, params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, UseShellExecute = false }
        )!;
        using var output = new MemoryStream();
        await process.StandardOutput.BaseStream.CopyToAsync(output, TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);
        return output.ToArray();
    }

    public static async Task<string> RunForText(string program, params string[] arguments) =>
        System.Text.Encoding.UTF8.GetString(await Run(program, arguments));
}
