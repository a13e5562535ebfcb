namespace Wsis.Local.Serving;

/// <summary>The keys of programs of staff, from the environment: what stands on a command line can be read by everybody
/// on the machine.</summary>
internal static class StaffKeyEnvironment
{
    /// <summary>Keys by the name that the journal gets to know, <c>name=key</c>, separated by spaces.</summary>
    public const string Variable = "WSIS_STAFF_KEYS";

    /// <summary>The fewest characters of a key: 20 random letters and digits are some 119 bits.</summary>
    public const int ShortestKey = 20;

    /// <exception cref="FormatException">A part is not a name and a key that is long enough; the message says what it
    /// should be.</exception>
    public static IReadOnlyDictionary<string, string> Read()
    {
        var keys = new Dictionary<string, string>();
        foreach (
            var part in (Environment.GetEnvironmentVariable(Variable) ?? "").Split(
                ' ',
                StringSplitOptions.RemoveEmptyEntries
            )
        )
            if (
                part.Split('=', 2) is not [{ Length: > 0 } name, { Length: >= ShortestKey } key]
                || !keys.TryAdd(name, key)
            )
                throw new FormatException(
                    $"{Variable} has keys as name=key, each name once and each key of at least {ShortestKey} characters, with spaces between."
                );
        return keys;
    }
}
