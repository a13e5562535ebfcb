using Azure.Data.Tables;
using Wsis.Invitations.Workflow;

namespace Wsis.TableStorage.Rows;

/// <summary>The ticket of a dispatch: the process that adds it may send the letter. Written once and never changed, so
/// that no code, however wrong, claims a dispatch twice. What became of the letter is in the invitation's
/// row.</summary>
internal static class ClaimRow
{
    public static TableEntity From(string partition, Invitation invitation, Dispatch dispatch, string commit) =>
        new(partition, RowKeys.Claim(invitation.Invitee.Id, dispatch))
        {
            ["Dispatch"] = invitation.IdOf(dispatch).ToString(),
            ["Step"] = dispatch.Step.Value,
            ["Edition"] = dispatch.Edition,
            ["Letter"] = dispatch.Letter,
            ["Language"] = invitation.Invitee.Language.Code,
            ["ClaimedAt"] = RowTime.Tick(dispatch.ClaimedAt),
            [InvitationRow.Commit] = commit,
        };
}
