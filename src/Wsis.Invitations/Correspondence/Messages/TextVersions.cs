using System.Text.RegularExpressions;

namespace Wsis.Invitations.Correspondence.Messages;

/// <summary>Chooses between versions of one text (<c>multipart/alternative</c>).</summary>
internal static partial class TextVersions
{
    /// <summary>The share of its words that a version must have in common with another to be a version of it.
    /// </summary>
    private const double MinShare = 0.8;

    /// <summary>The version with the most words. A version with a few further words follows it, folded. A text that
    /// says something else is no version of it, and is shown.</summary>
    public static IEnumerable<TextBlock> Choose(IReadOnlyList<List<TextBlock>> versions)
    {
        if (versions.Count == 0)
            return [];
        var words = versions.Select(WordsOf).ToArray();
        var best = 0;
        for (var i = 1; i < versions.Count; i++)
            if (!words[i].IsSubsetOf(words[best]) && words[i].Count > words[best].Count)
                best = i;
        List<TextBlock> shown = [];
        List<TextBlock> folded = [];
        for (var i = 0; i < versions.Count; i++)
            if (i == best || words[i].Count(words[best].Contains) < MinShare * words[i].Count)
                shown.AddRange(versions[i]);
            else if (!words[i].IsSubsetOf(words[best]))
                folded.AddRange(versions[i].Select(b => b with { Kind = SegmentKind.OtherVersion }));
        return shown.Concat(folded);
    }

    /// <summary>The words of a version. Each character of a script without spaces is a word. Addresses of links are
    /// none, because only one of the versions spells them out.</summary>
    private static HashSet<string> WordsOf(List<TextBlock> blocks)
    {
        HashSet<string> words = new(StringComparer.OrdinalIgnoreCase);
        foreach (var block in blocks)
        {
            var text = Link().Replace(block.Text, " ");
            foreach (var match in Word().EnumerateMatches(text))
                words.Add(text.Substring(match.Index, match.Length));
        }
        return words;
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
