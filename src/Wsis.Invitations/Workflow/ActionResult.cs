using Wsis.Invitations.Reasons;
using Wsis.Invitations.Texts;

namespace Wsis.Invitations.Workflow;

/// <summary>The member of staff who acts, and the version that they saw.</summary>
/// <param name="Name">The name for the journal.</param>
/// <param name="ExpectedVersion">The version of the row that they saw. If it has changed, nothing is done. Null skips
/// the check.</param>
/// <param name="ActionId">The id of the action, if it may be repeated. A repeated action changes nothing. Null creates
/// a new id.</param>
public sealed record Actor(string Name, string? ExpectedVersion = null, string? ActionId = null)
{
    /// <summary>The id of the action: <see cref="ActionId"/>, or a new one.</summary>
    internal string UniqueActionId { get; } = ActionId ?? Guid.NewGuid().ToString("N");

    /// <summary>Whether the actor saw another version than the present one. False where they named none.</summary>
    public bool IsStale(string? present) => ExpectedVersion is { } expected && expected != present;
}

/// <summary>The result of an action of staff.</summary>
public abstract record ActionResult<T>
{
    private ActionResult() { }

    /// <summary>It is done, or was done already. <paramref name="Now"/> is the current state.</summary>
    public sealed record Ok(T Now) : ActionResult<T>
    {
        /// <summary>Whether a correction gave only values that are there already. It is not set for an action that is
        /// repeated.</summary>
        public bool IsUnchanged { get; init; }
    }

    /// <summary>There is no such campaign or invitation.</summary>
    public sealed record NotFound(Reason Reason) : ActionResult<T>;

    /// <summary>The request has errors, by the name of each field.</summary>
    public sealed record Invalid(IReadOnlyDictionary<string, Reason> Fields) : ActionResult<T>;

    /// <summary>The action is not possible in the present state.</summary>
    public sealed record Conflict(Reason Reason) : ActionResult<T>;

    /// <summary>The row has changed since the actor read it.</summary>
    public sealed record Stale : ActionResult<T>;

    /// <summary>The same result for a part of the current state.</summary>
    public ActionResult<TPart> Select<TPart>(Func<T, TPart> part) =>
        this switch
        {
            Ok done => new ActionResult<TPart>.Ok(part(done.Now)) { IsUnchanged = done.IsUnchanged },
            NotFound refused => new ActionResult<TPart>.NotFound(refused.Reason),
            Invalid refused => new ActionResult<TPart>.Invalid(refused.Fields),
            Conflict refused => new ActionResult<TPart>.Conflict(refused.Reason),
            _ => new ActionResult<TPart>.Stale(),
        };

    /// <summary>Returns the current state.</summary>
    /// <exception cref="InvalidOperationException">It was not done. The message gives the reason.</exception>
    public T OrThrow() =>
        this switch
        {
            Ok done => done.Now,
            NotFound refused => throw new InvalidOperationException(refused.Reason.ToEnglish()),
            Conflict refused => throw new InvalidOperationException(refused.Reason.ToEnglish()),
            Invalid refused => throw new InvalidOperationException(
                string.Join(" ", refused.Fields.Select(f => $"{f.Key} {f.Value.ToEnglish()}."))
            ),
            _ => throw new InvalidOperationException(new Reason.Stale().ToEnglish()),
        };
}
