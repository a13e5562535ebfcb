using NodaTime;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Workflow;
using Wsis.Web.StaffPages.Texts;

namespace Wsis.Web.Tests.Texts;

/// <summary>Staff who read French read nothing in English but what somebody has said in it.</summary>
public sealed class FrenchTests
{
    private static readonly StaffTexts French = StaffTexts.In(Language.French);

    private static readonly IReadOnlyList<string> Events =
    [
        .. Spoken
            .Events.SelectMany(e =>
                e == $"letter {Spoken.Something}"
                    ? Enum.GetNames<Delivery>().Skip(1).Select(d => $"letter {d.ToLowerInvariant()}")
                    : [e]
            )
            .Append(CampaignErasure.Exported)
            .Distinct(),
    ];

    [Fact]
    public void Every_word_for_what_happened_is_known_in_French()
    {
        Assert.All(
            [
                "letter sent",
                "letter in doubt",
                "letter refused",
                "reply recorded",
                "late reply recorded",
                "imported",
                "added",
                "erased",
                "launched",
            ],
            e => Assert.Contains(e, Events)
        );
        Assert.All(Events, e => Assert.NotEqual(e, French.OfEvent(e)));
    }

    [Fact]
    public void Every_sentence_that_comes_before_staff_is_known_in_French()
    {
        var sentences = Spoken.Sentences.ToList();
        Assert.InRange(sentences.Count, 90, 200);
        var unknown = sentences.Where(s => !IsKnown(s.Text)).Select(s => $"{s.Place} {s.Text}");
        Assert.Equal("", string.Join('\n', unknown));
    }

    [Fact]
    public void What_stands_in_the_gaps_of_a_sentence_is_said_in_French_too()
    {
        Assert.Equal(
            "État de la campagne : En cours. Seul un brouillon peut être lancé.",
            French.Said("The campaign is Running; only a draft is launched.")
        );
        Assert.Equal(
            "La lettre « Rappel 2 » n’a plus d’objet. Situation de l’invitation : Répondu.",
            French.Said("The letter 'reminder-2' is of no more use: the invitation is Answered.")
        );
        Assert.Equal(
            "Le jour demandé est complet : il compte 5 déclarations au plus.",
            French.Said("The day asked for is full: 5 statements fit into it.")
        );
        Assert.Equal("Je vous l’ai dit : {phase}", French.Said("Je vous l’ai dit : {phase}"));
        Assert.Equal("adresse refusée, lettre non envoyée", French.NoteOf(Line("seen to", "Refused, NotSent")));
        Assert.Equal(
            "154 sur 194 ont répondu ; 80 acceptées, 30 acceptées par un représentant. Le contact n’a pu être prévenu : SendGrid a répondu 401 : unauthorized",
            French.NoteOf(
                Line(
                    "deadline passed",
                    "154 of 194 have answered; accepted 80, represented by a delegate 30. The contact could not be told: SendGrid answered 401: unauthorized"
                )
            )
        );
    }

    [Fact]
    public void What_somebody_has_written_stands_as_it_was_written()
    {
        Assert.Equal("from Monday to Friday", French.NoteOf(Line("withdrawn", "from Monday to Friday")));
        Assert.Equal("No letter has gone out yet.", French.NoteOf(Line("cancelled", "No letter has gone out yet.")));
        Assert.Equal("edition 2", French.NoteOf(Line("letter refused", "edition 2")));
        Assert.Equal("edition 2", StaffTexts.In(Language.English).NoteOf(Line("letter sent", "edition 2")));
    }

    /// <summary>As a sentence, as the word for what happened, as what a line of some kind adds, or as a count of a
    /// summary.</summary>
    private static bool IsKnown(string text) =>
        French.Said(text) != text
        || French.OfEvent(text) != text
        || Events.Append("event over").Any(e => French.NoteOf(Line(e, text)) != text)
        || !French
            .NoteOf(Line("event over", $"1 of 2 have answered; {text} 1."))!
            .Contains(text, StringComparison.Ordinal)
        || !French.NoteOf(Line("event over", $"{text}; accepted 1."))!.Contains(text, StringComparison.Ordinal);

    private static JournalEntry Line(string what, string note) =>
        new(Instant.FromUtc(2018, 1, 22, 0, 0), what, Note: note);
}
