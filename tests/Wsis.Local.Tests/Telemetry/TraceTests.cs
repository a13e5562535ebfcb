using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Telemetry;
using Wsis.Invitations.Workflow;

namespace Wsis.Local.Tests.Telemetry;

/// <summary>The traces and counters.</summary>
public sealed class TraceTests : IDisposable
{
    private const string Caller = "4bf92f3577b34da6a3ce929d0e0e4736";

    private readonly ConcurrentBag<Activity> seen = [];
    private readonly ActivityListener listener;

    public TraceTests()
    {
        listener = new ActivityListener
        {
            ShouldListenTo = s => s.Name == Instruments.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = seen.Add,
        };
        ActivitySource.AddActivityListener(listener);
    }

    public void Dispose() => listener.Dispose();

    [Fact]
    public async Task One_trace_leads_from_the_request_with_the_reply_to_the_sending_of_the_acknowledgement()
    {
        await using var application = await TestHost.Start();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(application.Link("FRA"), UriKind.Relative))
        {
            Content = new FormUrlEncodedContent([KeyValuePair.Create("answer", "declined")]),
        };
        request.Headers.Add("traceparent", $"00-{Caller}-00f067aa0ba902b7-01");

        using var response = await application.Http.SendAsync(request, TestContext.Current.CancellationToken);
        await TestHost.WaitUntil(async () => (await application.Find("FRA")).Acknowledged == 1);

        Assert.StartsWith($"00-{Caller}-", (await application.Find("FRA")).Reply!.Trace, StringComparison.Ordinal);
        var trace = seen.Where(a => a.TraceId.ToHexString() == Caller).ToDictionary(a => a.OperationName);
        Assert.Equal(["RecordReply", "record reply", "send letter"], trace.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(trace["RecordReply"].SpanId, trace["record reply"].ParentSpanId);
        Assert.Equal(trace["record reply"].SpanId, trace["send letter"].ParentSpanId);
        Assert.Equal("Acknowledgement", trace["send letter"].GetTagItem(Instruments.Tags.Letter));
        // The trigger of the wake-up has a trace of its own, and is linked.
        Assert.Contains(
            seen,
            a => a.OperationName == "advance" && a.SpanId == trace["send letter"].Links.Single().Context.SpanId
        );
    }

    [Fact]
    public async Task Letters_and_replies_are_counted_by_kind_language_and_answer()
    {
        using var counts = new Counts();
        await using var application = await TestHost.Start();
        using var response = await application.Post(application.Link("FRA"), ("answer", "declined"));
        await TestHost.WaitUntil(async () => (await application.Find("FRA")).Acknowledged == 1);
        await application.Invitations.Apply(
            (await application.Find("DEU")).Key,
            new Signal.DeliveryReported(new("invitation"), 1, Delivery.Refused, "550"),
            TestContext.Current.CancellationToken
        );

        // Other tests send letters of the same campaign meanwhile: at least what this one did is there.
        Assert.True(
            counts[
                "letters.sent",
                (Instruments.Tags.Letter, nameof(LetterKind.Acknowledgement)),
                (Instruments.Tags.Language, "fr")
            ] >= 1
        );
        Assert.True(
            counts["replies.recorded", (Instruments.Tags.Answer, "declined"), (Instruments.Tags.Channel, "Page")] >= 1
        );
        Assert.True(counts["letters.bounced", (Instruments.Tags.Letter, nameof(LetterKind.Invitation))] >= 1);
        Assert.True(
            counts["requests.answered", (Instruments.Tags.Route, "RecordReply"), (Instruments.Tags.Status, "303")] >= 1
        );
    }

    /// <summary>Listens to the meter.</summary>
    private sealed class Counts : IDisposable
    {
        private readonly MeterListener listener = new();
        private readonly ConcurrentBag<(string Instrument, Dictionary<string, string?> Tags, long Value)> measured = [];

        public Counts()
        {
            listener.InstrumentPublished = (instrument, l) =>
            {
                if (instrument.Meter.Name == Instruments.Name)
                    l.EnableMeasurementEvents(instrument);
            };
            listener.SetMeasurementEventCallback<long>(
                (instrument, value, tags, _) =>
                    measured.Add(
                        (instrument.Name, tags.ToArray().ToDictionary(t => t.Key, t => t.Value?.ToString()), value)
                    )
            );
            listener.Start();
        }

        public long this[string instrument, params (string Name, string Value)[] tags] =>
            measured
                .Where(m => m.Instrument == instrument && tags.All(t => m.Tags.GetValueOrDefault(t.Name) == t.Value))
                .Sum(m => m.Value);

        public void Dispose() => listener.Dispose();
    }
}
