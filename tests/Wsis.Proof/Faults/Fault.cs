namespace Wsis.Proof.Faults;

/// <summary>What the wire does with a request.</summary>
internal enum Fault
{
    None,

    /// <summary>The request reaches the store later.</summary>
    Delay,

    /// <summary>The request is swallowed: no answer ever comes.</summary>
    Drop,

    /// <summary>The connection is reset before the store hears of the request.</summary>
    Reset,

    /// <summary>503: the store is busy, and has done nothing.</summary>
    Busy,

    /// <summary>412: somebody else has changed a row; nothing was done.</summary>
    Conflict,

    /// <summary>The store carries the request out, and the connection is reset before its answer arrives.</summary>
    LoseAnswer,
}
