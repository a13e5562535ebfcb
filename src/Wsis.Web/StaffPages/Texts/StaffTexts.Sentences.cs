using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Correspondence;
using Wsis.Invitations.Workflow;
using Wsis.Web.Hosting;
using Wsis.Web.Public;
using Wsis.Web.StaffApi;
using Wsis.Web.StaffPages;
using Wsis.Web.Webhooks;

namespace Wsis.Web.StaffPages.Texts;

/// <summary>What the domain says in sentences. The record and the API have them in English; the pages know each by its
/// form and say it in their own language. What people and providers have said in their own words stands as it
/// is.</summary>
public sealed partial record StaffTexts
{
    /// <summary>Why something was not done, or did not arrive.</summary>
    public string Said(string sentence) => InFrench(FrenchSentences.General, sentence) ?? sentence;

    /// <summary>What happened, as the journal has it.</summary>
    public string OfEvent(string what) =>
        ReferenceEquals(this, French) ? FrenchSentences.Events.GetValueOrDefault(what, what) : what;

    /// <summary>What a line of the journal adds. A form is known only in the lines that have it: elsewhere somebody may
    /// have written the same words.</summary>
    public string? NoteOf(JournalEntry line) =>
        line.Note is not { } note ? null
        : FrenchSentences.IsInOwnWords(line.What) ? note
        : InFrench(FrenchSentences.Notes[line.What], note) ?? Said(note);

    private string? InFrench(IEnumerable<FrenchSentence> forms, string sentence) =>
        ReferenceEquals(this, French)
            ? forms.Select(f => f.Translate(sentence, Gap)).FirstOrDefault(french => french is not null)
            : null;

    private string Gap(string name, string text) =>
        name switch
        {
            "phase" when Enum.TryParse<Phase>(text, out var phase) => Display(phase),
            "state" when Enum.TryParse<CampaignState>(text, out var state) => Display(state),
            "settled" when Enum.TryParse<CorrespondenceState>(text, out var settled) => settled
            == CorrespondenceState.Assigned
                ? PieceAssigned
                : PieceClassified,
            "attention" when Enum.TryParse<Attention>(text, out var attention) => string.Join(
                ", ",
                Enum.GetValues<Attention>().Where(f => f != Attention.None && attention.HasFlag(f)).Select(OfOne)
            ),
            "answer" => text switch
            {
                "accepted" => AcceptedOne,
                "delegated" => DelegatedOne,
                "declined" => DeclinedOne,
                _ => text,
            },
            "step" => OfStep(text),
            "summary" => InFrench(FrenchSentences.Notes["deadline passed"], text) ?? text,
            "answered" or "counts" => string.Join(
                ", ",
                text.Split(", ").Select(count => InFrench(FrenchSentences.Counts, count) ?? count)
            ),
            "sentence" => Said(text),
            _ => text,
        };
}
