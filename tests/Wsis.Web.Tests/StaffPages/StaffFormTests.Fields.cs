using System.Net;
using System.Text.RegularExpressions;
using Wsis.Invitations.Workflow;

namespace Wsis.Web.Tests.StaffPages;

/// <content>A refused form shows each error at its field, with a link to it in a summary that takes the focus, and
/// keeps what was typed.</content>
public sealed partial class StaffFormTests
{
    /// <summary>Forms with fields that are refused, by what happened before, the page, the action, what is typed, and
    /// the ids of the controls with errors.</summary>
    public static TheoryData<string, string, string, string, string> Refused =>
        new()
        {
            {
                "running",
                "/invitations/CHE",
                "/actions/reply",
                "answer=accepted&copyTo=nobody&delegationSize=many&women=most&statementMinutes=x&remarks=Kept",
                "copyTo delegationSize women statementMinutes"
            },
            { "running", "/invitations/CHE", "/actions/reply", "answer=declined&date=tomorrow&reference=R 1", "date" },
            { "running", "/invitations/CHE", "/actions/reply", "remarks=Kept", "answer" },
            {
                "running",
                "/invitations/CHE",
                "/actions/particulars",
                "salutation=Kept&zone=Nowhere&copy=nobody&state=XYZ",
                "zone copy state"
            },
            { "running", "/invitations/CHE", "/actions/address", "address=nowhere", "address" },
            {
                "posted",
                "/invitations/CHE",
                "/actions/returned",
                $"step=invitation&note={new string('n', 999)}",
                "note"
            },
            { "refused", "/invitations/CHE", "/actions/clear", "", "what" },
            {
                "accepted",
                "/invitations/CHE",
                "/actions/delegation",
                "person-0-title=Ms&person-0-name=&person-0-address=nobody",
                "person-0-name person-0-address"
            },
            { "running", "", "/actions/deadline", "deadline=2017-01-01T10:00", "deadline" },
            { "running", "", "/actions/deadline", "deadline=soon", "deadline" },
            { "accepted", "/statements", "/actions/fix", "invitee=CHE&day=2018-03-20&place=9999", "place" },
            { "accepted", "/statements", "/actions/fix", "day=2018-03-20&place=1", "fixed" },
            {
                "on paper",
                "/print-run",
                "/print-run/posted",
                "letter=CHE~invitation~1~1&number-CHE~invitation~1~1=N 1&number=N 2&way=Fax&date=2999-01-01",
                "date"
            },
            { "on paper", "/print-run", "/print-run/posted", "number=N 2&way=Fax&date=2018-01-01", "letters" },
            {
                "written to",
                "/correspondence",
                "/actions/classify",
                "answer=accepted&copyTo=nobody&remarks=Kept",
                "invitee-classify copyTo"
            },
            { "written to", "/correspondence", "/actions/assign", "", "invitee-assign" },
            { "approved", "", "/actions/launch", "", "sure" },
            { "running", "", "/actions/close", "", "sure" },
            { "running", "", "/actions/cancel", "reason=Kept", "sure" },
            { "closed", "", "/actions/erase", "exported=on", "sure" },
            { "closed", "", "/actions/erase", "sure=on", "exported" },
            { "running", "/invitations/CHE", "/actions/withdraw", "reason=Kept", "sure" },
            { "running", "/invitations/CHE", "/actions/erase", "", "sure" },
            { "withdrawn", "/invitations/CHE", "/actions/reinvite", "", "sure" },
            { "running", "/reminders?invitee=CHE", "/reminders", "invitee=CHE&reminder=reminder-2", "sure" },
            { "running", Additions, "/additions/confirm", "", "sure" },
            { "corrected", Correction, "/actions/approve", "", "sure" },
        };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task An_error_stands_at_its_field_with_a_link_in_the_summary_and_nothing_typed_is_lost(
        string before,
        string page,
        string action,
        string typed,
        string wrong
    )
    {
        await using var app = await Prepare(before);
        var path = await FindPage(app, page);
        var form = (await ReadForms(app, path)).Single(f => f.Action.EndsWith(action, StringComparison.Ordinal));
        var fields = typed
            .Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(f => f.Split('='))
            .Select(f => KeyValuePair.Create(f[0], f[1]))
            .ToList();
        using var request = new HttpRequestMessage(HttpMethod.Post, form.Action.TrimStart('/'))
        {
            Content = new FormUrlEncodedContent([.. form.Fields.Where(f => Sent.Contains(f.Key)), .. fields]),
        };

        using var response = await app.Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var html = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var summary = Summary().Match(html).Value;
        Assert.Equal(
            wrong.Split(' ').Order(),
            SummaryLink().Matches(summary).Select(l => WebUtility.HtmlDecode(l.Groups[1].Value)).Order()
        );
        foreach (var id in wrong.Split(' '))
        {
            var control = Assert.Single(Elements().Matches(html), e => e.Value.Contains($" id=\"{id}\"")).Value;
            if (control.StartsWith("<div", StringComparison.Ordinal) || control.StartsWith("<fieldset"))
                // Several controls have one error, which is the first that is read there.
                Assert.Matches(
                    $" id=\"{id}\" tabindex=\"-1\"[^>]*>\\s*(<legend>[^<]*</legend>\\s*)?<p class=\"error\"",
                    html
                );
            else
            {
                Assert.Contains("aria-invalid=\"true\"", control, StringComparison.Ordinal);
                Assert.Contains($"{id}-error\"", control, StringComparison.Ordinal);
                Assert.Matches($"<p class=\"error\" id=\"{id}-error\">[^<]+</p>", html);
            }
        }
        foreach (var (name, value) in fields)
        {
            var control = Elements().Matches(html).Where(e => e.Value.Contains($" name=\"{name}\"")).ToList();
            if (control.Exists(e => e.Value.StartsWith("<select", StringComparison.Ordinal)))
                Assert.Matches($"<option value=\"{value}\" selected", html);
            else if (control.Exists(e => e.Value.StartsWith("<textarea", StringComparison.Ordinal)))
                Assert.Contains($">{value}</textarea>", html, StringComparison.Ordinal);
            else if (control.Exists(e => e.Value.Contains("type=\"radio\"") || e.Value.Contains("type=\"checkbox\"")))
                Assert.Contains(control, e => e.Value.Contains($" value=\"{value}\"") && e.Value.Contains(" checked"));
            else
                Assert.Contains(control, e => e.Value.Contains($" value=\"{value}\""));
        }
    }

