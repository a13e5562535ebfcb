using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using NetArchTest.Rules;

namespace Wsis.Architecture.Tests;

/// <summary>Dependencies point one way (DESIGN section 3): the hosts depend on the rooms of the web, the stores and the
/// mailers, and these depend on the domain alone.</summary>
public sealed partial class RoomTests
{
    private static readonly Dictionary<string, string[]> Rooms = new()
    {
        ["Wsis.Invitations"] = [],
        ["Wsis.TableStorage"] = ["Wsis.Invitations"],
        ["Wsis.InMemory"] = ["Wsis.Invitations"],
        ["Wsis.SendGrid"] = ["Wsis.Invitations"],
        ["Wsis.PickupFolder"] = ["Wsis.Invitations"],
        ["Wsis.Pdf"] = ["Wsis.Invitations"],
        ["Wsis.Web"] = ["Wsis.Invitations"],
        ["Wsis.Functions"] = ["Wsis.Pdf", "Wsis.PickupFolder", "Wsis.SendGrid", "Wsis.TableStorage", "Wsis.Web"],
        ["Wsis.Local"] =
        [
            "Wsis.InMemory",
            "Wsis.Pdf",
            "Wsis.PickupFolder",
            "Wsis.SendGrid",
            "Wsis.TableStorage",
            "Wsis.Web",
        ],
    };

    public static TheoryData<string> Names => [.. Rooms.Keys];

    [Fact]
    public void Every_project_is_a_room() =>
        Assert.Equal(
            Rooms.Keys.Order(),
            Directory
                .EnumerateDirectories(Path.Combine(Repository.Root, "src"))
                .Select(d => Path.GetFileName(d))
                .Order()
        );

    [Theory]
    [MemberData(nameof(Names))]
    public void A_room_references_exactly_the_rooms_below_it(string room) =>
        Assert.Equal(
            Rooms[room].Order(),
            XDocument
                .Parse(Repository.Read($"src/{room}/{room}.csproj"))
                .Descendants("ProjectReference")
                .Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value.Replace('\\', '/')))
                .Order()
        );

    [Fact]
    public void The_diagram_of_the_architecture_has_exactly_these_dependencies() =>
        Assert.Equal(
            Rooms.SelectMany(r => r.Value, (r, below) => $"{r.Key} --> {below}").Order(StringComparer.Ordinal),
            Arrow()
                .Matches(Repository.Read("docs/architecture.md"))
                .SelectMany(
                    a => a.Groups["to"].Value.Split('&', StringSplitOptions.TrimEntries),
                    (a, below) => $"Wsis.{a.Groups["from"].Value} --> Wsis.{below}"
                )
                .Order(StringComparer.Ordinal)
        );

    /// <summary>A line of the diagram: a room, perhaps with its label, and the rooms below it.</summary>
    [GeneratedRegex(
        @"^    (?<from>[A-Z]\w+)(?:\[""Wsis\.[^""]*""\])? --> (?<to>[A-Z][\w& ]*)$",
        RegexOptions.Multiline | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking
    )]
    private static partial Regex Arrow();

    [Theory]
    [MemberData(nameof(Names))]
    public void A_room_uses_only_itself_and_the_rooms_below_it(string room)
    {
        var below = Rooms[room].SelectMany(r => Rooms[r].Append(r)).ToHashSet();
        var used = AssemblyOf(room).GetReferencedAssemblies().Select(a => RoomOf(a.Name!)).Where(Rooms.ContainsKey);

        Assert.Subset(below, used.ToHashSet());
    }

    [Fact]
    public void The_domain_uses_neither_Azure_nor_the_web() =>
        Assert.DoesNotContain(
            AssemblyOf("Wsis.Invitations").GetReferencedAssemblies(),
            a =>
                a.Name is "SendGrid" or "System.Net.Http"
                || a.Name!.StartsWith("Azure", StringComparison.Ordinal)
                || a.Name.StartsWith("Microsoft.", StringComparison.Ordinal)
        );

    [Theory]
    [InlineData("Wsis.TableStorage")]
    [InlineData("Wsis.InMemory")]
    [InlineData("Wsis.SendGrid")]
    [InlineData("Wsis.PickupFolder")]
    [InlineData("Wsis.Pdf")]
    public void A_store_or_mailer_does_not_use_ASP_NET_Core_or_another_provider(string room)
    {
        string[] azure = room == "Wsis.TableStorage" ? [] : ["Azure"];
        string[] others = ["Microsoft.AspNetCore", "Microsoft.Azure", "Microsoft.DurableTask", .. azure];
        Assert.DoesNotContain(
            AssemblyOf(room).GetReferencedAssemblies(),
            a => others.Any(o => a.Name!.StartsWith(o, StringComparison.Ordinal))
        );
    }

    /// <summary>The rooms of the web by who comes. What they share is in Hosting, Files or Lists.</summary>
    [Theory]
    [InlineData("Public")]
    [InlineData("Webhooks")]
    [InlineData("StaffApi")]
    [InlineData("StaffPages")]
    [InlineData("Files")]
    [InlineData("Lists")]
    public void A_room_of_the_web_does_not_use_the_rooms_of_others(string room)
    {
        var others = new[] { "Public", "Webhooks", "StaffApi", "StaffPages" }
            .Where(r => r != room)
            .Select(r => $"Wsis.Web.{r}")
            .ToArray();
        var types = Types.InAssembly(AssemblyOf("Wsis.Web")).That().ResideInNamespaceStartingWith($"Wsis.Web.{room}");
        Assert.NotEmpty(types.GetTypes());

        var result = types.ShouldNot().HaveDependencyOnAny(others).GetResult();

        Assert.True(result.IsSuccessful, string.Join(", ", result.FailingTypeNames ?? []));
    }

    [Fact]
    public void The_decider_and_what_it_decides_on_do_no_io()
    {
        var decided = Types
            .InAssembly(AssemblyOf("Wsis.Invitations"))
            .That()
            .HaveNameMatching("^(InvitationDecider|PendingLetters|Decision|Invitation|Plan|Signal|Tally)$");
        Assert.Equal(7, decided.GetTypes().Count());

        var result = decided
            .ShouldNot()
            .HaveDependencyOnAny("System.IO", "System.Threading.Tasks", "System.TimeProvider", "System.Random")
            .GetResult();

        Assert.True(result.IsSuccessful, string.Join(", ", result.FailingTypeNames ?? []));
    }

    /// <summary>The program's assembly has the name of its command.</summary>
    internal static Assembly AssemblyOf(string room) => Assembly.Load(room == "Wsis.Local" ? "wsis" : room);

    private static string RoomOf(string assembly) => assembly == "wsis" ? "Wsis.Local" : assembly;
}
