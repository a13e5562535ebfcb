using System.Collections.Immutable;
using NodaTime;
using Wsis.Invitations.Workflow;

namespace Wsis.Invitations.Statements;

/// <summary>Places of the running order that a withdrawal or a changed answer has moved.</summary>
/// <param name="At">The time of the withdrawal or of the answer.</param>
/// <param name="Cause">The invitee that was withdrawn or answered, as its statement was.</param>
/// <param name="Places">The places that moved: first that of the cause.</param>
public sealed record RunningOrderChange(Instant At, StatementRequest Cause, IReadOnlyList<PlaceChange> Places)
{
    /// <summary>Finds the latest changes, the latest first. They follow from the invitations alone, so no change is
    /// missing. Places that staff have fixed since are taken as fixed.</summary>
    /// <param name="invitations">All invitations of the campaign.</param>
    /// <param name="createOrder">Creates the running order of some requests.</param>
    /// <param name="max">The most changes. A first acceptance is no such change.</param>
    public static IReadOnlyList<RunningOrderChange> Find(
        IReadOnlyCollection<Invitation> invitations,
        Func<IEnumerable<StatementRequest>, RunningOrder> createOrder,
        int max
    )
    {
        var requests = invitations
            .Select(StatementRequest.From)
            .OfType<StatementRequest>()
            .ToImmutableDictionary(r => r.Invitee);
        var former = invitations
            .SelectMany(i => i.FormerStatements.Select(f => (Request: f.ToRequest(i), f.Until)))
            .ToList();
        var steps = former
            .Select(f => new Step(f.Until, f.Request))
            .Concat(former.Select(f => f.Request).Concat(requests.Values).Select(Step.Begin))
            .OrderByDescending(s => s.At)
            .ThenBy(s => s.IsBeginning);
        var changes = new List<RunningOrderChange>();
        // From now back in time: each step is undone.
        foreach (var step in steps.TakeWhile(_ => changes.Count < max))
        {
            var invitee = step.Request.Invitee;
            if (step.IsBeginning)
            {
                if (requests.GetValueOrDefault(invitee) == step.Request)
                    requests = requests.Remove(invitee);
                continue;
            }
            var after = createOrder(requests.Values);
            requests = requests.SetItem(invitee, step.Request);
            var places = PlaceChange.Find(createOrder(requests.Values), after, invitee);
            if (places.Count > 0)
                changes.Add(new RunningOrderChange(step.At, step.Request, places));
        }
        return changes;
    }

    private sealed record Step(Instant At, StatementRequest Request, bool IsBeginning = false)
    {
        public static Step Begin(StatementRequest request) => new(request.AcceptedAt, request, IsBeginning: true);
    }
}
