using System.CommandLine;
using Wsis.Local.Serving;

namespace Wsis.Local.Demo;

/// <summary><c>wsis demo</c>: runs the sample campaign from the import to the summary after the deadline.</summary>
internal sealed class DemoCommand
{
    private readonly StoreChoice store = new();

    private readonly Option<double> speed = NumberOption.Create(
        "--days-per-second",
        1.0,
        "The speed of the campaign's clock. At 1, the eight weeks from 8 December 2017 to the end of January 2018 "
            + "take about a minute.",
        days => days is > 0 and <= 20,
        "a number of more than 0 and at most 20. Faster, a day is shorter than the time that a letter needs"
    );

    private readonly Option<int> seed = NumberOption.Create(
        "--seed",
        1,
        "Determines how the simulated addressees behave. The same seed gives the same behaviour.",
        _ => true,
        "a whole number"
    );

    private readonly Option<bool> exit = new("--exit")
    {
        Description = "End after the summary instead of serving the pages until Ctrl+C.",
    };

    private readonly Option<FileInfo?> summary = PathOption.CreateFile(
        "--summary",
        "Write the summary to this file as JSON.",
        file => file.Directory is { Exists: true } ? null : $"The folder of {file} does not exist."
    );

    private readonly Option<int> port = NumberOption.CreatePort(
        0,
        0,
        "The port on 127.0.0.1 for the pages. 0 chooses a free port."
    );

    private readonly Option<Uri?> host = AddressOption.Create(
        "--host",
        "Run the demo on a running host (func start) over its staff API. Weeks take seconds, and no letter bounces."
    );

    private readonly Option<string?> key = new("--key")
    {
        Description = "A key of the host for programs of staff, from its setting Wsis__Staff__Keys__{name}.",
    };

    private readonly Option<DirectoryInfo?> letters = PathOption.CreateFolder(
        "--letters",
        "The pickup folder of the host, on this machine.",
        folder => folder.Exists ? null : $"The folder {folder} does not exist."
    );

    public static Command Create()
    {
        var demo = new DemoCommand();
        var command = new Command(
            "demo",
            "Runs the sample campaign on a fast clock: imports 194 invitees, writes the letters to a folder as .eml "
                + "files, lets simulated addressees reply over HTTP through the links in them (they accept, decline, "
                + "delegate, change their mind, reply late, bounce or never reply), and counts at the end what became "
                + "of every letter and reply."
        )
        {
            demo.speed,
            demo.seed,
            demo.exit,
            demo.summary,
            demo.port,
            demo.host,
            demo.key,
            demo.letters,
        };
        demo.store.AddTo(command);
        demo.AddValidator(command);
        command.SetAction(demo.Run);
        return command;
    }

    private void AddValidator(Command command) =>
        command.Validators.Add(result =>
        {
            if (result.GetResult(host) is not null && result.GetResult(letters) is null)
                result.AddError("--host needs --letters, the folder in which the addressees find their letters.");
        });

    private Task<int> Run(ParseResult result, CancellationToken cancellation) =>
        result.GetValue(host) is { } address
            ? new RemoteDemo(
                address,
                result.GetValue(key),
                result.GetValue(letters)!.FullName,
                result.GetValue(speed),
                result.GetValue(seed)
            ).Run(cancellation)
            : new DemoRun(
                result.GetValue(speed),
                result.GetValue(seed),
                result.GetValue(port),
                result.GetValue(exit),
                result.GetValue(summary)
            ).Run(store, result, cancellation);
}
