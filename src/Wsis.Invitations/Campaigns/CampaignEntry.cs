using System.Collections.Immutable;
using NodaTime;
using Wsis.Invitations.Statements;
using Wsis.Invitations.Workflow;

namespace Wsis.Invitations.Campaigns;

/// <summary>How far a campaign has come.</summary>
public enum CampaignState
{
    /// <summary>The list is being written; a campaign found in this state is imported again.</summary>
    Importing,

    /// <summary>Imported, not launched: nothing is sent.</summary>
    Draft,
    Running,

    /// <summary>Nothing is sent; replies are recorded.</summary>
    Paused,

    /// <summary>Called off for good.</summary>
    Cancelled,

    /// <summary>Over: nothing is sent any more, and a reply is recorded as late.</summary>
    Closed,

    /// <summary>The personal data are being erased; a campaign found in this state is erased on.</summary>
    Erasing,

    /// <summary>Only the counts are left.</summary>
    Erased,
}

/// <summary>A campaign on the record.</summary>
public sealed record CampaignEntry
{
    public required CampaignId Id { get; init; }

    /// <summary>The text of <c>campaign.json</c> as staff wrote it. At most 32,000 characters.</summary>
    public required string Source { get; init; }

    public CampaignState State { get; init; }

    public required int Buckets { get; init; }

    public Instant? LaunchedAt { get; init; }

    public ImmutableArray<DeadlineExtension> Extensions { get; init; } = [];

    /// <summary>Who put the campaign on the record; null where that was not written down.</summary>
    public string? BroughtBy { get; init; }

    /// <summary>Names the whole folder as it was brought, the list of invitees included; null where that was not
    /// written down.</summary>
    public string? Folder { get; init; }

    /// <summary>Who approved what was to be sent, oldest first.</summary>
    public ImmutableArray<ProofApproval> Approvals { get; init; } = [];

    /// <summary>When it was closed or called off.</summary>
    public Instant? EndedAt { get; init; }

    /// <summary>The places in the running order that staff have fixed.</summary>
    public ImmutableArray<StatementPin> Pins { get; init; } = [];

    /// <summary>The moments of the campaign that have been summed up (<see cref="Reports.SummaryService"/>).</summary>
    public ImmutableArray<string> SummedUp { get; init; } = [];

    /// <summary>The version this entry was read in; null for one that is not on the record yet.</summary>
    public string? Version { get; init; }
}

/// <summary>Somebody looked at the proofs and found them right.</summary>
/// <param name="Hash">What they approved: <see cref="LoadedCampaign.ContentHash"/> as it was.</param>
/// <param name="By">Who it was.</param>
/// <param name="At">When.</param>
public sealed record ProofApproval(string Hash, string By, Instant At);
