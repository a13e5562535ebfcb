using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using NodaTime;
using NodaTime.Text;
using Wsis.Invitations.Ports;
using Wsis.Invitations.Reports;
using Wsis.Invitations.Workflow;
using Wsis.Web.Hosting;
using Wsis.Web.Public;
using Wsis.Web.StaffPages;
using Wsis.Web.StaffPages.Texts;
using Wsis.Web.Webhooks;

namespace Wsis.Web.StaffApi;

/// <summary>A campaign as the staff API shows it. Instants are in UTC; the deadline is local, with its zone beside
/// it.</summary>
/// <param name="Id">The campaign.</param>
/// <param name="Reference">The reference of the circular letter.</param>
/// <param name="State">How far it has come.</param>
/// <param name="BroughtBy">Who brought it.</param>
/// <param name="LaunchedAt">When it was launched.</param>
/// <param name="EndedAt">When it was closed or called off.</param>
/// <param name="Zone">The zone of its local times.</param>
/// <param name="SendAt">When the invitation is due, local.</param>
/// <param name="Deadline">The deadline in force, local.</param>
/// <param name="Close">From when on a reply is late.</param>
/// <param name="Steps">The letters of the plan.</param>
/// <param name="Extensions">How the deadline was moved.</param>
/// <param name="ContentHash">Names exactly what it sends: what an approval is for.</param>
/// <param name="SecondPerson">Whether somebody else than who brought it must approve.</param>
/// <param name="Approvals">Who approved what.</param>
public sealed record CampaignView(
    string Id,
    string Reference,
    string State,
    string? BroughtBy,
    string? LaunchedAt,
    string? EndedAt,
    string Zone,
    string SendAt,
    string Deadline,
    string Close,
    IReadOnlyList<StepView> Steps,
    IReadOnlyList<ExtensionView> Extensions,
    string ContentHash,
    bool SecondPerson,
    IReadOnlyList<ApprovalView> Approvals
)
{
    internal static CampaignView From(LoadedCampaign campaign)
    {
        var (entry, schedule) = (campaign.Entry, campaign.Planner.Schedule);
        return new CampaignView(
            entry.Id.Value,
            campaign.Campaign.Reference,
            entry.State.ToString(),
            entry.BroughtBy,
            Moments.Utc(entry.LaunchedAt),
            Moments.Utc(entry.EndedAt),
            schedule.Zone.Id,
            Moments.Local(schedule.SendAt),
            Moments.Local(schedule.Deadline),
            Moments.Utc(schedule.Close),
            [.. schedule.Steps.Select(s => new StepView(s.Id.Value, s.Kind.ToString()))],
            [
                .. entry.Extensions.Select(e => new ExtensionView(
                    Moments.Local(e.Deadline),
                    Moments.Utc(e.DecidedAt),
                    e.By,
                    e.Announce
                )),
            ],
            campaign.ContentHash,
            campaign.Campaign.SecondPerson,
            [
                .. entry.Approvals.Select(a => new ApprovalView(
                    a.By,
                    Moments.Utc(a.At),
                    a.Hash,
                    a.Hash == campaign.ContentHash
                )),
            ]
        );
    }

    internal static IResult Answer(HttpContext http, LoadedCampaign campaign, int status = StatusCodes.Status200OK)
    {
        EntityTags.Set(http.Response, campaign.Entry.Version);
        return Results.Json(From(campaign), CampaignJson.Default.CampaignView, statusCode: status);
    }
}

public sealed record CampaignListView(IReadOnlyList<CampaignView> Campaigns);

/// <summary>A letter of the plan.</summary>
public sealed record StepView(string Id, string Kind);

/// <summary>A deadline that was moved, to a local time in the campaign's zone.</summary>
public sealed record ExtensionView(string Deadline, string DecidedAt, string By, bool Announce);

/// <summary>Somebody approved the proofs; <paramref name="Current"/> where they are still what is stored.</summary>
public sealed record ApprovalView(string By, string At, string Hash, bool Current);

/// <summary>A moment of the campaign on the calendar.</summary>
/// <param name="What">letter, deadline, close, event or end.</param>
/// <param name="At">When.</param>
/// <param name="Step">The letter's step.</param>
public sealed record MomentView(string What, string At, string? Step);

/// <summary>How many of the answers that stand were received on a day (in UTC).</summary>
public sealed record AnswersOnDayView(string Day, long Answers);

