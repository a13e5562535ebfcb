using NodaTime;
using Wsis.Invitations.Reasons;

namespace Wsis.Invitations.Campaigns;

/// <summary>Finds what a launch asks about.</summary>
public static class LaunchWarnings
{
    /// <summary>Lists the warnings of a folder, and those that depend on the time of the launch.</summary>
    public static IEnumerable<Problem> Find(CampaignFolder folder, Instant now) =>
        folder.Campaign?.Schedule switch
        {
            { } schedule when schedule.IsPastDeadline(now) =>
            [
                .. folder.Warnings,
                Warn(folder, "deadline", new ProblemReason.DeadlinePassed(schedule.Deadline, schedule.Zone.Id)),
            ],
            { } schedule when schedule.SendInstant < now =>
            [
                .. folder.Warnings,
                Warn(folder, "sendAt", new ProblemReason.SendingPassed(schedule.SendAt, schedule.Zone.Id)),
            ],
            _ => folder.Warnings,
        };

    private static Problem Warn(CampaignFolder folder, string property, ProblemReason reason) =>
        new(CampaignReader.FileName, CampaignReader.FindLine(folder.Source, property), reason)
        {
            Property = property,
            IsWarning = true,
        };
}
