using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Wsis.Invitations.Telemetry;

namespace Wsis.Local.Tests.Telemetry;

/// <summary>The counts of the telemetry equal those of the staff pages.</summary>
public sealed class FiguresTests
{
    [Fact]
    public async Task Telemetry_records_the_numbers_of_the_dashboard()
    {
        var received = new ConcurrentDictionary<string, long>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, l) =>
            {
                if ((instrument.Meter.Name, instrument.Name) == (Instruments.Name, "campaign.count"))
                    l.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>(
            (_, value, tags, _) =>
                received[$"{tags.ToArray().Single(t => t.Key == Instruments.Tags.Count).Value}"] = value
        );
        listener.Start();
        await using var app = await TestHost.Start();
        using (
            await app.Post(
                app.Link("FRA"),
                ("answer", "accepted"),
                ("delegationSize", "4"),
                ("women", "3"),
                ("saw", "0")
            )
        )
        using (await app.Post(app.Link("CHE"), ("answer", "declined"), ("saw", "0")))
            await TestHost.WaitUntil(async () =>
                (await app.Find("FRA")).Acknowledged == 1 && (await app.Find("CHE")).Acknowledged == 1
            );

        await app.Metrics.Record(SampleCampaign.Folder.Campaign!.Id, TestContext.Current.CancellationToken);

        Assert.Equal(
            (SampleCampaign.Few.Invitees.Count, SampleCampaign.Few.Invitees.Count, 2, 1, 1),
            (
                received["invitees"],
                received["invited"],
                received["phase:Answered"],
                received["answer:accepted"],
                received["answer:declined"]
            )
        );
        Assert.Equal(
            (4, 3, 2, 0),
            (received["delegates"], received["women"], received["letter:acknowledgement"], received["open:nobody"])
        );
        Assert.Equal(2, received["answered-on:2017-12-12"]);
    }
}
