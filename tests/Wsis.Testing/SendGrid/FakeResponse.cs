namespace Wsis.Testing.SendGrid;

/// <summary>The response of the stand-in to a valid request.</summary>
public enum FakeResponse
{
    /// <summary>202, and the events follow.</summary>
    Accept,

    /// <summary>The same, a good while later.</summary>
    AcceptSlowly,

    /// <summary>202, and no event ever.</summary>
    AcceptAndNeverReport,

    /// <summary>The letter goes out and its events follow, but the connection ends without an answer.</summary>
    AcceptThenDisconnect,

    /// <summary>The undetectable case: the letter is sent, the connection ends, and no event follows.</summary>
    AcceptThenDisconnectAndNeverReport,

    /// <summary>The connection ends without an answer, and nothing goes out.</summary>
    Disconnect,

    /// <summary>No answer at all while the sender has patience; nothing goes out.</summary>
    NeverAnswer,

    /// <summary>429 with <c>Retry-After</c>.</summary>
    RateLimitWithRetryAfter,

    /// <summary>429 with <c>X-RateLimit-Reset</c>.</summary>
    RateLimitWithReset,

    /// <summary>429 that does not say when.</summary>
    RateLimit,

    /// <summary>500.</summary>
    ServerError,

    /// <summary>502 from a proxy that has not passed the request on.</summary>
    BadGateway,

    /// <summary>503.</summary>
    Unavailable,

    /// <summary>401 with the authorization header repeated in the reason, as some proxies do.</summary>
    Unauthorized,

    /// <summary>403.</summary>
    Forbidden,

    /// <summary>400 that repeats a name and an address.</summary>
    BadAddress,

    /// <summary>413, of the stand-in's own accord.</summary>
    TooLarge,
}
