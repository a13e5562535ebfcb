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
    private static readonly string[] Schemes = ["https:", "http:", "mailto:", "tel:"];

    /// <summary>Adds the letters that cannot be rendered, or whose links lead nowhere safe, one problem a letter.
    /// </summary>
    public static void Check(
        Campaign campaign,
        IReadOnlyList<LetterTemplate> letters,
        IReadOnlyList<Invitee> invitees,
        List<Problem> problems
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
            .SelectMany(letter => Try(campaign, letter, ReadersOf(letter)).Take(1));
        problems.AddRange(found);

        IEnumerable<Invitee> ReadersOf(LetterTemplate letter) =>
            readers.Find(letter).DefaultIfEmpty(invitees[0] with { Language = letter.Source.Language });
    }

    private static IEnumerable<Problem> Try(Campaign campaign, LetterTemplate letter, IEnumerable<Invitee> readers)
    {
        var file = $"letters/{letter.Source.Language}/{letter.Source.Name}.md";
        foreach (var invitee in readers)
        {
            MarkdownDocument? body = null;
            string? failure = null;
            try
            {
                var fields = Fields(campaign, letter, invitee);
                letter.Subject(fields);
                body = LetterHtml.Parse(letter.Body(fields));
            }
            catch (LetterNotRenderedException e)
            {
                failure = e.Message;
            }
            if (body is null)
                yield return new Problem(
                    file,
                    letter.BodyLine,
                    new ProblemReason.NotRendered(invitee.Id, failure ?? "")
                );
            else if (FindUnsafeLink(body) is { } link)
                yield return new Problem(
                    file,
                    letter.LineOf(link),
                    new ProblemReason.UnsafeLink(link, string.Join(", ", Schemes))
                );
        }
    }

    private static LetterFields Fields(Campaign campaign, LetterTemplate letter, Invitee invitee)
    {
        var now = campaign.Schedule.SendInstant;
        var page = "https://site.example/r/token";
        return LetterFields.Create(
            campaign,
            campaign.Schedule,
            Proof.InvitationFor(campaign, invitee, LetterName.From(letter.Source.Name).Letter, now),
            invitee.Language,
            page,
            $"{page}/letter",
            now.InZone(campaign.Schedule.Zone).Date
        );
    }

    private static string? FindUnsafeLink(MarkdownDocument body) =>
        body.Descendants<LinkInline>()
            .Select(l => l.Url ?? "")
            .Concat(body.Descendants<AutolinkInline>().Where(a => !a.IsEmail).Select(a => a.Url))
            .FirstOrDefault(url => !Schemes.Any(s => url.StartsWith(s, StringComparison.OrdinalIgnoreCase)));
}
