namespace Wsis.Invitations.Reports;

/// <summary>What waits for a person and is in none of a campaign's counts. Each number is at most <see cref="Most"/>:
/// there may be more.</summary>
/// <param name="OfNobody">Pieces of correspondence that name no campaign that there is.</param>
/// <param name="OfNoInvitee">Pieces for this campaign whose invitee is not known.</param>
/// <param name="Failed">Orchestrations that need a look; null where the machinery cannot be asked, or was not.</param>
public sealed record OpenIssues(int OfNobody, int OfNoInvitee, int? Failed)
{
    /// <summary>How many are looked at, in each drawer and of the orchestrations that a page holds.</summary>
    public const int Most = 100;
}
