using Azure;
using Azure.Data.Tables;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Workflow;

namespace Wsis.TableStorage.Rows;

/// <summary>The row of an invitation: the invitee in <see cref="Invitee"/>, the persons of its delegation in
/// <see cref="Delegation"/>, the rest of its state in <see cref="Data"/>, and further columns for filters and for
/// readers in the portal.</summary>
/// <remarks>A change is merged into the row, so that unchanged columns are not sent and columns of a newer build are
/// kept. A merge cannot clear a column, so the row is replaced after the last wake-up.</remarks>
internal static class InvitationRow
{
    public const string Data = "Data";
    public const string Invitee = "Invitee";

    /// <summary>The persons have a property of their own, because all state together would not always fit into one.
    /// Empty where they were taken away. Rows of earlier builds have them in <see cref="Data"/>.</summary>
    public const string Delegation = "Delegation";
    public const string Phase = "Phase";
    public const string Answer = "Answer";
    public const string Language = "Language";
    public const string State = "State";
    public const string Address = "Address";

    /// <summary>The columns of the official addresses, each of one. Most rows have the first only.</summary>
    public static readonly IReadOnlyList<string> AddressColumns =
    [
        Address,
        .. Enumerable.Range(2, EmailAddress.MaxAddresses - 1).Select(n => $"{Address}{n}"),
    ];

    public const string NeedsAttention = "NeedsAttention";
    public const string WakeAt = "WakeAt";

    /// <summary>Whether a letter is claimed. Rows of earlier builds get the column with their next
    /// change.</summary>
    public const string Claimed = "Claimed";

    /// <summary>Whether a letter waits on the print run. Rows of earlier builds have none.</summary>
    public const string ToPrint = "ToPrint";

    /// <summary>Names the commit that wrote a row, on every row but the tally: how a commit whose answer was lost knows
    /// its own hand.</summary>
    public const string Commit = "Commit";

    /// <summary>The columns that are read.</summary>
    public static readonly IReadOnlyList<string> Record = [Data, Invitee, Delegation];

    public static TableTransactionAction Write(string partition, Change change, string commit)
    {
        var before = change.Before;
        var after = change.After;
        if (before is null)
            return new(TableTransactionActionType.Add, CreateRow(partition, after, commit).Checked());
        var version = new ETag(before.Version);
        return before.Value.WakeAt is not null && after.WakeAt is null
            ? new(TableTransactionActionType.UpdateReplace, CreateRow(partition, after, commit).Checked(), version)
            : new(
                TableTransactionActionType.UpdateMerge,
                CreateUpdate(partition, before.Value, after, commit).Checked(),
                version
            );
    }

    public static Versioned<Invitation> Read(TableEntity row)
    {
        var invitation = RowJson.Read<Invitation>(row.GetString(Data));
        return new(
            invitation with
            {
                Invitee = RowJson.Read<Invitee>(row.GetString(Invitee)),
                Delegation = row.GetString(Delegation) switch
                {
                    null => invitation.Delegation,
                    "" => null,
                    var persons => RowJson.Read<Delegation>(persons),
                },
            },
            row.ETag.ToString()
        );
    }

    /// <summary>Addresses are compared without regard to case.</summary>
    public static string FoldedAddress(string address) => address.ToLowerInvariant();

    private static TableEntity CreateRow(string partition, Invitation invitation, string commit)
    {
        var row = CreateStatusColumns(partition, invitation, commit);
        row[Invitee] = RowJson.Write(invitation.Invitee);
        row[Language] = invitation.Invitee.Language.Code;
        row[State] = invitation.Invitee.State;
        foreach (var (column, address) in AddressColumns.Zip(invitation.Invitee.Addresses))
            row[column] = FoldedAddress(address);
        return row;
    }

    private static TableEntity CreateUpdate(string partition, Invitation before, Invitation after, string commit)
    {
        var row =
            before.Invitee == after.Invitee
                ? CreateStatusColumns(partition, after, commit)
                : ClearAddresses(before, CreateRow(partition, after, commit));
        if (before.Delegation is not null && after.Delegation is null)
            row[Delegation] = "";
        return row;
    }

    /// <summary>Empties the columns of addresses that are no longer there: a merge keeps columns that are left
    /// out.</summary>
    private static TableEntity ClearAddresses(Invitation before, TableEntity row)
    {
        foreach (var column in AddressColumns.Take(before.Invitee.Addresses.Count).Where(c => !row.ContainsKey(c)))
            row[column] = "";
        return row;
    }

    private static TableEntity CreateStatusColumns(string partition, Invitation invitation, string commit)
    {
        var row = new TableEntity(partition, RowKeys.Invitation(invitation.Invitee.Id))
        {
            [Phase] = invitation.Phase.ToString(),
            ["Attention"] = (int)invitation.Attention,
            [NeedsAttention] = invitation.Attention != Attention.None,
            [Claimed] = invitation.Dispatches.Any(d => d.State == DispatchState.Claimed),
            [ToPrint] = invitation.Dispatches.Any(d => d.State == DispatchState.ToPrint),
            [Data] = RowJson.Write(invitation with { Delegation = null }),
            [Commit] = commit,
        };
        if (invitation.Reply is { } reply)
            row[Answer] = reply.Answer.Kind;
        if (invitation.Delegation is { } delegation)
            row[Delegation] = RowJson.Write(delegation);
        if (invitation.WakeAt is { } wakeAt)
            row[WakeAt] = RowTime.Tick(wakeAt);
        return row;
    }
}
