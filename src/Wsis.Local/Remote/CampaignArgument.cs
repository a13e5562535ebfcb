using System.CommandLine;

namespace Wsis.Local.Remote;

/// <summary>The campaign, on the host, that a command is about.</summary>
internal static class CampaignArgument
{
    public static Argument<string> Create() =>
        new("CAMPAIGN") { Description = "The campaign's id, as its campaign.json names it." };
}
