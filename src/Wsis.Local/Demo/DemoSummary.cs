using System.Text.Json;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Workflow;

namespace Wsis.Local.Demo;

/// <summary>The result of a demo. Duplicates and losses are the differences between what the addressees received or
/// what was confirmed to them, and what is in the store.</summary>
internal sealed record DemoSummary
{
    public required long Invitees { get; init; }

    /// <summary>The number of letters sent, by step. All acknowledgements count as one step.</summary>
    public required IReadOnlyDictionary<string, long> Letters { get; init; }

    public required IReadOnlyDictionary<string, long> Answers { get; init; }
    public required long Unanswered { get; init; }
    public required long Undeliverable { get; init; }
    public required long Withdrawn { get; init; }
    public required long Late { get; init; }

    /// <summary>Letters of which the store does not know whether they were sent.</summary>
    public required long UncertainLetters { get; init; }

    /// <summary>Letters that reached an address more than once, or that were not sent according to the
    /// store.</summary>
    public required long DuplicateLetters { get; init; }

    /// <summary>Confirmed replies that are not in the store, or last replies that are not current.</summary>
    public required long LostReplies { get; init; }

    /// <summary>Letters that were sent according to the store and that nobody received.</summary>
    public required long LostLetters { get; init; }

    /// <summary>The duration in real time.</summary>
    public required double Seconds { get; init; }

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public string ToJson() => JsonSerializer.Serialize(this, Json);

    public static async Task<DemoSummary> Load(
        IInvitationStore store,
        CampaignEntry campaign,
        Addressees addressees,
        TimeSpan elapsed,
        CancellationToken cancellation
    )
    {
        var invitations = await All(store, campaign, cancellation);
        var tally = invitations.Aggregate(Tally.Empty, (sum, i) => sum.Plus(Tally.From(i)));
        if (!tally.Equals(await store.Count(campaign.Id, campaign.Buckets, cancellation)))
            throw new InvalidDataException("The tally kept by the store differs from a full count of its rows.");
        var sent = invitations
            .SelectMany(i =>
                i.Dispatches.Where(d => d.State == DispatchState.Sent).Select(d => (i.Invitee.Address, d.Step))
            )
            .ToHashSet();
        var uncertain = invitations
            .SelectMany(i => i.Dispatches.Where(d => d.MayHaveBeenSent).Select(d => (i.Invitee.Address, d.Step)))
            .ToHashSet();
        var received = addressees.Received;
        return new DemoSummary
        {
            Invitees = tally.Invitees,
            Letters = tally.Group("letter").ToDictionary(g => g.Name, g => g.Count),
            Answers = tally.Group("answer").ToDictionary(g => g.Name, g => g.Count),
            Unanswered = tally.In(Phase.Unanswered),
            Undeliverable = tally.In(Phase.Undeliverable),
            Withdrawn = tally.In(Phase.Withdrawn),
            Late = tally.Late,
            UncertainLetters = uncertain.Count,
            DuplicateLetters = received.Sum(r => r.Value - (sent.Contains(r.Key) || uncertain.Contains(r.Key) ? 1 : 0)),
            LostReplies = await CountLost(store, campaign, invitations, addressees, cancellation),
            LostLetters = sent.Count(s => !received.ContainsKey(s)),
            Seconds = Math.Round(elapsed.TotalSeconds, 1),
        };
    }

    private static async Task<long> CountLost(
        IInvitationStore store,
        CampaignEntry campaign,
        List<Invitation> invitations,
        Addressees addressees,
        CancellationToken cancellation
    )
    {
        var lost = 0L;
        foreach (var invitation in invitations)
        {
            if (!addressees.Confirmed.TryGetValue(invitation.Key, out var confirmed))
                continue;
            var journal = await store.ReadJournal(
                Partition.Containing(campaign.Id, invitation.Invitee.Id, campaign.Buckets),
                invitation.Invitee.Id,
                cancellation
            );
            var recorded = journal.Where(e => e.Reply is not null).Select(e => e.Reply!.Id).ToHashSet();
            lost += confirmed.Count(id => !recorded.Contains(id));
            if (invitation.Reply?.Id != confirmed[^1])
                lost++;
        }
        return lost;
    }

    private static async Task<List<Invitation>> All(
        IInvitationStore store,
        CampaignEntry campaign,
        CancellationToken cancellation
    )
    {
        var rows = store.ListAll(campaign.Id, campaign.Buckets, InvitationFilter.None, cancellation);
        return await rows.Select(s => s.Value).ToListAsync(cancellation);
    }
}
