using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Wsis.Invitations.Correspondence;
using Wsis.Invitations.Correspondence.Messages;

namespace Wsis.Web.Tests.StaffApi;

public sealed partial class StaffApiTests
{
    private const string NewInvitee = """
        { "id": "XK1", "state": "FRA", "name": "France", "office": "Ministère",
          "salutation": "Madame, Monsieur,", "language": "fr", "address": "new@ministere.example",
          "zone": "Europe/Paris", "weekend": "Sat Sun" }
        """;

    [Fact]
    public async Task A_mailbox_of_another_invitee_is_a_warning_of_an_addition_and_of_a_correction()
    {
        await Launch();
        var address = Text((await Get(France)).GetProperty("invitation"), "address");
        var shared = NewInvitee.Replace("new@min", $"{address}; new@min", StringComparison.Ordinal);
        var added = await Post($"{Campaign}/invitees", $$"""{ "invitees": [{{shared}}] }""");
        Assert.Equal(
            $"'{address}' is an address of 'FRA' and of 'XK1'",
            Assert.Single(added.GetProperty("warnings").EnumerateArray()).GetString()
        );

        var corrected = await Post(
            $"{Campaign}/invitations/DEU/address",
            $$"""{ "address": "Cabinet <cabinet@deu.example>;{{address}}" }"""
        );
        Assert.Equal($"cabinet@deu.example; {address}", Text(corrected.GetProperty("invitation"), "address"));
        Assert.Contains(
            "also an address of FRA, XK1",
            Text(corrected.GetProperty("journal").EnumerateArray().Last(), "note"),
            StringComparison.Ordinal
        );
        // The address names several, so staff decide.
        var filed = await app
            .Services.GetRequiredService<SenderMatcher>()
            .Match(
                new MessageContent { From = [new MessageAddress("", address)] },
                new MailEnvelope(),
                CancellationToken.None
            );
        Assert.Empty(filed.Invitations);
    }

    [Fact]
    public async Task A_second_text_with_the_salutation_of_the_first_is_a_warning_of_an_addition_and_of_a_correction()
    {
        await Launch();
        var bilingual = NewInvitee.Replace("\"fr\"", "\"fr,en\"", StringComparison.Ordinal);
        var added = await Post($"{Campaign}/invitees/compare", $$"""{ "invitees": [{{bilingual}}] }""");
        Assert.Equal(
            "column 'language': the English text below of 1 invitee begins with words of the language above; columns "
                + "of its own are for it: 'office_en', 'salutation_en'",
            Text(Assert.Single(added.GetProperty("warnings").EnumerateArray()), "message")
        );

        // A correction of the language is warned of in the same way, until the office has words for the second text.
        var corrected = await Post($"{France}/particulars", """{ "language": "fr en" }""");
        Assert.Equal(
            "the English text below begins with words of the language above; columns of its own are for it: "
                + "'office_en', 'salutation_en'",
            Assert.Single(corrected.GetProperty("warnings").EnumerateArray()).GetString()
        );
        var page = WebUtility.HtmlDecode(
            await http.GetStringAsync(
                new Uri("staff/campaigns/wsis-forum-2018/invitations/FRA?lang=fr", UriKind.Relative),
                TestContext.Current.CancellationToken
            )
        );
        Assert.Contains("le texte ci-dessous en anglais", page, StringComparison.Ordinal);
        const string words = """{ "fields": { "office_en": "The Minister", "salutation_en": "Dear Minister," } }""";
        Assert.False((await Post($"{France}/particulars", words)).TryGetProperty("warnings", out _));
    }

    [Fact]
    public async Task Particulars_are_corrected_at_any_time_and_the_journal_has_them_before_and_after()
    {
        await Launch();
        var before = await Get(France);
        const string correction = """
            { "salutation": "Dear Minister,", "office": "Minister for \"Posts\"", "language": "en", "copy": "",
              "zone": "Pacific/Tarawa", "weekend": "Fri Sat", "address": "a@fra.example; b@fra.example" }
            """;
        var after = await Post($"{France}/particulars", correction, key: "k");
        await Post($"{France}/particulars", correction);

        Assert.Equal(
            ("Dear Minister,", "Pacific/Tarawa", "Fri Sat"),
            (Text(after, "salutation"), Text(after, "zone"), Text(after, "weekend"))
        );
        var listed = after.GetProperty("invitation");
        Assert.Equal(("en", "a@fra.example; b@fra.example"), (Text(listed, "language"), Text(listed, "address")));
        Assert.Equal(Text(before.GetProperty("invitation"), "state"), Text(listed, "state"));
        Assert.False(after.TryGetProperty("copy", out _));
        var journal = (await Get(France)).GetProperty("journal").EnumerateArray().TakeLast(7).ToList();
        Assert.Contains(
            journal,
            l => Text(l, "note") == $"salutation: from '{Text(before, "salutation")}' to 'Dear Minister,'"
        );
        Assert.Equal(6, journal.Count(l => Text(l, "what") == "particulars corrected"));
        Assert.Equal("address corrected", Text(journal[^1], "what"));
        await Post($"{France}/resend");
        await TestHost.WaitUntil(() =>
            Task.FromResult(
                Directory
                    .EnumerateFiles(letters, "*~FRA~*2.eml")
                    .Any(f => File.ReadAllText(f).Contains("b@fra.example", StringComparison.Ordinal))
            )
        );
    }