    [Theory]
    [InlineData("running", $"{Campaign}/corrections", $"{Campaign}/corrections", "list")]
    [InlineData("running", $"{Campaign}/additions", $"{Campaign}/additions", "list")]
    [InlineData("draft", $"{Campaign}/draft/invitees", $"{Campaign}/draft/invitees", "list")]
    [InlineData("draft", "staff/new", "staff/new/folder", "folder")]
    public async Task A_file_that_was_not_chosen_is_an_error_at_its_field(
        string before,
        string page,
        string action,
        string field
    )
    {
        await using var app = await Prepare(before);
        var token = (await ReadForms(app, page)).First().Fields.First(f => f.Key == "__RequestVerificationToken").Value;
        using var text = new StringContent(token);
        using var content = new MultipartFormDataContent { { text, "__RequestVerificationToken" } };

        using var response = await app.Http.PostAsync(
            new Uri(action, UriKind.Relative),
            content,
            TestContext.Current.CancellationToken
        );

        var html = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Matches($"role=\"alert\"[^>]*>.*<a href=\"#{field}\">[^<]+: [^<]+</a>", html.ReplaceLineEndings(""));
        Assert.Matches($"<p class=\"error\" id=\"{field}-error\">[^<]+</p>", html);
        var control = Assert.Single(Elements().Matches(html), e => e.Value.Contains($" id=\"{field}\"")).Value;
        Assert.Contains("aria-invalid=\"true\"", control, StringComparison.Ordinal);
        Assert.Contains($"{field}-error", control, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_of_an_invitation_separates_the_office_from_its_phase_with_spaces()
    {
        await using var app = await Prepare("running");
        using var shown = await app.Get($"{Campaign}/invitations/CHE");
        Assert.Matches(
            "</bdi> (·|&#xB7;) *\\s*<span class=\"phase",
            await shown.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)
        );
    }

    [Fact]
    public async Task The_page_of_an_erased_invitation_has_no_separator_before_its_phase()
    {
        await using var app = await Prepare("running");
        (
            await app.InvitationActions.ErasePerson(
                TestHost.Key("CHE"),
                new Actor("staff"),
                TestContext.Current.CancellationToken
            )
        ).OrThrow();

        using var shown = await app.Get($"{Campaign}/invitations/CHE");

        Assert.Matches(
            "<p class=\"lede\">\\s*<span class=\"phase",
            await shown.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)
        );
    }

    [Fact]
    public async Task The_message_of_what_was_done_takes_the_focus()
    {
        await using var app = await Prepare("running");
        using var shown = await app.Get($"{Campaign}/invitations/CHE?done=1");
        Assert.Contains(
            "role=\"status\" tabindex=\"-1\" autofocus",
            await shown.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal
        );
    }

    [GeneratedRegex(
        "<div class=\"notice bad\" role=\"alert\" tabindex=\"-1\" autofocus>.*?</div>",
        RegexOptions.Singleline | RegexOptions.NonBacktracking
    )]
    private static partial Regex Summary();

    [GeneratedRegex("<a href=\"#([^\"]+)\">[^<]+: [^<]+</a>", RegexOptions.NonBacktracking)]
    private static partial Regex SummaryLink();

    [GeneratedRegex("<(input|select|textarea|fieldset|div)\\b[^>]*>", RegexOptions.NonBacktracking)]
    private static partial Regex Elements();
}
