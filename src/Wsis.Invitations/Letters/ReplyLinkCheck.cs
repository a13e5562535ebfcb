using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Reasons;

namespace Wsis.Invitations.Letters;

/// <summary>Finds letters that ask for a reply and have no link to the reply page, as a text that was pasted
/// in.</summary>
internal static class ReplyLinkCheck
{
    private const string ReplyLink = "links.reply";

    /// <summary>Lists warnings of invitations and reminders without the link.</summary>
    public static IEnumerable<Problem> FindMissing(Campaign campaign, IEnumerable<LetterTemplate> letters)
    {
        var asking = campaign
            .Schedule.Steps.Where(s => s.Kind is LetterKind.Invitation or LetterKind.Reminder)
            .Select(s => s.Id.Value)
            .ToHashSet();
        return letters
            .Where(l => asking.Contains(LetterName.From(l.Source.Name).Letter) && !l.Fields.Contains(ReplyLink))
            .Select(l => new Problem(
                $"letters/{l.Source.Language}/{l.Source.Name}.md",
                0,
                new ProblemReason.NoReplyLink()
            )
            {
                IsWarning = true,
            });
    }
}
