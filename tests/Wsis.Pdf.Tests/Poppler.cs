using System.Diagnostics;
using System.Globalization;
using System.Text;
using ZXing;
using ZXing.Common;

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
        Encoding.UTF8.GetString(await Run(program, arguments));

    /// <summary>Reads the code in one of several pictures, which follow one another (PGM).</summary>
    public static string? ReadCode(byte[] pictures)
    {
        var reader = new MultiFormatReader();
        for (var at = 0; at < pictures.Length; )
        {
            var header = Encoding.ASCII.GetString(pictures, at, 40).Split('\n')[..3];
            var size = header[1].Split(' ').Select(n => int.Parse(n, CultureInfo.InvariantCulture)).ToArray();
            at += header.Sum(l => l.Length + 1);
            var pixels = pictures[at..(at + (size[0] * size[1]))];
            at += pixels.Length;
            var source = new RGBLuminanceSource(pixels, size[0], size[1], RGBLuminanceSource.BitmapFormat.Gray8);
            if (reader.decode(new BinaryBitmap(new HybridBinarizer(source))) is { } code)
                return code.Text;
        }
        return null;
    }
}
