using NodaTime;
using Wsis.Invitations.Workflow;

namespace Wsis.Invitations.Statements;

/// <summary>A statement that a withdrawal or a changed answer has ended: what the running order needs to place it
/// again.</summary>
/// <param name="Day">The requested day. Null if none.</param>
/// <param name="IsWished">Whether a statement was wished. False: the reply did not say.</param>
/// <param name="AcceptedAt">The time of the answer.</param>
/// <param name="Until">When it ended.</param>
public sealed record FormerStatement(LocalDate? Day, bool IsWished, Instant AcceptedAt, Instant Until)
{
    /// <summary>How many are kept for an invitation.</summary>
    public const int Max = 5;

    /// <summary>Keeps the statement of an invitation that a change ends. It is part of the change, so that it is stored
    /// with it or not at all.</summary>
    internal static Invitation Keep(Invitation before, Invitation after, Instant now)
    {
        if (
            StatementRequest.From(before) is not { } former
            || (StatementRequest.From(after) is { } next && IsSamePlace(former, next))
        )
            return after;
        var kept = after.FormerStatements.Add(new(former.Day, former.IsWished, former.AcceptedAt, now));
        return after with { FormerStatements = kept.RemoveRange(0, Math.Max(0, kept.Length - Max)) };
    }

    /// <summary>The request as it was, for the running order.</summary>
    internal StatementRequest ToRequest(Invitation invitation) =>
        StatementRequest.For(invitation.Invitee, Day, AcceptedAt) with
        {
            IsWished = IsWished,
        };

    private static bool IsSamePlace(StatementRequest one, StatementRequest other) =>
        (one.Day, one.IsWished, one.AcceptedAt) == (other.Day, other.IsWished, other.AcceptedAt);
}
