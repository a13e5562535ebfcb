using System.CommandLine;
using System.Text.RegularExpressions;

namespace Wsis.Local.Tests;

/// <summary>The commands, options and addresses that the documentation names exist, and it names all of them.</summary>
public sealed partial class DocumentationTests
{
    private const string Requests = "docs/api.http";

    /// <summary>An address of an earlier version, which is still read.</summary>
    private const string FormerEndpoint = "ListAnnouncements";

    private static readonly Dictionary<string, Command> Commands = CommandProgram
        .CreateRoot()
        .Subcommands.ToDictionary(c => c.Name);

    public static TheoryData<string> Pages =>
        [
            "README.md",
            "CONTRIBUTING.md",
            Requests,
            .. Directory
                .EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories)
                .Select(f => Path.GetRelativePath(Repository.Root, f).Replace('\\', '/'))
                .Order(StringComparer.Ordinal),
        ];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_command_that_a_page_names_exists_with_its_options(string page) =>
        Assert.All(
            CommandLine().Matches(Repository.Read(page)),
            line =>
            {
                Assert.Contains(line.Groups["command"].Value, Commands);
                var command = Commands[line.Groups["command"].Value];
                var next = line.Groups["rest"].Value.TrimStart().Split(' ')[0];
                if (command.Subcommands.Count > 0 && next.Length > 0)
                    command = Assert.Single(command.Subcommands, c => c.Name == next);
                var options = command.Options.Select(o => o.Name).Append("--help");
                Assert.All(
                    OptionName().Matches(line.Groups["rest"].Value),
                    option => Assert.Contains(option.Value, options)
                );
            }
        );

    [Fact]
    public void The_page_of_commands_has_every_command()
    {
        var page = Repository.Read("docs/commands.md");
        Assert.All(Commands.Keys, command => Assert.Matches($@"(?m)^\| `wsis .*\b{command}\b", page));
        Assert.All(
            Commands.Values.SelectMany(c => c.Subcommands.Select(s => (Group: c.Name, s.Name))),
            command => Assert.Matches($@"(?m)^\| `wsis {command.Group} [^|]*\b{command.Name}\b", page)
        );
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_address_that_a_page_names_exists(string page) =>
        Assert.All(
            Address().Matches(Repository.Read(page)),
            address =>
                Assert.True(
                    EndpointList.Local.Any(e =>
                        Matches(e, address.Groups["path"].Value, address.Groups["method"].Value)
                    ),
                    address.Value
                )
        );

    [Fact]
    public void The_requests_to_try_have_every_endpoint_of_the_staff_API()
    {
        var requests = RequestLine()
            .Matches(Repository.Read(Requests))
            .Select(r => (Method: r.Groups["method"].Value, Path: r.Groups["path"].Value))
            .ToList();
        Assert.All(
            EndpointList.Local.Where(e =>
                e.Pattern.StartsWith("/api/", StringComparison.Ordinal) && e.Name != FormerEndpoint
            ),
            e =>
                Assert.All(
                    e.Methods.Where(m => m != "HEAD"),
                    m => Assert.True(requests.Any(r => r.Method == m && Matches(e, r.Path, m)), $"{m} {e.Pattern}")
                )
        );
    }

    /// <summary>Whether a path leads to an endpoint, or is what all paths of its kind begin with. What a page writes in
    /// braces stands for any part.</summary>
    private static bool Matches(ListedEndpoint endpoint, string path, string method)
    {
        if (method.Length > 0 && !endpoint.Methods.Contains(method))
            return false;
        string[] parts = path.Trim('/').Split('/');
        string[] pattern = endpoint.Pattern.Trim('/').Split('/');
        return parts.Length == pattern.Length
            ? parts.Zip(pattern).All(p => IsParameter(p.Second) || IsParameter(p.First) || p.First == p.Second)
            : parts.Length == 1 && parts[0] == pattern[0]
                || (pattern is [.., ['{', '*', ..]] && parts.Length > pattern.Length);
    }

    private static bool IsParameter(string part) => part.Contains('{', StringComparison.Ordinal);

    /// <summary>A command in a code span or a line of a code block: <c>wsis NAME</c>, <c>staff NAME</c> as
    /// operations.md defines it, or the project with <c>--</c>.</summary>
    [GeneratedRegex(
        @"(?:`wsis |^staff |src/Wsis\.Local -- )(?<command>[a-z][a-z-]*)(?<rest>[^`\n#|]*)",
        RegexOptions.Multiline | RegexOptions.CultureInvariant
    )]
    private static partial Regex CommandLine();

    [GeneratedRegex("(?<= )--[a-z-]+", RegexOptions.CultureInvariant)]
    private static partial Regex OptionName();

    [GeneratedRegex(
        @"(?:(?<method>GET|PUT|POST|DELETE) )?(?<![\w./:}>-])"
            + @"(?<path>/(?:api|staff|webhooks|r|health)(?:/[\w.{}@-]+)*)(?![\w/…*])",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex Address();

    [GeneratedRegex(
        @"^(?<method>[A-Z]+) \{\{host\}\}(?<path>/[^?\s]*)",
        RegexOptions.Multiline | RegexOptions.CultureInvariant
    )]
    private static partial Regex RequestLine();
}
