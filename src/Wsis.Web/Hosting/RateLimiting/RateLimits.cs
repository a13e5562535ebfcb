namespace Wsis.Web.Hosting.RateLimiting;

/// <summary>How many requests the open doors take from one sender. Null: as many as come.</summary>
/// <param name="PerToken">By link: an office, its colleagues and its mail scanner, all at once.</param>
/// <param name="PerAddress">By address, over all links: a ministry behind one proxy, or a provider that scans the mail
/// of many States.</param>
/// <param name="PerWebhook">By address, for each webhook.</param>
/// <param name="AddressHeader">The header in which whatever stands in front says who has called, such as
/// <c>X-Forwarded-For</c>; its last address is believed. Null where nothing stands in front: anybody can send a
/// header.</param>
public sealed record RateLimits(
    Allowance? PerToken,
    Allowance? PerAddress,
    Allowance? PerWebhook,
    string? AddressHeader = null
)
{
    /// <summary>An office whose scanner follows page, letter and calendar entry in six languages, all at once and
    /// again, stays inside the first; a provider that scans the letters to all 194 States in one minute inside the
    /// second; a mail provider that posts its events in batches far inside the third.</summary>
    public static readonly RateLimits Default = new(
        new Allowance(120, 1),
        new Allowance(3000, 30),
        new Allowance(3000, 100)
    );

    public static readonly RateLimits None = new(null, null, null);
}

/// <summary>A number of requests that may come at once, and how many more with each period that passes.</summary>
public sealed record Allowance(int AtOnce, int More, TimeSpan Every)
{
    public Allowance(int atOnce, int aSecond)
        : this(atOnce, aSecond, TimeSpan.FromSeconds(1)) { }
}
