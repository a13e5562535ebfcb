using Azure.Data.Tables;
using NodaTime;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Journal;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Workflow;
using Wsis.TableStorage.Commits;
using Wsis.TableStorage.Rows;

namespace Wsis.TableStorage;

/// <summary>Stores invitations, their journals, their claims and the tallies.</summary>
/// <remarks>Use one instance a process: it keeps commits to one partition in order and caches their tallies. Several
/// processes on the same tables are safe.</remarks>
/// <param name="tables">The tables.</param>
/// <param name="time">The clock for the delays between attempts of a commit.</param>
public sealed class TableInvitationStore(StoreTables tables, TimeProvider time) : IInvitationStore
{
    /// <summary>The most concurrent reads of one call.</summary>
    private const int MaxConcurrency = 32;

    /// <summary>The most rows that one call searches for a text.</summary>
    private const int MaxScanned = 4000;

    /// <summary>The fewest invitations that are read as a range of the partition. Fewer are read one by one.</summary>
    private const int MinRange = 16;

    private static readonly string[] DataOnly = [InvitationRow.Data];
    private static readonly string[] RangeColumns = ["RowKey", .. InvitationRow.Record];

    private readonly TableClient table = tables.Invitations;
    private readonly Committer committer = new(tables.Invitations, time);

    public async Task<Versioned<Invitation>?> Find(
        Partition partition,
        InviteeId invitee,
        CancellationToken cancellation
    ) =>
        await table.Find(RowKeys.PartitionKey(partition), RowKeys.Invitation(invitee), cancellation) is { } row
            ? InvitationRow.Read(row)
            : null;

