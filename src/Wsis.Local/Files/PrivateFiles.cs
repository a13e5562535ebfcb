using System.Runtime.Versioning;

namespace Wsis.Local.Files;

/// <summary>Files and folders with personal data or secrets. Only their owner can read them. On Windows they have the
/// rights of the folder that contains them.</summary>
internal static class PrivateFiles
{
    [UnsupportedOSPlatform("windows")]
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    [UnsupportedOSPlatform("windows")]
    private const UnixFileMode OwnerOnlyFolder = OwnerOnly | UnixFileMode.UserExecute;

    /// <summary>Creates a folder if it is missing. A folder that exists keeps its rights.</summary>
    public static string CreateFolder(string path) =>
        (
            OperatingSystem.IsWindows()
                ? Directory.CreateDirectory(path)
                : Directory.CreateDirectory(path, OwnerOnlyFolder)
        ).FullName;

    /// <summary>Creates a folder of the program, or takes other users' rights to it away.</summary>
    public static string CreateOwnFolder(string path)
    {
        var folder = CreateFolder(path);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder, OwnerOnlyFolder);
        return folder;
    }

    /// <summary>Creates or replaces a file.</summary>
    public static FileStream Create(string path)
    {
        var file = Open(path, FileMode.Create);
        TakeRightsAway(path);
        return file;
    }

    /// <summary>Takes other users' rights to a file away. An earlier version may have created it with them. The file of
    /// another user keeps its rights.</summary>
    public static void TakeRightsAway(string path)
    {
        if (OperatingSystem.IsWindows())
            return;
        try
        {
            File.SetUnixFileMode(path, OwnerOnly);
        }
        catch (UnauthorizedAccessException) { }
    }

    /// <summary>Creates a file that must not exist.</summary>
    public static FileStream CreateNew(string path) => Open(path, FileMode.CreateNew);

    private static FileStream Open(string path, FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        return new FileStream(path, options);
    }
}
