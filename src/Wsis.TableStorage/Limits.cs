using System.Buffers;
using Azure.Data.Tables;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Texts;

namespace Wsis.TableStorage;

/// <summary>The limits of Table Storage (Microsoft Learn, "Understanding the Table service data model" and "Performing
/// entity group transactions"). They are checked before a request, because the service's own error does not name the
/// row.</summary>
internal static class Limits
{
    /// <summary>64 KiB of UTF-16.</summary>
    public const int MaxCharactersPerProperty = 32_768;

    public const int MaxBytesPerRow = 1024 * 1024;

    public const int MaxOperationsPerTransaction = 100;

    public const int MaxBytesPerTransaction = 4 * 1024 * 1024;

    /// <summary>More than the multipart and HTTP headers, the URL, the names and the small values of an operation come
    /// to.</summary>
    private const int EnvelopeBytes = 2048;

    /// <summary>Characters that the client writes as one byte. All others become an escape of at most six.</summary>
    private static readonly SearchValues<char> Unescaped = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 !#$%()*,-./:;=?@[]^_{|}~"
    );

    /// <exception cref="StoreLimitException">A property or the row is too large.</exception>
    public static TableEntity Checked(this TableEntity row)
    {
        var bytes = 0;
        foreach (var (name, value) in row)
        {
            if (value is string { Length: > MaxCharactersPerProperty } text)
                throw TooLarge(
                    Name(row),
                    $"its {name} has {text.Length:N0} characters, and a property holds {MaxCharactersPerProperty:N0}"
                );
            bytes += 2 * (name.Length + ((value as string)?.Length ?? 8));
        }
        return bytes <= MaxBytesPerRow
            ? row
            : throw TooLarge(Name(row), $"it has {bytes:N0} bytes, and a row holds {MaxBytesPerRow:N0}");
    }

    /// <exception cref="StoreLimitException">There are too many operations, or they are too large together.</exception>
    public static void Check(IReadOnlyCollection<TableEntity> transaction)
    {
        var bytes = transaction.Sum(Encoded);
        if (transaction.Count <= MaxOperationsPerTransaction && bytes <= MaxBytesPerTransaction)
            return;
        var largest = transaction.MaxBy(Encoded)!;
        throw TooLarge(
            $"change of {EnglishCount.Format(transaction.Count, "row")} of '{largest.PartitionKey}'",
            $"it has up to {bytes:N0} bytes, most of them in '{largest.RowKey}', and a transaction holds "
                + $"{MaxOperationsPerTransaction} rows and {MaxBytesPerTransaction:N0} bytes"
        );
    }

    /// <summary>At most so many bytes a row takes on the wire.</summary>
    public static int Encoded(TableEntity row) =>
        EnvelopeBytes + row.Select(property => property.Value).OfType<string>().Sum(Encoded);

    private static int Encoded(string text)
    {
        var bytes = text.Length;
        for (var rest = text.AsSpan(); rest.IndexOfAnyExcept(Unescaped) is >= 0 and var at; rest = rest[(at + 1)..])
            bytes += 5;
        return bytes;
    }

    private static string Name(TableEntity row) => $"row '{row.RowKey}' of '{row.PartitionKey}'";

    private static StoreLimitException TooLarge(string what, string why) => new($"The {what} is too large: {why}.");
}
