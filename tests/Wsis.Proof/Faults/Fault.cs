namespace Wsis.Proof.Faults;

/// <summary>The effect of the proxy on a request.</summary>
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

    /// <summary>412: another writer has changed a row. Nothing was written.</summary>
    Conflict,

    /// <summary>The store carries the request out, and the connection is reset before its answer arrives.</summary>
    LoseAnswer,
}
