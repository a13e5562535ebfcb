using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime.Text;
using Wsis.Invitations.Ports;
using Wsis.Invitations.Workflow;

namespace Wsis.Web.Campaigns;

/// <summary>A campaign as the staff API shows it. Instants are in UTC; the deadline is local, with its zone beside it.</summary>
public sealed record CampaignView(
    string Id, string Reference, string State, string? LaunchedAt, string Zone, string SendAt, string Deadline, string Close, IReadOnlyList<StepView> Steps)
{
    internal static CampaignView Of(CampaignAtWork campaign)
    {
        var schedule = campaign.Planner.Schedule;
        return new CampaignView(
            campaign.Entry.Id.Value, campaign.Campaign.Reference, campaign.Entry.State.ToString(),
            campaign.Entry.LaunchedAt is { } at ? InstantPattern.ExtendedIso.Format(at) : null,
            schedule.Zone.Id, LocalDateTimePattern.GeneralIso.Format(schedule.SendAt), LocalDateTimePattern.GeneralIso.Format(schedule.Deadline),
            InstantPattern.ExtendedIso.Format(schedule.Close),
            [.. schedule.Steps.Select(s => new StepView(s.Id.Value, s.Kind.ToString()))]);
    }
}

/// <summary>A letter of the plan.</summary>
public sealed record StepView(string Id, string Kind);

/// <summary>Where a campaign stands. It costs one read a bucket, however many invitees there are.</summary>
/// <param name="Id">The campaign.</param>
/// <param name="State">How far it has come.</param>
/// <param name="Invitees">How many there are.</param>
/// <param name="Replies">How many replies were recorded, changes of mind included.</param>
/// <param name="Late">How many of the answers that stand came late.</param>
/// <param name="Phases">Invitations by phase.</param>
/// <param name="Answers">Invitations by answer.</param>
/// <param name="Letters">Letters sent, by step.</param>
/// <param name="Dispatches">Letters by state of sending.</param>
/// <param name="Deliveries">Letters by what the provider has reported.</param>
/// <param name="Attention">What waits for a person.</param>
public sealed record CampaignStatusView(
    string Id, string State, long Invitees, long Replies, long Late,
    IReadOnlyDictionary<string, long> Phases, IReadOnlyDictionary<string, long> Answers, IReadOnlyDictionary<string, long> Letters,
    IReadOnlyDictionary<string, long> Dispatches, IReadOnlyDictionary<string, long> Deliveries, IReadOnlyDictionary<string, long> Attention)
{
    internal static CampaignStatusView Of(CampaignEntry campaign, Tally tally)
    {
        return new CampaignStatusView(
            campaign.Id.Value, campaign.State.ToString(), tally.Invitees, tally["replies"], tally["late"],
            Group("phase"), Group("answer"), Group("letter"), Group("dispatch"), Group("delivery"), Group("attention"));

        Dictionary<string, long> Group(string name) => tally.Group(name).ToDictionary(c => c.Name, c => c.Count);
    }
}

/// <summary>The staff API's JSON, its writers made at build time.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CampaignView))]
[JsonSerializable(typeof(CampaignStatusView))]
[JsonSerializable(typeof(RepairReport))]
internal sealed partial class CampaignJson : JsonSerializerContext;
