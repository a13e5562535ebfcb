using System.Diagnostics;
using System.Text;
using Wsis.Invitations.Tests.Campaigns;

namespace Wsis.Invitations.Tests.Letters;

/// <summary>A letter that would exhaust the parser or the renderer is a problem of the folder, with its line. It is
/// found at once, and costs no more than an honest letter.</summary>
public sealed class HostileLetterTests
{
    public static TheoryData<string, string> Hostile =>
        new()
        {
            { "brackets", "{{ " + new string('(', 3_000) },
            { "many brackets", "{{ " + new string('(', 15_000) },
            { "indexers", "{{ today" + Repeat("[today", 3_900) },
            { "blocks", Repeat("{% if today %}", 1_200) + Repeat("{% endif %}", 1_200) },
            { "trimmed blocks", Repeat("{%-if today%}", 2_000) },
            { "operators", "{% if " + Repeat("today or ", 3_000) + "today %}x{% endif %}" },
            { "filters", "{{ today" + Repeat(" | size", 3_000) + " }}" },
            { "range", "{% for i in (1..1000000000) %}x{% endfor %}" },
            { "range of a variable", "{% assign n = 1000000000 %}{% for i in (1..n) %}x{% endfor %}" },
            { "replace", "{{ 'xxxxxxxxxx'" + Repeat(" | replace: 'x', 'xxxxxxxxxx'", 40) + " }}" },
            { "assign", "{% assign a = 'x' %}" + Repeat("{% assign a = a | append: a %}", 40) },
            { "capture", Repeat("{% capture a %}{{ a }}{{ a }}x{% endcapture %}", 40) + "{{ a }}" },
            { "loop", "{% for a in today %}x{% endfor %}" },
            { "output", Repeat("{{ 'xxxxxxxxxx'" + Repeat(" | replace: 'x', 'xxxxxxxxxx'", 3) + " }}", 12) },
            { "include", "{% include 'x' %}" },
            { "render", "{% render 'x' %}" },
            { "width of a date", "{{ today | date: '%999999999d' }}" },
            { "quotations", new string('>', 2_000) },
            { "lists", string.Concat(Enumerable.Range(0, 150).Select(n => new string(' ', n * 2) + "- x\n")) },
            { "emphasis", Repeat("*a ", 200) + Repeat("**a", 200) + Repeat("[", 300) + Repeat("](x)", 300) },
            { "brackets in the text", Repeat("[", 3_000) },
            { "javascript", "[here](javascript:alert(1))" },
            { "data", "[here](data:text/html,x)" },
            { "data in capitals", "[here](DATA:text/html,x)" },
            { "autolink", "<javascript:alert(1)>" },
            { "link by reference", "[here]\n\n[here]: javascript:x" },
            { "relative link", "[here](/staff)" },
        };

    [Theory]
    [MemberData(nameof(Hostile))]
    public void A_letter_that_would_exhaust_us_or_mislead_its_reader_is_a_problem_with_its_line(
        string kind,
        string body
    )
    {
        var watch = Stopwatch.StartNew();
        var problems = new CampaignFolderBuilder()
            .Put("letters/fr/invitation.md", $"---\nsubject: S\n---\n\n{body}\n")
            .Problems();
        var problem = Assert.Single(problems, p => p.StartsWith("letters/fr/invitation.md:", StringComparison.Ordinal));
        Assert.Matches(@"\Aletters/fr/invitation\.md:([4-9]|\d\d+): ", problem);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), $"{kind} took {watch.Elapsed}");
    }

    [Theory]
    [InlineData("---\n")]
    [InlineData("---\nsubject: S\n")]
    [InlineData("---\nsubject: S\nattachments: a.pdf\n")]
    public void Blank_lines_without_a_closing_line_are_refused_in_milliseconds(string beginning)
    {
        var watch = Stopwatch.StartNew();
        var text = beginning + Repeat("\n", 10_000) + "x";
        Assert.Contains(
            "must begin with a front matter",
            new CampaignFolderBuilder().Put("letters/fr/invitation.md", text).Problems()[0],
            StringComparison.Ordinal
        );
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), $"It took {watch.Elapsed}");
    }

    [Fact]
    public void Liquid_features_that_letters_need_still_work()
    {
        var body =
            "{% if invitee.copy %}x{% elsif today != blank %}y{% else %}z{% endif %}\n"
            + "{% case invitee.name %}{% when 'Suisse' %}a{% endcase %}{{ event.dates | upcase }}\n"
            + "{% unless today %}x{% endunless %}{% comment %}no{% endcomment %}{{ invitee.name | default: '?' }}\n";
        Assert.Equal(
            ["letters/fr/invitation.md:4: 'invitee.copy' is not a field of this letter"],
            new CampaignFolderBuilder()
                .Put("letters/fr/invitation.md", $"---\nsubject: S\n---\n{body}")
                .Problems()
                .Select(p => p.Split(';')[0])
        );
    }

    private static string Repeat(string text, int count) =>
        new StringBuilder(text.Length * count).Insert(0, text, count).ToString();
}
