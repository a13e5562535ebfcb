using Azure.Data.Tables;
using Wsis.Invitations.Workflow;

namespace Wsis.TableStorage.Rows;

/// <summary>The claim of a dispatch: the process that adds it may send the letter. It is written once and never
/// changed, so no code can claim a dispatch twice. The result of the sending is in the invitation's row.</summary>
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
