namespace Wsis.Invitations.Reports;

/// <summary>Numbers of things that need attention and that no count of the campaign includes. A number that equals
/// <see cref="MaxCount"/> means that there may be more.</summary>
/// <param name="OfNobody">Messages of no known campaign.</param>
/// <param name="OfNoInvitee">Messages for this campaign whose invitee is unknown.</param>
/// <param name="InDoubt">Invitations with a letter of which it is uncertain whether it was sent.</param>
/// <param name="Failed">Failed orchestrations. Null if the engine was not queried or did not answer.</param>
public sealed record OpenIssues(int OfNobody, int OfNoInvitee, int InDoubt, int? Failed)
{
    /// <summary>The highest number that is counted, in each mailbox and of the orchestrations.</summary>
    public const int MaxCount = 100;
}
