namespace Wsis.Invitations.Invitees;

/// <summary>Makes equal texts one object: most cells of a column are the same few texts. .NET's own set takes
/// a random hash where texts collide, so that no list can make it slow.</summary>
internal sealed class SharedTexts
{
    private readonly HashSet<string> texts = new(StringComparer.Ordinal);

    public string Get(string text)
    {
        if (texts.TryGetValue(text, out var same))
            return same;
        texts.Add(text);
        return text;
    }
}
