using System.ComponentModel.DataAnnotations;
using Azure.Identity;
using Wsis.TableStorage;

namespace Wsis.Functions.Settings;

/// <summary>Section <c>Wsis:Store</c>: the storage account. Either a connection string (for the emulator, or an account
/// with keys) or the endpoint of an account, which the managed identity of the app may use.</summary>
public sealed class StoreOptions : IValidatableObject
{
    public const string Section = "Wsis:Store";

    public string? ConnectionString { get; set; }

    /// <summary>The table endpoint of the account, such as <c>https://account.table.core.windows.net</c>.</summary>
    public string? Account { get; set; }

    /// <summary>The blob endpoint of the account, such as <c>https://account.blob.core.windows.net</c>. Default: the
    /// table endpoint with <c>blob</c> in place of <c>table</c>.</summary>
    public string? Blobs { get; set; }

    /// <summary>The prefix of the names of the tables and of the container, for deployments that share an account.
    /// Default: none.</summary>
    [RegularExpression(
        "^([A-Za-z][A-Za-z0-9]{0,48})?$",
        ErrorMessage = "The prefix must be letters and digits, a letter first, at most 49."
    )]
    public string Prefix { get; set; } = "";

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (string.IsNullOrEmpty(ConnectionString) == string.IsNullOrEmpty(Account))
            yield return new ValidationResult(
                "Exactly one of ConnectionString and Account is needed.",
                [nameof(ConnectionString)]
            );
        if (!string.IsNullOrEmpty(ConnectionString) && !IsConnectionString(ConnectionString))
            yield return new ValidationResult(
                "This is not a connection string of a storage account.",
                [nameof(ConnectionString)]
            );
        if (
            !string.IsNullOrEmpty(Account)
            && (!Uri.TryCreate(Account, UriKind.Absolute, out var uri) || uri.Scheme != "https")
        )
            yield return new ValidationResult(
                $"'{Account}' is not an endpoint such as https://account.table.core.windows.net.",
                [nameof(Account)]
            );
        else if (!string.IsNullOrEmpty(Account) && FindBlobEndpoint() is null)
            yield return new ValidationResult(
                "Blobs is needed: an endpoint such as https://account.blob.core.windows.net.",
                [nameof(Blobs)]
            );
    }

    /// <summary>Opens the stores of the account.</summary>
    public TableStores OpenStores()
    {
        if (string.IsNullOrEmpty(Account))
            return TableStores.FromConnectionString(ConnectionString!, Prefix);
        var identity = new DefaultAzureCredential();
        return new TableStores(
            TableClients.FromAccount(new Uri(Account), identity),
            BlobClients.FromAccount(FindBlobEndpoint()!, identity),
            Prefix
        );
    }

    private Uri? FindBlobEndpoint()
    {
        var derived = Account!.Contains(".table.", StringComparison.Ordinal)
            ? Account.Replace(".table.", ".blob.", StringComparison.Ordinal)
            : null;
        return
            Uri.TryCreate(string.IsNullOrEmpty(Blobs) ? derived : Blobs, UriKind.Absolute, out var uri)
            && uri.Scheme == "https"
            ? uri
            : null;
    }

    private static bool IsConnectionString(string text)
    {
        try
        {
            _ = TableStores.FromConnectionString(text);
            return true;
        }
        catch (Exception e) when (e is FormatException or ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }
}
