namespace Wsis.Web.Tests.Browser;

/// <summary>Pictures for a person to look at, in <c>TestResults/pages</c>.</summary>
public sealed class LooksTests(ChromiumFixture chromium)
{
    public static TheoryData<string, string, int> Looks { get; } =
        new(
            ProofForm.Share<(string, string, int)>(
                [("fr", "FRA", 360), ("fr", "FRA", 1280), ("ar", "EGY", 1280), ("ar", "EGY", 360)],
                of: 2
            )
        );

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task The_page_is_shown_in_French_and_Arabic_at_two_widths(string language, string invitee, int width)
    {
        await using var app = await TestHost.Start();
        var page = await chromium.Open(app, app.Link(invitee), width);
        Assert.Equal(language, await page.GetAttributeAsync("html", "lang"));
        await page.SaveScreenshot($"{language}-{width}-1-asked");
        await page.Choose("delegated");
        await page.FillAsync("#women", "9");
        await page.FillAsync("#delegationSize", "3");
        await page.Send();
        await page.SaveScreenshot($"{language}-{width}-2-mend");
        await page.FillAsync("#representativeTitle", "Ambassadeur");
        await page.FillAsync("#representativeName", "A. N. Exemple");
        await page.FillAsync("#women", "2");
        await page.SelectOptionAsync("#statementDay", "2018-03-20");
        await page.SelectOptionAsync("#statementLanguage", language);
        await page.Send();
        await page.SaveScreenshot($"{language}-{width}-3-recorded");
    }
}
