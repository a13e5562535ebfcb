using Azure;
using Azure.Data.Tables;
using Wsis.Invitations.Ports;
using Wsis.Invitations.Workflow;

namespace Wsis.TableStorage.Rows;

/// <summary>The row of an invitation: the record in <see cref="Data"/>, and beside it what is filtered on or helps a reader in the portal.</summary>
internal static class InvitationRow
{
    public const string Data = "Data";
    public const string Phase = "Phase";
    public const string Answer = "Answer";
    public const string Language = "Language";
    public const string State = "State";
    public const string Address = "Address";
    public const string NeedsAttention = "NeedsAttention";
    public const string WakeAt = "WakeAt";

    /// <summary>Names the commit that wrote a row, on every row but the tally: how a commit whose answer was lost knows its own hand.</summary>
    public const string Commit = "Commit";

    public static TableEntity Of(string partition, Invitation invitation, string commit)
    {
        var row = new TableEntity(partition, RowKeys.Invitation(invitation.Invitee.Id))
        {
            [Phase] = invitation.Phase.ToString(),
            [Language] = invitation.Invitee.Language.Code,
            [State] = invitation.Invitee.State,
            [Address] = FoldedAddress(invitation.Invitee.Address),
            ["Attention"] = (int)invitation.Attention,
            [NeedsAttention] = invitation.Attention != Attention.None,
            [Data] = RowJson.Write(invitation),
            [Commit] = commit,
        };
        if (invitation.Reply is { } reply)
            row[Answer] = reply.Answer.Kind;
        if (invitation.WakeAt is { } wakeAt)
            row[WakeAt] = RowTime.Tick(wakeAt);
        return row;
    }

    public static Stored Read(TableEntity row) => new(RowJson.Read<Invitation>(row.GetString(Data)), row.ETag.ToString());

    /// <summary>Addresses are compared without regard to case.</summary>
    public static string FoldedAddress(string address) => address.ToLowerInvariant();

    public static ETag Version(Stored stored) => new(stored.Version);
}
