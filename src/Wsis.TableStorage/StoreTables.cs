using Azure.Data.Tables;

namespace Wsis.TableStorage;

/// <summary>The tables of one store.</summary>
/// <param name="service">The account; see <see cref="TableClients"/>.</param>
/// <param name="prefix">Begins the names of the tables if several stores share an account: letters and digits, a letter
/// first, at most <see cref="MaxPrefixLength"/>.</param>
public sealed class StoreTables(TableServiceClient service, string prefix = "")
{
    /// <summary>The most characters of a prefix. Names of tables and of containers have at most 63 (Microsoft Learn,
    /// "Understanding the Table service data model" and "Naming and referencing containers").</summary>
    public const int MaxPrefixLength = 49;

    public TableClient Invitations { get; } = service.GetTableClient(prefix + "Invitations");

    public TableClient Campaigns { get; } = service.GetTableClient(prefix + "Campaigns");

    /// <summary>The idempotency entries and the rates. The table has its name from before version 0.2.</summary>
    public TableClient Entries { get; } = service.GetTableClient(prefix + "Receipts");

    public TableClient Correspondence { get; } = service.GetTableClient(prefix + "Correspondence");
}
