using System.Net;
using System.Net.Sockets;
using Wsis.Invitations.Reasons;

namespace Wsis.Web.Webhooks;

/// <summary>Connects to hosts on the public internet only. Nobody can make this program call an internal service. The
/// check and the connection use the same address, so a second name resolution cannot change it.</summary>
public static class PublicAddresses
{
    /// <summary>The IPv4 networks that are not public: the IANA IPv4 Special-Purpose Address Registry, multicast and
    /// reserved networks, and 168.63.129.16, which is an internal address of Azure (Microsoft Learn, "What is IP
    /// address 168.63.129.16?").</summary>
    private static readonly IPNetwork[] Special4 =
    [
        .. new[]
        {
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "168.63.129.16/32",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4",
        }.Select(n => IPNetwork.Parse(n)),
    ];

    /// <summary>The IPv6 networks inside 2000::/3 that are not public: protocol assignments and Teredo, documentation,
    /// 6to4 (IANA IPv6 Special-Purpose Address Registry).</summary>
    private static readonly IPNetwork Global6 = IPNetwork.Parse("2000::/3");

    private static readonly IPNetwork[] Special6 =
    [
        .. new[] { "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20" }.Select(n => IPNetwork.Parse(n)),
    ];

    public static bool IsPublic(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetwork
            ? !Special4.Any(n => n.Contains(address))
            : Global6.Contains(address) && !Special6.Any(n => n.Contains(address));
    }

    /// <summary>Connects to a public address of a host. The resolver of the system finds the addresses.</summary>
    /// <exception cref="ReasonException">The host has no public address.</exception>
    public static ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken cancellation) =>
        Connect(context, Dns.GetHostAddressesAsync, cancellation);

    /// <summary>Connects to a public address that <paramref name="resolve"/> finds. It is called once.</summary>
    /// <exception cref="ReasonException">The host has no public address.</exception>
    public static async ValueTask<Stream> Connect(
        SocketsHttpConnectionContext context,
        Func<string, CancellationToken, Task<IPAddress[]>> resolve,
        CancellationToken cancellation
    )
    {
        var host = context.DnsEndPoint.Host;
        var addresses = (IPAddress.TryParse(host, out var literal) ? [literal] : await resolve(host, cancellation))
            .Where(IsPublic)
            .ToArray();
        if (addresses.Length == 0)
            throw new ReasonException(new Reason.AddressNotPublic(host));
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
