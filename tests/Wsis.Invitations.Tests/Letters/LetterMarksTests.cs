using Wsis.Invitations.Reasons;
using Wsis.Invitations.Tests.Campaigns;

namespace Wsis.Invitations.Tests.Letters;

/// <summary>A check warns of what a letter would show as text.</summary>
public sealed class LetterMarksTests
{
    [Theory]
    [InlineData("Un <b>mot</b>.", "'<b>' is HTML")]
    [InlineData("Un saut<br/>de ligne.", "'<br/>' is HTML")]
    [InlineData("<p style=\"margin:0\">Un mot.</p>", "'<p style=\"margin:0\">' is HTML")]
    [InlineData("Un mot.<!-- note -->", "'<!--' is HTML")]
    [InlineData("Un **  ** mot.", "the marks '**' would be shown as they stand, first for CHE")]
    [InlineData("Un **mot sans fin.", "the marks '**' would be shown as they stand, first for CHE")]
    [InlineData("Le **{{ invitee.honorific }}** mot.", "the marks '**' would be shown as they stand, first for CHE")]
    [InlineData("**{{ invitee.honorific }}**", "the marks '****' would be shown as they stand, first for CHE")]
    public void Html_and_marks_of_an_emphasis_that_would_be_shown_are_a_warning(string line, string warning)
    {
        var folder = new CampaignFolderBuilder()
            .Put("letters/fr/reminder-1.md", $"---\nsubject: S\n---\nUne phrase.\n\n{line}\n")
            .Read();

        Assert.Empty(folder.Problems);
        var found = Assert.Single(folder.Warnings, w => w.Reason is ProblemReason.Html or ProblemReason.MarksShown);
        Assert.StartsWith($"letters/fr/reminder-1.md:6: warning: {warning}", $"{found}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("**Un** **mot** et __un autre__.")]
    [InlineData("Un *mot*, 2 * 3 * 4, et a < b > c.")]
    [InlineData("<https://www.itu.int> et <info@itu.int>")]
    [InlineData("***")]
    [InlineData("{% if invitee.honorific != \"\" %}**{{ invitee.honorific }}**{% endif %}")]
    public void Marks_that_are_read_are_not_warned_of(string line)
    {
        var folder = new CampaignFolderBuilder()
            .Put("letters/fr/reminder-1.md", $"---\nsubject: S\n---\nUne phrase.\n\n{line}\n")
            .Read();

        Assert.Empty(folder.Problems);
        Assert.DoesNotContain(folder.Warnings, w => w.Reason is ProblemReason.Html or ProblemReason.MarksShown);
    }
}
