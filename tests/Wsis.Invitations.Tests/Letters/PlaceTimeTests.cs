using NodaTime;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Tests.Campaigns;

namespace Wsis.Invitations.Tests.Letters;

/// <summary>How letters name the time of the deadline.</summary>
public sealed class PlaceTimeTests
{
    [Theory]
    [InlineData("ar", "جنيف", "بتوقيت جنيف")]
    [InlineData("en", "Geneva", "Geneva time")]
    [InlineData("es", "Ginebra", "hora de Ginebra")]
    [InlineData("fr", "Genève", "heure de Genève")]
    [InlineData("ru", "Женева", "время: Женева")]
    [InlineData("zh", "日内瓦", "日内瓦时间")]
    public void The_time_is_that_of_the_place(string language, string place, string name) =>
        Assert.Equal(name, Name("Europe/Zurich", language, place));

    [Theory]
    [InlineData("Africa/Cairo", "Le Caire", "heure du Caire")]
    [InlineData("Africa/Abidjan", "Abidjan", "heure d’Abidjan")]
    [InlineData("Africa/Addis_Ababa", null, "heure d’Addis Ababa")]
    [InlineData("America/Argentina/Buenos_Aires", null, "heure de Buenos Aires")]
    [InlineData("Etc/UTC", "Genève", "UTC")]
    public void Without_a_place_the_time_is_that_of_the_city_of_the_zone(string zone, string? place, string name) =>
        Assert.Equal(name, Name(zone, "fr", place));

    [Theory]
    [InlineData("Asia/Tokyo", "Tokyo time")]
    [InlineData("Europe/Paris", "Geneva time")]
    public void A_place_that_is_known_to_have_another_time_is_not_named(string zone, string name) =>
        Assert.Equal(name, Name(zone, "en", "Geneva"));

    private static string Name(string zone, string language, string? place)
    {
        var campaign = new CampaignFolderBuilder().Read().Campaign! with
        {
            Place = place is null
                ? null
                : new LocalizedText(new Dictionary<Language, string> { [Language.Parse(language)] = place }),
        };
        var schedule = campaign.Schedule with { Zone = DateTimeZoneProviders.Tzdb[zone] };
        return PlaceTime.Name(campaign, schedule, Language.Parse(language));
    }
}
