using Wsis.Invitations.Journal;
using Wsis.Invitations.Reasons;

namespace Wsis.Invitations.Texts;

/// <summary>The English of what the domain says in types.</summary>
public static class EnglishTexts
{
    public static IReasonTexts Reasons { get; } = new EnglishReasons();

    public static IJournalTexts Journal { get; } = new EnglishJournal(Reasons);

    public static IProblemTexts Problems { get; } = new EnglishProblems();

    public static string ToEnglish(this ProblemReason reason) => reason.In(Problems);

    public static string ToEnglish(this Reason reason) => reason.In(Reasons);

    public static JournalText ToEnglish(this JournalEvent journalEvent) => journalEvent.In(Journal);
}
