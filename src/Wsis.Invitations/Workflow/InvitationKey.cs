using System.Diagnostics.CodeAnalysis;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Invitees;

namespace Wsis.Invitations.Workflow;

/// <summary>Names an invitation: the campaign and the invitee. Its text, <c>{campaign}:{invitee}</c>, is the
/// orchestration's instance id.</summary>
public readonly record struct InvitationKey(CampaignId Campaign, InviteeId Invitee) : IParsable<InvitationKey>
{
    /// <exception cref="FormatException">The text is not of the form <c>{campaign}:{invitee}</c>.</exception>
    public static InvitationKey Parse(string text) =>
        TryParse(text, out var key) ? key : throw new FormatException($"'{text}' is not the key of an invitation.");

    public static bool TryParse([NotNullWhen(true)] string? text, out InvitationKey key)
    {
        key = default;
        if (
            text?.Split(':') is not [var campaignText, var inviteeText]
            || !CampaignId.TryParse(campaignText, out var campaign)
            || !InviteeId.TryParse(inviteeText, out var invitee)
        )
            return false;
        key = new InvitationKey(campaign, invitee);
        return true;
    }

    static InvitationKey IParsable<InvitationKey>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static bool IParsable<InvitationKey>.TryParse(
        [NotNullWhen(true)] string? s,
        IFormatProvider? provider,
        out InvitationKey result
    ) => TryParse(s, out result);

    public override string ToString() => $"{Campaign}:{Invitee}";
}
