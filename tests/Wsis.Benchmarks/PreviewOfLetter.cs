using System.Text;
using Wsis.Invitations.Workflow;

namespace Wsis.Benchmarks;

/// <summary>The preview of a letter beside its editor, over HTTP as its page asks for it, for a draft with the sample's
/// 194 invitees on Azurite. Every text is another. Said beside it: the first preview after a save, for which the whole
/// draft is checked again.</summary>
internal static class PreviewOfLetter
{
    private const string Page = "staff/campaigns/wsis-forum-2018/draft/letters/fr/invitation";
    private const int Times = 100;
    private const double MaxMilliseconds = 150;

    public static async Task<Result> Run(CancellationToken cancellation)
    {
        await using var environment = await BenchmarkEnvironment.Create(cancellation);
        await using var host = await TestHost.Start(
            folder: SampleCampaign.Folder,
            launched: false,
            stores: environment.Store
        );
        var (token, cookies) = await host.ReadToken(await host.SignIn("Anna"));
        var letter = SampleCampaign.Folder.Letters.First(l => l.Source is { Language.Code: "fr", Name: "invitation" });
        var times = new List<TimeSpan>();
        var first = new List<TimeSpan>();
        for (var i = 0; i < Times; i++)
        {
            var text = $"{letter.Source.Text}\n\n{i}\n";
            if (i % 20 == 0)
                await host.Drafts.Write(
                    SampleCampaign.Folder.Campaign!.Id,
                    "letters/fr/invitation.md",
                    Encoding.UTF8.GetBytes(text),
                    new Actor("Anna"),
                    cancellation
                );
            var time = await Measure.Once(() => Preview(text));
            (i % 20 == 0 ? first : times).Add(time);
        }
        var median = Measure.Median(times).TotalMilliseconds;
        return new Result(
            $"the preview of a letter over HTTP at {SampleCampaign.Folder.Invitees.Count} invitees, median of "
                + $"{times.Count}; the first one after a save {Measure.Median(first).TotalMilliseconds:0} ms",
            $"{median:0} ms",
            "-",
            median,
            MaxMilliseconds
        );

        async Task Preview(string text)
        {
            using var response = await host.Submit(
                $"{Page}/preview",
                token,
                cookies,
                [("text", text), ("invitee", "FRA")]
            );
            var html = await response.Content.ReadAsStringAsync(cancellation);
            if (!html.Contains("data-rendered", StringComparison.Ordinal))
                throw new InvalidDataException($"There is no preview: {html}");
        }
    }
}
