using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using NodaTime;
using NodaTime.Text;
using Wsis.Invitations.Ports;
using Wsis.Invitations.Statements;
using Wsis.Invitations.Workflow;
using Wsis.Web.Hosting;
using Wsis.Web.Public;
using Wsis.Web.StaffPages;
using Wsis.Web.StaffPages.Texts;
using Wsis.Web.Webhooks;

namespace Wsis.Web.StaffApi;

/// <summary>Staff look at the running order of policy statements, and fix places in it.</summary>
public sealed class StatementEndpoints(StatementService statements, CampaignCache campaigns)
{
    public async Task<IResult> Show(HttpContext http) =>
        await campaigns.Find(http) is { } campaign
            ? await Answer(http, campaign)
            : Problems.NoSuchCampaign(http.Asked());

    /// <summary>Fixes an invitee's place on a day; with neither day nor place, leaves it to the rule again. The answer
    /// is the running order as it is then.</summary>
    public async Task<IResult> Pin(HttpContext http)
    {
        if (http.Key() is not { } key)
            return Problems.NoSuchInvitee(http.Asked("invitee"));
        var request = await http.Body(StatementJson.Default.PlaceRequest, new PlaceRequest());
        StatementPin? pin = null;
        if (request.Day is not null || request.Place is not null)
        {
            if (!LocalDatePattern.Iso.Parse(request.Day ?? "").TryGetValue(default, out var day))
                return Problems.WithField("day", "must be a date such as 2018-03-20");
            if (request.Place is not { } place)
                return Problems.WithField("place", "is missing");
            pin = new StatementPin(key.Invitee, day, place);
        }
        return await Pin(http, key, pin);
    }

    /// <summary>Leaves an invitee's place to the rule again.</summary>
    public async Task<IResult> Free(HttpContext http) =>
        http.Key() is { } key ? await Pin(http, key, null) : Problems.NoSuchInvitee(http.Asked("invitee"));

    private Task<IResult> Pin(HttpContext http, InvitationKey key, StatementPin? pin) =>
        statements
            .Pin(key, pin, http.ActorFromHeaders(), http.RequestAborted)
            .Answer(async now => await Answer(http, await campaigns.Get(now.Id, http.RequestAborted)));

    private async Task<IResult> Answer(HttpContext http, LoadedCampaign campaign)
    {
        var order = await statements.LoadRunningOrder(campaign, http.RequestAborted);
        EntityTags.Set(http.Response, campaign.Entry.Version);
        return Results.Json(RunningOrderView.From(campaign, order), StatementJson.Default.RunningOrderView);
    }
}

/// <summary>A place in the running order, from 1.</summary>
public sealed record PlaceRequest(string? Day = null, int? Place = null);

/// <summary>The running order of policy statements.</summary>
/// <param name="Rule">The campaign's rule: acceptance, alphabetical-french or lot.</param>
/// <param name="Days">The days, each with its statements in order.</param>
/// <param name="Unplaced">Who could not be placed, and why.</param>
public sealed record RunningOrderView(
    string Rule,
    IReadOnlyList<RunningDayView> Days,
    IReadOnlyList<UnplacedView> Unplaced
)
{
    internal static RunningOrderView From(LoadedCampaign campaign, RunningOrder order)
    {
        var pinned = campaign.Entry.Pins.Select(p => p.Invitee).ToHashSet();
        return new RunningOrderView(
            campaign.Campaign.StatementOrder.Name,
            [
                .. order.Days.Select(d => new RunningDayView(
                    Text(d.Day.Day),
                    d.Day.Capacity,
                    [
                        .. d.Statements.Select(
                            (s, i) =>
                                new StatementView(
                                    i + 1,
                                    s.Invitee.Value,
                                    s.FrenchName,
                                    s.Day is { } asked ? Text(asked) : null,
                                    s.Language,
                                    Moments.Utc(s.AcceptedAt),
                                    pinned.Contains(s.Invitee)
                                )
                        ),
                    ]
                )),
            ],
            [
                .. order.Unplaced.Select(u => new UnplacedView(
                    u.Request.Invitee.Value,
                    u.Request.FrenchName,
                    u.Request.Day is { } day ? Text(day) : null,
                    u.Why
                )),
            ]
        );
    }

    private static string Text(LocalDate day) => LocalDatePattern.Iso.Format(day);
}

public sealed record RunningDayView(string Day, int Capacity, IReadOnlyList<StatementView> Statements);

/// <summary>A statement in its place; <paramref name="Fixed"/> where staff have fixed it.</summary>
public sealed record StatementView(
    int Place,
    string Invitee,
    string NameInFrench,
    string? DayAskedFor,
    string? Language,
    string AcceptedAt,
    bool Fixed
);

public sealed record UnplacedView(string Invitee, string NameInFrench, string? DayAskedFor, string Why);

[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow
)]
[JsonSerializable(typeof(RunningOrderView))]
[JsonSerializable(typeof(PlaceRequest))]
internal sealed partial class StatementJson : JsonSerializerContext;
