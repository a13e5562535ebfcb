using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using Wsis.Invitations.Invitees;

namespace Wsis.Benchmarks;

/// <summary>A spreadsheet with 20,000 rows, from its upload on the page to a draft without errors: upload, columns,
/// rows and the check of the draft. The working set is that of the pages and of their client.</summary>
internal static class ImportOfList
{
    private const string Draft = "staff/campaigns/wsis-forum-2018/draft";
    private const int Rows = 20_000;
    private const double MaxSeconds = 10;
    private const long MaxBytes = 256 << 20;

    public static async Task<Result> Run(CancellationToken cancellation)
    {
        var list = Spreadsheet.Write(
            "Invitees",
            InviteeList.Columns,
            BenchmarkEnvironment
                .Folder(Rows)
                .Invitees.Select(i => (IReadOnlyList<string>)[.. InviteeList.Columns.Select(i.CellOf)])
        );
        await using var host = await TestHost.Start(folder: SampleCampaign.Folder, launched: false);
        var (token, cookies) = await host.ReadToken(await host.SignIn("Anna"));
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        var before = WorkingSet();
        var max = before;
        using var watched = new Timer(_ => max = Math.Max(max, WorkingSet()), null, 0, 20);
        var parts = new List<string>();
        var processor = ProcessorTime();
        var time = await Measure.Once(async () =>
        {
            var path = await Step("upload", () => Upload(host, list, token, cookies, cancellation));
            await Step("columns", () => Open(host, path, cookies, cancellation));
            var kept = path.Split("upload=")[1];
            var columns = InviteeList.Columns.Index().Select(c => ($"column-{c.Item}", $"{c.Index}"));
            path = await Step(
                "match",
                () => Post(host, $"{Draft}/invitees/columns", token, cookies, [("kept", kept), .. columns])
            );
            var html = await Step("rows", () => Open(host, path, cookies, cancellation));
            var version = html.Split("name=\"expectedVersion\" value=\"")[1].Split('"')[0];
            kept = path.Split("upload=")[1];
            path = await Step(
                "take",
                () =>
                    Post(host, $"{Draft}/invitees/rows", token, cookies, [("kept", kept), ("expectedVersion", version)])
            );
            html = await Step("check", () => Open(host, Draft, cookies, cancellation));
            if (!html.Contains("There are no errors.", StringComparison.Ordinal))
                throw new InvalidDataException("The draft has errors.");

            async Task<string> Step(string name, Func<Task<string>> work)
            {
                var result = "";
                max = Math.Max(max, WorkingSet());
                var taken = await Measure.Once(async () => result = await work());
                max = Math.Max(max, WorkingSet());
                parts.Add($"{name} {taken.TotalSeconds:0.0} s, {(max - before) >> 20} MiB");
                return result;
            }
        });
        processor = ProcessorTime() - processor;
        var grown = (max - before) >> 20;
        return new Result(
            $"a spreadsheet with {Rows} rows, from its upload to a draft without errors, with the growth of "
                + $"the working set ({string.Join("; ", parts)}; processor {processor.TotalSeconds:0.0} s): "
                + $"growth {grown} MiB of {MaxBytes >> 20}, to {max >> 20} MiB",
            $"{time.TotalSeconds:0.0} s",
            $"{MaxSeconds} s",
            max - before > MaxBytes ? double.PositiveInfinity : time.TotalSeconds,
            MaxSeconds
        );
    }

    private static long WorkingSet()
    {
        using var self = Process.GetCurrentProcess();
        return self.WorkingSet64;
    }

    private static TimeSpan ProcessorTime()
    {
        using var self = Process.GetCurrentProcess();
        return self.TotalProcessorTime;
    }

    private static async Task<string> Upload(
        TestHost host,
        byte[] list,
        string token,
        string cookies,
        CancellationToken cancellation
    )
    {
        var file = new ByteArrayContent(list);
        file.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        using var content = new MultipartFormDataContent
        {
            { new StringContent(token), "__RequestVerificationToken" },
            { file, "list", "invitees.xlsx" },
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Draft}/invitees") { Content = content };
        request.Headers.Add("Cookie", cookies);
        using var response = await host.Http.SendAsync(request, cancellation);
        return Follow(response);
    }

    private static async Task<string> Post(
        TestHost host,
        string path,
        string token,
        string cookies,
        IEnumerable<(string, string)> fields
    )
    {
        using var response = await host.Submit(path, token, cookies, fields);
        return Follow(response);
    }

    private static async Task<string> Open(TestHost host, string path, string cookies, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Cookie", cookies);
        using var response = await host.Http.SendAsync(request, cancellation);
        return await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync(cancellation);
    }

    private static string Follow(HttpResponseMessage response) =>
        response.StatusCode == HttpStatusCode.SeeOther
            ? response.Headers.Location!.ToString().TrimStart('/')
            : throw new InvalidDataException($"The page answers {response.StatusCode}.");
}
