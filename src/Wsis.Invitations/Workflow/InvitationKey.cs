using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Invitees;

namespace Wsis.Invitations.Workflow;

/// <summary>Names an invitation: the campaign and the invitee. Its text, <c>{campaign}:{invitee}</c>, is the
/// orchestration's instance id.</summary>
public readonly record struct InvitationKey(CampaignId Campaign, InviteeId Invitee)
{
    /// <exception cref="FormatException">The text is not of the form <c>{campaign}:{invitee}</c>.</exception>
    public static InvitationKey Parse(string text) =>
        text.Split(':') is [var campaign, var invitee]
            ? new(new CampaignId(campaign), new InviteeId(invitee))
            : throw new FormatException($"'{text}' is not the key of an invitation.");

    public override string ToString() => $"{Campaign}:{Invitee}";
}
