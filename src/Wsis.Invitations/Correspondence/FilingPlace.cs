using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Workflow;

namespace Wsis.Invitations.Correspondence;

/// <summary>Where a message is filed: in the mailbox of a campaign with one of its invitations, or with none, or in the
/// shared mailbox.</summary>
internal sealed record FilingPlace(CorrespondenceId Id, CampaignId? Campaign, InvitationKey? Invitation);

/// <summary>The places of a message, as they are stored under its source's id. The same message again is filed there,
/// whenever it comes.</summary>
internal sealed record FilingPlaces(IReadOnlyList<FilingPlace> Places)
{
    /// <summary>Chooses the places of a new message: one for each invitation, and otherwise one without.</summary>
    public static FilingPlaces Choose(
        Func<string, CorrespondenceId> createId,
        IReadOnlyList<InvitationKey> invitations,
        CampaignId? campaign
    ) =>
        new(
            invitations.Count == 0
                ? [new FilingPlace(createId(""), campaign, null)]
                : [.. invitations.Select((key, i) => new FilingPlace(CreateId(createId, key, i), key.Campaign, key))]
        );

    /// <summary>The campaign, and the invitee if there is one only. The places are deleted with it.</summary>
    public EntrySubject? About =>
        Places switch
        {
            [{ Campaign: { } campaign, Invitation: { } only }] => new EntrySubject(campaign, only.Invitee.Value),
            [{ Campaign: { } campaign }, ..] => campaign,
            _ => null,
        };

    /// <summary>Reads <c>{id} {campaign} {invitation}</c>, one after the other. An earlier build wrote one.</summary>
    /// <exception cref="FormatException">The text is no list of places.</exception>
    public static FilingPlaces Parse(string text) => new([.. text.Split('\n').Select(ParsePlace)]);

    public override string ToString() => string.Join('\n', Places.Select(p => $"{p.Id} {p.Campaign} {p.Invitation}"));

    /// <summary>The first place has the id of the message, as it would have alone.</summary>
    private static CorrespondenceId CreateId(Func<string, CorrespondenceId> createId, InvitationKey key, int index) =>
        createId(index == 0 ? "" : $" {key}");

    private static FilingPlace ParsePlace(string line) =>
        line.Split(' ') is [var id, var campaign, var invitation]
            ? new FilingPlace(
                new CorrespondenceId(id),
                campaign.Length == 0 ? null : new CampaignId(campaign),
                invitation.Length == 0 ? null : InvitationKey.Parse(invitation)
            )
            : throw new FormatException($"'{line}' is not a place of a message.");
}
