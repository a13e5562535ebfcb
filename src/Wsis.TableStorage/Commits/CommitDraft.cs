using Azure.Data.Tables;
using Wsis.Invitations.Storage;
using Wsis.TableStorage.Rows;

namespace Wsis.TableStorage.Commits;

/// <summary>The rows of a commit, written out once, whatever number of attempts it takes; only the tally differs
/// between them.</summary>
internal sealed class CommitDraft
{
    private CommitDraft(Partition partition, IReadOnlyList<Change> changes)
    {
        Partition = RowKeys.PartitionKey(partition);
        Changes = changes;
        Actions =
        [
            .. changes.Select(change => InvitationRow.Write(Partition, change, Id)),
            .. changes.SelectMany(Deliveries),
            .. changes.SelectMany(JournalAndClaims),
        ];
    }

    /// <summary>Names this commit on its rows.</summary>
    public string Id { get; } = Guid.NewGuid().ToString("N");

    public string Partition { get; }

    public IReadOnlyList<Change> Changes { get; }

    /// <summary>First the invitations, in the order of the changes, then the webhook deliveries, then what is written
    /// once and never changed.</summary>
    public IReadOnlyList<TableTransactionAction> Actions { get; }

    /// <summary>A row that proves that this commit was carried out: one that never changes, if there is one.</summary>
    public string Proof => Actions[^1].Entity.RowKey;

    /// <exception cref="ArgumentException">The changes are not of one campaign, or two are of one invitee.</exception>
    /// <exception cref="StoreLimitException">They are too many or too large.</exception>
    public static CommitDraft Create(Partition partition, IReadOnlyList<Change> changes)
    {
        if (
            changes.Any(c =>
                c.After.Campaign != partition.Campaign || (c.Before is { } before && before.Value.Key != c.After.Key)
            )
        )
            throw new ArgumentException(
                "A change is of another campaign or invitee than its partition or its row.",
                nameof(changes)
            );
        if (changes.DistinctBy(c => c.After.Invitee.Id).Count() < changes.Count)
            throw new ArgumentException("There are two changes to one invitation.", nameof(changes));
        if (changes.Sum(c => c.Rows) is > IInvitationStore.MaxRowsPerCommit and var rows)
            throw new StoreLimitException(
                $"A commit of {rows} rows to '{RowKeys.PartitionKey(partition)}' is too large. "
                    + $"A transaction takes {IInvitationStore.MaxRowsPerCommit} and the tally."
            );
        return new CommitDraft(partition, changes);
    }

    /// <summary>Builds the whole transaction with the row of the tally after it.</summary>
    public IReadOnlyList<TableTransactionAction> BuildTransaction(TallyRow next)
    {
        TableTransactionAction[] actions = [.. Actions, next.Write(Partition)];
        Limits.Check([.. actions.Select(a => (TableEntity)a.Entity)]);
        return actions;
    }

    private IEnumerable<TableTransactionAction> Deliveries(Change change) =>
        change.WebhookDeliveries.Select(a => new TableTransactionAction(
            TableTransactionActionType.Add,
            WebhookDeliveryRow.From(Partition, a, Id).Checked()
        ));

    private IEnumerable<TableTransactionAction> JournalAndClaims(Change change)
    {
        var written = change.Before?.Value.JournalLength ?? 0;
        var invitee = change.After.Invitee.Id;
        var journal = change.Journal.Select((entry, i) => JournalRow.From(Partition, invitee, written + i, entry, Id));
        var claims = change.Claims.Select(dispatch => ClaimRow.From(Partition, change.After, dispatch, Id));
        return journal
            .Concat(claims)
            .Select(row => new TableTransactionAction(TableTransactionActionType.Add, row.Checked()));
    }
}
