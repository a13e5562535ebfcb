using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Reasons;

namespace Wsis.Invitations.Letters;

/// <summary>Renders every letter for every invitee before an approval, so that every approved letter can be
/// sent.</summary>
internal static class LetterTrial
{
    /// <summary>Adds the letters that cannot be rendered, or whose links lead nowhere safe, one problem a letter.
    /// </summary>
    public static void Check(
        Campaign campaign,
        IReadOnlyList<LetterTemplate> letters,
        IReadOnlyList<Invitee> invitees,
        List<Problem> problems,
        List<Problem> warnings
    )
    {
        if (invitees.Count == 0)
            return;
        var readers = new LetterReaders(letters, invitees);
        // A link that the campaign does not have is reported as such.
        var found = letters
            .Where(l => l.Links.All(link => campaign.Links.ContainsKey(link.Name)))
            .AsParallel()
            .AsOrdered()
            .SelectMany(letter => Try(campaign, letter, ReadersOf(letter)))
            .ToList();
        problems.AddRange(found.Where(p => !p.IsWarning));
        warnings.AddRange(found.Where(p => p.IsWarning));

        IEnumerable<Invitee> ReadersOf(LetterTemplate letter) =>
            SelectDistinct(
                letter,
                readers.Find(letter).DefaultIfEmpty(invitees[0] with { Language = letter.Source.Language })
            );
    }

    /// <summary>One of the invitees for whom the letter reads the same. A list of 20,000 has a few States and
    /// salutations, and most letters name nothing else of an invitee.</summary>
    private static IEnumerable<Invitee> SelectDistinct(LetterTemplate letter, IEnumerable<Invitee> invitees)
    {
        var used = letter.Fields.Where(f => f.StartsWith("invitee.", StringComparison.Ordinal)).ToHashSet();
        return used.All(f => f is "invitee.name" or "invitee.office" or "invitee.salutation")
            ? invitees.DistinctBy(i =>
                (
                    i.Language,
                    // A name may be that of the State in the language of the letter.
                    used.Contains("invitee.name")
                        ? (i.State, i.Name)
                        : default,
                    used.Contains("invitee.office") ? i.Office : null,
                    used.Contains("invitee.salutation") ? i.Salutation : null
                )
            )
            : invitees;
    }

    /// <summary>The first error of a letter, or else what is warned of.</summary>
    private static IEnumerable<Problem> Try(Campaign campaign, LetterTemplate letter, IEnumerable<Invitee> readers)
    {
        Problem? twice = null;
        Problem? shown = null;
        foreach (var invitee in readers)
        {
            if (FindError(campaign, letter, invitee, out var subject, out var body) is { } error)
            {
                yield return error;
                yield break;
            }
            twice ??= FindTwice(campaign, letter, invitee, subject, body!) is var (line, text)
                ? Describe(letter, line, new ProblemReason.LineTwice(text)) with
                {
                    IsWarning = true,
                }
                : null;
            shown ??= LetterMarks.FindShown(body!) is { } marks
                ? Describe(
                    letter,
                    LetterMarks.FindLine(letter, marks) ?? letter.BodyLine,
                    new ProblemReason.MarksShown(marks, invitee.Id)
                ) with
                {
                    IsWarning = true,
                }
                : null;
        }
        foreach (var warning in new[] { twice, shown }.OfType<Problem>())
            yield return warning;
    }

    /// <summary>Renders the letter for an invitee. Without an error it has a body.</summary>
    private static Problem? FindError(
        Campaign campaign,
        LetterTemplate letter,
        Invitee invitee,
        out string subject,
        out MarkdownDocument? body
    )
    {
        subject = "";
        body = null;
        try
        {
            var fields = Fields(campaign, letter, invitee);
            subject = letter.Subject(fields);
            body = LetterHtml.Parse(letter.Body(fields));
        }
        catch (LetterNotRenderedException e)
        {
            return Describe(letter, letter.BodyLine, new ProblemReason.NotRendered(invitee.Id, e.Message));
        }
        if (LetterLinks.FindUnsafe(body) is { } link)
            return Describe(
                letter,
                letter.LineOf(link),
                new ProblemReason.UnsafeLink(link, string.Join(", ", LetterLinks.Schemes))
            );
        return FindImageWithoutText(body) is { } image
            ? Describe(letter, letter.LineOf(image), new ProblemReason.ImageWithoutText(image))
            : null;
    }

    private static Problem Describe(LetterTemplate letter, int line, ProblemReason reason) =>
        new($"letters/{letter.Source.Language}/{letter.Source.Name}.md", line, reason);

    /// <summary>Finds the first line of the body that the letterhead or the signature has too.</summary>
    private static (int Line, string Text)? FindTwice(
        Campaign campaign,
        LetterTemplate letter,
        Invitee invitee,
        string subject,
        MarkdownDocument body
    )
    {
        var today = campaign.Schedule.SendInstant.InZone(campaign.Schedule.Zone).Date;
        var sheet = LetterSheet.Create(campaign, invitee, subject, today, isSigned: true, new LetterImages([], ""));
        var lines = LetterPlainText.Lines(body).ToHashSet(StringComparer.Ordinal);
        foreach (var (line, field) in sheet.Lines.Where(l => lines.Contains(l.Line)))
            return (letter.LineOf(field is not null && letter.Source.Text.Contains(line) ? line : field ?? line), line);
        return null;
    }

    private static LetterFields Fields(Campaign campaign, LetterTemplate letter, Invitee invitee)
    {
        var now = campaign.Schedule.SendInstant;
        var page = "https://site.example/r/token";
        return LetterFields.Create(
            campaign,
            campaign.Schedule,
            Proof.InvitationFor(campaign, invitee, LetterName.From(letter.Source.Name).Letter, now),
            letter.Source.Language,
            page,
            $"{page}/letter",
            now.InZone(campaign.Schedule.Zone).Date
        );
    }

    private static string? FindImageWithoutText(MarkdownDocument body) =>
        body.Descendants<LinkInline>().FirstOrDefault(l => LetterImages.IsOwn(l) && l.FirstChild is null)?.Url;
}
