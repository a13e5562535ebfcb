namespace Wsis.Local.Azurite;

/// <summary>The ports and folders of Azurite, the emulator of Azure Storage.</summary>
public sealed record AzuriteSettings
{
    private const string AccountName = "devstoreaccount1";

    /// <summary>The folder for the installation, 190 MB for each version.</summary>
    public required string Installation { get; init; }

    /// <summary>The folder for the data and the log. Only one running emulator may use it.</summary>
    public required string Data { get; init; }

    public string Host { get; init; } = "127.0.0.1";

    public int BlobPort { get; init; } = 10000;

    public int QueuePort { get; init; } = 10001;

    /// <summary>The port on which a running emulator is looked for.</summary>
    public int TablePort { get; init; } = 10002;

    /// <summary>Whether to keep nothing on disk, for tests. All data is lost when the emulator ends.</summary>
    public bool InMemory { get; init; }

    /// <summary>The key of the account, in base64. Default: the key of the development account, which is public and
    /// the same everywhere (Microsoft Learn, "Use the Azurite emulator": well-known storage account and
    /// key).</summary>
    public string AccountKey { get; init; } =
        "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    /// <summary>The connection string of the account <c>devstoreaccount1</c>.</summary>
    public string ConnectionString =>
        $"DefaultEndpointsProtocol=http;AccountName={AccountName};AccountKey={AccountKey};"
        + $"BlobEndpoint={Endpoint(BlobPort)};QueueEndpoint={Endpoint(QueuePort)};"
        + $"TableEndpoint={Endpoint(TablePort)};";

    /// <summary>The accounts of the emulator, in the form of its environment variable AZURITE_ACCOUNTS.</summary>
    internal string Accounts => $"{AccountName}:{AccountKey}";

    internal string Log => Path.Combine(Data, "azurite.log");

    internal Uri Tables => new(Endpoint(TablePort));

    private string Endpoint(int port) => $"http://{Host}:{port}/{AccountName}";
}
