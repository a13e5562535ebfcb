using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Wsis.Local.Azurite;

namespace Wsis.Testing;

/// <summary>Finds TCP ports on loopback that no program listens on.</summary>
/// <remarks>The ports lie below those that the system gives to clients, so that no connection takes one between its
/// finding and its use. A port is held for the process by a UDP socket on the same number, so that no other process of
/// the tests is given it.</remarks>
public static class FreePort
{
    private const int First = 15_000;
    private const int Count = 17_000;

    private static readonly ConcurrentBag<Socket> Held = [];

    private static int given = Environment.ProcessId * 131 % Count;

    public static int Find()
    {
        for (var tries = 0; tries < Count; tries++)
        {
            var port = First + (Interlocked.Increment(ref given) % Count);
            if (Hold(port) && LocalPort.IsFree(port))
                return port;
        }
        throw new InvalidOperationException("No port on loopback is free.");
    }

    private static bool Hold(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
        }
        catch (SocketException)
        {
            socket.Dispose();
            return false;
        }
        Held.Add(socket);
        return true;
    }
}
