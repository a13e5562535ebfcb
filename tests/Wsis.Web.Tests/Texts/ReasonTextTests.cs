using System.Text.RegularExpressions;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Correspondence;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Journal;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Texts;
using Wsis.Invitations.Workflow;
using Wsis.Web.StaffPages.Texts;

namespace Wsis.Web.Tests.Texts;

/// <summary>Every reason and every event has a text in each language of the staff pages. The compiler asks for it;
/// these tests look at the text.</summary>
public sealed partial class ReasonTextTests
{
    private static readonly StaffTexts English = StaffTexts.In(Language.English);
    private static readonly StaffTexts French = StaffTexts.In(Language.French);
    private static readonly NodaTime.DateTimeZone Zone = NodaTime.DateTimeZoneProviders.Tzdb["Europe/Zurich"];

    public static TheoryData<string> ReasonCodes() => [.. Reason.Codes.Types.Keys.Order(StringComparer.Ordinal)];

    public static TheoryData<string> EventCodes() => [.. JournalEvent.Codes.Types.Keys.Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(ReasonCodes))]
    public void A_reason_has_a_text_in_each_language_with_its_arguments_and_no_placeholder(string code)
    {
        var reason = CodedSamples.Create<Reason>(Reason.Codes).Single(r => r.Code == code);

        AssertFinished(English.Display(reason));
        AssertFinished(French.Display(reason));
        if (reason is not Reason.AsWritten)
            Assert.NotEqual(English.Display(reason), French.Display(reason));
    }

    [Fact]
    public void A_reason_names_phases_states_and_letters_in_words()
    {
        var reasons = CodedSamples
            .Create<Reason>(Reason.Codes)
            .Concat(Enum.GetValues<Phase>().Select(p => new Reason.LetterNotWanted(new StepId("last-call"), p)))
            .Concat(Enum.GetValues<Phase>().Select(p => new Reason.NotAwaited(p)))
            .Concat(Enum.GetValues<CampaignState>().Select(s => new Reason.NothingToApprove(s)))
            .Concat(Enum.GetValues<CampaignState>().Select(s => new Reason.CannotEnd(CampaignState.Erased, s)))
            .Concat(Enum.GetValues<CorrespondenceState>().Select(s => new Reason.AlreadyHandled(s)))
            .Append(new Reason.LetterMissing(new CampaignId("forum"), "reminder-2", "en"))
            .Append(new Reason.NotAReminderLetter("reminder-2"));
        // The API alone is asked for a selection, by a query.
        foreach (var reason in reasons.Where(r => r is not Reason.InviteesNotNamed))
            Assert.DoesNotMatch(Code(), English.Display(reason) + French.Display(reason));
        // The API and the command line name letters as their files do.
        Assert.Equal(
            "The letter 'last-call' is no longer useful. The invitation is awaiting a reply.",
            new Reason.LetterNotWanted(new StepId("last-call"), Phase.Awaiting).In(EnglishTexts.Reasons)
        );
    }

    [Fact]
    public void A_problem_of_the_plan_names_letters_in_words()
    {
        var due = new NodaTime.LocalDateTime(2018, 1, 22, 0, 0);
        ProblemReason[] problems =
        [
            new ProblemReason.DueAfterDeadline("reminder-2", due),
            new ProblemReason.DueBeforeInvitation("reminder-2", due),
            new ProblemReason.DueAfterEvent("reminder-2", due),
            new ProblemReason.NoBrowser("reminder-2"),
            new ProblemReason.LettersOnOneDay("reminder-2, last-call", 2, new InviteeId("FRA"), due.Date),
            new ProblemReason.LetterOvertaken("reminder-2", "last-call", 2, new InviteeId("FRA")),
            new ProblemReason.NoLetterInLanguage("fr", "reminder-2"),
        ];
        foreach (var problem in problems)
        {
            Assert.Contains("Reminder 2", English.Display(problem), StringComparison.Ordinal);
            Assert.Contains("Rappel 2", French.Display(problem).Replace('\u00A0', ' '), StringComparison.Ordinal);
            Assert.DoesNotMatch(Code(), English.Display(problem) + French.Display(problem));
        }
        foreach (var problem in CodedSamples.Create<ProblemReason>(ProblemReason.Codes))
            Assert.DoesNotMatch(Code(), English.Display(problem) + French.Display(problem));
    }

    /// <summary>A code within a sentence.</summary>
    [GeneratedRegex(
        @"[a-z,;:'«]\s?(Importing|Draft|Running|Paused|Cancelled|Closed|Erasing|Erased|Scheduled|Awaiting|Answered|"
            + @"Unanswered|Undeliverable|Withdrawn|Waiting|Classified|Dismissed|Assigned)\b|reminder-2|last-call|sendAt",
        RegexOptions.NonBacktracking
    )]
    private static partial Regex Code();

    [Fact]
    public void A_French_text_quotes_the_message_of_a_library_so_that_pages_mark_it_as_English()
    {
        foreach (var reason in CodedSamples.Create<Reason>(Reason.Codes))
            if (English.Display(reason).Contains("Words-sample", StringComparison.Ordinal))
                AssertQuoted(French.Display(reason));
        foreach (var problem in CodedSamples.Create<ProblemReason>(ProblemReason.Codes))
            if (French.Display(problem).Contains("Words-sample", StringComparison.Ordinal))
                AssertQuoted(French.Display(problem));
        Assert.Equal(("Anna", null, ""), TechnicalDetail.Split("Anna"));

        static void AssertQuoted(string text)
        {
            var (before, words, after) = TechnicalDetail.Split(text);
            Assert.Equal("Words-sample", words);
            Assert.EndsWith("essage technique, en anglais\u00A0: «\u00A0", before, StringComparison.Ordinal);
            Assert.Equal("\u00A0»", after);
        }
    }

    [Theory]
    [MemberData(nameof(EventCodes))]
    public void The_detail_of_an_event_is_a_sentence_a_labelled_value_or_somebody_s_own_words(string code)
    {
        var happened = CodedSamples.Create<JournalEvent>(JournalEvent.Codes).Single(e => e.Code == code);
        foreach (var note in new[] { English.Display(happened, Zone).Note, French.Display(happened, Zone).Note })
            if (OwnWords().Replace(note ?? "", "").Length > 0)
                Assert.Matches(@"\p{L}{2}", Values().Replace(note!, ""));
    }

    [GeneratedRegex(@"(Note|Words|Motive|Summary|Subject|Text)-sample|\s", RegexOptions.NonBacktracking)]
    private static partial Regex OwnWords();

    [GeneratedRegex("[A-Za-z]+-sample|FRA|reminder-2|[0-9]+", RegexOptions.NonBacktracking)]
    private static partial Regex Values();

    public static TheoryData<string> ProblemCodes() =>
        [.. ProblemReason.Codes.Types.Keys.Order(StringComparer.Ordinal)];

    public static TheoryData<ValueForm> Forms() => [.. Enum.GetValues<ValueForm>()];

    [Theory]
    [MemberData(nameof(ProblemCodes))]
    public void A_problem_has_a_text_in_each_language_with_its_arguments(string code)
    {
        var reason = CodedSamples.Create<ProblemReason>(ProblemReason.Codes).Single(r => r.Code == code);
        var (english, french) = (English.Display(reason), French.Display(reason));

        Assert.NotEqual(english, french);
        foreach (var text in new[] { english, french })
        {
            Assert.DoesNotMatch(@"reason\.|\{(?!\{ links\.| links\.|language|letter|file|langue|lettre|fichier)", text);
            Assert.DoesNotMatch(@"^\p{Lu}(?!iquid)|\.$", text);
        }
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_form_of_values_has_a_text_in_each_language(ValueForm form) =>
        Assert.NotEqual(
            English.Display(new ProblemReason.MustBe(form)),
            French.Display(new ProblemReason.MustBe(form))
        );

    [Fact]
    public void A_language_is_named_by_its_name_and_not_by_its_code()
    {
        var texts = CodedSamples
            .Create<ProblemReason>(ProblemReason.Codes)
            .Where(HasLanguage)
            .Select(p => (p.Code, English: English.Display(p), French: French.Display(p)))
            .Concat(
                CodedSamples
                    .Create<Reason>(Reason.Codes)
                    .Where(HasLanguage)
                    .Select(r => (r.Code, English: English.Display(r), French: French.Display(r)))
            )
            .Concat(
                CodedSamples
                    .Create<JournalEvent>(JournalEvent.Codes)
                    .Where(HasLanguage)
                    .Select(e =>
                        (e.Code, English: English.Display(e, Zone).Note!, French: French.Display(e, Zone).Note!)
                    )
            )
            .ToList();

        Assert.True(texts.Count >= 8);
        Assert.All(texts, t => Assert.Contains("Chinese", t.English, StringComparison.Ordinal));
        Assert.All(texts, t => Assert.Contains("en chinois", t.French, StringComparison.Ordinal));
        Assert.All(texts, t => Assert.DoesNotMatch(@"\bzh\b", t.English + t.French));
        var missing = texts.Single(t => t.Code == "text-missing");
        Assert.StartsWith("has no text in Arabic, French or Chinese;", missing.English, StringComparison.Ordinal);
        Assert.StartsWith(
            "n’a pas de texte en arabe, en français ni en chinois",
            missing.French,
            StringComparison.Ordinal
        );

        static bool HasLanguage(object sample) =>
            sample.GetType().GetProperties().Any(p => p.Name is "Language" or "Languages");
    }

    [Fact]
    public void A_value_with_line_breaks_is_quoted_on_one_line()
    {
        var problem = new Problem("campaign.json", 3, new ProblemReason.IsNot("a\r\nb\n", ValueForm.CampaignId));

        Assert.Contains(@"'a\r\nb\n' is not", problem.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain('\n', problem.ToString());
        Assert.DoesNotContain('\n', French.Display(problem.Reason));
    }

    [Theory]
    [MemberData(nameof(EventCodes))]
    public void An_event_has_a_text_in_each_language_with_its_arguments_and_no_placeholder(string code)
    {
        var happened = CodedSamples.Create<JournalEvent>(JournalEvent.Codes).Single(e => e.Code == code);
        var (english, french) = (English.Display(happened, Zone), French.Display(happened, Zone));

        AssertFinished(english.What);
        AssertFinished(french.What);
        Assert.Equal(english.Note is null, french.Note is null);
        if (english.Note is not null)
            AssertFinished(english.Note);
        if (french.Note is not null)
            AssertFinished(french.Note);
        if (happened is not JournalEvent.AsWritten)
            Assert.NotEqual(english.What, french.What);
    }

    [Fact]
    public void Codes_are_stable_names_and_each_is_used_once()
    {
        var codes = Reason.Codes.Types.Keys.ToList();
        Assert.All(codes, c => Assert.Matches("^[a-z]+(-[a-z]+)*$", c));
        Assert.All(ProblemReason.Codes.Types.Keys, c => Assert.Matches("^[a-z0-9]+(-[a-z0-9]+)*$", c));
        Assert.All(JournalEvent.Codes.Types.Keys, c => Assert.Matches("^[a-z]+(-[a-z]+)*$", c));
        Assert.InRange(codes.Count, 70, 200);
    }

    [Theory]
    [InlineData(0, "il compte 0 déclaration au plus", "0 statements fit")]
    [InlineData(1, "il compte 1 déclaration au plus", "1 statement fits")]
    [InlineData(2, "il compte 2 déclarations au plus", "2 statements fit")]
    [InlineData(21, "il compte 21 déclarations au plus", "21 statements fit")]
    public void A_number_in_a_reason_has_the_plural_of_its_language(int count, string french, string english)
    {
        var reason = new Reason.RequestedDayFull(count);

        Assert.Contains(french, French.Display(reason), StringComparison.Ordinal);
        Assert.Contains(english, English.Display(reason), StringComparison.Ordinal);
    }

    [Fact]
    public void Words_of_others_are_shown_as_they_were_written()
    {
        Assert.Equal(
            "from Monday to Friday",
            French.Display(new JournalEvent.InvitationWithdrawn("from Monday to Friday"), Zone).Note
        );
        Assert.Equal(
            "550 no such user",
            TechnicalDetail.Split(French.Display(new Reason.AsWritten("550 no such user"))).Words
        );
        Assert.Equal("put on hold", French.Display(new JournalEvent.AsWritten("put on hold"), Zone).What);
    }

    private static void AssertFinished(string text)
    {
        // What the reader is to type may be shown as programs write it.
        if (!FormatHint().IsMatch(text))
            Assert.DoesNotMatch(@"\d{4}-\d{2}-\d{2}", text);
        Assert.NotEmpty(text.Trim());
        Assert.DoesNotContain('{', text);
        Assert.DoesNotContain('}', text);
        Assert.DoesNotContain("Wsis.", text, StringComparison.Ordinal);
    }

    [System.Text.RegularExpressions.GeneratedRegex("such as|telle?s? que|comme")]
    private static partial System.Text.RegularExpressions.Regex FormatHint();
}
