using System.Text;
using Wsis.Invitations.Drafts;

namespace Wsis.Invitations.Tests.Drafts;

/// <summary>What differs between two versions of a campaign folder.</summary>
public sealed class DraftDifferenceTests
{
    [Fact]
    public void The_same_folder_does_not_differ_in_whatever_form_it_is_written()
    {
        var former = SampleCampaign.ReadFiles();
        var current = SampleCampaign.ReadFiles();
        current["invitees.csv"] = Encoding.UTF8.GetBytes(Text(current, "invitees.csv").Replace("\n", "\r\n"));
        current["campaign.json"] = Encoding.UTF8.GetBytes(Text(current, "campaign.json").Replace("  ", "\t"));
        Assert.True(DraftDifference.Compare(former, current).IsEmpty);
    }

    [Fact]
    public void Facts_and_steps_differ_by_name_with_what_they_were()
    {
        var difference = CompareFacts(
            """
            {"title":{"en":"A","fr":"B"},"steps":[{"id":"last-call","kind":"reminder","due":"deadline - P3D"}],
            "window":{"from":"09:00","holidays":["2018-01-01","2018-01-02"]},"links":{"site":"https://a.example"},
            "statements":[{"day":"2018-03-20","capacity":10}]}
            """,
            """
            {"title":{"en":"A","fr":"C"},"steps":[{"id":"last-call","kind":"reminder","due":"deadline - P2D"},
            {"id":"new","kind":"briefing","due":"event - P7D"}],"window":{"from":"09:00","holidays":["2018-01-01"]},
            "copyToMission":true,
            "statements":[{"day":"2018-03-20","capacity":12,"hours":{"from":"09:00","to":"12:00"}}]}
            """
        );
        Assert.Equal(
            [
                new("title.fr", "B", "C"),
                new("steps.last-call", "reminder: deadline - P3D", "reminder: deadline - P2D"),
                new("steps.new", "", "briefing: event - P7D"),
                new("window.holidays", "2018-01-01, 2018-01-02", "2018-01-01"),
                new("copyToMission", "", "true"),
                new("statements.2018-03-20", "10", "12 (09:00–12:00)"),
                new("links.site", "https://a.example", ""),
            ],
            difference.Facts
        );
        Assert.Equal(
            [DifferenceKind.Changed, DifferenceKind.Added, DifferenceKind.Removed],
            new[] { 0, 2, 6 }.Select(i => difference.Facts[i].Kind)
        );
    }

    [Fact]
    public void Letters_attachments_and_invitees_are_changed_added_or_removed()
    {
        var former = SampleCampaign.ReadFiles();
        var current = SampleCampaign.ReadFiles();
        current["letters/fr/invitation.md"] = "new\n"u8.ToArray();
        current.Remove("letters/ru/withdrawal.md");
        current["attachments/map.pdf"] = [1, 2, 3];
        var rows = Text(former, "invitees.csv").Split('\n').ToList();
        var swiss = rows.FindIndex(r => r.StartsWith("CHE,", StringComparison.Ordinal));
        rows[swiss] = rows[swiss].Replace("Europe/Zurich", "Europe/Paris", StringComparison.Ordinal);
        rows.RemoveAll(r => r.StartsWith("FRA,", StringComparison.Ordinal));
        current["invitees.csv"] = Encoding.UTF8.GetBytes(string.Join('\n', rows));

        var difference = DraftDifference.Compare(former, current);

        Assert.Equal(
            ["fr invitation Changed", "ru withdrawal Removed"],
            difference.Letters.Select(l => $"{l.Language} {l.Name} {l.Kind}")
        );
        Assert.Equal(new ValueDifference("map.pdf", "", "3"), Assert.Single(difference.Attachments));
        Assert.Equal(["CHE Changed", "FRA Removed"], difference.Invitees.Select(i => $"{i.Id} {i.Kind}"));
        Assert.Equal(
            new ValueDifference("zone", "Europe/Zurich", "Europe/Paris"),
            Assert.Single(difference.Invitees[0].Cells)
        );
        Assert.Empty(difference.Facts);
    }

    [Fact]
    public void A_file_that_cannot_be_read_differs_in_everything()
    {
        var files = new Dictionary<string, byte[]> { ["campaign.json"] = "{ not JSON"u8.ToArray() };
        var difference = DraftDifference.Compare(SampleCampaign.ReadFiles(), files);
        Assert.Contains(difference.Facts, f => f is { Name: "reference", Kind: DifferenceKind.Removed });
        Assert.Equal(SampleCampaign.Folder.Invitees.Count, difference.Invitees.Count);
    }

    private static DraftDifference CompareFacts(string former, string current) =>
        DraftDifference.Compare(
            new Dictionary<string, byte[]> { ["campaign.json"] = Encoding.UTF8.GetBytes(former) },
            new Dictionary<string, byte[]> { ["campaign.json"] = Encoding.UTF8.GetBytes(current) }
        );

    private static string Text(Dictionary<string, byte[]> files, string path) => Encoding.UTF8.GetString(files[path]);
}
