using System.Net;
using Microsoft.AspNetCore.Http;

namespace Wsis.Web.Hosting.RateLimiting;

/// <summary>Reads the address of the client that sends a request.</summary>
internal static class ClientAddress
{
    /// <summary>The address of the client. For IPv6 it is the /64 network, because one household has 2^64 addresses
    /// (RFC 4291, section 2.5.4). Null where it is not known: a request from this machine comes from a proxy that
    /// serves all clients.</summary>
    public static string? Read(HttpContext http, string? header)
    {
        var address = (header is null ? null : Last(http.Request.Headers[header])) ?? http.Connection.RemoteIpAddress;
        if (address is { IsIPv4MappedToIPv6: true })
            address = address.MapToIPv4();
        return address is null || IPAddress.IsLoopback(address) ? null
            : address.GetAddressBytes() is { Length: 16 } bytes ? $"{Convert.ToHexString(bytes, 0, 8)}::/64"
            : address.ToString();
    }

    /// <summary>Each proxy appends the address of its caller. Only the last address comes from the nearest proxy. A
    /// sender can invent all others.</summary>
    private static IPAddress? Last(IEnumerable<string?> values) =>
        values.LastOrDefault()?.Split(',')[^1].Trim() is { Length: > 0 } last
        && IPEndPoint.TryParse(last, out var endpoint)
            ? endpoint.Address
            : null;
}