    /// <remarks>A query takes at most 15 comparisons (Microsoft Learn, "Querying tables and entities"), so many rows
    /// are not asked for by name. A partition has about 1,250 invitations, and most of a range come in one
    /// page.</remarks>
    public async Task<IReadOnlyList<Versioned<Invitation>>> FindAll(
        Partition partition,
        IReadOnlyCollection<InviteeId> invitees,
        CancellationToken cancellation
    )
    {
        if (invitees.Count < MinRange)
        {
            var some = await Task.WhenAll(invitees.Distinct().Select(i => Find(partition, i, cancellation)));
            return [.. some.OfType<Versioned<Invitation>>()];
        }
        var wanted = invitees.Select(RowKeys.Invitation).ToHashSet(StringComparer.Ordinal);
        var first = wanted.Min(StringComparer.Ordinal);
        var last = wanted.Max(StringComparer.Ordinal);
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {RowKeys.PartitionKey(partition)} and RowKey ge {first} and RowKey le {last}"
        );
        var rows = await table
            .QueryAsync<TableEntity>(filter, 1000, RangeColumns, cancellation)
            .ReadUpTo(int.MaxValue, cancellation);
        return [.. rows.Where(row => wanted.Contains(row.RowKey)).Select(InvitationRow.Read)];
    }

    public async Task<IReadOnlyList<Versioned<Invitation>>> FindDue(
        Partition partition,
        Instant until,
        int max,
        CancellationToken cancellation
    )
    {
        var rows = await Read(partition, RowKeys.BeforeInvitations, IsDue(until), max, cancellation);
        return [.. rows.Where(row => row.Value.WakeAt <= until)];
    }

    public async Task<IReadOnlyList<Versioned<Invitation>>> FindDue(
        CampaignId campaign,
        Instant until,
        int max,
        CancellationToken cancellation
    )
    {
        var (first, end) = RowKeys.Partitions(campaign);
        var partitions = TableClient.CreateQueryFilter($"PartitionKey gt {first} and PartitionKey lt {end}");
        var rows = await Read($"{partitions} and {IsDue(until)}", RowKeys.BeforeInvitations, max, cancellation);
        return [.. rows.Where(row => row.Value.WakeAt <= until)];
    }

    private static string IsDue(Instant until) => TableClient.CreateQueryFilter($"WakeAt le {RowTime.Tick(until)}");

    public Task<IReadOnlyList<Versioned<Invitation>>> FindAll(Partition partition, CancellationToken cancellation) =>
        Read(partition, RowKeys.BeforeInvitations, "", int.MaxValue, cancellation);

    public Task<CommitResult> Commit(
        Partition partition,
        IReadOnlyList<Change> changes,
        CancellationToken cancellation,
        long? plan = null
    ) => committer.Commit(partition, changes, plan, cancellation);

    public Task<PlanMark> ReadMark(Partition partition, CancellationToken cancellation) =>
        committer.ReadMark(partition, cancellation);

    public Task<PlanMark> RaisePlan(Partition partition, long plan, CancellationToken cancellation) =>
        committer.SetMark(partition, m => m.Plan >= plan ? m : m with { Plan = plan }, cancellation);

    public Task MarkReplanned(Partition partition, long plan, CancellationToken cancellation) =>
        committer.SetMark(partition, m => m.Replanned >= plan ? m : m with { Replanned = plan }, cancellation);

    public async Task EraseHistory(Partition partition, InviteeId invitee, int before, CancellationToken cancellation)
    {
        var all = TableClient.CreateQueryFilter($"PartitionKey eq {RowKeys.PartitionKey(partition)}");
        var (first, _) = RowKeys.Journal(invitee);
        foreach (
            var (from, to) in new[]
            {
                (first, RowKeys.Journal(invitee, before)),
                RowKeys.Claims(invitee),
                RowKeys.WebhookDeliveries(invitee),
            }
        )
        {
            var range = TableClient.CreateQueryFilter($"RowKey ge {from} and RowKey lt {to}");
            await table.DeleteRows($"{all} and {range}", cancellation);
        }
    }

    public Task Erase(Partition partition, bool keepCounts, CancellationToken cancellation) =>
        committer.Erase(partition, keepCounts, cancellation);

    public async Task<Tally> Count(CampaignId campaign, int buckets, CancellationToken cancellation)
    {
        var sum = Tally.Empty;
        foreach (var some in Partition.All(campaign, buckets).Chunk(MaxConcurrency))
        {
            var rows = await Task.WhenAll(
                some.Select(partition => table.Find(RowKeys.PartitionKey(partition), RowKeys.Tally, cancellation))
            );
            var tallies = await Task.WhenAll(
                some.Zip(rows)
                    .Where(p => p.Second is not null)
                    .Select(p => LoadTally(p.First, TallyRow.Read(p.Second!), cancellation))
            );
            sum = tallies.Aggregate(sum, (all, tally) => all.Plus(tally));
        }
        return sum;
    }

    private async Task<Tally> LoadTally(Partition partition, TallyRow row, CancellationToken cancellation) =>
        row.IsOutdated ? await committer.CountAgain(partition, cancellation) : row.Tally;

    public async Task<Page<Versioned<Invitation>>> List(
        CampaignId campaign,
        int buckets,
        InvitationFilter filter,
        int top,
        string? continuation,
        CancellationToken cancellation
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(top, 1000);
        Continuation? start = continuation is null ? null : Continuation.Parse(continuation, campaign, buckets);
        var condition = Condition(filter);
        if (filter.NeedsSearch)
            return await Search(campaign, buckets, filter, condition, top, start, cancellation);
        // One more than requested shows whether there is a next page.
        var wanted = top + 1;
        var found = new List<(int Bucket, Versioned<Invitation> Row)>(wanted);
        // The first bucket often fills the page. The rarer what passes the filter, the more buckets are read at once.
        for (
            int bucket = start?.Bucket ?? 0, window = 1;
            bucket < buckets && found.Count < wanted;
            bucket += window, window = Math.Min(2 * window, MaxConcurrency)
        )
        {
            var missing = wanted - found.Count;
            var reads = Enumerable
                .Range(bucket, Math.Min(window, buckets - bucket))
                .Select(async b =>
                {
                    var after =
                        start is { } place && place.Bucket == b
                            ? RowKeys.Invitation(place.After)
                            : RowKeys.BeforeInvitations;
                    var rows = await Read(new Partition(campaign, b), after, condition, missing, cancellation);
                    return rows.Select(row => (b, row));
                });
            foreach (var rows in await Task.WhenAll(reads))
                found.AddRange(rows);
        }
        return found.Count < wanted
            ? new Page<Versioned<Invitation>>([.. found.Select(f => f.Row)], null)
            : new Page<Versioned<Invitation>>([.. found.Take(top).Select(f => f.Row)], After(campaign, found[top - 1]));
    }

    /// <summary>Table Storage cannot search a column for a text, and compares a set of flags only as a whole. The rows
    /// that pass the rest of the filter are read and searched, about <see cref="MaxScanned"/> for a page. So a page may
    /// be short or empty.</summary>
    private async Task<Page<Versioned<Invitation>>> Search(
        CampaignId campaign,
        int buckets,
        InvitationFilter filter,
        string condition,
        int top,
        Continuation? start,
        CancellationToken cancellation
    )
    {
        var found = new List<Versioned<Invitation>>();
        var looked = 0;
        for (var bucket = start?.Bucket ?? 0; bucket < buckets; bucket++)
        {
            var after =
                start is { } place && place.Bucket == bucket
                    ? RowKeys.Invitation(place.After)
                    : RowKeys.BeforeInvitations;
            var max = Math.Min(1000, MaxScanned - looked);
            IReadOnlyList<Versioned<Invitation>> rows;
            do
            {
                rows = await Read(new Partition(campaign, bucket), after, condition, max, cancellation);
                foreach (var row in rows)
                {
                    if (filter.PassesSearch(row.Value))
                        found.Add(row);
                    if (++looked == MaxScanned || found.Count == top)
                        return new Page<Versioned<Invitation>>(found, After(campaign, (bucket, row)));
                }
                after = rows.Count == max ? RowKeys.Invitation(rows[^1].Value.Invitee.Id) : after;
            } while (rows.Count == max);
        }
        return new Page<Versioned<Invitation>>(found, null);
    }

    public async Task<IReadOnlyList<JournalEntry>> ReadJournal(
        Partition partition,
        InviteeId invitee,
        CancellationToken cancellation
    )
    {
        var (from, to) = RowKeys.Journal(invitee);
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {RowKeys.PartitionKey(partition)} and RowKey ge {from} and RowKey lt {to}"
        );
        var rows = await table
            .QueryAsync<TableEntity>(filter, select: DataOnly, cancellationToken: cancellation)
            .ReadUpTo(int.MaxValue, cancellation);
        return [.. rows.Select(JournalRow.Read)];
    }

    private Task<IReadOnlyList<Versioned<Invitation>>> Read(
        Partition partition,
        string after,
        string condition,
        int max,
        CancellationToken cancellation
    )
    {
        var key = TableClient.CreateQueryFilter($"PartitionKey eq {RowKeys.PartitionKey(partition)}");
        return Read(condition.Length == 0 ? key : $"{key} and {condition}", after, max, cancellation);
    }

    private async Task<IReadOnlyList<Versioned<Invitation>>> Read(
        string condition,
        string after,
        int max,
        CancellationToken cancellation
    )
    {
        var range = TableClient.CreateQueryFilter($"RowKey gt {after} and RowKey lt {RowKeys.AfterInvitations}");
        var rows = await table
            .QueryAsync<TableEntity>(
                $"{condition} and {range}",
                Math.Min(max, 1000),
                InvitationRow.Record,
                cancellation
            )
            .ReadUpTo(max, cancellation);
        return [.. rows.Select(InvitationRow.Read)];
    }

    private static string Condition(InvitationFilter filter) => string.Join(" and ", Conditions(filter));

    private static IEnumerable<string> Conditions(InvitationFilter filter)
    {
        if (filter.Phase is { } phase)
            yield return TableClient.CreateQueryFilter($"Phase eq {phase.ToString()}");
        // The column has every current answer, and only those of answered invitations count.
        if (filter.Answer is { } answer)
            yield return TableClient.CreateQueryFilter($"Answer eq {answer} and Phase eq {nameof(Phase.Answered)}");
        if (filter.Language is { } language)
            yield return TableClient.CreateQueryFilter($"Language eq {language.Code}");
        if (filter.State is { } state)
            yield return TableClient.CreateQueryFilter($"State eq {state}");
        if (filter.NeedsAttention || filter.Issue is not null)
            yield return TableClient.CreateQueryFilter($"NeedsAttention eq {true}");
        if (filter.InDoubtAt is not null)
            yield return TableClient.CreateQueryFilter($"Claimed eq {true}");
        if (filter.ToPrint)
            yield return TableClient.CreateQueryFilter($"ToPrint eq {true}");
        if (filter.Address is { } address)
            yield return $"({string.Join(" or ", InvitationRow.AddressColumns.Select(c => IsAddress(c, address)))})";
    }

    private static string IsAddress(string column, string address) =>
        $"{column} eq '{InvitationRow.FoldedAddress(address).Replace("'", "''", StringComparison.Ordinal)}'";

    private static string After(CampaignId campaign, (int Bucket, Versioned<Invitation> Row) last) =>
        new Continuation(campaign, last.Bucket, last.Row.Value.Invitee.Id).ToString();
}
