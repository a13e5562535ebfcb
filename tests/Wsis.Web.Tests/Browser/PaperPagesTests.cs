using Microsoft.Playwright;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Workflow;

namespace Wsis.Web.Tests.Browser;

/// <summary>The pages of letters on paper, of corrections, of delegations and of statements: axe finds nothing, and
/// nothing is scrolled sideways.</summary>
public sealed class PaperPagesTests(ChromiumFixture chromium)
{
    private const string Campaign = "staff/campaigns/wsis-forum-2018";

    public static TheoryData<string, int, bool> Looks =>
        PageExtensions.IsGuideWanted
            ? new() { { "en", PageExtensions.GuideWidth, false } }
            : ProofForm.Choose<TheoryData<string, int, bool>>(
                ProofForm.Seed % 2 == 0 ? new() { { "en", 1280, false } } : new() { { "fr", 375, true } },
                new()
                {
                    { "en", 1280, false },
                    { "en", 375, true },
                    { "fr", 1280, true },
                    { "fr", 375, false },
                }
            );

    /// <summary>France, Germany and Switzerland have no e-mail, and a mission that gets copies.</summary>
    private static CampaignFolder OnPaper
    {
        get
        {
            var folder = SampleCampaign.FewWith(c => c["copyToMission"] = true);
            return folder.WithInvitees([
                .. folder.Invitees.Select(i =>
                    i.Id.Value switch
                    {
                        "FRA" => i with { Address = "", Postal = "139 rue de Bercy\n75012 Paris" },
                        "CHE" => i with { Address = "", Postal = "Bundesgasse 3\n3003 Berne" },
                        "DEU" => i with { Address = "", Fax = "+49 30 555 01 16" },
                        _ => i,
                    }
                ),
            ]);
        }
    }

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task Staff_see_paper_corrections_delegations_and_statements(string language, int width, bool dark)
    {
        ProofForm.RequireTurn(3);
        await using var app = await TestHost.Start(folder: OnPaper);
        var page = await chromium.SignedIn(app, width, dark);
        await TestHost.WaitUntil(async () =>
        {
            await page.GotoAsync(new Uri(app.Site, $"{Campaign}/print-run").ToString());
            return await page.Locator("[name=letter]").CountAsync() == 3;
        });
        await page.SaveForGuide("print-run");
        await Live(app);

        await Shows("", "dashboard");
        await Shows("/print-run", "print-run");
        await Shows("/invitations/CHE", "returned");
        await Shows("/invitations/EGY", "delegation");
        await Shows("/statements", "statements");
        await Shows("/invitations?lettersBy=Paper", "by-paper");
        await Shows("/corrections", "corrections");
        await page.SetInputFilesAsync(
            "input[type=file]",
            new FilePayload
            {
                Name = "list.csv",
                MimeType = "text/csv",
                Buffer = "id,salutation,postal\nFRA,Monsieur,1 rue Neuve|69000 Lyon\nDEU,,\n"u8.ToArray(),
            }
        );
        await page.ClickAsync("main form:has(input[type=file]) button:not([type=button])");
        await Look("corrections-compared");

        async Task Shows(string path, string name)
        {
            var query = path.Contains('?') ? '&' : '?';
            await page.GotoAsync(new Uri(app.Site, $"{Campaign}{path}{query}lang={language}").ToString());
            await Look(name);
        }

        async Task Look(string name)
        {
            await page.SaveScreenshot($"paper-{language}-{width}-{(dark ? "dark" : "light")}-{name}");
            await page.AssertAccessible();
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task All_letters_of_the_print_run_are_selected_and_marked_as_posted(bool byKeyboard)
    {
        await using var app = await TestHost.Start(folder: OnPaper);
        var page = await chromium.SignedIn(app, 1280);
        await TestHost.WaitUntil(async () =>
        {
            await page.GotoAsync(new Uri(app.Site, $"{Campaign}/print-run").ToString());
            return await page.Locator("[name=letter]").CountAsync() == 3;
        });
        await Press("[data-select-all]", "Space");
        Assert.Equal(3, await page.Locator("[name=letter]:checked").CountAsync());
        await Press("[data-select-all]", "Space");
        Assert.Equal(0, await page.Locator("[name=letter]:checked").CountAsync());
        await Press("[data-select-all]", "Space");
        await Press("section[aria-labelledby=posted] button.primary", "Enter");
        await page.Locator("[role=status]").WaitForAsync();
        Assert.Equal(0, await page.Locator("[name=letter]").CountAsync());
        foreach (var invitee in new[] { "CHE", "DEU", "FRA" })
            Assert.NotNull(Assert.Single((await app.Find(invitee)).Dispatches).Posted);

        await page.GotoAsync(new Uri(app.Site, $"{Campaign}/invitations").ToString());
        await Press("[data-select-all]", "Space");
        var boxes = await page.Locator("td input[type=checkbox]").CountAsync();
        Assert.Equal(
            (boxes, true),
            (await page.Locator("[name=invitee]:checked").CountAsync(), boxes == OnPaper.Invitees.Count)
        );

        async Task Press(string button, string key)
        {
            if (!byKeyboard)
            {
                await page.ClickAsync(button);
                return;
            }
            for (var i = 0; i < 200 && !await IsFocused(button); i++)
                await page.Keyboard.PressAsync("Tab");
            Assert.True(await IsFocused(button));
            await page.Keyboard.PressAsync(key);
        }

        Task<bool> IsFocused(string button) =>
            page.EvaluateAsync<bool>("button => document.activeElement.matches(button)", button);
    }

    [Fact]
    public async Task The_values_of_a_correction_are_read_on_a_telephone_without_broken_words()
    {
        await using var app = await TestHost.Start(folder: OnPaper);
        var page = await chromium.SignedIn(app, 375, dark: true);
        await page.GotoAsync(new Uri(app.Site, $"{Campaign}/corrections?lang=fr").ToString());
        await page.SetInputFilesAsync(
            "input[type=file]",
            new FilePayload
            {
                Name = "list.csv",
                MimeType = "text/csv",
                Buffer = "id,salutation,language\nFRA,Monsieur,en\nESP,Madame,fr\n"u8.ToArray(),
            }
        );
        await page.ClickAsync("main form:has(input[type=file]) button:not([type=button])");
        await page.Locator(".compared").WaitForAsync();
        await page.SaveScreenshot("corrections-compared-375");
        var lines = await page.Locator(".compared td bdi")
            .EvaluateAllAsync<int[]>(
                "values => values.filter(v => !/\\s/.test(v.textContent)).map(v => v.getClientRects().length)"
            );
        Assert.Equal([1, 1, 1, 1, 1, 1, 1], lines);
        Assert.True(
            await page.Locator(".scroll:has(.compared)").EvaluateAsync<bool>("t => t.scrollWidth <= t.clientWidth")
        );
        await page.AssertAccessible();
    }

    [Fact]
    public async Task No_line_of_a_long_address_is_cut_off()
    {
        var folder = SampleCampaign.Few.WithInvitees([
            .. SampleCampaign.Few.Invitees.Select(i =>
                LongAddresses.TryGetValue(i.Id.Value, out var postal) ? i with { Address = "", Postal = postal } : i
            ),
        ]);
        await using var app = await TestHost.Start(folder: folder);
        var page = await chromium.SignedIn(app, 1280);
        await TestHost.WaitUntil(async () =>
        {
            await page.GotoAsync(new Uri(app.Site, $"{Campaign}/print-run").ToString());
            return await page.Locator("[name=letter]").CountAsync() == LongAddresses.Count;
        });
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        foreach (var (document, place, end) in new[] { ("labels", ".label", 4), ("envelopes", ".envelope", 10) })
        {
            await page.GotoAsync(new Uri(app.Site, $"{Campaign}/print-run/{document}.html").ToString());
            await page.SaveScreenshot($"paper-{document}");
            var rooms = await page.EvaluateAsync<double[]>(
                """
                place => [...document.querySelectorAll(place)].map(p => {
                  const text = document.createRange();
                  text.selectNodeContents(p.querySelector('.to') ?? p);
                  const [outer, inner] = [p.getBoundingClientRect(), text.getBoundingClientRect()];
                  return Math.min(outer.bottom - inner.bottom, outer.right - inner.right, inner.left - outer.left);
                })
                """,
                place
            );
            Assert.Equal(LongAddresses.Count, rooms.Length);
            // In pixels of CSS, 96 to an inch: the edge of the place stays free.
            Assert.All(rooms, room => Assert.InRange(room, (end * 96 / 25.4) - 1, double.MaxValue));
        }

        // On the letters the whole address is in the window of the envelope.
        await page.GotoAsync(new Uri(app.Site, $"{Campaign}/print-run/letters.html").ToString());
        await page.SaveScreenshot("paper-letters");
        var heights = await page.EvaluateAsync<double[]>(
            """
            () => [...document.querySelectorAll('.to')].map(to => {
              const text = document.createRange();
              text.selectNodeContents(to);
              return text.getBoundingClientRect().height;
            })
            """
        );
        Assert.Equal(LongAddresses.Count, heights.Length);
        Assert.All(heights, height => Assert.InRange(height, 1, 38 * 96 / 25.4));
    }

    /// <summary>Addresses as long as a list may have them, in each script.</summary>
    private static Dictionary<string, string> LongAddresses { get; } =
        new()
        {
            ["FRA"] = Repeat(
                "Direction générale de l’économie numérique, de la souveraineté et des infrastructures",
                8
            ),
            ["DEU"] = Repeat("Directorate-General for International Digital Affairs and Multilateral Organisations", 7),
            ["RUS"] = Repeat("Министерство цифрового развития, связи и массовых коммуникаций Федерации", 6),
            ["EGY"] = Repeat(
                "وزارة الاتصالات وتكنولوجيا المعلومات، القرية الذكية، طريق القاهرة الإسكندرية الصحراوي",
                6
            ),
            ["CHN"] = Repeat("中华人民共和国北京市西城区西长安街十三号工业和信息化部国际合作司信息通信发展处", 8),
        };

    private static string Repeat(string line, int lines) => string.Join('\n', Enumerable.Repeat(line, lines));

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task Staff_see_a_draft_with_letters_on_paper(string language, int width, bool dark)
    {
        ProofForm.RequireTurn(3);
        await using var app = await TestHost.Start(folder: OnPaper, launched: false);
        var page = await chromium.SignedIn(app, width, dark);
        foreach (var (path, name) in new[] { ("facts", "facts"), ("rehearsal?invitee=FRA", "rehearsal") })
        {
            var query = path.Contains('?') ? '&' : '?';
            await page.GotoAsync(new Uri(app.Site, $"{Campaign}/draft/{path}{query}lang={language}").ToString());
            await page.SaveScreenshot($"paper-{language}-{width}-{(dark ? "dark" : "light")}-{name}");
            await page.AssertAccessible();
        }
    }

    public static TheoryData<string, int, bool> DelegationLooks { get; } =
        new(ProofForm.Share<(string, int, bool)>([("ar", 375, true), ("fr", 1280, false)], of: 2));

    [Theory]
    [MemberData(nameof(DelegationLooks))]
    public async Task An_office_names_its_delegation(string language, int width, bool dark)
    {
        await using var app = await TestHost.Start(folder: OnPaper);
        await Live(app);
        var page = await chromium.Open(app, $"{app.Link("EGY")}?lang={language}", width, dark);
        Assert.Equal(1, await page.Locator("[name=person-0-name]").CountAsync());
        await page.SaveScreenshot($"paper-{language}-{width}-delegation-office");
        await page.AssertAccessible();
    }

    /// <summary>Letters are posted, one comes back, an office with a delegation makes a statement, and another
    /// withdraws.</summary>
    private static async Task Live(TestHost app)
    {
        var posted = NodaTime.Instant.FromUtc(2017, 12, 12, 10, 0);
        foreach (var invitee in new[] { "FRA", "CHE" })
            await app.Invitations.Apply(
                TestHost.Key(invitee),
                new Signal.LetterPosted(
                    "posted",
                    "staff",
                    new StepId("invitation"),
                    1,
                    new Posting(PostalWay.Pouch, new(2017, 12, 12), posted, "N 17")
                ),
                CancellationToken.None
            );
        await app.Invitations.Apply(
            TestHost.Key("CHE"),
            new Signal.LetterReturned("returned", "staff", new StepId("invitation"), 1, "Addressee unknown"),
            CancellationToken.None
        );
        foreach (var invitee in new[] { "EGY", "BRA", "FRA" })
            (
                await app.Post(
                    app.Link(invitee),
                    ("answer", "accepted"),
                    ("statement", "wished"),
                    ("statementDay", "2018-03-20"),
                    ("statementMinutes", "5"),
                    ("saw", "0")
                )
            ).Dispose();
        (
            await app.Post(
                app.Link("EGY"),
                ("form", "delegation"),
                ("person-0-title", "H.E."),
                ("person-0-name", "A. N. Example"),
                ("person-0-function", "Minister"),
                ("person-1-name", "ب. مثال"),
                ("person-1-address", "b@egy.example"),
                ("speaks", "0"),
                ("expectedDelegation", "0")
            )
        ).Dispose();
        await app.Invitations.Apply(
            TestHost.Key("BRA"),
            new Signal.Withdrawn("staff", Notify: false),
            CancellationToken.None
        );
        await app.Campaigns.AdvanceDue(TestHost.Key("CHE").Campaign, CancellationToken.None);
    }
}
