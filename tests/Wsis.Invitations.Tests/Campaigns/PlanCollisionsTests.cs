using NodaTime;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Workflow;

namespace Wsis.Invitations.Tests.Campaigns;

/// <summary>Letters of a plan that fall together.</summary>
public sealed class PlanCollisionsTests
{
    [Fact]
    public void The_plan_of_the_sample_annoys_nobody() =>
        Assert.Empty(PlanCollisions.Find(SampleCampaign.Folder.Campaign!, SampleCampaign.Folder.Invitees));

    [Fact]
    public void Two_letters_to_an_office_on_a_day_are_a_warning()
    {
        var folder = WithLastCall("deadline - P13DT20H");
        var collision = Assert.Single(PlanCollisions.Find(folder.Campaign!, folder.Invitees), c => c.Sent);
        Assert.Equal(["reminder-2", "last-call"], collision.Steps);
        Assert.Equal(new LocalDate(2018, 1, 8), collision.Day);
        Assert.InRange(collision.Invitees, 1, folder.Invitees.Count);
        var warning = Assert.Single(folder.Warnings, w => w.Reason is ProblemReason.LettersOnOneDay);
        Assert.Equal(("steps", true), (warning.Property, warning.IsWarning));
        Assert.Contains("reminder-2, last-call", warning.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_reminder_that_a_later_letter_overtakes_is_a_warning()
    {
        // Both wait for the working hours of Monday.
        var folder = WithLastCall("deadline - P14DT1S");
        var collisions = PlanCollisions.Find(folder.Campaign!, folder.Invitees).Where(c => !c.Sent).ToList();
        Assert.Equal(folder.Invitees.Count, collisions.Sum(c => c.Invitees));
        Assert.All(collisions, c => Assert.Equal(["last-call", "reminder-2"], c.Steps.Order()));
        Assert.Contains(folder.Warnings, w => w.Reason is ProblemReason.LetterOvertaken);
    }

    [Fact]
    public void A_trial_of_one_day_has_no_warning()
    {
        var folder = SampleCampaign.With(campaign =>
        {
            campaign["deadline"] = "2017-12-09T09:00:00";
            campaign["steps"]![1]!["due"] = "sending + PT4H";
            campaign["steps"]![2]!["due"] = "deadline - PT4H";
            campaign["steps"]![3]!["due"] = "deadline - PT2H";
        });
        Assert.NotNull(folder.Campaign);
        Assert.DoesNotContain(folder.Warnings, w => w.Reason is ProblemReason.LettersOnOneDay);
    }

    private static CampaignFolder WithLastCall(string due) =>
        SampleCampaign.With(campaign => campaign["steps"]![3]!["due"] = due);
}
