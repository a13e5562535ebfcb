using System.CommandLine;
using Wsis.Invitations.Campaigns;

namespace Wsis.Local.Remote.Arguments;

/// <summary>The argument that names a campaign of a host.</summary>
internal static class CampaignArgument
{
    public static Argument<string> Create()
    {
        var campaign = new Argument<string>("CAMPAIGN") { Description = "The campaign's id, as in campaign.json." };
        campaign.Validators.Add(result =>
        {
            if (!CampaignId.TryParse(result.Tokens[0].Value, out _))
                result.AddError(
                    $"'{result.Tokens[0].Value}' is not the id of a campaign: 1 to 40 of a-z, 0-9 and '-'."
                );
        });
        return campaign;
    }
}
