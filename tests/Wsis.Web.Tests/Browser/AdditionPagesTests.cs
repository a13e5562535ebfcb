using System.Text;
using Microsoft.Playwright;

namespace Wsis.Web.Tests.Browser;

/// <summary>Staff add invitees in the browser: axe finds nothing, and nothing is scrolled sideways.</summary>
public sealed class AdditionPagesTests(ChromiumFixture chromium)
{
    private const string Campaign = "staff/campaigns/wsis-forum-2018";

    private const string List =
        "Code;Pays;Fonction;Salutation;Langue;Courriel\n"
        + "EGY-2;Egypt;Regulator;Dear Sir,;English;regulator@egy.example\n"
        + "EGY-4;مصر;الجهاز القومي لتنظيم الاتصالات;معالي الوزير،;Arabic;no address\n";

    public static TheoryData<string, int, bool> Looks => PaperPagesTests.Looks;

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task Staff_add_one_invitee_or_a_list(string language, int width, bool dark)
    {
        ProofForm.RequireTurn(2);
        await using var app = await TestHost.Start();
        var page = await chromium.SignedIn(app, width, dark);
        await page.GotoAsync(new Uri(app.Site, $"{Campaign}/invitations?lang={language}").ToString());
        await page.ClickAsync("a[href$='/additions']");
        await Look("start");

        await page.ClickAsync("a[href$='/additions/one']");
        await Fill("state", "EGY");
        await Fill("address", "not an address");
        await Press();
        Assert.Equal("not an address", await page.InputValueAsync("#address"));
        await Look("one-refused");
        await Fill("id", "EGY-3");
        await Fill("office", "Authority");
        await Fill("salutation", "Dear Sir,");
        await page.SelectOptionAsync("#language", "en");
        await Fill("address", "authority@egy.example");
        await Press();
        await Look("one-review");
        await page.CheckAsync("[name=sure]");
        await Press();
        Assert.Equal("Authority", (await app.Find("EGY-3")).Invitee.Office);
        Assert.Equal(
            language == "en" ? "1 invitee was added." : "1 invité a été ajouté.",
            (await page.InnerTextAsync("[role=status]")).Trim()
        );
        await Look("done");

        await page.SetInputFilesAsync(
            "input[type=file]",
            new FilePayload
            {
                Name = "list.csv",
                MimeType = "text/csv",
                Buffer = Encoding.UTF8.GetBytes(List),
            }
        );
        await Press();
        await page.SelectOptionAsync("[name=column-state]", "");
        await page.FillAsync("[name=value-state]", "EGY");
        await Look("columns");
        await Press();
        await Look("rows");
        await page.FillAsync("[name='cell-3-address']", "office@egy.example");
        await Press();
        await Look("review");
        await page.SaveForGuide("add-invitees");
        await page.CheckAsync("[name=sure]");
        await Press();
        Assert.Equal("Africa/Cairo", (await app.Find("EGY-2")).Invitee.Zone.Id);
        Assert.Equal("office@egy.example", (await app.Find("EGY-4")).Invitee.Address);

        Task Fill(string field, string text) => page.FillAsync($"#{field}", text);

        Task Press() => page.ClickAsync("main form button[class]:not([type=button])");

        async Task Look(string name)
        {
            await page.SaveScreenshot($"additions-{language}-{width}-{(dark ? "dark" : "light")}-{name}");
            await page.AssertAccessible();
        }
    }
}
