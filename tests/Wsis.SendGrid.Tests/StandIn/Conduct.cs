namespace Wsis.SendGrid.Tests.StandIn;

/// <summary>How the stand-in treats a request that is in order.</summary>
internal enum Conduct
{
    /// <summary>202, and the events follow.</summary>
    Accept,

    /// <summary>The same, a good while later.</summary>
    AcceptSlowly,

    /// <summary>202, and no event ever.</summary>
    AcceptAndNeverReport,

    /// <summary>The letter goes out and its events follow, but the connection ends without an answer.</summary>
    AcceptAndHangUp,

    /// <summary>The corner that nobody can see into: the letter goes out, the connection ends, no event ever.</summary>
    AcceptHangUpAndNeverReport,

    /// <summary>The connection ends without an answer, and nothing goes out.</summary>
    HangUp,

    /// <summary>No answer at all while the sender has patience; nothing goes out.</summary>
    KeepSilent,

    /// <summary>429 with <c>Retry-After</c>.</summary>
    LimitFor,

    /// <summary>429 with <c>X-RateLimit-Reset</c>.</summary>
    LimitUntil,

    /// <summary>429 that does not say when.</summary>
    Limit,

    /// <summary>500.</summary>
    Fail,

    /// <summary>502 from a proxy that has not passed the request on.</summary>
    LoseSight,

    /// <summary>503.</summary>
    BeUnavailable,

    /// <summary>401 with the authorization header repeated in the reason, as some proxies do.</summary>
    TurnAway,

    /// <summary>403.</summary>
    Forbid,

    /// <summary>413, of the stand-in's own accord.</summary>
    FindTooLarge,
}
