using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using Wsis.Invitations.Campaigns;

namespace Wsis.Invitations.Correspondence;

/// <summary>The local part of the address to which one office replies by e-mail: <c>reply+{campaign}.{tag}</c>, in
/// lower case and at most 63 characters (RFC 5321 section 4.5.3.1.1 allows 64).</summary>
/// <param name="Campaign">The campaign.</param>
/// <param name="Tag">Identifies the invitation; see
/// <see cref="Replies.ReplyLinks.MailTag(Workflow.InvitationKey)"/>.</param>
public readonly partial record struct ReplyAddress(CampaignId Campaign, string Tag)
{
    /// <summary>Reads an e-mail address, or what is before its <c>@</c>; false for any other address.</summary>
    public static bool TryParse(string? address, [NotNullWhen(true)] out ReplyAddress? reply)
    {
        reply = null;
        if (address is null || Form().Match(address.Trim().ToLowerInvariant()) is not { Success: true } match)
            return false;
        reply = new ReplyAddress(new CampaignId(match.Groups["campaign"].Value), match.Groups["tag"].Value);
        return true;
    }

    public string At(string domain) => $"reply+{Campaign}.{Tag}@{domain}";

    [GeneratedRegex(
        @"^reply\+(?<campaign>[a-z0-9][a-z0-9-]{0,39})\.(?<tag>[a-z2-7]{16})(@|\z)",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking
    )]
    private static partial Regex Form();
}
