using Wsis.Local.Azurite;

namespace Wsis.Testing;

/// <summary>Finds TCP ports on loopback that no program listens on.</summary>
/// <remarks>The ports lie below those that the system gives to clients, so that no connection takes one between its
/// finding and its use. Each is given once in a process; processes begin at different places.</remarks>
public static class FreePort
{
    private const int First = 15_000;
    private const int Count = 17_000;

    private static int given = Environment.ProcessId * 131 % Count;

    public static int Find()
    {
        for (var tries = 0; tries < Count; tries++)
        {
            var port = First + (Interlocked.Increment(ref given) % Count);
            if (LocalPort.IsFree(port))
                return port;
        }
        throw new InvalidOperationException("No port on loopback is free.");
    }
}
