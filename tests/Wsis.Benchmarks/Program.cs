using System.CommandLine;
using System.Text.Json;
using Spectre.Console;
using Wsis.Benchmarks;

var json = new Option<FileInfo?>("--json") { Description = "Write the results to this file as JSON." };
var only = new Option<string?>("--only") { Description = "Run only the benchmarks whose name contains this text." };
var root = new RootCommand(
    "Measures the figures of docs/performance.md. A ratio compares two measurements of the same run."
)
{
    json,
    only,
};
root.SetAction(
    async (result, cancellation) =>
    {
        var benchmarks = new (string Name, Func<CancellationToken, Task<Result>> Run)[]
        {
            ("import and launch", ImportAndLaunch.Run),
            ("reply", ReplyOverHttp.Run),
            ("status", StatusAtSize.Run),
            ("preview", PreviewOfLetter.Run),
            ("spreadsheet", ImportOfList.Run),
            ("rehearsal", RehearsalAtSize.Run),
            ("list", ListAtSize.Run),
            ("search", SearchAtSize.Run),
            ("export", ExportAtSize.Run),
            ("decision", DecisionAtSize.Run),
            ("erasure", ErasureAtSize.Run),
            ("letters", LettersThroughSendGrid.Run),
            ("pdf", PdfLetters.Run),
            ("events in order", DeliveryEvents.InOrder),
            ("events shuffled", DeliveryEvents.Shuffled),
            ("answers", AnswersAtSize.OnAzurite),
            ("load", AnswersAtSize.InMemory),
        };
        var results = new List<Result>();
        foreach (
            var (name, run) in benchmarks.Where(b =>
                result.GetValue(only) is not { } text || b.Name.Contains(text, StringComparison.Ordinal)
            )
        )
        {
            AnsiConsole.WriteLine($"measuring: {name}");
            results.Add(await run(cancellation));
        }
        var table = new Table().AddColumns("what", "ours", "against", "ratio or figure", "limit", "");
        foreach (var r in results)
            table.AddRow(
                Markup.Escape(r.What),
                Markup.Escape(r.Ours),
                Markup.Escape(r.Against),
                $"{r.Figure:0.00}",
                $"{r.Limit:0.0#}",
                r.Figure <= r.Limit ? "[green]holds[/]" : "[red]fails[/]"
            );
        AnsiConsole.Write(table);
        if (result.GetValue(json) is { } file)
            await File.WriteAllTextAsync(file.FullName, JsonSerializer.Serialize(results, Result.Json), cancellation);
        return results.All(r => r.Figure <= r.Limit) ? 0 : 1;
    }
);
return await root.Parse(args).InvokeAsync();