/// <summary>Where a campaign stands. It costs one read a bucket, however many invitees there are.</summary>
/// <param name="Id">The campaign.</param>
/// <param name="State">How far it has come.</param>
/// <param name="At">When this was so.</param>
/// <param name="Invitees">How many there are.</param>
/// <param name="Replies">How many replies were recorded, changes of mind included.</param>
/// <param name="Late">How many of the answers that stand came late.</param>
/// <param name="Phases">Invitations by phase.</param>
/// <param name="Answers">Invitations by answer.</param>
/// <param name="Letters">Letters sent, by step.</param>
/// <param name="Dispatches">Letters by state of sending.</param>
/// <param name="Deliveries">Letters by what the provider has reported.</param>
/// <param name="Attention">What waits for a person.</param>
/// <param name="Channels">Answers by the way they came.</param>
/// <param name="Languages">Invitations by language and phase.</param>
/// <param name="Regions">Invitations by region and phase.</param>
/// <param name="Delegates">How many persons come, where it was said.</param>
/// <param name="Women">How many of them are women.</param>
/// <param name="AnswersByDay">Answers over time.</param>
/// <param name="Next">The moments ahead, soonest first.</param>
/// <param name="Orchestration">Who runs the campaign; left out where nobody does.</param>
public sealed record CampaignStatusView(
    string Id,
    string State,
    string At,
    long Invitees,
    long Replies,
    long Late,
    IReadOnlyDictionary<string, long> Phases,
    IReadOnlyDictionary<string, long> Answers,
    IReadOnlyDictionary<string, long> Letters,
    IReadOnlyDictionary<string, long> Dispatches,
    IReadOnlyDictionary<string, long> Deliveries,
    IReadOnlyDictionary<string, long> Attention,
    IReadOnlyDictionary<string, long> Channels,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, long>> Languages,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, long>> Regions,
    long Delegates,
    long Women,
    IReadOnlyList<AnswersOnDayView> AnswersByDay,
    IReadOnlyList<MomentView> Next,
    OrchestrationView? Orchestration
)
{
    internal static CampaignStatusView From(CampaignReport report)
    {
        var (entry, tally) = (report.Campaign.Entry, report.Tally);
        return new CampaignStatusView(
            entry.Id.Value,
            entry.State.ToString(),
            Moments.Utc(report.At),
            tally.Invitees,
            tally["replies"],
            tally["late"],
            Group("phase"),
            Group("answer"),
            Group("letter"),
            Group("dispatch"),
            Group("delivery"),
            Group("attention"),
            Group("channel"),
            report.ByPhase("language"),
            report.ByPhase("region"),
            tally["delegates"],
            tally["women"],
            [.. report.AnswersByDay.Select(d => new AnswersOnDayView(LocalDatePattern.Iso.Format(d.Day), d.Answers))],
            [.. report.Ahead.Select(m => new MomentView(m.What, Moments.Utc(m.At), m.Step))],
            report.Orchestration is { } runner ? OrchestrationView.From(runner) : null
        );

        Dictionary<string, long> Group(string name) => tally.Group(name).ToDictionary(c => c.Name, c => c.Count);
    }
}

/// <summary>One who waits on behalf of a campaign or an invitation.</summary>
public sealed record OrchestrationView(
    string InstanceId,
    string Status,
    string? LastChange,
    string? NextWake,
    string? Problem
)
{
    internal static OrchestrationView From(Orchestration waiting) =>
        new(
            waiting.InstanceId,
            waiting.Status.ToString(),
            Moments.Utc(waiting.LastChange),
            Moments.Utc(waiting.NextWake),
            waiting.Problem
        );
}

public sealed record OrchestrationListView(IReadOnlyList<OrchestrationView> Orchestrations, string? Continuation);

/// <summary>A line of a journal.</summary>
public sealed record JournalLineView(string At, string What, string? Who, string? Step, string? Note, ReplyView? Reply)
{
    internal static JournalLineView From(JournalEntry line) =>
        new(Moments.Utc(line.At), line.What, line.Who, line.Step, line.Note, ReplyView.From(line.Reply));
}

public sealed record JournalView(IReadOnlyList<JournalLineView> Journal);

/// <summary>Moments as the staff API writes them.</summary>
internal static class Moments
{
    public static string Utc(Instant moment) => InstantPattern.ExtendedIso.Format(moment);

    [return: NotNullIfNotNull(nameof(moment))]
    public static string? Utc(Instant? moment) => moment is { } at ? Utc(at) : null;

    public static string Local(LocalDateTime moment) => LocalDateTimePattern.GeneralIso.Format(moment);
}

/// <summary>The staff API's JSON, its readers and writers made at build time.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow
)]
[JsonSerializable(typeof(CampaignView))]
[JsonSerializable(typeof(CampaignListView))]
[JsonSerializable(typeof(CampaignStatusView))]
[JsonSerializable(typeof(JournalView))]
[JsonSerializable(typeof(OrchestrationListView))]
[JsonSerializable(typeof(RepairReport))]
[JsonSerializable(typeof(ApprovalRequest))]
[JsonSerializable(typeof(ReasonRequest))]
[JsonSerializable(typeof(DeadlineRequest))]
internal sealed partial class CampaignJson : JsonSerializerContext;
