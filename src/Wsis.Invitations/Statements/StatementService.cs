using NodaTime.Extensions;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Journal;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Workflow;

namespace Wsis.Invitations.Statements;

/// <summary>Computes a campaign's running order and stores the places that staff fix.</summary>
public sealed class StatementService(
    ICampaignStore campaignStore,
    IInvitationStore invitationStore,
    CampaignCache campaigns,
    TimeProvider clock
)
{
    /// <summary>The most places that can be fixed: they are kept in the campaign's row, in one property of 32,768
    /// characters.</summary>
    public const int MaxPins = 300;

    /// <summary>How many changes of places are shown.</summary>
    public const int MaxChanges = 10;

    /// <summary>The running order as it is now.</summary>
    public async Task<RunningOrder> LoadRunningOrder(LoadedCampaign campaign, CancellationToken cancellation)
    {
        var requests = new List<StatementRequest>();
        foreach (var answer in AnswerKinds.Attending)
        await foreach (var invitation in List(campaign, new(Phase.Answered, answer), cancellation))
            if (StatementRequest.From(invitation) is { } request)
                requests.Add(request);
        return CreateOrder(campaign, requests);
    }

    /// <summary>The running order as it is now, and the latest changes of places.</summary>
    public async Task<(RunningOrder Order, IReadOnlyList<RunningOrderChange> Changes)> LoadWithChanges(
        LoadedCampaign campaign,
        CancellationToken cancellation
    )
    {
        if (campaign.Campaign.Statements.Count == 0)
            return (CreateOrder(campaign, []), []);
        var invitations = await List(campaign, InvitationFilter.None, cancellation).ToListAsync(cancellation);
        return (
            CreateOrder(campaign, invitations.Select(StatementRequest.From).OfType<StatementRequest>()),
            RunningOrderChange.Find(invitations, requests => CreateOrder(campaign, requests), MaxChanges)
        );
    }

    private IAsyncEnumerable<Invitation> List(
        LoadedCampaign campaign,
        InvitationFilter filter,
        CancellationToken cancellation
    ) =>
        invitationStore
            .ListAll(campaign.Entry.Id, campaign.Entry.Buckets, filter, cancellation)
            .Select(row => row.Value);

    private static RunningOrder CreateOrder(LoadedCampaign campaign, IEnumerable<StatementRequest> requests) =>
        RunningOrder.Create(
            campaign.Campaign.Statements,
            campaign.Campaign.StatementOrder,
            requests,
            campaign.Entry.Pins
        );

    /// <summary>Fixes an invitee's place, or, without one, leaves it to the rule again.</summary>
    public async Task<ActionResult<CampaignEntry>> Pin(
        InvitationKey key,
        StatementPin? place,
        Actor actor,
        CancellationToken cancellation
    )
    {
        campaigns.Changed(key.Campaign);
        if (
            await campaigns.Find(key.Campaign, cancellation) is not { } campaign
            || await invitationStore.Find(campaign.PartitionOf(key), key.Invitee, cancellation) is null
        )
            return new ActionResult<CampaignEntry>.NotFound(
                new Reason.InviteeNotFound(key.Campaign.Value, key.Invitee.Value)
            );
        var entry = campaign.Entry;
        if (actor.IsStale(campaign.Version))
            return new ActionResult<CampaignEntry>.Stale();
        var others = entry.Pins.RemoveAll(p => p.Invitee == key.Invitee);
        if (place is null ? others.Length == entry.Pins.Length : entry.Pins.Contains(place))
            return new ActionResult<CampaignEntry>.Ok(entry);
        if (place is not null && FindErrors(campaign.Campaign, others, place) is { } wrong)
            return new ActionResult<CampaignEntry>.Invalid(wrong);
        var line = new JournalEntry(
            clock.GetCurrentInstant(),
            place is null
                ? new JournalEvent.PlaceFreed(key.Invitee)
                : new JournalEvent.PlaceFixed(key.Invitee, place.Place, place.Day),
            actor.Name
        );
        var saved = await campaignStore.Save(
            entry with
            {
                Pins = place is null ? others : others.Add(place),
            },
            campaign.Version,
            [line],
            cancellation
        );
        campaigns.Changed(key.Campaign);
        return saved is null
            ? CampaignConflicts.Refuse<CampaignEntry>(actor)
            : new ActionResult<CampaignEntry>.Ok(saved.Value);
    }

    private static Dictionary<string, Reason>? FindErrors(
        Campaign campaign,
        IReadOnlyCollection<StatementPin> others,
        StatementPin place
    )
    {
        if (campaign.Statements.FirstOrDefault(d => d.Day == place.Day) is not { } day)
            return new() { ["day"] = new Reason.DayNotOffered() };
        if (place.Place < 1 || place.Place > day.Capacity)
            return new() { ["place"] = new Reason.PlaceOutOfRange(day.Capacity) };
        if (others.FirstOrDefault(p => p.Day == place.Day && p.Place == place.Place) is { } taken)
            return new() { ["place"] = new Reason.PlaceTaken(taken.Invitee) };
        return others.Count >= MaxPins ? new() { ["place"] = new Reason.TooManyPlaces(MaxPins) } : null;
    }
}
