using NodaTime;
using Wsis.Invitations.Campaigns;

namespace Wsis.Invitations.Tests.Campaigns;

public sealed class LaunchWarningsTests
{
    private const string Warning =
        "campaign.json:9: warning: deadline: 22 January 2018, 00:00 in Europe/Zurich has passed; "
        + "a launch sends no letter, and leaves every invitation without an answer";

    private const string SendingPassed =
        "campaign.json:8: warning: sendAt: 8 December 2017, 09:00 in Europe/Zurich has passed; "
        + "the invitation goes out as soon as the campaign is launched and the sending window allows it";

    /// <summary>At the deadline an invitation that was not sent becomes one without an answer, although replies would
    /// still be in time.</summary>
    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(3600, true)]
    [InlineData(7 * 24 * 3600, true)]
    public void A_launch_after_the_deadline_is_warned_of_within_the_grace_too(int secondsAfter, bool isWarned)
    {
        var folder = new CampaignFolderBuilder().With("\"deadline\":", "\"grace\": \"P2D\", \"deadline\":").Read();
        var now = Instant.FromUtc(2018, 1, 21, 23, 0) + Duration.FromSeconds(secondsAfter);
        Assert.Equal(
            isWarned ? [Warning] : [SendingPassed],
            LaunchWarnings.Find(folder, now, canPrint: false).Select(w => $"{w}")
        );
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    public void A_launch_after_the_moment_of_sending_is_warned_of(int secondsAfter, bool isWarned)
    {
        var folder = new CampaignFolderBuilder().Read();
        var now = Instant.FromUtc(2017, 12, 8, 8, 0) + Duration.FromSeconds(secondsAfter);
        Assert.Equal(
            isWarned ? [SendingPassed] : [],
            LaunchWarnings.Find(folder, now, canPrint: false).Select(w => $"{w}")
        );
    }

    [Theory]
    [InlineData(true, true, false)]
    [InlineData(true, false, true)]
    [InlineData(false, false, false)]
    public void Letters_with_pdf_are_warned_of_where_no_browser_is_configured(bool pdf, bool canPrint, bool isWarned)
    {
        var folder = new CampaignFolderBuilder()
            .With("\"kind\": \"reminder\"", $"\"pdf\": {(pdf ? "true" : "false")}, \"kind\": \"reminder\"")
            .Read();
        var found = LaunchWarnings.Find(folder, Instant.FromUtc(2017, 12, 1, 0, 0), canPrint).Select(w => $"{w}");
        Assert.Equal(
            isWarned
                ?
                [
                    "campaign.json:10: warning: steps: the letters of 'reminder-1' go with their PDF, and no browser "
                        + "is configured that prints them; they wait until the setting Wsis__Pdf__Browser names one",
                ]
                : [],
            found
        );
    }
}
