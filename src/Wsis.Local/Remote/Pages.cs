using Microsoft.AspNetCore.Http.Extensions;

namespace Wsis.Local.Remote;

/// <summary>Reads lists that a host gives page by page.</summary>
internal static class Pages
{
    private const string MaxPageSize = "1000";

    /// <summary>Reads all pages.</summary>
    /// <param name="read">Reads the page of a continuation. Null is the first one.</param>
    /// <param name="findNext">The continuation after a page. Null after the last one.</param>
    public static async Task<IReadOnlyList<T>> ReadAll<T>(Func<string?, Task<T>> read, Func<T, string?> findNext)
    {
        var pages = new List<T>();
        string? next = null;
        do
        {
            var page = await read(next);
            pages.Add(page);
            next = findNext(page);
        } while (next is not null);
        return pages;
    }

    /// <summary>The query of a page: the filter, the size and the continuation.</summary>
    public static string CreateQuery(IEnumerable<KeyValuePair<string, string>> filter, string? continuation)
    {
        var query = new QueryBuilder(filter) { { "top", MaxPageSize } };
        if (continuation is not null)
            query.Add("continuation", continuation);
        return query.ToString();
    }
}
