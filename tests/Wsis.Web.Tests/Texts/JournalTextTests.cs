using Wsis.Invitations.Journal;
using Wsis.Invitations.Letters;
using Wsis.Web.StaffPages.Texts;

namespace Wsis.Web.Tests.Texts;

/// <summary>What was corrected, in the journal of an invitation.</summary>
public sealed class JournalTextTests
{
    [Theory]
    [InlineData("en", "language", "fr", "fr,en", "Language: from 'French' to 'French + English'")]
    [InlineData("fr", "language", "fr", "fr,en", "Langue : « français » remplacé par « français + anglais »")]
    [InlineData("en", "state", "CIV", "CHE", "State (three letters): from 'Côte d’Ivoire' to 'Switzerland'")]
    [InlineData("en", "weekend", "Sat Sun", "Fri Sat", "Weekend: from 'Saturday, Sunday' to 'Friday, Saturday'")]
    [InlineData("fr", "weekend", "Sat Sun", "Sun", "Fin de semaine : « samedi, dimanche » remplacé par « dimanche »")]
    [InlineData("en", "postal", "", "3003 Berne", "Postal address: '3003 Berne' added")]
    public void A_corrected_particular_is_named_in_words_of_the_reader(
        string language,
        string column,
        string former,
        string corrected,
        string note
    )
    {
        var corrections = new JournalEvent.ParticularCorrected(column, former, corrected);

        var text = StaffTexts.In(Language.Parse(language)).Display(corrections, NodaTime.DateTimeZone.Utc);

        Assert.Equal(note, text.Note?.Replace('\u00A0', ' ').Replace('\u202F', ' '));
    }
}
