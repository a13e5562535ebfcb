using NodaTime;
using Wsis.Invitations.Reasons;

namespace Wsis.Invitations.Campaigns;

/// <summary>Finds what a launch asks about.</summary>
public static class LaunchWarnings
{
    /// <summary>Lists the warnings of a folder, and those that depend on the time of the launch.</summary>
    public static IEnumerable<Problem> Find(CampaignFolder folder, Instant now) =>
        folder.Campaign?.Schedule is { } schedule && schedule.IsPastDeadline(now)
            ? [.. folder.Warnings, CreateWarning(folder, schedule)]
            : folder.Warnings;

    private static Problem CreateWarning(CampaignFolder folder, Schedule schedule) =>
        new(
            CampaignReader.FileName,
            CampaignReader.FindLine(folder.Source, "deadline"),
            new ProblemReason.DeadlinePassed(schedule.Deadline, schedule.Zone.Id)
        )
        {
            Property = "deadline",
            IsWarning = true,
        };
}
