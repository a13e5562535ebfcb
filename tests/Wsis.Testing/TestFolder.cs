namespace Wsis.Testing;

/// <summary>Folders for the files of one test.</summary>
public static class TestFolder
{
    private const string Memory = "/dev/shm";
    private const long MinFreeBytes = 256 * 1024 * 1024;

    /// <summary>Creates a folder in memory, where the machine has a file system in memory with enough space, otherwise
    /// among the temporary files. Hundreds of hosts write hundreds of letters each.</summary>
    public static string CreateInMemory(string prefix) =>
        OperatingSystem.IsLinux() && Directory.Exists(Memory) && new DriveInfo(Memory).AvailableFreeSpace > MinFreeBytes
            ? Directory.CreateDirectory(Path.Combine(Memory, $"{prefix}{Guid.NewGuid():N}")).FullName
            : Directory.CreateTempSubdirectory(prefix).FullName;
}
