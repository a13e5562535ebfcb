using Wsis.Invitations.Letters;

namespace Wsis.Local.Remote.Letters;

/// <summary>Names a letter in a language, as the API does and as its file is in a campaign folder:
/// <c>fr/reminder-1</c>, or <c>fr/reminder-1.regulators</c> for a group.</summary>
internal readonly record struct LetterPath(Language Language, LetterName Letter)
{
    /// <summary>Reads a name.</summary>
    /// <returns>False if it does not name a language and a letter.</returns>
    public static bool TryParse(string text, out LetterPath path)
    {
        path = default;
        if (
            text.Split('/') is not [var code, var name]
            || !Language.TryParse(code, out var language)
            || !LetterName.TryParse(name, out var letter)
        )
            return false;
        path = new LetterPath(language, letter);
        return true;
    }

    public override string ToString() => $"{Language}/{Letter}";
}
