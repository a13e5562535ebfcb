using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Reasons;

namespace Wsis.Invitations.Letters;

/// <summary>Checks the letters of a campaign against the columns and groups of its list.</summary>
internal static class LetterColumns
{
    /// <summary>Adds an error for a field whose column the list does not have, a warning for a letter to a group that
    /// nobody is in and for a field that is empty for somebody, and a note for a column that no letter shows.</summary>
    /// <param name="letters">The letters.</param>
    /// <param name="invitees">The invitees.</param>
    /// <param name="ownColumns">The columns of the list beside the standard ones.</param>
    /// <param name="problems">Takes the errors.</param>
    /// <param name="warnings">Takes the warnings.</param>
    /// <param name="notes">Takes the notes.</param>
    public static void Check(
        IReadOnlyList<LetterTemplate> letters,
        IReadOnlyList<Invitee> invitees,
        IReadOnlyList<string> ownColumns,
        List<Problem> problems,
        List<Problem> warnings,
        List<Problem> notes
    )
    {
        var known = InviteeList.OptionalColumns.Concat(ownColumns).ToHashSet();
        problems.AddRange(letters.SelectMany(l => FindUnknown(l, ownColumns)));
        var shown = letters.SelectMany(l => l.Columns).Select(c => c.Column).Concat(SecondText.FindColumns(invitees));
        foreach (var column in ownColumns.Except(shown))
            notes.Add(new Problem(InviteeList.FileName, 1, new ProblemReason.ColumnUnused(column)) { IsNote = true });
        if (invitees.Count == 0)
            return;
        var readers = new LetterReaders(letters, invitees);
        foreach (var letter in letters)
            if (LetterName.From(letter.Source.Name).Group is { Length: > 0 } group && !readers.Find(letter).Any())
                warnings.Add(new Problem(FileOf(letter), 0, new ProblemReason.GroupEmpty(group)) { IsWarning = true });
        warnings.AddRange(
            FindEmpty(letters, invitees).Where(w => w.Reason is ProblemReason.FieldEmpty e && known.Contains(e.Column))
        );
    }

    /// <summary>Lists errors for the fields of a letter whose column the list does not have.</summary>
    public static IEnumerable<Problem> FindUnknown(LetterTemplate letter, IReadOnlyList<string> ownColumns)
    {
        var fields = LetterFields
            .NamesFor(LetterName.From(letter.Source.Name).Letter)
            .Concat(ownColumns.Select(c => $"invitee.{c}"));
        return letter
            .Columns.Where(c => !InviteeList.OptionalColumns.Contains(c.Column) && !ownColumns.Contains(c.Column))
            .Select(used => new Problem(
                FileOf(letter),
                used.Line,
                new ProblemReason.UnknownField($"invitee.{used.Column}", string.Join(", ", fields))
            ));
    }

    /// <summary>Lists warnings of fields that are empty for somebody who reads the letter, unless the letter has a
    /// condition on them.</summary>
    /// <param name="letters">The letters.</param>
    /// <param name="invitees">The invitees.</param>
    /// <param name="before">The same invitees before a correction: what was empty then is not listed.</param>
    /// <param name="receives">Whether an invitee still receives a letter of this name. Null: all do.</param>
    public static IEnumerable<Problem> FindEmpty(
        IReadOnlyList<LetterTemplate> letters,
        IReadOnlyList<Invitee> invitees,
        IReadOnlyList<Invitee>? before = null,
        Func<InviteeId, string, bool>? receives = null
    )
    {
        var readers = new LetterReaders(letters, invitees);
        var readersBefore = new LetterReaders(letters, before ?? []);
        foreach (var letter in letters)
        foreach (var used in letter.Columns.Where(c => !c.IsTested))
        {
            var name = LetterName.From(letter.Source.Name).Letter;
            var known = Without(readersBefore, letter, used.Column).Select(i => i.Id).ToHashSet();
            var without = Without(readers, letter, used.Column)
                .Where(i => !known.Contains(i.Id) && receives?.Invoke(i.Id, name) != false)
                .ToList();
            if (without.Count > 0)
                yield return new Problem(
                    FileOf(letter),
                    used.Line,
                    new ProblemReason.FieldEmpty(used.Column, without.Count, without[0].Id)
                )
                {
                    IsWarning = true,
                };
        }
    }

    private static IEnumerable<Invitee> Without(LetterReaders readers, LetterTemplate letter, string column) =>
        readers.Find(letter).Where(i => i.CellOf(column).Length == 0);

    private static string FileOf(LetterTemplate letter) => $"letters/{letter.Source.Language}/{letter.Source.Name}.md";
}
