using Wsis.Invitations.Invitees;

namespace Wsis.Invitations.Letters;

/// <summary>Who reads which of a campaign's letters: those with its language, first or second, and of them those in its
/// group. The general letter is for all who have none of their own.</summary>
internal sealed class LetterReaders(IEnumerable<LetterTemplate> letters, IEnumerable<Invitee> invitees)
{
    private readonly ILookup<Language, Invitee> byLanguage = invitees
        .SelectMany(i => i.Languages, (invitee, language) => (invitee, language))
        .ToLookup(r => r.language, r => r.invitee);

    private readonly HashSet<(Language, string)> names = [.. letters.Select(l => (l.Source.Language, l.Source.Name))];

    public IEnumerable<Invitee> Find(LetterTemplate letter)
    {
        var language = letter.Source.Language;
        var name = LetterName.From(letter.Source.Name);
        return byLanguage[language]
            .Where(i =>
                name.Group.Length > 0
                    ? i.Group == name.Group
                    : i.Group.Length == 0 || !names.Contains((language, (name with { Group = i.Group }).ToString()))
            );
    }
}
