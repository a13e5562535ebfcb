using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Storage;

namespace Wsis.Invitations.Workflow;

/// <summary>A stored campaign with its plan and its parsed letters.</summary>
public sealed class LoadedCampaign
{
    private readonly SendingPolicy sending;

    public LoadedCampaign(
        Versioned<CampaignEntry> row,
        IReadOnlyList<LetterSource> letters,
        IReadOnlyList<Attachment> files,
        ReplyLinks links,
        CampaignSettings settings
    )
    {
        var entry = row.Value;
        (Entry, Version, sending) = (entry, row.Version, settings.Sending);
        Campaign = CampaignReader.Read(entry.Source);
        Planner = new Planner(Campaign, entry.Extensions, settings.Sending, entry.EndedAt);
        ContentHash = Workflow.ContentHash.Compute(entry, letters, files);
        Composer = new LetterComposer(
            Campaign,
            Planner.Schedule,
            letters.Select(LetterTemplate.ReadStored),
            links,
            settings.Site,
            settings.InboundDomain,
            files
        );
    }

    public CampaignEntry Entry { get; }

    /// <summary>The version of the entry (<see cref="Versioned{T}"/>).</summary>
    public string Version { get; }

    public Campaign Campaign { get; }

    public Planner Planner { get; }

    public LetterComposer Composer { get; }

    /// <summary>Whether letters may be sent now.</summary>
    public bool Sends => Entry.State == CampaignState.Running;

    /// <summary>Whether the campaign was closed or cancelled.</summary>
    public bool IsOver => Entry.EndedAt is not null;

    /// <summary>The hash of everything that decides what the campaign sends to whom, up to its launch. An approval
    /// names it.</summary>
    public string ContentHash { get; }

    /// <summary>Composes a letter as it was sent, with the date of that day and the deadline of that time.</summary>
    /// <exception cref="Reasons.ReasonException">The template in the invitee's language or a file that it names is
    /// missing.</exception>
    /// <exception cref="LetterNotRenderedException">The template cannot be read or rendered.</exception>
    public Letter LetterAsSent(Invitation invitation, Dispatch dispatch)
    {
        var known = dispatch.Extensions ?? Entry.Extensions.Count(e => e.DecidedAt <= dispatch.ClaimedAt);
        var then = new Planner(Campaign, [.. Entry.Extensions.Take(known)], sending);
        return Composer.WithSchedule(then.Schedule).Compose(invitation, dispatch, dispatch.SentAt);
    }

    public Partition PartitionOf(InvitationKey key) => Partition.Containing(key.Campaign, key.Invitee, Entry.Buckets);
}

/// <summary>The settings of a deployment for all campaigns.</summary>
/// <param name="Site">The address of the pages, with a slash at its end.</param>
/// <param name="Sending">The retry policy.</param>
/// <param name="MaxConcurrentSenders">The number of letters that are sent at the same time.</param>
/// <param name="CampaignFreshness">The time for which a loaded campaign is cached.</param>
/// <param name="InboundDomain">The domain of incoming mail. Each letter asks for replies to an address of its own under
/// it. Null: replies go to the campaign's contact, and staff record them.</param>
public sealed record CampaignSettings(
    Uri Site,
    SendingPolicy Sending,
    int MaxConcurrentSenders,
    TimeSpan CampaignFreshness,
    string? InboundDomain = null
)
{
    public CampaignSettings(Uri site)
        : this(site, SendingPolicy.Default, 16, TimeSpan.FromSeconds(5)) { }
}
