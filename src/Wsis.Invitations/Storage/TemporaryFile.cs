namespace Wsis.Invitations.Storage;

/// <summary>Creates files for content that is too large for memory. A file has no name that another program can open,
/// and is deleted when it is closed.</summary>
public static class TemporaryFile
{
    private const int BufferSize = 64 * 1024;

    /// <summary>Creates an empty file in the temporary folder of the system, to be written and then read.</summary>
    /// <exception cref="IOException">The disk is full, or the folder cannot be written.</exception>
    public static FileStream Create()
    {
        var path = Path.Combine(Path.GetTempPath(), $"wsis-{Guid.NewGuid():N}.tmp");
        var file = new FileStream(
            path,
            new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.ReadWrite,
                Share = FileShare.Delete,
                BufferSize = BufferSize,
                Options = FileOptions.Asynchronous | FileOptions.DeleteOnClose,
            }
        );
        // On Unix the name is gone at once, so nothing stays if this process is killed.
        if (!OperatingSystem.IsWindows())
            File.Delete(path);
        return file;
    }
}
