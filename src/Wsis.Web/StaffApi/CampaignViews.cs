using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime.Text;
using Wsis.Invitations.Journal;
using Wsis.Invitations.Reports;
using Wsis.Invitations.Texts;
using Wsis.Invitations.Workflow;
using Wsis.Web.Hosting;
using Wsis.Web.Hosting.Requests;

namespace Wsis.Web.StaffApi;

/// <summary>A campaign as the staff API shows it. Instants are in UTC; the deadline is local, with its zone beside
/// it.</summary>
/// <param name="Id">The campaign.</param>
/// <param name="Reference">The reference of the circular letter.</param>
/// <param name="State">Importing, Draft, Running, Paused, Closed, Cancelled, Erasing or Erased.</param>
/// <param name="BroughtBy">Who uploaded it.</param>
/// <param name="LaunchedAt">When it was launched.</param>
/// <param name="EndedAt">When it was closed or cancelled.</param>
/// <param name="Zone">The time zone of its local times.</param>
/// <param name="SendAt">When the first letter is due, local.</param>
/// <param name="Deadline">The deadline in force, local.</param>
/// <param name="Close">The instant from which a reply is late.</param>
/// <param name="Steps">The letters of the plan.</param>
/// <param name="Extensions">The extensions of the deadline.</param>
/// <param name="ContentHash">A hash of all that the campaign sends. An approval is for one hash.</param>
/// <param name="SecondPerson">Whether a second person must approve it.</param>
/// <param name="Approvals">The approvals.</param>
/// <param name="OrchestrationsLeft">How many orchestrations of the campaign have not ended yet. Only in the answer to
/// an erasure.</param>
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
    IReadOnlyList<ApprovalView> Approvals,
    int? OrchestrationsLeft = null
)
{
    internal static CampaignView From(LoadedCampaign campaign)
    {
        var entry = campaign.Entry;
        var schedule = campaign.Planner.Schedule;
        return new CampaignView(
            entry.Id.Value,
            campaign.Campaign.Reference,
            entry.State.ToString(),
            entry.ImportedBy,
            Moments.FormatUtc(entry.LaunchedAt),
            Moments.FormatUtc(entry.EndedAt),
            schedule.Zone.Id,
            Moments.FormatLocal(schedule.SendAt),
            Moments.FormatLocal(schedule.Deadline),
            Moments.FormatUtc(schedule.Close),
            [.. schedule.Steps.Select(s => new StepView(s.Id.Value, s.Kind.ToString()))],
            [
                .. entry.Extensions.Select(e => new ExtensionView(
                    Moments.FormatLocal(e.Deadline),
                    Moments.FormatUtc(e.DecidedAt),
                    e.By,
                    e.Announce
                )),
            ],
            campaign.ContentHash,
            campaign.Campaign.SecondPerson,
            [
                .. entry.Approvals.Select(a => new ApprovalView(
                    a.By,
                    Moments.FormatUtc(a.At),
                    a.Hash,
                    a.Hash == campaign.ContentHash
                )),
            ]
        );
    }

    internal static Ok<CampaignView> Respond(
        HttpResponse response,
        LoadedCampaign campaign,
        int? orchestrationsLeft = null
    )
    {
        response.SetVersion(campaign.Version);
        return TypedResults.Ok(From(campaign) with { OrchestrationsLeft = orchestrationsLeft });
    }
}

/// <summary>All campaigns.</summary>
/// <param name="Campaigns">The campaigns, by id.</param>
public sealed record CampaignListView(IReadOnlyList<CampaignView> Campaigns);

/// <summary>A letter of the plan.</summary>
/// <param name="Id">The step.</param>
/// <param name="Kind">The kind of the letter.</param>
public sealed record StepView(string Id, string Kind);

/// <summary>An extension of the deadline.</summary>
/// <param name="Deadline">The new deadline, local, in the campaign's zone.</param>
/// <param name="DecidedAt">When it was decided.</param>
/// <param name="By">Who decided it.</param>
/// <param name="Announce">Whether a letter announces it.</param>
public sealed record ExtensionView(string Deadline, string DecidedAt, string By, bool Announce);

/// <summary>An approval of the proofs.</summary>
/// <param name="By">Who approved.</param>
/// <param name="At">When.</param>
/// <param name="Hash">The hash of the content that was approved.</param>
/// <param name="Current">Whether that is still the stored content.</param>
public sealed record ApprovalView(string By, string At, string Hash, bool Current);

/// <summary>A moment of the campaign on the calendar.</summary>
/// <param name="What">letter, deadline, close, event or end.</param>
/// <param name="At">When.</param>
/// <param name="Step">The letter's step.</param>
public sealed record MomentView(string What, string At, string? Step);

/// <summary>The current answers of a day.</summary>
/// <param name="Day">The day, in UTC.</param>
/// <param name="Answers">How many were received on it.</param>
public sealed record AnswersOnDayView(string Day, long Answers);

