using System.Buffers;
using System.Text.RegularExpressions;
using MimeKit;

namespace Wsis.Local.Tests.Telemetry;

/// <summary>Telemetry describes the campaign and never a person.</summary>
public sealed partial class SecrecyTests : IDisposable
{
    private readonly string scratch = Directory.CreateTempSubdirectory("wsis-secrecy-").FullName;

    [Fact]
    public async Task Nothing_of_any_invitee_is_in_what_a_demo_logs_traces_and_counts()
    {
        ProofForm.RequireTurn(0, of: 2);
        await using var collector = await TelemetryCollector.Start();
        var (code, said) = await WsisProcess.Run(
            collector.Variables,
            "demo",
            "--exit",
            "--store",
            "memory",
            "--days-per-second",
            "6",
            "--seed",
            "3",
            "--data",
            scratch
        );
        Assert.True(code == 0, said);

        // The telemetry is detailed.
        Assert.All(
            ["letters.sent", "replies.recorded", "advance.duration", "requests.answered", "Acknowledgement", "Page"],
            name => Assert.Contains(name, collector.Metrics, StringComparison.Ordinal)
        );
        Assert.All(
            ["send letter", "record reply", "advance", "RecordReply"],
            name => Assert.Contains(name, collector.Traces, StringComparison.Ordinal)
        );
        Assert.Contains("Microsoft.Extensions.Hosting", collector.Logs, StringComparison.Ordinal);

        var secrets = Secrets();
        Assert.True(secrets.Count > 5 * 194, $"Only {secrets.Count} texts are looked for.");
        var search = SearchValues.Create([.. secrets], StringComparison.Ordinal);
        foreach (var received in (string[])[collector.Traces, collector.Metrics, collector.Logs, said])
            Assert.Equal("", Around(received, received.AsSpan().IndexOfAny(search)));
    }

    public void Dispose() => Directory.Delete(scratch, recursive: true);

    /// <summary>Names, addresses, offices; and, from the letters that went out, tokens, subjects and every line of
    /// text.</summary>
    private HashSet<string> Secrets()
    {
        var folder = SampleCampaign.Folder;
        var secrets = folder
            .Invitees.SelectMany(i => (string?[])[i.Name, i.Address, i.Copy, i.Office, i.Salutation])
            .OfType<string>()
            .ToHashSet();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(scratch, "demo", "letters"), "*.eml"))
        {
            var letter = MimeMessage.Load(file);
            secrets.Add(letter.Subject!);
            secrets.UnionWith(Token().Matches(letter.TextBody!).Select(m => m.Groups["token"].Value));
            secrets.UnionWith(letter.TextBody!.Split('\n').Select(l => l.Trim()).Where(l => l.Length >= 20));
        }
        return secrets;
    }

    private static string Around(string text, int at) =>
        at < 0 ? "" : text[Math.Max(0, at - 80)..Math.Min(text.Length, at + 80)];

    [GeneratedRegex("/r/(?<token>[^/?\\s)>]+)", RegexOptions.CultureInvariant)]
    private static partial Regex Token();
}
