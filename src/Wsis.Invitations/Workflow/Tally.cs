using System.Collections.Immutable;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Replies;

namespace Wsis.Invitations.Workflow;

/// <summary>Counts over a campaign's invitations, by name: <c>phase:Awaiting</c>, <c>answer:accepted</c>,
/// <c>letter:reminder-1</c>, ... What one invitation adds is a function of its record (<see cref="From"/>), so a tally
/// can be kept by differences and checked by a full count.</summary>
/// <remarks>The phases add up to the invitees, and so do the languages and the channels of letters. The answers, the
/// channels and the days of receipt each add up to the answered (<see cref="Invitation.CountedReply"/>). The late, the
/// delegates and the women are of answered invitations. After a change of what is counted, increase <see
/// cref="Definition"/>.</remarks>
public sealed record Tally(ImmutableSortedDictionary<string, long> Counts)
{
    public static readonly Tally Empty = new(ImmutableSortedDictionary.Create<string, long>(StringComparer.Ordinal));

    /// <summary>The name of the count of letters of which it was never known whether they were sent.</summary>
    public const string Unresolved = "dispatch:Unresolved";

    /// <summary>The group of the counts by <see cref="LetterChannel"/> and phase.</summary>
    public const string ByChannel = "lettersBy";

    /// <summary>The group of the counts of posted letters by <see cref="PostalWay"/>.</summary>
    public const string PostedBy = "posted";

    /// <summary>The version of what is counted. A store counts again what it counted under another one.</summary>
    public const int Definition = 5;

    public long this[string name] => Counts.GetValueOrDefault(name);

    public long Invitees => this["invitees"];

    /// <summary>How many letters wait on the print run.</summary>
    public long ToPrint => this[$"dispatch:{DispatchState.ToPrint}"];

    public long In(Phase phase) => this[$"phase:{phase}"];

    /// <summary>How many invitees have given an answer that counts.</summary>
    /// <param name="kind">One of <see cref="AnswerKinds"/>.</param>
    public long Answered(string kind) => this[$"answer:{kind}"];

    /// <summary>How many invitees take part, in person or by a representative.</summary>
    public long TakePart => AnswerKinds.Attending.Sum(Answered);

    /// <summary>To how many invitees an invitation was sent. Several editions for one invitee count once.</summary>
    public long Invited => this["invited"];

    /// <summary>How many of the answers are late.</summary>
    public long Late => this["late"];

    /// <summary>The sum of the sizes of the delegations that take part.</summary>
    public long Delegates => this["delegates"];

    /// <summary>The number of women among <see cref="WomenOf"/>.</summary>
    public long Women => this["women"];

    /// <summary>Those of the <see cref="Delegates"/> whose reply gives the number of women. Of the others it is not
    /// known. 0 for a campaign that an earlier build erased.</summary>
    public long WomenOf => this["women-of"];

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

    /// <summary>The values of invitees that are counted by phase, such as the groups, in no order.</summary>
    /// <param name="group">The name of the counts: <c>group</c> or <c>region</c>.</param>
    public IEnumerable<string> ListValues(string group) =>
        Group(group)
            .Where(c => c.Count > 0 && c.Name.Contains(':', StringComparison.Ordinal))
            .Select(c => c.Name[..c.Name.LastIndexOf(':')])
            .Distinct();

    private static IEnumerable<(string Name, long Count)> Names(Invitation invitation)
    {
        yield return ("invitees", 1);
        yield return ($"phase:{invitation.Phase}", 1);
        yield return ($"language:{invitation.Invitee.Language}:{invitation.Phase}", 1);
        if (invitation.Invitee.Region is { Length: > 0 } region)
            yield return ($"region:{region}:{invitation.Phase}", 1);
        if (invitation.Invitee.Group is { Length: > 0 } group)
            yield return ($"group:{group}:{invitation.Phase}", 1);
        yield return ($"{ByChannel}:{invitation.Channel}:{invitation.Phase}", 1);
        foreach (var column in invitation.Invitee.Own.Cells.Keys)
            yield return ($"column:{column}", 1);
        if (invitation.WentOut)
            yield return ("invited", 1);
        // The copy of a letter on paper for persons is not counted, as one by e-mail is not.
        foreach (var dispatch in invitation.Dispatches.Where(d => !d.Kind.IsForPersons))
        {
            if (dispatch.State == DispatchState.Sent && dispatch.Kind != Letters.LetterKind.Acknowledgement)
                yield return ($"letter:{dispatch.Step}", 1);
            if (dispatch.Posted is { } posted)
                yield return ($"{PostedBy}:{posted.Way}", 1);
            if (dispatch.State != DispatchState.Failed || !invitation.IsReplaced(dispatch))
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
        if (invitation.CountedReply is not { } reply)
            yield break;
        yield return ($"answer:{reply.Answer.Kind}", 1);
        yield return ($"answered-on:{reply.ReceivedAt.InUtc().Date:uuuu'-'MM'-'dd}", 1);
        yield return ($"channel:{reply.Channel}", 1);
        if (reply.Late)
            yield return ("late", 1);
        if (invitation.DelegationSize is > 0 and var size)
        {
            yield return ("delegates", size);
            if (invitation.Women is not { } women)
                yield break;
            yield return ("women-of", size);
            if (women > 0)
                yield return ("women", women);
        }
    }
}
