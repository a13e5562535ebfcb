using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Invitees;

namespace Wsis.Invitations.Storage;

/// <summary>The position at which a list continues: after an invitee of a bucket. It names a place in the order and not
/// a page of the service, so it never expires and a page can end anywhere.</summary>
public readonly record struct Continuation(CampaignId Campaign, int Bucket, InviteeId After)
{
    /// <param name="text">The result of <see cref="ToString"/>.</param>
    /// <param name="campaign">The campaign that is listed.</param>
    /// <param name="buckets">How many buckets it has.</param>
    /// <exception cref="FormatException">The text is not a continuation of that campaign's list.</exception>
    public static Continuation Parse(string text, CampaignId campaign, int buckets) =>
        Base64Url.IsValid(text)
        && Encoding.ASCII.GetString(Base64Url.DecodeFromChars(text)).Split('~') is [var name, var number, var invitee]
        && name == campaign.Value
        && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var bucket)
        && bucket >= 0
        && bucket < buckets
        && InviteeId.TryParse(invitee, out var after)
            ? new Continuation(campaign, bucket, after)
            : throw new FormatException("This continuation is not one of this list.");

    public override string ToString() =>
        Base64Url.EncodeToString(Encoding.ASCII.GetBytes($"{Campaign}~{Bucket}~{After}"));
}
