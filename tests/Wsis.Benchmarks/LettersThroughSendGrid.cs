using System.Globalization;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Workflow;
using Wsis.Testing.SendGrid;

namespace Wsis.Benchmarks;

/// <summary>Letters through the real mailer to the tests' stand-in for SendGrid, which answers after 100 ms, 32 on
/// their way at once: against what Little's law allows, 320 a second. The stand-in is in this process and checks every
/// letter: its work counts as ours.</summary>
internal static class LettersThroughSendGrid
{
    private const int MaxConcurrency = 32;
    private const int Letters = 3_200;
    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(100);

    public static async Task<Result> Run(CancellationToken cancellation)
    {
        await using var sendGrid = await FakeSendGrid.Start();
        sendGrid.Latency = Latency;
        using var sender = TestMailer.Create(
            sendGrid,
            ("MaxConcurrency", MaxConcurrency.ToString(CultureInfo.InvariantCulture))
        );
        await SendAll("warm", MaxConcurrency);
        var time = await Measure.Once(() => SendAll("o", Letters));
        var (ours, bound) = (Letters / time.TotalSeconds, MaxConcurrency / Latency.TotalSeconds);
        return new Result(
            $"letters through SendGrid's stand-in ({Latency.TotalMilliseconds:0} ms an answer, "
                + $"{MaxConcurrency} at once), against Little's law: {ours / bound:P0} of it",
            $"{ours:0}/s",
            $"{bound:0}/s",
            bound / ours,
            1 / 0.9
        );

        async Task SendAll(string prefix, int letters)
        {
            var outcomes = await Task.WhenAll(
                Enumerable
                    .Range(0, letters)
                    .Select(i =>
                        sender.Mailer.Send(SendGridTestData.Letter($"{prefix}{i}"), SendPermission.Always, cancellation)
                    )
            );
            if (outcomes.FirstOrDefault(o => o is not SendOutcome.Accepted) is { } other)
                throw new InvalidDataException($"A letter was not taken: {other}");
        }
    }
}
