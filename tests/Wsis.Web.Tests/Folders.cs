namespace Wsis.Web.Tests;

/// <summary>Where things lie in the working copy.</summary>
internal static class Folders
{
    public static string Root { get; } = RootAbove(AppContext.BaseDirectory);

    public static string Project { get; } = Path.Combine(Root, "tests", "Wsis.Web.Tests");

    public static string Screenshots { get; } =
        Directory.CreateDirectory(Path.Combine(Root, "TestResults", "pages")).FullName;

    private static string RootAbove(string folder) =>
        File.Exists(Path.Combine(folder, "WsisFunctions.sln"))
            ? folder
            : RootAbove(Path.GetDirectoryName(folder.TrimEnd('/', '\\'))!);
}
