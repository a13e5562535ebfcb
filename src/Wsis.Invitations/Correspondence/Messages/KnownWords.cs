namespace Wsis.Invitations.Correspondence.Messages;

/// <summary>Lines of letters that were sent, to tell them from what a sender wrote between them.</summary>
internal sealed class KnownWords
{
    /// <summary>A shorter piece of a line may be an answer that repeats a word of the letter.</summary>
    private const int MinLength = 20;

    private readonly HashSet<string> lines = [];
    private readonly List<string> texts = [];

    public KnownWords(IEnumerable<string> texts)
    {
        foreach (var text in texts)
        {
            lines.UnionWith(text.Split('\n').Select(Normalize));
            this.texts.Add(Normalize(text));
        }
        lines.Remove("");
    }

    public bool IsEmpty => texts.Count == 0;

    public bool Contains(string line)
    {
        var words = Normalize(line);
        return lines.Contains(words)
            || (words.Length >= MinLength && texts.Any(t => t.Contains(words, StringComparison.Ordinal)));
    }

    private static string Normalize(string text) => string.Concat(text.Where(char.IsLetterOrDigit)).ToUpperInvariant();
}
