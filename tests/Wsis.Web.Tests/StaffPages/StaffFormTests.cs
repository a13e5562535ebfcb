using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Correspondence;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Workflow;

namespace Wsis.Web.Tests.StaffPages;

/// <summary>Every form of the staff pages, sent twice as a browser sends it when its button is pressed twice.</summary>
public sealed partial class StaffFormTests
{
    private const string Key = "a-key-of-staff-for-these-tests";
    private const string Campaign = "staff/campaigns/wsis-forum-2018";
    private const string Api = "api/campaigns/wsis-forum-2018";

    /// <summary>The page with the editor of a letter. The editor's own form, sent as it is, changes nothing.</summary>
    private const string Editor = "/draft/letters/en/invitation";

    /// <summary>The page on which a letter is corrected in mid-campaign.</summary>
    private const string Correction = "/letters/en/reminder-2";

    /// <summary>The page on which an addition is confirmed. What leads to it is sent first.</summary>
    private const string Additions = "/additions";

    /// <summary>A new invitee.</summary>
    private static readonly (string, string)[] Added =
    [
        ("id", "CHE-2"),
        ("state", "CHE"),
        ("name", "Suisse"),
        ("office", "Office fédéral de la communication"),
        ("salutation", "Madame, Monsieur,"),
        ("language", "fr"),
        ("address", "office@ict.che.example"),
    ];

    /// <summary>The values to enter, by the name of the field.</summary>
    private static readonly Dictionary<string, string> Typed = new()
    {
        ["invitee"] = "CHE",
        ["person-0-name"] = "A. Person",
        ["language"] = "fr",
        ["added"] = "ru",
        ["address"] = "new.address@che.example",
        ["answer"] = "declined",
        ["deadline"] = "2018-01-29T00:00",
        ["day"] = "2018-03-20",
        ["place"] = "1",
        ["salutation"] = "Dear Minister,",
        ["reason"] = "A reason",
        ["sure"] = "on",
        ["exported"] = "on",
        ["to"] = "anna@itu.example",
        ["letter"] = "CHE~invitation~1~1",
        ["way"] = "Pouch",
        ["number"] = "N 17",
    };

    /// <summary>The fields that the page fills in.</summary>
    private static readonly string[] Sent = ["__RequestVerificationToken", "expectedVersion", "actionId", "kept"];

    /// <summary>The forms by the page on which they are, and what happened before.</summary>
    public static TheoryData<string, string, string> Forms =>
        new()
        {
            { "draft", "/proofs", "/actions/approve" },
            { "draft", Editor, "/letters/en/invitation/test" },
            { "approved", "", "/actions/launch" },
            { "running", "", "/actions/pause" },
            { "paused", "", "/actions/resume" },
            { "running", "", "/actions/deadline" },
            { "running", "", "/actions/close" },
            { "running", "", "/actions/cancel" },
            { "draft", "", "/actions/erase" },
            { "closed", "", "/actions/erase" },
            { "running", "/reminders?invitee=CHE", "/reminders" },
            { "running", Additions, "/additions/confirm" },
            { "running", "/invitations/CHE", "/actions/reply" },
            { "running", "/invitations/CHE", "/actions/remind" },
            { "running", "/invitations/CHE", "/actions/address" },
            { "running", "/invitations/CHE", "/actions/particulars" },
            { "running", "/invitations/CHE", "/actions/resend" },
            { "running", "/invitations/CHE", "/actions/link" },
            { "running", "/invitations/CHE", "/actions/withdraw" },
            { "running", "/invitations/CHE", "/actions/erase" },
            { "withdrawn", "/invitations/CHE", "/actions/reinvite" },
            { "posted", "/invitations/CHE", "/actions/returned" },
            { "returned", "/invitations/CHE", "/actions/not-returned" },
            { "refused", "/invitations/CHE", "/actions/clear" },
            { "accepted", "/invitations/CHE", "/actions/delegation" },
            { "accepted", "/statements", "/actions/fix" },
            { "fixed", "/statements", "/actions/free" },
            { "on paper", "/print-run", "/print-run/posted" },
            { "without Russian", "/proofs", "/letters" },
            { "corrected", Correction, "/actions/approve" },
            { "corrected", Correction, "/actions/withdraw" },
            { "corrected", Correction, "/letters/en/reminder-2/test" },
            { "written to", "/correspondence", "/actions/classify" },
            { "written to", "/correspondence", "/actions/assign" },
            { "written to", "/correspondence", "/actions/aside" },
        };

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task A_form_that_is_sent_twice_acts_once(string before, string page, string action)
    {
        await using var app = await Prepare(before);
        var path = await FindPage(app, page);
        var forms = await ReadForms(app, path);
        var form = Assert.Single(forms, f => f.Action.EndsWith(action, StringComparison.Ordinal));
        var unchanged = await ReadState(app);

        var first = await Send(app, path, form);
        var changed = await ReadState(app);
        await Send(app, path, form);

        Assert.True(first is HttpStatusCode.SeeOther or HttpStatusCode.OK, $"{action} answers {first}.");
        Assert.NotEqual(unchanged, changed);
        Assert.Equal(changed, await ReadState(app));
    }

