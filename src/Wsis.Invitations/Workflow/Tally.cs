using System.Collections.Immutable;
using Wsis.Invitations.Replies;

namespace Wsis.Invitations.Workflow;

/// <summary>Counts over a campaign's invitations, by name: <c>phase:Awaiting</c>, <c>answer:accepted</c>,
/// <c>letter:reminder-1</c>, ... What one invitation adds is a function of its record (<see cref="From"/>), so a tally
/// can be kept by differences and checked by a full count.</summary>
public sealed record Tally(ImmutableSortedDictionary<string, long> Counts)
{
    public static readonly Tally Empty = new(ImmutableSortedDictionary.Create<string, long>(StringComparer.Ordinal));

    /// <summary>The name of the count of letters of which it was never known whether they were sent.</summary>
    public const string Unresolved = "dispatch:Unresolved";

    public long this[string name] => Counts.GetValueOrDefault(name);

    public long Invitees => this["invitees"];

    public long In(Phase phase) => this[$"phase:{phase}"];

    /// <summary>How many invitees have given an answer.</summary>
    /// <param name="kind">One of <see cref="AnswerKinds"/>.</param>
    public long Answered(string kind) => this[$"answer:{kind}"];

    /// <summary>The counts whose names begin with <paramref name="group"/> and a colon, by the rest of the
    /// name.</summary>
    public IEnumerable<(string Name, long Count)> Group(string group) =>
        Counts
            .Where(c => c.Key.StartsWith(group + ":", StringComparison.Ordinal))
            .Select(c => (c.Key[(group.Length + 1)..], c.Value));

    /// <summary>The counts of one invitation.</summary>
    public static Tally From(Invitation invitation) => Empty.With(Names(invitation));

    /// <summary>This tally after an invitation has changed; <paramref name="before"/> is null for a new one.</summary>
    public Tally Changed(Invitation? before, Invitation after)
    {
        var counts = Counts.ToBuilder();
        foreach (var (name, count) in Names(after))
            counts[name] = counts.GetValueOrDefault(name) + count;
        if (before is not null)
            foreach (var (name, count) in Names(before))
                if ((counts[name] = counts.GetValueOrDefault(name) - count) == 0)
                    counts.Remove(name);
        return new Tally(counts.ToImmutable());
    }

    public Tally Plus(Tally other) => With(other.Counts.Select(c => (c.Key, c.Value)));

    public bool Equals(Tally? other) => other is not null && Counts.SequenceEqual(other.Counts);

    public override int GetHashCode() => Counts.Count;

    private Tally With(IEnumerable<(string Name, long Count)> added)
    {
        var counts = Counts.ToBuilder();
        foreach (var (name, count) in added)
            counts[name] = counts.GetValueOrDefault(name) + count;
        return new Tally(counts.ToImmutable());
    }

    private static IEnumerable<(string Name, long Count)> Names(Invitation invitation)
    {
        yield return ("invitees", 1);
        yield return ($"phase:{invitation.Phase}", 1);
        yield return ($"language:{invitation.Invitee.Language}:{invitation.Phase}", 1);
        if (invitation.Invitee.Region is { Length: > 0 } region)
            yield return ($"region:{region}:{invitation.Phase}", 1);
        foreach (var dispatch in invitation.Dispatches)
        {
            if (dispatch.State == DispatchState.Sent && dispatch.Kind != Letters.LetterKind.Acknowledgement)
                yield return ($"letter:{dispatch.Step}", 1);
            yield return (dispatch.IsUnresolved ? Unresolved : $"dispatch:{dispatch.State}", 1);
            if (dispatch.Delivery != Delivery.Unknown)
                yield return ($"delivery:{dispatch.Delivery}", 1);
        }
        if (invitation.Acknowledged > 0)
            yield return ("letter:acknowledgement", invitation.Acknowledged);
        foreach (var flag in Enum.GetValues<Attention>())
            if (flag != Attention.None && invitation.Attention.HasFlag(flag))
                yield return ($"attention:{flag}", 1);
        if (invitation.Replies > 0)
            yield return ("replies", invitation.Replies);
        if (invitation.Reply is not { } reply)
            yield break;
        yield return ($"answer:{reply.Answer.Kind}", 1);
        yield return ($"answered-on:{reply.ReceivedAt.InUtc().Date:uuuu'-'MM'-'dd}", 1);
        yield return ($"channel:{reply.Channel}", 1);
        if (reply.Late)
            yield return ("late", 1);
        if (reply.Answer.Attendance is { DelegationSize: > 0 and var size } attendance)
        {
            yield return ("delegates", size);
            if (attendance.Women is > 0 and var women)
                yield return ("women", women);
        }
    }
}
