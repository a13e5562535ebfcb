using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

[assembly: AssemblyFixture(typeof(Wsis.Proof.ProofReport))]

namespace Wsis.Proof;

/// <summary>A promise that was tried: how, and what came of it, in numbers.</summary>
internal sealed record Finding(string Part, string Tried, string Held);

/// <summary>The promises that were tested and their results. Printed at the end, and written to the file that
/// <c>WSIS_PROOF_REPORT</c> names: as JSON if its name ends so, otherwise as a table for a Markdown page.</summary>
public sealed class ProofReport : IDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private readonly ConcurrentQueue<Finding> findings = new();

    /// <summary>Notes a finding. Called once what it says has been asserted.</summary>
    public void Add(string part, string tried, string held)
    {
        findings.Enqueue(new Finding(part, tried, held));
        TestContext.Current.TestOutputHelper?.WriteLine($"{tried}: {held}");
    }

    public void Dispose()
    {
        var text = Table();
        Console.WriteLine(text);
        if (Environment.GetEnvironmentVariable("WSIS_PROOF_REPORT") is { Length: > 0 } file)
            File.WriteAllText(
                file,
                file.EndsWith(".json", StringComparison.OrdinalIgnoreCase)
                    ? JsonSerializer.Serialize(findings, Json)
                    : text
            );
    }

    private string Table()
    {
        var text = new StringBuilder();
        text.AppendLine(
            CultureInfo.InvariantCulture,
            $"{(ProofForm.IsLong ? "Long" : "Short")} form; {Environment.ProcessorCount} cores, "
                + $"{RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}"
        );
        text.AppendLine().AppendLine("| part | what was tried | what held |").AppendLine("| --- | --- | --- |");
        foreach (var finding in findings.OrderBy(f => f.Part, StringComparer.Ordinal))
            text.AppendLine(CultureInfo.InvariantCulture, $"| {finding.Part} | {finding.Tried} | {finding.Held} |");
        return text.ToString();
    }
}
