using System.Collections.Immutable;
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

    /// <summary>The running order as it is now.</summary>
    public async Task<RunningOrder> LoadRunningOrder(LoadedCampaign campaign, CancellationToken cancellation) =>
        CreateOrder(campaign, await LoadRequests(campaign, cancellation));

    private async Task<ImmutableList<StatementRequest>> LoadRequests(
        LoadedCampaign campaign,
        CancellationToken cancellation
    )
    {
        var requests = ImmutableList.CreateBuilder<StatementRequest>();
        foreach (var answer in AnswerKinds.Attending)
        {
            var rows = invitationStore.ListAll(
                campaign.Entry.Id,
                campaign.Entry.Buckets,
                new InvitationFilter(Phase.Answered, answer),
                cancellation
            );
            await foreach (var (invitation, _) in rows)
                if (StatementRequest.From(invitation) is { } request)
                    requests.Add(request);
        }
        return requests.ToImmutable();
    }

    private static RunningOrder CreateOrder(LoadedCampaign campaign, IEnumerable<StatementRequest> requests) =>
        RunningOrder.Create(
            campaign.Campaign.Statements,
            campaign.Campaign.StatementOrder,
            requests,
            campaign.Entry.Pins
        );

    /// <summary>After a withdrawal or a changed answer, the campaign's journal says which places it has moved. A first
    /// acceptance is no such change.</summary>
    /// <remarks>It follows the change, which is on the record. If the process ends in between, the running order is as
    /// it must be and the journal does not mention it.</remarks>
    public async Task NoteChanges(
        LoadedCampaign campaign,
        Invitation before,
        Invitation after,
        CancellationToken cancellation
    )
    {
        if (
            campaign.Campaign.Statements.Count == 0
            || StatementRequest.From(before) is not { } former
            || StatementRequest.From(after) is var now && now == former
        )
            return;
        var others = (await LoadRequests(campaign, cancellation)).RemoveAll(r => r.Invitee == former.Invitee);
        var changes = PlaceChange.Find(
            CreateOrder(campaign, others.Add(former)),
            CreateOrder(campaign, now is null ? others : others.Add(now)),
            former.Invitee
        );
        if (changes.Count > 0)
            await campaignStore.AddJournalEntry(
                campaign.Entry.Id,
                new JournalEntry(
                    clock.GetCurrentInstant(),
                    new JournalEvent.RunningOrderChanged(
                        former.Invitee,
                        [.. changes.Take(JournalEvent.RunningOrderChanged.MaxChanges)],
                        changes.Count
                    )
                ),
                cancellation
            );
    }

    /// <summary>The latest changes of the running order, the latest first.</summary>
    public async Task<IReadOnlyList<JournalEntry>> ReadChanges(
        CampaignId campaign,
        int max,
        CancellationToken cancellation
    ) =>
        [
            .. (await campaignStore.ReadJournal(campaign, cancellation))
                .Where(e => e.Event is JournalEvent.RunningOrderChanged)
                .Reverse()
                .Take(max),
        ];

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
            return new ActionResult<CampaignEntry>.NotFound(new Reason.InviteeNotFound(key.Campaign, key.Invitee));
        var entry = campaign.Entry;
        if (actor.ExpectedVersion is { } saw && saw != campaign.Version)
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
        return saved is null ? CampaignConflicts.Refuse(actor) : new ActionResult<CampaignEntry>.Ok(saved.Value);
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
