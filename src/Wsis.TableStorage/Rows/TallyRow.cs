using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Data.Tables;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Workflow;

namespace Wsis.TableStorage.Rows;

/// <summary>A partition's tally as it was read or written, with what the partition knows of the decisions of staff;
/// without a version where there is no row yet.</summary>
internal sealed record TallyRow(Tally Tally, PlanMark Mark, ETag? Version)
{
    /// <summary>The column with the hash of the counts and of the <see cref="Tally.Definition"/> by which they were
    /// made. A build of another definition changes the counts without it, or writes another hash.</summary>
    private const string Counted = "Counted";

    private const string Plan = "Plan";
    private const string Recalls = "Recalls";
    private const string Replanned = "Replanned";

    public static readonly TallyRow None = new(Tally.Empty, default, null);

    /// <summary>Whether a build with another definition wrote the counts last, so that they are to be made
    /// again.</summary>
    public bool IsOutdated { get; private init; }

    /// <summary>Reads a row. A row of an earlier build has no mark.</summary>
    public static TallyRow Read(TableEntity row)
    {
        var data = row.GetString(InvitationRow.Data);
        var counts = RowJson.Read<Dictionary<string, long>>(data);
        var tally = new Tally(Tally.Empty.Counts.AddRange(counts));
        var mark = new PlanMark(Number(Plan), Number(Recalls), Number(Replanned), CountClaimed(tally));
        return new TallyRow(tally, mark, row.ETag) { IsOutdated = row.GetString(Counted) != Hash(data) };

        long Number(string column) => row.GetInt64(column) ?? 0;
    }

    /// <summary>This row with the counts of the invitations of its partition. Where their personal data were erased, or
    /// are being erased, the counts stay as they are.</summary>
    public TallyRow CountAgain(IEnumerable<Invitation> invitations)
    {
        var tally = invitations.Aggregate(Tally.Empty, (sum, invitation) => sum.Changed(null, invitation));
        return this with { Tally = tally.Invitees == Tally.Invitees ? tally : Tally, IsOutdated = false };
    }

    /// <summary>This row after a commit.</summary>
    /// <param name="changes">The changes of the commit.</param>
    /// <param name="plan">The version of the plan on which they were decided.</param>
    public TallyRow After(IReadOnlyList<Change> changes, long? plan)
    {
        var tally = changes.Aggregate(Tally, (sum, change) => sum.Changed(change.Before?.Value, change.After));
        var mark = Mark with
        {
            Plan = Math.Max(Mark.Plan, plan ?? 0),
            Recalls = Mark.Recalls + (changes.Any(c => c.Recalls) ? 1 : 0),
            Claimed = CountClaimed(tally),
        };
        return new TallyRow(tally, mark, Version);
    }

    /// <summary>Creates the action that replaces the row of this version if it has not changed since.</summary>
    public TableTransactionAction Write(string partition)
    {
        var row = CreateRow(partition);
        return Version is { } version
            ? new(TableTransactionActionType.UpdateMerge, row, version)
            : new(TableTransactionActionType.Add, row);
    }

    public TableEntity CreateRow(string partition)
    {
        var data = RowJson.Write(Tally.Counts);
        return new(partition, RowKeys.Tally)
        {
            [InvitationRow.Data] = data,
            [Counted] = Hash(data),
            [Plan] = Mark.Plan,
            [Recalls] = Mark.Recalls,
            [Replanned] = Mark.Replanned,
        };
    }

    private static string Hash(string data) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{Tally.Definition} {data}")).AsSpan(0, 8));

    private static long CountClaimed(Tally tally) => tally[$"dispatch:{DispatchState.Claimed}"];
}
