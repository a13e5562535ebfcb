using NodaTime;
using Wsis.Invitations.Reasons;

namespace Wsis.Invitations.Campaigns;

/// <summary>Finds what a launch asks about.</summary>
public static class LaunchWarnings
{
    /// <summary>Lists the warnings of a folder, and those that depend on the time and the host of a launch.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="now">The time.</param>
    /// <param name="canPrint">Whether letters can be printed as PDF.</param>
    public static IEnumerable<Problem> Find(CampaignFolder folder, Instant now, bool canPrint) =>
        !canPrint && folder.Campaign?.Schedule.Steps.FirstOrDefault(s => s.HasPdf) is { } step
            ? Find(folder, now).Append(Warn(folder, "steps", new ProblemReason.NoBrowser(step.Id.Value)))
            : Find(folder, now);

    /// <summary>Finds the date of a draft that lies in the past, by its property in <c>campaign.json</c>.</summary>
    /// <returns>Null if there is none.</returns>
    public static (string Property, ProblemReason Reason)? FindPassed(Schedule schedule, Instant now)
    {
        if (schedule.IsPastDeadline(now))
            return ("deadline", new ProblemReason.DeadlinePassed(schedule.Deadline, schedule.Zone.Id));
        return schedule.SendInstant < now
            ? ("sendAt", new ProblemReason.SendingPassed(schedule.SendAt, schedule.Zone.Id))
            : null;
    }

    private static IEnumerable<Problem> Find(CampaignFolder folder, Instant now) =>
        folder.Campaign is { } campaign && FindPassed(campaign.Schedule, now) is var (property, reason)
            ? folder.Warnings.Append(Warn(folder, property, reason))
            : folder.Warnings;

    private static Problem Warn(CampaignFolder folder, string property, ProblemReason reason) =>
        new(CampaignReader.FileName, CampaignReader.FindLine(folder.Source, property), reason)
        {
            Property = property,
            IsWarning = true,
        };
}
