using Azure.Data.Tables;
using Wsis.Invitations.Storage;

namespace Wsis.TableStorage;

/// <summary>The stores in Azure Table Storage or its emulator.</summary>
public sealed class TableStores : Stores
{
    /// <param name="service">The account; see <see cref="TableClients"/>.</param>
    /// <param name="prefix">Begins the names of the tables; see <see cref="StoreTables"/>.</param>
    /// <param name="time">The clock by which a commit waits before it tries again.</param>
    public TableStores(TableServiceClient service, string prefix = "", TimeProvider? time = null)
        : this(new StoreTables(service, prefix), time ?? TimeProvider.System) { }

    private TableStores(StoreTables tables, TimeProvider time)
        : base(
            new TableStoreInitializer(tables),
            new TableCampaignStore(tables),
            new TableInvitationStore(tables, time),
            new TableCorrespondenceStore(tables),
            new TableIdempotencyStore(tables),
            new TableWebhookOutbox(tables)
        ) { }
}
