using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Drafts;
using Wsis.Invitations.Letters;

namespace Wsis.Web.StaffPages.Drafts.Letters;

/// <summary>The state of a letter of a draft.</summary>
public enum LetterState
{
    Missing,

    /// <summary>The group has the general letter.</summary>
    General,
    Error,
    Standard,
    Own,
    Approved,
}

/// <summary>The letters of a draft.</summary>
internal static class DraftLetters
{
    /// <summary>The letters that the draft needs, each followed by those for a group. Without usable facts, those that
    /// it has.</summary>
    public static IReadOnlyList<string> GetNames(OpenedDraft opened) =>
        opened.Folder.Campaign is { } campaign
            ? [.. CampaignFolder.LettersOf(campaign).SelectMany(l => GetGroupLetters(opened, l).Prepend(l))]
            : [.. GetPaths(opened).Select(p => p.Letter).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>The languages of which the draft has letters or invitees.</summary>
    public static IReadOnlyList<Language> GetLanguages(OpenedDraft opened)
    {
        var used = opened
            .Folder.Invitees.Select(i => i.Language.Code)
            .Concat(GetPaths(opened).Select(p => p.Language))
            .ToHashSet();
        return [.. Language.All.Where(l => used.Contains(l.Code))];
    }

    public static LetterState GetState(OpenedDraft opened, Language language, string letter)
    {
        var path = LetterPreview.PathOf(language, letter);
        if (opened.Draft.Find(path) is null)
            return LetterName.TryParse(letter, out var name) && name.Group.Length > 0
                ? LetterState.General
                : LetterState.Missing;
        if (opened.Folder.Problems.Any(p => p.File == path))
            return LetterState.Error;
        if (opened.IsSubmitted && opened.Entry!.Approvals.Length > 0 && opened.Entry.State != CampaignState.Draft)
            return LetterState.Approved;
        return
            opened.Folder.Letters.FirstOrDefault(l => l.Source.Language == language && l.Source.Name == letter)
                is { } template
            && LetterPreview.IsStandard(template.Source)
            ? LetterState.Standard
            : LetterState.Own;
    }

    /// <summary>The groups of the list, by name.</summary>
    public static IReadOnlyList<string> GetGroups(OpenedDraft opened) =>
        [
            .. opened
                .Folder.Invitees.Select(i => i.Group)
                .Where(g => g.Length > 0)
                .Distinct()
                .Order(StringComparer.CurrentCulture),
        ];

    private static IEnumerable<string> GetGroupLetters(OpenedDraft opened, string letter) =>
        GetPaths(opened)
            .Select(p => p.Letter)
            .Where(l => l.StartsWith($"{letter}.", StringComparison.Ordinal))
            .Distinct()
            .Order(StringComparer.Ordinal);

    private static IEnumerable<(string Language, string Letter)> GetPaths(OpenedDraft opened) =>
        from file in opened.Draft.Files
        let parts = file.Path.Split('/')
        where parts is ["letters", _, _] && parts[2].EndsWith(".md", StringComparison.Ordinal)
        select (parts[1], parts[2][..^3]);
}
