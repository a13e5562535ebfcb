namespace Wsis.SendGrid.Tests;

public sealed class ThroughputTests
{
    /// <summary>Whether the mailer's own share of the time is small is for the benchmarks, on a quiet machine; this notices a mailer that waits where it need not.</summary>
    [Fact]
    public async Task Letters_go_out_side_by_side()
    {
        var measured = await SendGridThroughput.Measure(letters: 640, TimeSpan.FromMilliseconds(100), mostAtOnce: 32);

        TestContext.Current.TestOutputHelper?.WriteLine($"{measured.PerSecond:0} letters a second, {measured.Share:P0} of {measured.Bound:0}");
        Assert.True(measured.Share > 0.5, $"{measured.PerSecond:0} letters a second of {measured.Bound:0}");
    }
}
