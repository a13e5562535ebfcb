using System.Diagnostics;
using System.Globalization;
using Wsis.Invitations.Workflow;
using Wsis.SendGrid.Tests.StandIn;

namespace Wsis.SendGrid.Tests;

/// <summary>How many letters a second go through the real mailer to a stand-in on loopback that answers after a set time.</summary>
/// <param name="Letters">How many letters were sent and taken.</param>
/// <param name="Elapsed">How long that took.</param>
/// <param name="Bound">What Little's law allows: letters on their way at once, divided by the time of an answer.</param>
public sealed record SendGridThroughput(int Letters, TimeSpan Elapsed, double Bound)
{
    public double PerSecond => Letters / Elapsed.TotalSeconds;

    /// <summary>How much of the bound was reached, from 0 to 1.</summary>
    public double Share => PerSecond / Bound;

    /// <summary>Sends so many letters, after as many as go at once to warm up. Takes about <c>letters * latency / mostAtOnce</c>.</summary>
    /// <exception cref="InvalidOperationException">A letter was not taken: there is nothing to measure.</exception>
    public static async Task<SendGridThroughput> Measure(int letters, TimeSpan latency, int mostAtOnce)
    {
        await using var sendGrid = await SendGridStandIn.Start();
        sendGrid.Latency = latency;
        using var sender = Sender.To(sendGrid, ("MostAtOnce", mostAtOnce.ToString(CultureInfo.InvariantCulture)));
        await SendAll(sender, "warm", mostAtOnce);
        var start = Stopwatch.GetTimestamp();
        await SendAll(sender, "o", letters);
        return new SendGridThroughput(letters, Stopwatch.GetElapsedTime(start), mostAtOnce / latency.TotalSeconds);
    }

    private static async Task SendAll(Sender sender, string prefix, int letters)
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, letters).Select(i => sender.Mailer.Send(Given.Letter($"{prefix}{i}"), CancellationToken.None)));
        if (outcomes.FirstOrDefault(o => o is not SendOutcome.Taken) is { } other)
            throw new InvalidOperationException($"A letter was not taken: {other}");
    }
}
