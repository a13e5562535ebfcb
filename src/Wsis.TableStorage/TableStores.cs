using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Wsis.Invitations.Storage;

namespace Wsis.TableStorage;

/// <summary>The stores in Azure Storage or its emulator: tables, and blobs for whole messages.</summary>
public sealed class TableStores : Stores
{
    /// <param name="tables">The tables of the account; see <see cref="TableClients"/>.</param>
    /// <param name="blobs">The blobs of the account; see <see cref="BlobClients"/>.</param>
    /// <param name="prefix">Begins the names of the tables and of the container; see <see cref="StoreTables"/>.</param>
    /// <param name="time">The clock by which a commit waits before it tries again.</param>
    public TableStores(
        TableServiceClient tables,
        BlobServiceClient blobs,
        string prefix = "",
        TimeProvider? time = null
    )
        : this(new StoreTables(tables, prefix), blobs, prefix, time ?? TimeProvider.System) { }

    private TableStores(StoreTables tables, BlobServiceClient blobs, string prefix, TimeProvider time)
        : base(
            new TableStoreInitializer(
                tables,
                blobs.GetContainer(BlobClients.Messages, prefix),
                blobs.GetContainer(BlobClients.Drafts, prefix)
            ),
            new TableCampaignStore(tables),
            new TableInvitationStore(tables, time),
            new TableCorrespondenceStore(tables),
            new BlobMessageStore(blobs.GetContainer(BlobClients.Messages, prefix)),
            new BlobDraftStore(blobs.GetContainer(BlobClients.Drafts, prefix)),
            new TableIdempotencyStore(tables),
            new TableWebhookOutbox(tables),
            new TableRateStore(tables, time)
        ) { }

    /// <summary>Opens the stores of an account by its connection string.</summary>
    /// <exception cref="FormatException">It is not a connection string with a table and a blob endpoint.</exception>
    public static TableStores FromConnectionString(string connectionString, string prefix = "") =>
        new(
            TableClients.FromConnectionString(connectionString),
            BlobClients.FromConnectionString(connectionString),
            prefix
        );
}
