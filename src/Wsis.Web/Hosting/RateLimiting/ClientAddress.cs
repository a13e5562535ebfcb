using System.Net;
using Microsoft.AspNetCore.Http;
using Wsis.Web.Public;
using Wsis.Web.StaffApi;
using Wsis.Web.StaffPages;
using Wsis.Web.StaffPages.Texts;
using Wsis.Web.Webhooks;

namespace Wsis.Web.Hosting.RateLimiting;

/// <summary>Whom a request comes from, as far as that can be known.</summary>
internal static class ClientAddress
{
    /// <summary>The sender's address, or its network for IPv6, of which a household has 2^64 addresses (RFC 4291,
    /// section 2.5.4). Null where it is not known: a request from this machine comes from whatever stands in front,
    /// which speaks for everybody.</summary>
    public static string? Read(HttpContext http, string? header)
    {
        var address = (header is null ? null : Last(http.Request.Headers[header])) ?? http.Connection.RemoteIpAddress;
        if (address is { IsIPv4MappedToIPv6: true })
            address = address.MapToIPv4();
        return address is null || IPAddress.IsLoopback(address) ? null
            : address.GetAddressBytes() is { Length: 16 } bytes ? $"{Convert.ToHexString(bytes, 0, 8)}::/64"
            : address.ToString();
    }

    /// <summary>Each proxy appends whom it was called by: the last is the word of the one next to us, all others may be
    /// the sender's invention.</summary>
    private static IPAddress? Last(IEnumerable<string?> values) =>
        values.LastOrDefault()?.Split(',')[^1].Trim() is { Length: > 0 } last
        && IPEndPoint.TryParse(last, out var endpoint)
            ? endpoint.Address
            : null;
}
