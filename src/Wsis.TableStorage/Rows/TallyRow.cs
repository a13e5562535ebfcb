using Azure;
using Azure.Data.Tables;
using Wsis.Invitations.Workflow;

namespace Wsis.TableStorage.Rows;

/// <summary>A partition's tally as it was read or written; without a version where there is no row yet.</summary>
internal sealed record TallyRow(Tally Tally, ETag? Version)
{
    public static readonly TallyRow None = new(Tally.Empty, null);

    public static TallyRow Read(TableEntity row) =>
        new(
            new Tally(
                Tally.Empty.Counts.AddRange(RowJson.Read<Dictionary<string, long>>(row.GetString(InvitationRow.Data)))
            ),
            row.ETag
        );

    /// <summary>Creates the action that replaces this tally by <paramref name="next"/> if it has not changed
    /// since.</summary>
    public TableTransactionAction Replace(string partition, Tally next)
    {
        var row = new TableEntity(partition, RowKeys.Tally) { [InvitationRow.Data] = RowJson.Write(next.Counts) };
        return Version is { } version
            ? new(TableTransactionActionType.UpdateMerge, row, version)
            : new(TableTransactionActionType.Add, row);
    }
}
