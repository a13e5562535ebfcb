using System.ComponentModel.DataAnnotations;

namespace Wsis.Functions.Settings;

/// <summary>Section <c>Wsis:TaskHub</c>: what the task hub keeps.</summary>
public sealed class TaskHubOptions
{
    public const string Section = "Wsis:TaskHub";

    /// <summary>How long the instances and histories of a campaign are kept after its end: a minute to ten years.
    /// Default: 30 days.</summary>
    [Range(
        typeof(TimeSpan),
        "00:01:00",
        "3650.00:00:00",
        ErrorMessage = "The retention must be a minute to 3650 days."
    )]
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(30);
}
