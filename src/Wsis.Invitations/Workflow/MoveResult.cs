namespace Wsis.Invitations.Workflow;

/// <summary>Who acts, and what they had before their eyes when they decided to.</summary>
/// <param name="Name">The name that the journal gets to know.</param>
/// <param name="Saw">The version of the row that they saw: where it has changed since, nothing is done. Null where that does not matter.</param>
/// <param name="ActionId">Names the act, where it may be repeated: the same again changes nothing. Null gives it a name of its own.</param>
public sealed record Actor(string Name, string? Saw = null, string? ActionId = null)
{
    /// <summary>The name of the act for one of the rows it is about.</summary>
    internal string Act { get; } = ActionId ?? Guid.NewGuid().ToString("N");
}

/// <summary>What came of something that staff wanted done.</summary>
public abstract record MoveResult<T>
{
    private MoveResult()
    {
    }

    /// <summary>It is done, or was done already; how things are now.</summary>
    public sealed record Done(T Now) : MoveResult<T>;

    /// <summary>There is no such campaign or invitation.</summary>
    public sealed record NotFound(string Why) : MoveResult<T>;

    /// <summary>What was said cannot be used; by the name of each field, why.</summary>
    public sealed record Wrong(IReadOnlyDictionary<string, string> Fields) : MoveResult<T>;

    /// <summary>It is not possible as things stand; a sentence that says why.</summary>
    public sealed record NotNow(string Why) : MoveResult<T>;

    /// <summary>Somebody else has changed the row since the actor saw it.</summary>
    public sealed record Stale : MoveResult<T>;

    /// <exception cref="InvalidOperationException">It was not done; the message says why.</exception>
    public T OrThrow() => this switch
    {
        Done done => done.Now,
        NotFound refused => throw new InvalidOperationException(refused.Why),
        NotNow refused => throw new InvalidOperationException(refused.Why),
        Wrong refused => throw new InvalidOperationException(string.Join(" ", refused.Fields.Values)),
        _ => throw new InvalidOperationException("Somebody else changed it just now; look again."),
    };
}
