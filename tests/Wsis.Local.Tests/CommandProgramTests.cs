using System.Net;
using System.Net.Sockets;

namespace Wsis.Local.Tests;

/// <summary>A command that cannot be run as it was given says why in one line, and ends with exit code 2.</summary>
public sealed class CommandProgramTests : IDisposable
{
    private readonly string scratch = Directory.CreateTempSubdirectory("wsis-usage-").FullName;

    private readonly TcpListener otherProgram = new(IPAddress.Loopback, 0);

    public CommandProgramTests()
    {
        otherProgram.Start();
        File.WriteAllText(Path.Combine(scratch, "file"), "");
        File.WriteAllText(Path.Combine(scratch, "broken.json"), "{");
        Directory.CreateDirectory(Path.Combine(scratch, "broken-keys"));
        File.WriteAllText(Path.Combine(scratch, "broken-keys", "link-keys.json"), "nothing");
    }

    /// <summary>Every option of every command.</summary>
    public static TheoryData<string, string> Options { get; } =
        new(
            from command in CommandProgram.CreateRoot().Subcommands
            from option in command.Options
            where option.Arity.MinimumNumberOfValues > 0
            select (command.Name, option.Name)
        );

    /// <summary>Every option that is the path of a file or a folder.</summary>
    public static TheoryData<string, string> Paths { get; } =
        new(
            from command in CommandProgram.CreateRoot().Subcommands
            from option in command.Options
            where option.ValueType.IsAssignableTo(typeof(FileSystemInfo))
            select (command.Name, option.Name)
        );

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task An_empty_path_is_named(string command, string option)
    {
        string[] argument = command is "serve" or "rehearse" ? [SampleCampaign.Path] : ["forum"];
        var said = await Fail(command == "demo" ? [command, option, ""] : [command, .. argument, option, " "]);
        Assert.Contains($"{option} must be the path of a", said, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Options))]
    public async Task An_option_without_its_value_is_named(string command, string option)
    {
        var hasArgument = CommandProgram.CreateRoot().Subcommands.Single(c => c.Name == command).Arguments.Count > 0;
        var said = await Fail(hasArgument ? [command, SampleCampaign.Path, option] : [command, option]);
        Assert.Contains(option, said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("'frobnicate' is not a command", "frobnicate")]
    [InlineData("'--frobnicate' is not a command", "--frobnicate")]
    [InlineData("'--frobnicate'", "serve", "{sample}", "--frobnicate")]
    [InlineData("not provided")]
    [InlineData("'' is not the id of a campaign", "launch", "")]
    [InlineData("'..' is not the id of a campaign", "erase", "..", "--yes")]
    [InlineData("'A B' is not the id of an invitee", "withdraw", "forum", "A B", "--yes")]
    [InlineData("'../x' is not the id of an invitee", "remind", "forum", "FRA", "../x")]
    [InlineData("Use https", "status", "forum", "--host", "http://wsis.example/")]
    [InlineData("--days-per-second must be", "demo", "--days-per-second", "abc")]
    [InlineData("--days-per-second must be", "demo", "--days-per-second", "0")]
    [InlineData("--days-per-second must be", "demo", "--days-per-second", "NaN")]
    [InlineData("--seed must be", "demo", "--seed", "1.5")]
    [InlineData("--port must be a port", "demo", "--port", "65536")]
    [InlineData("does not exist", "demo", "--summary", "{scratch}/nowhere/summary.json")]
    [InlineData("--host must be an address", "demo", "--letters", "{scratch}", "--host", "nowhere")]
    [InlineData("does not exist", "demo", "--letters", "{scratch}/nowhere", "--host", "http://127.0.0.1:1/")]
    [InlineData("--connection is not", "demo", "--connection", "nonsense", "--data", "{scratch}/data")]
    [InlineData("is a file and not a folder", "demo", "--store", "memory", "--data", "{scratch}/file")]
    [InlineData("Another program listens", "demo", "--store", "memory", "--data", "{scratch}/data", "--port", "{port}")]
    [InlineData("'paper'", "demo", "--store", "paper")]
    [InlineData("does not exist", "serve", "{scratch}/nowhere")]
    [InlineData("--port must be a port", "serve", "{sample}", "--port", "0")]
    [InlineData("--port must be a port", "serve", "{sample}", "--port", "99999999999")]
    [InlineData("does not exist", "serve", "{sample}", "--settings", "{scratch}/nowhere")]
    [InlineData("broken.json", "serve", "{sample}", "--settings", "{scratch}/broken.json")]
    [InlineData("'pigeon'", "serve", "{sample}", "--mail", "pigeon")]
    [InlineData("--mail sendgrid needs", "serve", "{sample}", "--mail", "sendgrid", "--store", "memory")]
    [InlineData("is a file and not a folder", "serve", "{sample}", "--data", "{scratch}/file")]
    [InlineData("--staff must be a name", "serve", "{sample}", "--staff", "a\nb")]
    [InlineData("not the name of a header", "serve", "{sample}", "--address-header", "X Y")]
    [InlineData("link-keys.json", "serve", "{sample}", "--store", "memory", "--data", "{scratch}/broken-keys")]
    [InlineData("--site must be", "serve", "{sample}", "--site", "ftp://site.example/")]
    [InlineData("has a path", "serve", "{sample}", "--site", "https://gateway.example/wsis")]
    [InlineData("--connection is not", "serve", "{sample}", "--connection", "a=b")]
    [InlineData("Another program listens", "serve", "{sample}", "--data", "{scratch}/data", "--port", "{port}")]
    [InlineData("Another program listens", "serve", "{broken}", "--data", "{scratch}/data", "--port", "{port}")]
    [InlineData("ApiKey", "serve", "{sample}", "--data", "{scratch}/data", "--mail", "sendgrid")]
    [InlineData("does not exist", "check", "{scratch}/nowhere")]
    [InlineData("does not exist", "rehearse", "{scratch}/file")]
    [InlineData("file", "rehearse", "{sample}", "--out", "{scratch}/file", "--json")]
    [InlineData("--host must be", "push", "{sample}", "--host", "nowhere")]
    [InlineData("A key has only", "status", "forum", "--key", "a\nb")]
    [InlineData("A key has only", "status", "forum", "--key", "é")]
    [InlineData("nowhere", "export", "forum", "--out", "{scratch}/nowhere/list.csv")]
    [InlineData("ids of invitees, or a filter", "remind", "forum")]
    [InlineData("'two'", "launch", "one", "two")]
    [InlineData("'tomorrow' is not a moment", "deadline", "forum", "tomorrow")]
    [InlineData("'asleep' is not a phase", "remind", "forum", "--phase", "asleep")]
    [InlineData("'tlh' is not the code of a language", "remind", "forum", "--language", "tlh")]
    [InlineData("'XX1' is not a code of three letters", "remind", "forum", "--state", "XX1")]
    [InlineData("'2017-99-99' is not a day", "print-run", "mark", "forum", "--yes", "--date", "2017-99-99")]
    [InlineData("'maybe'", "record-reply", "forum", "FRA", "maybe", "--yes")]
    [InlineData("'10.1.2018' is not a day", "record-reply", "forum", "FRA", "accepted", "--date", "10.1.2018")]
    [InlineData("does not exist", "record-reply", "forum", "FRA", "accepted", "--scan", "{scratch}/nowhere.pdf")]
    [InlineData("argument missing for command: 'record-reply'", "record-reply", "forum", "FRA")]
    [InlineData("'Hunger'", "resolve", "forum", "FRA", "Hunger")]
    [InlineData("is to be corrected", "correct", "forum", "FRA")]
    [InlineData("'budget' is not a column with its value", "correct", "forum", "FRA", "--field", "budget")]
    [InlineData("no column 'name'", "delegation", "set", "forum", "FRA", "{scratch}/file", "--yes")]
    [InlineData("'tomorrow' is not a day", "statements", "fix", "forum", "FRA", "tomorrow", "1")]
    [InlineData("PLACE must be", "statements", "fix", "forum", "FRA", "2018-03-20", "first")]
    [InlineData("--subject", "correspondence", "answer", "forum", "M", "--text", "x", "--yes")]
    [InlineData("either with --text or", "correspondence", "answer", "forum", "M", "--subject", "x", "--yes")]
    [InlineData("'Read'", "correspondence", "list", "forum", "--status", "Read")]
    [InlineData("'invitation' is not a letter", "letters", "test", "forum", "invitation", "--to", "a@b.example")]
    [InlineData("--to", "letters", "test", "forum", "fr/invitation")]
    [InlineData(
        "'tlh' is not one of the languages ar (Arabic), en (English)",
        "letters",
        "add-language",
        "forum",
        "tlh"
    )]
    [InlineData("'tlh' is not one of the languages ar (Arabic), en (English)", "draft", "add-language", "forum", "tlh")]
    [InlineData("does not exist", "draft", "write", "forum", "campaign.json", "{scratch}/nowhere.json", "--yes")]
    [InlineData("'--reference' is required", "draft", "create", "--name", "Forum")]
    [InlineData("'Paper plane' is not Email or Paper", "invitations", "list", "forum", "--letters-by", "Paper plane")]
    [InlineData("'Asleep'", "campaigns", "orchestrations", "forum", "--status", "Asleep")]
    [InlineData("Required command was not provided", "correspondence")]
    public async Task An_unusable_value_is_named_in_one_line(string expected, params string[] arguments)
    {
        var said = await Fail([
            .. arguments.Select(a =>
                a.Replace("{scratch}", scratch, StringComparison.Ordinal)
                    .Replace("{sample}", SampleCampaign.Path, StringComparison.Ordinal)
                    .Replace("{broken}", Path.Combine(scratch, "broken-keys"), StringComparison.Ordinal)
                    .Replace("{port}", $"{((IPEndPoint)otherProgram.LocalEndpoint).Port}", StringComparison.Ordinal)
            ),
        ]);
        Assert.Contains(expected, said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("'soon' is not a moment", "--deadline", "soon")]
    [InlineData("'tlh' is not one of the languages ar (Arabic), en (English)", "--language", "tlh")]
    [InlineData("'May' is not a day", "--from", "May")]
    public async Task An_unusable_fact_of_a_new_draft_is_named(string expected, string option, string value)
    {
        var facts = new Dictionary<string, string>
        {
            ["--name"] = "Forum",
            ["--reference"] = "CL-1",
            ["--from"] = "2027-05-03",
            ["--to"] = "2027-05-05",
            ["--place"] = "Geneva",
            ["--zone"] = "Europe/Zurich",
            ["--send-at"] = "2026-12-07T09:00:00",
            ["--deadline"] = "2027-02-15T00:00:00",
            [option] = value,
        };
        var said = await Fail(["draft", "create", .. facts.SelectMany(f => new[] { f.Key, f.Value })]);
        Assert.Contains(expected, said, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        otherProgram.Dispose();
        Directory.Delete(scratch, recursive: true);
    }

    private static async Task<string> Fail(params string[] arguments)
    {
        var (code, said, printed) = await WsisCommand.RunForOutput(arguments);
        Assert.True(code == CommandProgram.Unusable, said);
        Assert.Equal("", printed);
        Assert.Single(said.TrimEnd().Split('\n'));
        Assert.DoesNotContain("   at ", said, StringComparison.Ordinal);
        return said;
    }
}
