using System.Runtime.CompilerServices;

namespace Wsis.Invitations.Storage;

/// <summary>A part of a longer list. <paramref name="Continuation"/> names the next part; it is null at the
/// end.</summary>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Continuation);

/// <summary>Reads lists that come in pages.</summary>
public static class Pages
{
    public const int MaxSize = 1000;

    /// <summary>Reads all items, page by page while they are used.</summary>
    /// <param name="read">Reads the page that a continuation names. Null names the first.</param>
    /// <param name="cancellation">Cancels the reading.</param>
    public static async IAsyncEnumerable<T> ReadAll<T>(
        Func<string?, CancellationToken, Task<Page<T>>> read,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        var page = await read(null, cancellation);
        while (true)
        {
            foreach (var item in page.Items)
                yield return item;
            if (page.Continuation is not { } continuation)
                break;
            page = await read(continuation, cancellation);
        }
    }
}
