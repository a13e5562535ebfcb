using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Correspondence;
using Wsis.Invitations.Workflow;

namespace Wsis.Web.StaffPages.Correspondence;

/// <summary>The addresses of the pages of messages: under a campaign, or, for the shared mailbox, under none.</summary>
internal static class MessagePlace
{
    /// <summary>The list of the shared mailbox.</summary>
    public const string Shared = "/staff/correspondence";

    public static string GetPath(LoadedCampaign? campaign) => GetPath(campaign?.Entry.Id);

    public static string GetPath(LoadedCampaign? campaign, CorrespondenceId message) =>
        $"{GetPath(campaign)}/{message}";

    /// <summary>The page of a message where it is filed.</summary>
    public static string GetPath(CorrespondenceItem message) => $"{GetPath(message.Campaign)}/{message.Id}";

    private static string GetPath(CampaignId? campaign) =>
        campaign is { } id ? StaffPlace.GetPath(id, "correspondence") : Shared;
}
