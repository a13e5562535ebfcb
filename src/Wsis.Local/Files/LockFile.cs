namespace Wsis.Local.Files;

/// <summary>Locks between programs. A lock ends with the program that has it, however it ends.</summary>
internal static class LockFile
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);

    /// <summary>Waits for an exclusive lock.</summary>
    public static async Task<FileStream> Acquire(string path, CancellationToken cancellation)
    {
        while (true)
        {
            if (TryAcquire(path) is { } acquired)
                return acquired;
            await Task.Delay(PollInterval, TimeProvider.System, cancellation);
        }
    }

    /// <summary>Takes an exclusive lock. Returns null if another program has the lock or shares it.</summary>
    public static FileStream? TryAcquire(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(path))
        {
            return null;
        }
    }

    /// <summary>Takes a shared lock.</summary>
    public static FileStream Share(string path) => new(path, FileMode.OpenOrCreate, FileAccess.Read, FileShare.Read);
}
