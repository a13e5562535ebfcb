using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Storage;

namespace Wsis.Functions.Campaigns;

/// <summary>The letters that one call of an activity sends.</summary>
/// <param name="Campaign">The campaign.</param>
/// <param name="Bucket">The partition; null for all partitions of a campaign of few invitees.</param>
/// <param name="Moment">The time at which they are due, in UTC; null for a launch, which also starts the orchestrations
/// that are missing and returns the times of all letters.</param>
public sealed record LetterChunk(string Campaign, int? Bucket, DateTime? Moment)
{
    public CampaignId Id() => new(Campaign);

    public Partition? Partition() => Bucket is { } bucket ? new Partition(Id(), bucket) : null;
}

/// <summary>What came of sending letters.</summary>
public sealed record LettersSent
{
    /// <summary>Whether there may be more to send.</summary>
    public bool HasMore { get; init; }

    /// <summary>The times of the letters to come, in UTC, soonest first. Only a launch returns them.</summary>
    public IReadOnlyList<DateTime> Moments { get; init; } = [];

    /// <summary>Why letters could not be sent; null if that did not happen. It does not stop the other
    /// partitions.</summary>
    public string? Failure { get; init; }

    internal DateTime? Next => Moments is [var next, ..] ? next : null;

    /// <summary>Adds the result of another partition.</summary>
    internal LettersSent Plus(LettersSent other) =>
        new() { Moments = [.. Moments.Union(other.Moments).Order()], Failure = Failure ?? other.Failure };

    /// <summary>What is left after the letters of the first time were sent.</summary>
    internal LettersSent FollowedBy(LettersSent sent) =>
        new() { Moments = [.. Moments.Skip(1)], Failure = sent.Failure };
}

/// <summary>The progress of sending the letters of many invitees.</summary>
/// <param name="Campaign">The campaign.</param>
/// <param name="Buckets">The number of its partitions.</param>
/// <param name="Moment">The time at which the letters are due, in UTC; null for a launch.</param>
/// <param name="Next">The next partition.</param>
/// <param name="Sent">What came of the earlier partitions.</param>
public sealed record LettersProgress(
    string Campaign,
    int Buckets,
    DateTime? Moment,
    int Next = 0,
    LettersSent? Sent = null
);
