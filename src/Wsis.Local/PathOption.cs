using System.CommandLine;
using System.CommandLine.Parsing;

namespace Wsis.Local;

/// <summary>Creates options and arguments whose value is the path of a file or a folder.</summary>
internal static class PathOption
{
    /// <summary>Creates the option of a file.</summary>
    /// <param name="name">The name, such as <c>--out</c>.</param>
    /// <param name="description">The description.</param>
    /// <param name="findProblem">A sentence that says why a file cannot be used; null if it can.</param>
    public static Option<FileInfo?> CreateFile(
        string name,
        string description,
        Func<FileInfo, string?>? findProblem = null
    ) =>
        new(name)
        {
            Description = description,
            CustomParser = result => Parse(result, name, path => new FileInfo(path), findProblem),
        };

    /// <summary>Creates the option of a folder.</summary>
    /// <inheritdoc cref="CreateFile"/>
    public static Option<DirectoryInfo?> CreateFolder(
        string name,
        string description,
        Func<DirectoryInfo, string?>? findProblem = null
    ) =>
        new(name)
        {
            Description = description,
            CustomParser = result => Parse(result, name, path => new DirectoryInfo(path), findProblem),
        };

    /// <summary>Creates the argument of a file that exists.</summary>
    /// <param name="name">The name, such as <c>FILE</c>.</param>
    /// <param name="description">The description.</param>
    public static Argument<FileInfo> CreateFileArgument(string name, string description) =>
        new Argument<FileInfo>(name)
        {
            Description = description,
            CustomParser = result => Parse(result, name, path => new FileInfo(path)),
        }.AcceptExistingOnly();

    /// <summary>Creates the argument of a folder.</summary>
    /// <inheritdoc cref="CreateFileArgument"/>
    public static Argument<DirectoryInfo> CreateFolderArgument(string name, string description) =>
        new(name)
        {
            Description = description,
            CustomParser = result => Parse(result, name, path => new DirectoryInfo(path)),
        };

    private static T? Parse<T>(
        ArgumentResult result,
        string name,
        Func<string, T> create,
        Func<T, string?>? findProblem = null
    )
        where T : FileSystemInfo
    {
        var path = result.Tokens[0].Value;
        if (string.IsNullOrWhiteSpace(path))
        {
            result.AddError($"{name} must be the path of a {(typeof(T) == typeof(FileInfo) ? "file" : "folder")}.");
            return null;
        }
        var found = create(path);
        if (findProblem?.Invoke(found) is { } problem)
            result.AddError(problem);
        return found;
    }
}
