using Wsis.Invitations.Invitees;
using Wsis.Invitations.Reasons;

namespace Wsis.Invitations.Letters;

/// <summary>The particulars of an invitee for the text in the second language. The own columns <c>office_en</c> and
/// <c>salutation_en</c> have them in English, and so for each language.</summary>
internal static class SecondText
{
    /// <summary>The invitee as the second text names it. What the list does not have in that language is as in the
    /// first. A State has its official name.</summary>
    public static Invitee Translate(Invitee invitee, Language language) =>
        invitee with
        {
            Language = language,
            SecondLanguage = null,
            Name = StateNames.FindOfficial(invitee.State, language) ?? invitee.Name,
            Office = Find(invitee, OfficeIn(language)) ?? invitee.Office,
            Salutation = Find(invitee, SalutationIn(language)) ?? invitee.Salutation,
        };

    /// <summary>The columns that second texts use.</summary>
    public static IEnumerable<string> FindColumns(IEnumerable<Invitee> invitees) =>
        invitees
            .Select(i => i.SecondLanguage)
            .OfType<Language>()
            .Distinct()
            .SelectMany(l => new[] { OfficeIn(l), SalutationIn(l) });

    /// <summary>Finds the second texts whose addressee is in the first language: a Secretary-General would not sign
    /// them. One warning for each language.</summary>
    public static IEnumerable<ProblemReason.NoSecondText> FindMissing(IEnumerable<Invitee> invitees) =>
        from invitee in invitees
        where invitee.SecondLanguage is not null
        group invitee by invitee.SecondLanguage into readers
        let columns = new[] { OfficeIn(readers.Key), SalutationIn(readers.Key) }
        let missing = columns.Where(c => readers.Any(i => Find(i, c) is null)).ToList()
        where missing.Count > 0
        select new ProblemReason.NoSecondText(
            readers.Key.Code,
            readers.Count(i => missing.Exists(c => Find(i, c) is null)),
            missing
        );

    private static string OfficeIn(Language language) => $"office_{language.Code}";

    private static string SalutationIn(Language language) => $"salutation_{language.Code}";

    private static string? Find(Invitee invitee, string column) =>
        invitee.Own[column] is { Length: > 0 } cell ? cell : null;
}