    [Theory]
    [InlineData("draft")]
    [InlineData("approved")]
    [InlineData("running")]
    [InlineData("paused")]
    [InlineData("closed")]
    [InlineData("refused")]
    [InlineData("accepted")]
    [InlineData("fixed")]
    [InlineData("on paper")]
    [InlineData("withdrawn")]
    [InlineData("written to")]
    [InlineData("corrected")]
    [InlineData("without Russian")]
    public async Task No_page_has_a_form_that_is_not_sent_here(string before)
    {
        await using var app = await Prepare(before);
        var known = Forms.Select(f => f.Data).ToList();
        foreach (var page in known.Select(f => f.Item2).Distinct())
        {
            if (page == "/correspondence" && before != "written to")
                continue;
            // Before the launch the draft has the letter.
            if (page == Correction && before is ("draft" or "approved"))
                continue;
            var forms = await ReadForms(app, await FindPage(app, page));
            Assert.All(
                forms.Where(form =>
                    !form.Action.EndsWith(Editor, StringComparison.Ordinal)
                    && !form.Action.EndsWith(Correction, StringComparison.Ordinal)
                ),
                form =>
                    Assert.Contains(
                        known,
                        k => k.Item2 == page && form.Action.EndsWith(k.Item3, StringComparison.Ordinal)
                    )
            );
        }
    }

    /// <summary>The forms that need a value, by the first field that lacks one.</summary>
    [Theory]
    [InlineData("draft", "/proofs", "/actions/approve", null)]
    [InlineData("approved", "", "/actions/launch", null)]
    [InlineData("running", "", "/actions/deadline", "Deadline")]
    [InlineData("running", "/reminders?invitee=CHE", "/reminders", null)]
    [InlineData("running", Additions, "/additions/confirm", null)]
    [InlineData("running", "/invitations/CHE", "/actions/reply", "Answer")]
    [InlineData("running", "/invitations/CHE", "/actions/address", null)]
    [InlineData("running", "/invitations/CHE", "/actions/particulars", null)]
    [InlineData("running", "/invitations/CHE", "/actions/withdraw", null)]
    [InlineData("refused", "/invitations/CHE", "/actions/clear", "Needs attention")]
    [InlineData("accepted", "/statements", "/actions/fix", "Invitee")]
    [InlineData("on paper", "/print-run", "/print-run/posted", null)]
    [InlineData("written to", "/correspondence", "/actions/classify", "Code of the invitee")]
    [InlineData("written to", "/correspondence", "/actions/assign", "Code of the invitee")]
    public async Task A_form_without_what_it_needs_is_refused_and_changes_nothing(
        string before,
        string page,
        string action,
        string? named
    )
    {
        await using var app = await Prepare(before);
        var path = await FindPage(app, page);
        var form = (await ReadForms(app, path)).Single(f => f.Action.EndsWith(action, StringComparison.Ordinal));
        var unchanged = await ReadState(app);
        using var request = new HttpRequestMessage(HttpMethod.Post, form.Action.TrimStart('/'))
        {
            Content = new FormUrlEncodedContent(form.Fields.Where(f => Sent.Contains(f.Key))),
        };

        using var response = await app.Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.True(response.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.Conflict, $"{response}");
        var html = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        if (named is not null)
            Assert.Matches($"<li>\\s*<a href=\"#[a-z-]+\">{named}: ", html);
        Assert.Equal(unchanged, await ReadState(app));
    }