/// <summary>The status of a campaign. Reading it costs one call a bucket, however many invitees there are.</summary>
/// <param name="Id">The campaign.</param>
/// <param name="State">The state of the campaign.</param>
/// <param name="At">When the status was read.</param>
/// <param name="Invitees">How many there are.</param>
/// <param name="Replies">How many replies were recorded, also those that replaced another.</param>
/// <param name="Late">How many answers were late.</param>
/// <param name="Phases">Invitations by phase.</param>
/// <param name="Answers">Answered invitations by answer: their sum is the phase Answered.</param>
/// <param name="Letters">Letters sent, by step.</param>
/// <param name="Dispatches">Letters by state of sending.</param>
/// <param name="Deliveries">Letters by the delivery that the provider reports, and those Returned by the post.</param>
/// <param name="Attention">Open issues that need a person, by kind.</param>
/// <param name="Channels">Answers by channel, with the same sum.</param>
/// <param name="Languages">Invitations by language and phase.</param>
/// <param name="Regions">Invitations by region and phase.</param>
/// <param name="Groups">Invitations by group and phase.</param>
/// <param name="LettersBy">Invitations by Email or Paper, and phase.</param>
/// <param name="Posted">Letters on paper by Post, Fax or Pouch.</param>
/// <param name="Delegates">How many delegates the answers announce.</param>
/// <param name="Women">How many of WomenOf are women.</param>
/// <param name="WomenOf">How many of the delegates are of replies that give the number of women.</param>
/// <param name="AnswersByDay">Current answers by day.</param>
/// <param name="Next">The next moments, soonest first.</param>
/// <param name="Orchestration">The orchestration of the campaign; left out where there is none.</param>
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
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, long>> Groups,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, long>> LettersBy,
    IReadOnlyDictionary<string, long> Posted,
    long Delegates,
    long Women,
    long WomenOf,
    IReadOnlyList<AnswersOnDayView> AnswersByDay,
    IReadOnlyList<MomentView> Next,
    OrchestrationView? Orchestration
)
{
    internal static CampaignStatusView From(CampaignReport report)
    {
        var entry = report.Campaign.Entry;
        var tally = report.Tally;
        return new CampaignStatusView(
            entry.Id.Value,
            entry.State.ToString(),
            Moments.FormatUtc(report.At),
            tally.Invitees,
            tally["replies"],
            tally.Late,
            Group("phase"),
            Group("answer"),
            Group("letter"),
            Group("dispatch"),
            Group("delivery"),
            Group("attention"),
            Group("channel"),
            report.ByPhase("language"),
            report.ByPhase("region"),
            report.ByPhase("group"),
            report.ByPhase(Tally.ByChannel),
            Group(Tally.PostedBy),
            tally.Delegates,
            tally.Women,
            tally.WomenOf,
            [.. report.AnswersByDay.Select(d => new AnswersOnDayView(LocalDatePattern.Iso.Format(d.Day), d.Answers))],
            [.. report.Ahead.Select(m => new MomentView(m.What, Moments.FormatUtc(m.At), m.Step))],
            report.Orchestration is { } runner ? OrchestrationView.From(runner) : null
        );

        Dictionary<string, long> Group(string name) => tally.Group(name).ToDictionary(c => c.Name, c => c.Count);
    }
}

/// <summary>An orchestration, or a queue entry, of a campaign or an invitation.</summary>
/// <param name="InstanceId">The id of the instance.</param>
/// <param name="Status">Pending, Running, Suspended, Completed or Failed.</param>
/// <param name="LastChange">When it last did something.</param>
/// <param name="NextWake">When it next does something without an event.</param>
/// <param name="Problem">The error of the last attempt.</param>
public sealed record OrchestrationView(
    string InstanceId,
    string Status,
    string? LastChange,
    string? NextWake,
    string? Problem
)
{
    internal static OrchestrationView From(Orchestration orchestration) =>
        new(
            orchestration.InstanceId,
            orchestration.Status.ToString(),
            Moments.FormatUtc(orchestration.LastChange),
            Moments.FormatUtc(orchestration.NextWake),
            orchestration.Problem?.ToEnglish()
        );
}

/// <summary>A page of orchestrations.</summary>
/// <param name="Orchestrations">The orchestrations.</param>
/// <param name="Continuation">Names the next page; left out on the last.</param>
public sealed record OrchestrationListView(IReadOnlyList<OrchestrationView> Orchestrations, string? Continuation);

/// <summary>An entry of a journal.</summary>
/// <param name="At">When it was written.</param>
/// <param name="What">What happened.</param>
/// <param name="Who">The person or program; left out where nobody acted.</param>
/// <param name="Step">The letter's step.</param>
/// <param name="Note">A note.</param>
/// <param name="Reply">The reply that was recorded.</param>
public sealed record JournalLineView(
    string At,
    string What,
    string? Who,
    string? Step,
    string? Note,
    ReplyView? Reply,
    string Code
)
{
    internal static JournalLineView From(JournalEntry entry)
    {
        var text = entry.Event.ToEnglish();
        return new JournalLineView(
            Moments.FormatUtc(entry.At),
            text.What,
            entry.Who,
            entry.Step,
            text.Note,
            ReplyView.From(entry.Reply),
            entry.Event.Code
        );
    }
}

/// <summary>The journal of a campaign.</summary>
/// <param name="Journal">The entries, oldest first.</param>
public sealed record JournalView(IReadOnlyList<JournalLineView> Journal);
