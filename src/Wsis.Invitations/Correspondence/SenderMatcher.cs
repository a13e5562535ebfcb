using System.Collections.Concurrent;
using System.Collections.Frozen;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Correspondence.Messages;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Workflow;

namespace Wsis.Invitations.Correspondence;

/// <summary>Finds the invitations that an e-mail belongs to: by the addresses to which it was sent, or else by a letter
/// that it names, or else by the address of its sender.</summary>
public sealed class SenderMatcher(
    ICampaignStore campaignStore,
    IInvitationStore invitationStore,
    CampaignCache campaigns,
    ReplyLinks links,
    TimeProvider clock
)
{
    /// <summary>The most invitations with which one message is filed.</summary>
    private const int MaxInvitations = 50;

    /// <summary>The most ids of letters that are looked up for one message.</summary>
    private const int MaxIds = 50;

    /// <summary>How often a campaign is read again for an address that is not known. Invitees are added now and then;
    /// an address may also be made up.</summary>
    private static readonly TimeSpan Freshness = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<CampaignId, (FrozenDictionary<string, InviteeId> Tags, long ReadAt)> known =
    [];

    /// <summary>Finds the invitations of a message.</summary>
    public async Task<SenderMatch> Match(MessageContent content, MailEnvelope envelope, CancellationToken cancellation)
    {
        var headers = content.To.Concat(content.Cc).Select(a => a.Address);
        // A letter that a report quotes names its own reply address.
        var quoted = content.Report?.OriginalHeaders.Where(IsReplyTo).Select(h => AddressIn(h.Value)) ?? [];
        var letters = LettersOf(content).ToList();
        var names = ReplyAddresses([.. envelope.Recipients ?? [], .. headers, .. quoted])
            .Select(a => a.Campaign)
            .Concat(letters.Select(l => l.Key.Campaign))
            .ToHashSet();
        foreach (var recipients in new[] { envelope.Recipients ?? [], headers, quoted })
            if (await ByRecipients(recipients, cancellation) is { Count: > 0 } found)
                return new SenderMatch(found, MatchSign.ReplyAddress, names);
        foreach (var letter in letters)
            if (await Exists(letter.Key, cancellation))
                return new SenderMatch([letter.Key], MatchSign.Letter, names);
        var sender = content.From is [var from, ..] ? await BySender(from.Address, cancellation) : null;
        return new SenderMatch(sender is { } one ? [one] : [], sender is null ? null : MatchSign.Sender, names);
    }

    /// <summary>The letters of ours that the message reports on or replies to.</summary>
    public static IEnumerable<DispatchId> LettersOf(MessageContent content)
    {
        var ids = new[] { content.Report?.OriginalMessageId }
            .Concat(content.Report?.OriginalHeaders.Where(IsDispatch).Select(h => h.Value) ?? [])
            .Concat(content.InReplyTo)
            .Concat(content.References.Reverse());
        foreach (var id in ids.Take(MaxIds))
            if (LetterMessageId.TryParse(id, out var letter))
                yield return letter;
    }

    /// <summary>The invitations whose letters name these addresses for replies.</summary>
    private async Task<IReadOnlyList<InvitationKey>> ByRecipients(
        IEnumerable<string> recipients,
        CancellationToken cancellation
    )
    {
        var found = new List<InvitationKey>();
        foreach (var address in ReplyAddresses(recipients))
            if (await Find(address, cancellation) is { } invitation && !found.Contains(invitation))
                found.Add(invitation);
        return found;
    }

    private static IEnumerable<ReplyAddress> ReplyAddresses(IEnumerable<string> recipients) =>
        recipients
            .Select(r => ReplyAddress.TryParse(r, out var address) ? address : null)
            .OfType<ReplyAddress>()
            .Distinct()
            .Take(MaxInvitations);

    /// <summary>The address in angle brackets, or the whole value.</summary>
    private static string AddressIn(string value) => value[(value.LastIndexOf('<') + 1)..].TrimEnd('>', ' ');

    private static bool IsReplyTo(MessageHeader header) =>
        header.Name.Equals("Reply-To", StringComparison.OrdinalIgnoreCase);

    private static bool IsDispatch(MessageHeader header) =>
        header.Name.Equals(Letter.DispatchHeader, StringComparison.OrdinalIgnoreCase);

    /// <summary>More invitees than that do not share an address.</summary>
    private const int MaxSharing = 10;

    /// <summary>The one invitation that this address belongs to, in all campaigns that run. Null where there are
    /// several or none. Anybody can write an address into a mail, so this sign only puts it before the right
    /// people.</summary>
    private async Task<InvitationKey?> BySender(string address, CancellationToken cancellation)
    {
        if (!EmailAddress.IsValid(address))
            return null;
        var found = new List<Invitation>();
        await foreach (var entry in campaignStore.List(cancellation))
            if (entry.State is CampaignState.Running or CampaignState.Paused)
            {
                var filter = new InvitationFilter(Address: address);
                var page = await invitationStore.List(entry.Id, entry.Buckets, filter, MaxSharing, null, cancellation);
                found.AddRange(page.Items.Select(s => s.Value));
            }
        // A withdrawn office gives its address free.
        var invited = found.Where(i => i.Phase != Phase.Withdrawn).ToList();
        return (invited.Count > 0 ? invited : found) is [var one] ? one.Key : null;
    }

    private async Task<bool> Exists(InvitationKey key, CancellationToken cancellation) =>
        await campaigns.FindInvitation(invitationStore, key, cancellation) is not null;

    private async Task<InvitationKey?> Find(ReplyAddress address, CancellationToken cancellation)
    {
        if (await campaigns.Find(address.Campaign, cancellation) is not { } campaign)
            return null;
        if (
            !known.TryGetValue(address.Campaign, out var reading)
            || (!reading.Tags.ContainsKey(address.Tag) && clock.GetElapsedTime(reading.ReadAt) > Freshness)
        )
            known[address.Campaign] = reading = (await Tags(campaign, cancellation), clock.GetTimestamp());
        return reading.Tags.TryGetValue(address.Tag, out var invitee)
            ? new InvitationKey(address.Campaign, invitee)
            : null;
    }

    private async Task<FrozenDictionary<string, InviteeId>> Tags(
        LoadedCampaign campaign,
        CancellationToken cancellation
    )
    {
        var tags = new Dictionary<string, InviteeId>(StringComparer.Ordinal);
        var rows = invitationStore.ListAll(
            campaign.Entry.Id,
            campaign.Entry.Buckets,
            InvitationFilter.None,
            cancellation
        );
        await foreach (var (invitation, _) in rows)
        foreach (var tag in links.MailTags(invitation.Key))
            tags[tag] = invitation.Invitee.Id;
        return tags.ToFrozenDictionary(StringComparer.Ordinal);
    }
}

/// <summary>The invitations that were found for a message.</summary>
/// <param name="Invitations">The invitations. Empty where none was found.</param>
/// <param name="Sign">The sign by which they were found. Null where none was found.</param>
/// <param name="Names">The campaigns that the message names in any way.</param>
public sealed record SenderMatch(
    IReadOnlyList<InvitationKey> Invitations,
    MatchSign? Sign,
    IReadOnlyCollection<CampaignId> Names
);
