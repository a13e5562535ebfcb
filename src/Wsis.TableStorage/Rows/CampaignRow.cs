using System.Collections.Immutable;
using Azure.Data.Tables;
using NodaTime;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Statements;
using Wsis.Invitations.Workflow;

namespace Wsis.TableStorage.Rows;

internal static class CampaignRow
{
    public static TableEntity From(CampaignEntry entry)
    {
        var row = new TableEntity(entry.Id.Value, RowKeys.Campaign)
        {
            ["State"] = entry.State.ToString(),
            ["Buckets"] = entry.Buckets,
            ["Source"] = entry.Source,
            ["Extensions"] = RowJson.Write(entry.Extensions),
            ["Approvals"] = RowJson.Write(entry.Approvals),
            ["Corrections"] = RowJson.Write(entry.Corrections),
            ["PendingCorrections"] = RowJson.Write(entry.PendingCorrections),
            ["Pins"] = RowJson.Write(entry.Pins),
            ["SummedUp"] = RowJson.Write(entry.SummedUp),
            ["ListChanges"] = entry.ListChanges,
            ["SharesLetters"] = entry.SharesLetters,
            ["PlanVersion"] = entry.PlanVersion,
            ["ReplanVersion"] = entry.ReplanVersion,
            ["Authors"] = RowJson.Write(entry.Authors),
        };
        if (entry.ImportedBy is { } importedBy)
            row["BroughtBy"] = importedBy;
        if (entry.Folder is { } folder)
            row["Folder"] = folder;
        // As JSON too: a column of the service's own would cut the instant to 100 ns, and the entry that is read would
        // differ from the one written.
        if (entry.LaunchedAt is { } launchedAt)
            row["LaunchedAt"] = RowJson.Write(launchedAt);
        if (entry.EndedAt is { } endedAt)
            row["EndedAt"] = RowJson.Write(endedAt);
        return row;
    }

    public static CampaignEntry Read(TableEntity row) =>
        new()
        {
            Id = new CampaignId(row.PartitionKey),
            State = Enum.Parse<CampaignState>(row.GetString("State")),
            Buckets = row.GetInt32("Buckets")!.Value,
            Source = row.GetString("Source"),
            Extensions = List<DeadlineExtension>(row, "Extensions"),
            LaunchedAt = Moment(row, "LaunchedAt"),
            EndedAt = Moment(row, "EndedAt"),
            ImportedBy = row.GetString("BroughtBy"),
            Folder = row.GetString("Folder"),
            Authors = List<string>(row, "Authors"),
            ListChanges = row.GetInt32("ListChanges") ?? 0,
            SharesLetters = row.GetBoolean("SharesLetters") ?? false,
            PlanVersion = row.GetInt64("PlanVersion") ?? 0,
            ReplanVersion = row.GetInt64("ReplanVersion") ?? 0,
            Approvals = List<ProofApproval>(row, "Approvals"),
            Corrections = List<LetterCorrection>(row, "Corrections"),
            PendingCorrections = List<LetterCorrection>(row, "PendingCorrections"),
            Pins = List<StatementPin>(row, "Pins"),
            SummedUp = List<string>(row, "SummedUp"),
        };

    /// <summary>A column of a list; an older build has not written it.</summary>
    private static ImmutableArray<T> List<T>(TableEntity row, string column) =>
        row.GetString(column) is { } json ? RowJson.Read<ImmutableArray<T>>(json) : [];

    private static Instant? Moment(TableEntity row, string column) =>
        row.GetString(column) is { } json ? RowJson.Read<Instant>(json) : null;
}
