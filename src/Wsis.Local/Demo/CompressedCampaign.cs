using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime;
using NodaTime.Text;
using Wsis.Invitations.Campaigns;
using Wsis.Local.Remote.Drafts;

namespace Wsis.Local.Demo;

/// <summary>The sample campaign with seconds in place of weeks, for a host whose clock cannot be accelerated. It has
/// the same invitees and letters. Every time is relative to now, and there is no sending window.</summary>
internal sealed class CompressedCampaign
{
    private readonly string folder;
    private readonly JsonObject json;

    /// <param name="folder">The campaign folder.</param>
    /// <param name="source">The campaign in it.</param>
    /// <param name="id">The id of the compressed campaign. Each run has its own.</param>
    /// <param name="begin">The instant that corresponds to <paramref name="start"/>.</param>
    /// <param name="start">The instant of the real campaign at which the demo begins.</param>
    /// <param name="speed">How many times faster time passes.</param>
    public CompressedCampaign(string folder, Campaign source, string id, Instant begin, Instant start, double speed)
    {
        this.folder = folder;
        Id = id;
        var schedule = source.Schedule;
        var sendAt = TruncateToSecond(
            begin + ((schedule.SendAt.InZoneLeniently(schedule.Zone).ToInstant() - start) / speed)
        );
        var first = schedule.DueInstant(schedule.Steps[0], source.Event);
        var planned = schedule.Steps.Select(s =>
            (s.Id, s.Kind, At: sendAt + WholeSeconds((schedule.DueInstant(s, source.Event) - first) / speed))
        );
        var deadline = sendAt + WholeSeconds((schedule.DeadlineInstant - first) / speed);
        json = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, CampaignReader.FileName)))!.AsObject();
        json.Remove("window");
        json["id"] = id;
        json["zone"] = "Etc/UTC";
        json["sendAt"] = Local(sendAt);
        json["deadline"] = Local(deadline);
        json["grace"] = $"PT{(long)((schedule.Close - schedule.DeadlineInstant) / speed).TotalSeconds}S";
        Days = [Day(deadline, 2), Day(deadline, 3)];
        json["event"]!["from"] = Days[0];
        json["event"]!["to"] = Days[1];
        json["statements"] = new JsonArray([.. Days.Select(d => new JsonObject { ["day"] = d, ["capacity"] = 60 })]);
        json["steps"] = new JsonArray([
            .. planned.Select(s => new JsonObject
            {
                ["id"] = s.Id.Value,
                ["kind"] = JsonNamingPolicy.CamelCase.ConvertName(s.Kind.ToString()),
                ["due"] = s.At == sendAt ? "sending" : $"sending + PT{(long)(s.At - sendAt).TotalSeconds}S",
            }),
        ]);
    }

    public string Id { get; }

    /// <summary>The days of the statements.</summary>
    public IReadOnlyList<string> Days { get; }

    /// <summary>The folder as a zip.</summary>
    public byte[] Zip() =>
        CampaignPackage.Zip(
            folder,
            path => path == CampaignReader.FileName ? Encoding.UTF8.GetBytes(json.ToJsonString()) : null
        );

    private static Instant TruncateToSecond(Instant instant) =>
        Instant.FromUnixTimeSeconds(instant.ToUnixTimeSeconds());

    private static Duration WholeSeconds(Duration duration) => Duration.FromSeconds((long)duration.TotalSeconds);

    private static string Local(Instant instant) =>
        LocalDateTimePattern.GeneralIso.Format(instant.InUtc().LocalDateTime);

    private static string Day(Instant deadline, int later) =>
        LocalDatePattern.Iso.Format(deadline.InUtc().Date.PlusDays(later));
}