    [Fact]
    public async Task Group_person_and_own_columns_are_added_corrected_filtered_counted_and_exported()
    {
        await Launch();
        var news = NewInvitee.Replace(
            "\"id\"",
            "\"group\": \"Sector Members\", \"person\": \"A. B.\", \"fields\": { \"Budget line\": \"=17\" }, \"id\"",
            StringComparison.Ordinal
        );
        await Post($"{Campaign}/invitees", $$"""{ "invitees": [{{news}}] }""");
        var listed = await Get($"{Campaign}/invitations?group=sector-members");
        Assert.Equal("XK1", Text(Assert.Single(listed.GetProperty("invitations").EnumerateArray()), "id"));

        const string correction = """
            { "id": "XK1", "honorific": "Dr", "fields": { "budget_line": "18", "file": "A/1" } }
            """;
        var after = await Post($"{Campaign}/invitations/XK1/particulars", correction);
        Assert.Equal(("Dr", "A. B."), (Text(after, "honorific"), Text(after, "person")));
        Assert.Equal("18", Text(after.GetProperty("fields"), "budget_line"));
        Assert.Equal("sector-members", Text(after.GetProperty("invitation"), "group"));
        await Post($"{Campaign}/invitations/XK1/particulars", """{ "id": "FRA" }""", HttpStatusCode.BadRequest);

        var status = await Get($"{Campaign}/status");
        Assert.Equal(
            1,
            status.GetProperty("groups").GetProperty("sector-members").EnumerateObject().Sum(p => p.Value.GetInt64())
        );
        var export = (
            await http.GetStringAsync(
                new Uri($"{Campaign}/export.csv", UriKind.Relative),
                TestContext.Current.CancellationToken
            )
        ).Split("\r\n");
        Assert.EndsWith(",invitee.budget_line,invitee.file", export[0], StringComparison.Ordinal);
        Assert.EndsWith(",18,A/1", export.Single(l => l.StartsWith("XK1,", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_withdrawn_invitee_gives_its_id_and_address_free()
    {
        await Launch();
        await Rest();
        var first = await Get(France);
        var address = Text(first.GetProperty("invitation"), "address");
        await Post($"{France}/withdraw");
        await Rest();
        var other = NewInvitee
            .Replace("XK1", "FRA", StringComparison.Ordinal)
            .Replace("new@ministere.example", address, StringComparison.Ordinal)
            .Replace("Ministère", "Autorité", StringComparison.Ordinal);
        var added = await Post($"{Campaign}/invitees", $$"""{ "invitees": [{{other}}] }""");
        Assert.Equal(1, added.GetProperty("count").GetInt32());
        Assert.False(added.TryGetProperty("warnings", out _));
        await TestHost.WaitUntil(async () =>
            Text((await Get(France)).GetProperty("invitation"), "phase") == "Awaiting"
        );
        var again = await Get(France);
        Assert.Equal("Autorité", Text(again.GetProperty("invitation"), "office"));
        Assert.Equal(
            first.GetProperty("linkGeneration").GetInt32() + 1,
            again.GetProperty("linkGeneration").GetInt32()
        );
        Assert.Equal(["invitation~1", "invitation~2"], Sent("FRA", "invitation"));
        // The same list again changes nothing.
        added = await Post($"{Campaign}/invitees", $$"""{ "invitees": [{{other}}] }""");
        Assert.Equal((0, 1), (added.GetProperty("count").GetInt32(), added.GetProperty("thereAlready").GetInt32()));
    }

    private string[] Sent(string invitee, string step) =>
        [
            .. Directory
                .EnumerateFiles(letters, $"*~{invitee}~{step}~*.eml")
                .Select(f => string.Join('~', Path.GetFileNameWithoutExtension(f).Split('~')[^2..]))
                .Order(StringComparer.Ordinal),
        ];

    [Theory]
    [InlineData("""{ "zone": "Nowhere/City", "address": "x", "office": "" }""", "zone", "address", "office")]
    [InlineData("""{ "language": "de" }""", "language")]
    [InlineData("""{ "weekend": "Holiday", "state": "XXX" }""", "weekend", "state")]
    public async Task Particulars_that_no_list_could_have_are_refused_by_field(
        string correction,
        params string[] fields
    )
    {
        await Launch();
        var problem = await Post($"{France}/particulars", correction, HttpStatusCode.BadRequest);
        Assert.Equal(fields.Order(), problem.GetProperty("errors").EnumerateObject().Select(e => e.Name).Order());
    }

    [Fact]
    public async Task Late_additions_may_come_as_JSON_and_are_those_of_the_same_list_as_CSV()
    {
        await Launch();
        var added = await Post($"{Campaign}/invitees", $$"""{ "invitees": [{{NewInvitee}}] }""");
        Assert.Equal((1, 0), (added.GetProperty("count").GetInt32(), added.GetProperty("thereAlready").GetInt32()));
        await TestHost.WaitUntil(async () =>
            (await Get($"{Campaign}/invitations/XK1")).GetProperty("invitation").GetProperty("phase").GetString()
            == "Awaiting"
        );
        const string csv =
            "id,state,name,office,salutation,language,address,copy,zone,weekend,region\n"
            + "XK1,FRA,France,Ministère,\"Madame, Monsieur,\",fr,new@ministere.example,,Europe/Paris,"
            + "Sat Sun,\n";
        var again = await Csv(csv);
        Assert.Equal((0, 1), (again.GetProperty("count").GetInt32(), again.GetProperty("thereAlready").GetInt32()));
        Assert.False(again.TryGetProperty("warnings", out _));
        await Post(
            $"{Campaign}/invitees",
            """{ "invitees": [{ "id": "XK2", "minister": "unknown" }] }""",
            HttpStatusCode.BadRequest
        );
        Assert.Contains(
            "the list is empty",
            (await Post($"{Campaign}/invitees", "{}", HttpStatusCode.BadRequest)).GetRawText(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Problems_of_additions_in_JSON_name_their_position_and_nobody_is_added()
    {
        await Launch();
        var wrong = NewInvitee
            .Replace("XK1", "XK2", StringComparison.Ordinal)
            .Replace("Europe/Paris", "Mars", StringComparison.Ordinal)
            .Replace("\"fr\"", "\"de\"", StringComparison.Ordinal);
        var refused = await Post(
            $"{Campaign}/invitees",
            $$"""{ "invitees": [{{NewInvitee}}, {{wrong}}, null] }""",
            HttpStatusCode.BadRequest
        );
        var problems = refused
            .GetProperty("problems")
            .EnumerateArray()
            .Select(p => $"{p.GetProperty("file")} {p.GetProperty("line")}: {p.GetProperty("message")}")
            .ToList();
        Assert.Contains(
            "invitees 2: column 'zone': 'Mars' is not a time zone: an IANA name such as Europe/Zurich, a Windows name "
                + "such as W. Europe Standard Time, or a city such as Geneva",
            problems
        );
        Assert.Contains(problems, p => p.StartsWith("invitees 2: column 'language': 'de'", StringComparison.Ordinal));
        Assert.Contains(problems, p => p.StartsWith("invitees 3: column 'id': is empty", StringComparison.Ordinal));
        await Get($"{Campaign}/invitations/XK1", HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_addition_without_time_zone_or_weekend_has_those_of_its_State(bool isCsv)
    {
        await Launch();
        var added = isCsv
            ? await Csv(
                "id,state,name,office,salutation,language,address,copy,zone,weekend,region\n"
                    + "XK1,EGY,Égypte,Ministère,Monsieur,fr,new@ministere.example,,,,\n"
            )
            : await Post(
                $"{Campaign}/invitees",
                """
                { "invitees": [{ "id": "XK1", "state": "EGY", "name": "Égypte", "office": "Ministère",
                  "salutation": "Monsieur", "language": "fr", "address": "new@ministere.example" }] }
                """
            );
        Assert.Equal(1, added.GetProperty("count").GetInt32());
        var invitation = await Get($"{Campaign}/invitations/XK1");
        Assert.Equal(("Africa/Cairo", "Fri Sat"), (Text(invitation, "zone"), Text(invitation, "weekend")));
    }

    [Fact]
    public async Task An_addition_with_other_particulars_is_refused_with_its_line()
    {
        await Launch();
        var other = NewInvitee.Replace("XK1", "FRA", StringComparison.Ordinal);
        var refused = await Post(
            $"{Campaign}/invitees",
            $$"""{ "invitees": [{{NewInvitee}}, {{other}}] }""",
            HttpStatusCode.BadRequest
        );
        var problem = Assert.Single(refused.GetProperty("problems").EnumerateArray());
        Assert.Equal(2, problem.GetProperty("line").GetInt32());
        Assert.StartsWith("column 'id': 'FRA' is on the list", Text(problem, "message"), StringComparison.Ordinal);
        await Get($"{Campaign}/invitations/XK1", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task An_office_that_shares_the_mailbox_of_another_is_added()
    {
        await Launch();
        var shared = NewInvitee.Replace(
            "new@ministere.example",
            SampleCampaign.Few.Invitees[0].Address,
            StringComparison.Ordinal
        );
        await Post($"{Campaign}/invitees", $$"""{ "invitees": [{{shared}}] }""");
        await Get($"{Campaign}/invitations/XK1");
    }
}
