namespace Wsis.Invitations.Invitees;

/// <summary>Reads where letters on paper go.</summary>
public static class PostalAddress
{
    /// <summary>The most lines of an address: the window of an envelope shows no more beside the office.</summary>
    public const int MaxLines = 8;

    private const int MaxLineLength = 100;

    /// <summary>Reads an address in lines. In a cell without line breaks, a vertical bar or semicolon divides them.
    /// Empty lines are left out.</summary>
    /// <returns>The lines, between line feeds. Null if there is none, or one is too long, or there are too
    /// many.</returns>
    public static string? Read(string text)
    {
        var lines = text.ReplaceLineEndings("\n")
            .Split(text.AsSpan().ContainsAny('\r', '\n') ? ['\n'] : ['|', ';'])
            .Select(InviteeTable.Clean)
            .Where(l => l.Length > 0)
            .ToList();
        return lines.Count is > 0 and <= MaxLines && lines.All(l => l.Length <= MaxLineLength && !l.Any(char.IsControl))
            ? string.Join('\n', lines)
            : null;
    }

    /// <summary>Reads a fax number: digits with the signs that people write between them.</summary>
    /// <returns>The number as it is written. Null if it is none.</returns>
    public static string? ReadFax(string text) =>
        text.Length <= 40
        && text.Count(char.IsAsciiDigit) >= 5
        && text.All(c => char.IsAsciiDigit(c) || c is '+' or ' ' or '\u00A0' or '-' or '.' or '/' or '(' or ')')
            ? text
            : null;
}
