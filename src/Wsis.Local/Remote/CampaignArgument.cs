using System.CommandLine;

namespace Wsis.Local.Remote;

/// <summary>The argument that names a campaign of a host.</summary>
internal static class CampaignArgument
{
    public static Argument<string> Create() =>
        new("CAMPAIGN") { Description = "The campaign's id, as in campaign.json." };
}
