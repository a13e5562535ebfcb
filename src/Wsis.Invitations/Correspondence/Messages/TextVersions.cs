using System.Text;
using System.Text.RegularExpressions;

namespace Wsis.Invitations.Correspondence.Messages;

/// <summary>Chooses between versions of one text (<c>multipart/alternative</c>).</summary>
internal static partial class TextVersions
{
    /// <summary>The share of its words that a version must have in common with another to be a version of it.
    /// </summary>
    private const double MinShare = 0.8;

    /// <summary>Lists the version with the most different words first, then the versions that say something else.
    /// Other versions are folded. A version is left out only if its words, in their order, are the beginning or the end
    /// of the first: the same words in another order can say the opposite.</summary>
    public static IEnumerable<TextBlock> Choose(IReadOnlyList<List<TextBlock>> versions)
    {
        if (versions.Count < 2)
            return versions.SelectMany(v => v);
        var texts = versions.Select(WordsOf.Read).ToArray();
        var best = 0;
        for (var i = 1; i < versions.Count; i++)
            if (!texts[i].All.IsSubsetOf(texts[best].All) && texts[i].All.Count > texts[best].All.Count)
                best = i;
        List<TextBlock> shown = [];
        List<TextBlock> folded = [];
        for (var i = 0; i < versions.Count; i++)
            if (i == best || texts[i].All.Count(texts[best].All.Contains) < MinShare * texts[i].All.Count)
                shown.AddRange(versions[i]);
            else if (!texts[i].IsBeginningOrEndOf(texts[best]))
                folded.AddRange(versions[i].Select(b => b with { Kind = SegmentKind.OtherVersion }));
        return shown.Concat(folded);
    }

    /// <summary>The words of a version. Each character of a script without spaces is a word. Addresses of links are
    /// none, because only one of the versions spells them out.</summary>
    /// <param name="All">The different words.</param>
    /// <param name="InOrder">The words in their order, with a line break before and after each.</param>
    private sealed record WordsOf(HashSet<string> All, string InOrder)
    {
        public static WordsOf Read(List<TextBlock> blocks)
        {
            HashSet<string> all = new(StringComparer.OrdinalIgnoreCase);
            var known = all.GetAlternateLookup<ReadOnlySpan<char>>();
            var inOrder = new StringBuilder("\n");
            foreach (var text in blocks.Select(b => Link().Replace(b.Text, " ")))
            foreach (var match in Word().EnumerateMatches(text))
            {
                var word = text.AsSpan(match.Index, match.Length);
                known.Add(word);
                inOrder.Append(word).Append('\n');
            }
            return new WordsOf(all, inOrder.ToString());
        }

        public bool IsBeginningOrEndOf(WordsOf other) =>
            other.InOrder.StartsWith(InOrder, StringComparison.OrdinalIgnoreCase)
            || other.InOrder.EndsWith(InOrder, StringComparison.OrdinalIgnoreCase);
    }

    [GeneratedRegex(
        @"<?(https?://|mailto:)[^\s<>]+>?|\[(cid|image|data):[^\]]*\]",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.IgnoreCase
    )]
    private static partial Regex Link();

    [GeneratedRegex(
        @"[\u3040-\u30FF\u3400-\u9FFF]|[\p{L}\p{M}\p{Nd}-[\u3040-\u30FF\u3400-\u9FFF]]+",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking
    )]
    private static partial Regex Word();
}
