namespace Wsis.Testing;

/// <summary>The files of the working copy that tests compare with the code.</summary>
public static class Repository
{
    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    /// <summary>The folder for screenshots of the pages.</summary>
    public static string Screenshots => Directory.CreateDirectory(Path.Combine(Root, "TestResults", "pages")).FullName;

    public static string Read(string file) => File.ReadAllText(Path.Combine(Root, file));

    private static string FindRoot(string folder) =>
        File.Exists(Path.Combine(folder, "WsisFunctions.sln"))
            ? folder
            : FindRoot(Path.GetDirectoryName(folder.TrimEnd('/', '\\'))!);
}
