using Wsis.Invitations.Reasons;
using Wsis.Invitations.Tests.Campaigns;

namespace Wsis.Invitations.Tests.Letters;

/// <summary>Every letter is rendered on trial before an approval.</summary>
public sealed class LetterTrialTests
{
    [Theory]
    [InlineData("name", "Kiribati")]
    [InlineData("office", "Ministre délégué")]
    [InlineData("salutation", "Monsieur")]
    public void A_letter_that_fails_for_the_last_invitee_alone_is_found(string field, string value)
    {
        var row = CampaignFolderBuilder.Row;
        var last = row.Replace(
            "CHE,CHE,Suisse,Ministre,\"Madame, Monsieur,\"",
            "KIR,KIR,Kiribati,Ministre délégué,Monsieur"
        );
        var folder = new CampaignFolderBuilder()
            .Put(
                "invitees.csv",
                $"{CampaignFolderBuilder.Header}\n{row}\n{row.Replace("CHE,CHE", "FRA,FRA")}\n{last}\n"
            )
            .Put(
                "letters/fr/reminder-1.md",
                $"---\nsubject: S\n---\n{{% if invitee.{field} == '{value}' %}}[x](ftp://a.example){{% endif %}}\n"
            )
            .Read();
        var problem = Assert.Single(folder.Problems);
        Assert.IsType<ProblemReason.UnsafeLink>(problem.Reason);
        Assert.Equal("letters/fr/reminder-1.md", problem.File);
    }
}
