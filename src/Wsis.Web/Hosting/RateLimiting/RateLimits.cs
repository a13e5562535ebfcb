namespace Wsis.Web.Hosting.RateLimiting;

/// <summary>How many requests public endpoints accept from one sender. Null means no limit.</summary>
/// <param name="PerToken">The limit of one link. An office, its colleagues and its mail scanner share it.</param>
/// <param name="PerAddress">The limit of one address over all links. A ministry behind one proxy, or a provider that
/// scans the mail of many States, is one address.</param>
/// <param name="PerWebhook">The limit of one address for each webhook.</param>
/// <param name="AddressHeader">The header in which a proxy names its caller, such as <c>X-Forwarded-For</c>. Its last
/// address counts. Null without a proxy, because any client can send the header.</param>
/// <param name="PerTester">The limit of the test letters that one member of staff sends to themselves.</param>
public sealed record RateLimits(
    Allowance? PerToken,
    Allowance? PerAddress,
    Allowance? PerWebhook,
    string? AddressHeader = null,
    Allowance? PerTester = null
)
{
    /// <summary>The first limit allows a scanner of an office that follows page, letter and calendar entry in six
    /// languages twice. The second allows a provider that scans the letters to all 194 States within one minute. The
    /// third allows a mail provider that posts its events in batches. The fourth allows the letters of a plan in six
    /// languages.</summary>
    public static readonly RateLimits Default = new(
        new Allowance(120, 1),
        new Allowance(3000, 30),
        new Allowance(3000, 100),
        PerTester: new Allowance(60, 1, TimeSpan.FromMinutes(1))
    );

    public static readonly RateLimits None = new(null, null, null);
}

/// <summary>A token bucket: <paramref name="Burst"/> requests at once, and <paramref name="More"/> further requests
/// each period.</summary>
public sealed record Allowance(int Burst, int More, TimeSpan Every)
{
    public Allowance(int burst, int perSecond)
        : this(burst, perSecond, TimeSpan.FromSeconds(1)) { }
}
