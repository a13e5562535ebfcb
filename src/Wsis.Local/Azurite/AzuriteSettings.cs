namespace Wsis.Local.Azurite;

/// <summary>How the emulator of Azure Storage is found or started.</summary>
public sealed record AzuriteSettings
{
    /// <summary>Where the emulator itself is installed, once for each version: some 190 MB.</summary>
    public required string Installation { get; init; }

    /// <summary>Where it keeps its data and its log. One folder belongs to one running emulator.</summary>
    public required string Data { get; init; }

    public string Host { get; init; } = "127.0.0.1";

    public int BlobPort { get; init; } = 10000;

    public int QueuePort { get; init; } = 10001;

    /// <summary>The port that is asked whether an emulator runs already.</summary>
    public int TablePort { get; init; } = 10002;

    /// <summary>Tables are all that <c>wsis</c> needs, and are there sooner; the Functions host needs blobs and queues
    /// too.</summary>
    public bool TablesOnly { get; init; } = true;

    /// <summary>Keep nothing on disk, for tests. The emulator does not allow it together with a folder: nothing
    /// survives it.</summary>
    public bool InMemory { get; init; }

    /// <summary>The development account, whose name and key are public and the same everywhere
    /// (Microsoft Learn, "Use the Azurite emulator": well-known storage account and key).</summary>
    public string ConnectionString =>
        "DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;"
        + "AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==;"
        + (TablesOnly ? "" : $"BlobEndpoint={Endpoint(BlobPort)};QueueEndpoint={Endpoint(QueuePort)};")
        + $"TableEndpoint={Endpoint(TablePort)};";

    internal string Log => Path.Combine(Data, "azurite.log");

    internal Uri Tables => new(Endpoint(TablePort));

    private string Endpoint(int port) => $"http://{Host}:{port}/devstoreaccount1";
}
