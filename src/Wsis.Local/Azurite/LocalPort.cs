using System.Net;
using System.Net.Sockets;

namespace Wsis.Local.Azurite;

/// <summary>Ports on 127.0.0.1.</summary>
internal static class LocalPort
{
    /// <summary>Finds a port on which no program listens.</summary>
    public static int FindFree() => FindFree(1)[0];

    /// <summary>Finds different ports on which no program listens.</summary>
    public static IReadOnlyList<int> FindFree(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        try
        {
            foreach (var listener in listeners)
                listener.Start();
            return [.. listeners.Select(l => ((IPEndPoint)l.LocalEndpoint).Port)];
        }
        finally
        {
            foreach (var listener in listeners)
                listener.Dispose();
        }
    }

    /// <summary>Whether no program listens on the port.</summary>
    public static bool IsFree(int port) => FindError(port) is null;

    /// <summary>Why this program cannot listen on a port; null if it can.</summary>
    public static SocketError? FindError(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return null;
        }
        catch (SocketException e)
        {
            return e.SocketErrorCode;
        }
    }
}
