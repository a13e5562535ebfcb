using System.Collections.Immutable;
using NodaTime;
using Wsis.Invitations.Statements;
using Wsis.Invitations.Workflow;

namespace Wsis.Invitations.Campaigns;

/// <summary>The state of a campaign.</summary>
public enum CampaignState
{
    /// <summary>The list is being written. A campaign left in this state is imported again.</summary>
    Importing,

    /// <summary>It is imported and not launched. Nothing is sent.</summary>
    Draft,
    Running,

    /// <summary>Nothing is sent. Replies are recorded.</summary>
    Paused,

    /// <summary>It is cancelled permanently.</summary>
    Cancelled,

    /// <summary>It is over. Nothing more is sent, and a reply is recorded as late.</summary>
    Closed,

    /// <summary>The personal data are being erased. The erasure of a campaign left in this state continues.</summary>
    Erasing,

    /// <summary>Only the counts are left.</summary>
    Erased,
}

/// <summary>A stored campaign.</summary>
public sealed record CampaignEntry
{
    public required CampaignId Id { get; init; }

    /// <summary>The text of <c>campaign.json</c> as staff wrote it. At most 32,000 characters.</summary>
    public required string Source { get; init; }

    public CampaignState State { get; init; }

    public required int Buckets { get; init; }

    public Instant? LaunchedAt { get; init; }

    /// <summary>Whether the campaign sends its planned letters, many together, so that an invitation waits only for
    /// what is its own. False if an earlier version launched it.</summary>
    public bool SharesLetters { get; init; }

    public ImmutableArray<DeadlineExtension> Extensions { get; init; } = [];

    /// <summary>The person who imported the campaign. Null if that was not recorded.</summary>
    public string? ImportedBy { get; init; }

    /// <summary>The people who wrote parts of the draft that was imported. Empty: the person who imported it wrote
    /// it.</summary>
    public ImmutableArray<string> Authors { get; init; } = [];

    /// <summary>The hash of all campaign files at the import, the list of invitees included. Null if that was not
    /// recorded.</summary>
    public string? Folder { get; init; }

    /// <summary>The number of changes of the list between the import and the launch.</summary>
    public int ListChanges { get; init; }

    /// <summary>The approvals of what is sent to whom, oldest first.</summary>
    public ImmutableArray<ProofApproval> Approvals { get; init; } = [];

    /// <summary>The number of decisions of staff that changed what may be sent. A letter is claimed under the latest
    /// only.</summary>
    public long PlanVersion { get; init; }

    /// <summary>The version of the plan since which every invitation has to be decided on again.</summary>
    public long ReplanVersion { get; init; }

    /// <summary>The corrected letters in the order of their approvals. None is ever removed: a letter that was sent has
    /// the text that was approved last at that time.</summary>
    public ImmutableArray<LetterCorrection> Corrections { get; init; } = [];

    /// <summary>The corrected letters that wait for an approval, at most one text of a letter.</summary>
    public ImmutableArray<LetterCorrection> PendingCorrections { get; init; } = [];

    /// <summary>When it was closed or cancelled.</summary>
    public Instant? EndedAt { get; init; }

    /// <summary>The places in the running order that staff fixed.</summary>
    public ImmutableArray<StatementPin> Pins { get; init; } = [];

    /// <summary>The moments of the campaign that have a summary (<see cref="Reports.SummaryService"/>).</summary>
    public ImmutableArray<string> SummedUp { get; init; } = [];
}

/// <summary>The approval of the proofs by a person.</summary>
/// <param name="Hash">The hash of what was approved: <see cref="LoadedCampaign.ContentHash"/> at that time.</param>
/// <param name="By">The person.</param>
/// <param name="At">When.</param>
/// <param name="Folder">The <see cref="CampaignEntry.Folder"/> at that time. Null if it was not recorded.</param>
public sealed record ProofApproval(string Hash, string By, Instant At, string? Folder = null);