    [Theory]
    [InlineData("en", "Nothing was changed.")]
    [InlineData("fr", "Rien n’a été modifié.")]
    public async Task A_correction_that_gives_the_values_that_are_there_says_that_nothing_was_changed(
        string language,
        string said
    )
    {
        await using var app = await Prepare("running");
        var path = await FindPage(app, "/invitations/CHE");
        var unchanged = await ReadState(app);
        var invitee = (await app.Find("CHE")).Invitee;
        var current = new Dictionary<string, string>
        {
            ["salutation"] = invitee.Salutation,
            ["address"] = invitee.Address,
        };
        foreach (var action in new[] { "/actions/particulars", "/actions/address" })
        {
            var form = (await ReadForms(app, path)).Single(f => f.Action.EndsWith(action, StringComparison.Ordinal));
            using var request = new HttpRequestMessage(HttpMethod.Post, form.Action.TrimStart('/'))
            {
                Content = new FormUrlEncodedContent(
                    form.Fields.Where(f => Sent.Contains(f.Key) || current.ContainsKey(f.Key))
                        .Select(f => new KeyValuePair<string, string>(f.Key, current.GetValueOrDefault(f.Key, f.Value)))
                ),
            };
            using var response = await app.Http.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.SeeOther, response.StatusCode);
            using var shown = new HttpRequestMessage(HttpMethod.Get, response.Headers.Location);
            shown.Headers.AcceptLanguage.ParseAdd(language);

            using var page = await app.Http.SendAsync(shown, TestContext.Current.CancellationToken);

            var html = await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.Contains(said, WebUtility.HtmlDecode(html), StringComparison.Ordinal);
        }
        Assert.Equal(unchanged, await ReadState(app));
    }

    private static CampaignFolder OnPaper { get; } =
        SampleCampaign.Few.WithInvitees([
            .. SampleCampaign.Few.Invitees.Select(i =>
                i.Id.Value == "CHE" ? i with { Address = "", Postal = "3003 Berne" } : i
            ),
        ]);

    private static CampaignFolder WithoutRussian { get; } = SampleCampaign.FewWithout(Language.Russian);

    private static async Task<TestHost> Prepare(string before)
    {
        var app = await TestHost.Start(
            staffKey: Key,
            launched: before is not ("draft" or "approved"),
            folder: before switch
            {
                "on paper" or "posted" or "returned" => OnPaper,
                "without Russian" => WithoutRussian,
                _ => null,
            }
        );
        var (id, actor, cancellation) = (
            SampleCampaign.Folder.Campaign!.Id,
            new Actor("staff"),
            TestContext.Current.CancellationToken
        );
        switch (before)
        {
            case "approved":
                (await app.Actions.Approve(id, null, actor, cancellation)).OrThrow();
                break;
            case "paused":
                (await app.Actions.Pause(id, actor, cancellation)).OrThrow();
                break;
            case "closed":
                (await app.Actions.Close(id, actor, cancellation)).OrThrow();
                break;
            case "withdrawn":
                await app.Invitations.Apply(
                    TestHost.Key("CHE"),
                    new Signal.Withdrawn("staff", Notify: false),
                    cancellation
                );
                break;
            case "posted":
            case "returned":
                await app.Invitations.Apply(
                    TestHost.Key("CHE"),
                    new Signal.LetterPosted(
                        "posted",
                        "staff",
                        new("invitation"),
                        1,
                        new Posting(
                            PostalWay.Post,
                            new(2017, 12, 11),
                            NodaTime.Instant.FromUtc(2017, 12, 11, 12, 0),
                            null
                        )
                    ),
                    cancellation
                );
                if (before == "returned")
                    await app.Invitations.Apply(
                        TestHost.Key("CHE"),
                        new Signal.LetterReturned("came back", "staff", new("invitation"), 1),
                        cancellation
                    );
                break;
            case "refused":
                await app.Invitations.Apply(
                    TestHost.Key("CHE"),
                    new Signal.DeliveryReported(new("invitation"), 1, Delivery.Refused, "550"),
                    cancellation
                );
                break;
            case "accepted":
            case "fixed":
                (
                    await app.Post(
                        app.Link("CHE"),
                        ("answer", "accepted"),
                        ("statementDay", "2018-03-20"),
                        ("saw", "0")
                    )
                ).Dispose();
                // Its acknowledgement is another version of the invitation.
                await TestHost.WaitUntil(async () =>
                    (await app.Find("CHE")).Acknowledgement is { State: DispatchState.Sent }
                );
                break;
            case "corrected":
                using (
                    var corrected = await app.Http.PutAsync(
                        new Uri($"{Api}{Correction}/correction", UriKind.Relative),
                        JsonContent.Create(new { text = "---\nsubject: S\n---\nCorrected\n" }),
                        cancellation
                    )
                )
                    corrected.EnsureSuccessStatusCode();
                break;
            case "written to":
                await app.Correspondence.File(
                    new IncomingMessage
                    {
                        Source = CorrespondenceSource.Mail,
                        SourceId = "<1@che.example>",
                        Campaign = id,
                        From = "minister@che.example",
                        Subject = "Our answer",
                        Text = "We regret.",
                    },
                    cancellation
                );
                break;
        }
        if (before == "fixed")
        {
            var path = await FindPage(app, "/statements");
            var forms = await ReadForms(app, path);
            await Send(app, path, forms.Single(f => f.Action.EndsWith("fix", StringComparison.Ordinal)));
        }
        return app;
    }

    /// <summary>The address of a page; for correspondence, that of the message.</summary>
    private static async Task<string> FindPage(TestHost app, string page) =>
        page switch
        {
            "/correspondence" => MessageLink()
                .Match(await app.Http.GetStringAsync(new Uri($"{Campaign}{page}", UriKind.Relative)))
                .Groups[1]
                .Value.TrimStart('/'),
            Additions => await FindAddition(app),
            _ => $"{Campaign}{page}",
        };

    /// <summary>The page of an addition that is to be confirmed.</summary>
    private static async Task<string> FindAddition(TestHost app)
    {
        const string One = $"{Campaign}/additions/one";
        var form = Assert.Single(await ReadForms(app, One));
        using var checkedOne = await app.Post(
            One,
            [
                ("__RequestVerificationToken", form.Fields.First(f => f.Key == "__RequestVerificationToken").Value),
                .. Added,
            ]
        );
        Assert.Equal(HttpStatusCode.SeeOther, checkedOne.StatusCode);
        return checkedOne.Headers.Location!.OriginalString.TrimStart('/');
    }

    /// <summary>The forms of a page. The client keeps the cookies that it sets.</summary>
    private static async Task<IReadOnlyList<Form>> ReadForms(TestHost app, string path)
    {
        using var response = await app.Get(path);
        var html = await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
        return
        [
            .. PostedForm()
                .Matches(html)
                .Select(m => new Form(Value(ActionOf().Match(m.Groups[1].Value)), [.. ReadFields(m.Groups[2].Value)]))
                .Where(f => f.Action != "/staff/sign-out"),
        ];
    }

    private static async Task<HttpStatusCode> Send(TestHost app, string path, Form form)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Post,
            form.Action.Length > 0 ? form.Action.TrimStart('/') : path
        )
        {
            Content = new FormUrlEncodedContent(form.Fields),
        };
        using var response = await app.Http.SendAsync(request, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }

    /// <summary>Everything that a form could change: the journals, the invitation, the messages, the running order and
    /// the letters. Read when the runner has come to rest.</summary>
    private static async Task<string> ReadState(TestHost app)
    {
        var state = "";
        await TestHost.WaitUntil(
            async () =>
            {
                await app.Campaigns.AdvanceDue(SampleCampaign.Folder.Campaign!.Id, CancellationToken.None);
                var before = state;
                // The counts of the API may be a second old.
                var campaign = (await app.Store.Campaigns.Find(SampleCampaign.Folder.Campaign!.Id, default))!;
                var counts = await app.Store.Invitations.Count(campaign.Value.Id, campaign.Value.Buckets, default);
                state = campaign.Version + JsonSerializer.Serialize(counts);
                foreach (var part in new[] { "/journal", "/invitations/CHE", "/correspondence", "/statements" })
                {
                    // An erased invitation is not found.
                    using var found = await app.Http.GetAsync(new Uri($"{Api}{part}", UriKind.Relative));
                    state += $"{found.StatusCode}";
                    if (found.IsSuccessStatusCode)
                        state += await found.Content.ReadAsStringAsync();
                }
                state += Directory.GetFiles(app.Mailer.Folder, "*.eml").Length;
                return app.IsIdle && state == before;
            },
            seconds: 60
        );
        return state;
    }

    private static IEnumerable<KeyValuePair<string, string>> ReadFields(string html)
    {
        foreach (Match field in Field().Matches(html))
        {
            var (kind, attributes) = (field.Groups[1].Value, field.Groups[2].Value);
            var (name, value) = (Value(NameOf().Match(attributes)), Value(ValueOf().Match(attributes)));
            var type = Value(TypeOf().Match(attributes));
            if (name.Length == 0)
                continue;
            if (type is "radio" or "checkbox")
            {
                if (
                    Typed.TryGetValue(name, out var chosen)
                        ? chosen == value
                        : attributes.Contains(" checked", StringComparison.Ordinal)
                )
                    yield return KeyValuePair.Create(name, value);
            }
            else if (kind == "select")
                yield return KeyValuePair.Create(name, Typed.GetValueOrDefault(name) ?? "");
            else
                yield return KeyValuePair.Create(
                    name,
                    type == "hidden" ? value : Typed.GetValueOrDefault(name) ?? value
                );
        }
    }

    private static string Value(Match attribute) => WebUtility.HtmlDecode(attribute.Groups[1].Value);

    private sealed record Form(string Action, IReadOnlyList<KeyValuePair<string, string>> Fields);

    [GeneratedRegex(
        "<form method=\"post\"([^>]*)>(.*?)</form>",
        RegexOptions.Singleline | RegexOptions.NonBacktracking
    )]
    private static partial Regex PostedForm();

    [GeneratedRegex("<(input|select|textarea)\\b([^>]*)>", RegexOptions.NonBacktracking)]
    private static partial Regex Field();

    [GeneratedRegex(" action=\"([^\"]*)\"", RegexOptions.NonBacktracking)]
    private static partial Regex ActionOf();

    [GeneratedRegex(" name=\"([^\"]*)\"", RegexOptions.NonBacktracking)]
    private static partial Regex NameOf();

    [GeneratedRegex(" value=\"([^\"]*)\"", RegexOptions.NonBacktracking)]
    private static partial Regex ValueOf();

    [GeneratedRegex(" type=\"([^\"]*)\"", RegexOptions.NonBacktracking)]
    private static partial Regex TypeOf();

    [GeneratedRegex("href=\"(/staff/campaigns/[^/\"]+/correspondence/[^\"?]+)\"", RegexOptions.NonBacktracking)]
    private static partial Regex MessageLink();
}
