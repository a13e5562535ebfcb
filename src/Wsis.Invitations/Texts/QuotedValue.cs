using Wsis.Invitations.Letters;

namespace Wsis.Invitations.Texts;

/// <summary>A value as a text quotes it: on one line, so that a problem is one line too, and with its line breaks
/// visible, so that a value which only has one too many does not look right.</summary>
public static class QuotedValue
{
    private const int MaxLength = 100;

    public static string Show(string value) =>
        TextSanitizer.LineUpTo(
            MaxLength,
            value
                .Replace("\r", @"\r", StringComparison.Ordinal)
                .Replace("\n", @"\n", StringComparison.Ordinal)
                .Replace("\t", @"\t", StringComparison.Ordinal)
        );
}
