using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Storage;

namespace Wsis.Invitations.Workflow;

/// <summary>A campaign from the record, made ready to work with: read, planned, its letters parsed.</summary>
public sealed class LoadedCampaign
{
    private readonly SendingPolicy sending;

    public LoadedCampaign(
        CampaignEntry entry,
        IReadOnlyList<LetterSource> letters,
        IReadOnlyList<Attachment> files,
        ReplyLinks links,
        CampaignSettings settings
    )
    {
        (Entry, sending) = (entry, settings.Sending);
        Campaign = CampaignReader.Read(entry.Source);
        Planner = new Planner(Campaign, entry.Extensions, settings.Sending, entry.EndedAt);
        ContentHash = Workflow.ContentHash.Compute(entry.Source, letters, files);
        Composer = new LetterComposer(
            Campaign,
            Planner.Schedule,
            letters.Select(LetterTemplate.Read),
            links,
            settings.Site,
            settings.InboundDomain,
            files
        );
    }

    public CampaignEntry Entry { get; }

    public Campaign Campaign { get; }

    public Planner Planner { get; }

    public LetterComposer Composer { get; }

    /// <summary>Whether letters may go out now.</summary>
    public bool Sends => Entry.State == CampaignState.Running;

    /// <summary>Whether it was closed or called off, for good.</summary>
    public bool IsOver => Entry.EndedAt is not null;

    /// <summary>Names exactly what the campaign sends: what an approval is for.</summary>
    public string ContentHash { get; }

    /// <summary>A letter of an invitation as it went out: with that day's date, and the deadline that was in force
    /// then.</summary>
    /// <exception cref="InvalidDataException">There is no such template in the invitee's language, or not a file that
    /// it names.</exception>
    public Letter LetterAsSent(Invitation invitation, Dispatch dispatch)
    {
        var then = new Planner(Campaign, [.. Entry.Extensions.Where(e => e.DecidedAt <= dispatch.ClaimedAt)], sending);
        return Composer.Under(then.Schedule).Compose(invitation, dispatch, dispatch.ClaimedAt);
    }

    public Partition PartitionOf(InvitationKey key) => Partition.Containing(key.Campaign, key.Invitee, Entry.Buckets);
}

/// <summary>What a deployment settles for all campaigns.</summary>
/// <param name="Site">The address under which the pages are reached, with a slash at its end.</param>
/// <param name="Sending">How sending is repeated.</param>
/// <param name="MaxConcurrentSenders">How many letters are handed over at the same time.</param>
/// <param name="CampaignFreshness">How long a campaign read from the store is trusted before it is read again.</param>
/// <param name="InboundDomain">The domain whose mail reaches us: letters ask for replies to an address of their own
/// under it. Null: replies go to the campaign's contact, and staff record them.</param>
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
