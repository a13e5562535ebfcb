using System.CommandLine;

namespace Wsis.Local.Demo;

/// <summary><c>wsis demo</c>: the sample campaign from the import of the list to the summary after the
/// deadline.</summary>
internal static class DemoCommand
{
    public static Command Create()
    {
        var record = new Serving.StoreChoice();
        var speed = new Option<double>("--days-per-second")
        {
            Description =
                "How fast the campaign's clock runs. At 1, the eight weeks from 8 December 2017 to the end of January 2018 take about a minute.",
            DefaultValueFactory = _ => 1,
        };
        speed.Validators.Add(result =>
        {
            if (result.GetValue(speed) is not (> 0 and <= 20))
                result.AddError(
                    "--days-per-second must be more than 0 and at most 20: beyond that a day is shorter than the way of a letter."
                );
        });
        var seed = new Option<int>("--seed")
        {
            Description = "Chooses how the simulated addressees behave; the same seed, the same people.",
            DefaultValueFactory = _ => 1,
        };
        var exit = new Option<bool>("--exit")
        {
            Description = "End after the summary, instead of serving the pages until Ctrl+C.",
        };
        var summary = new Option<FileInfo?>("--summary") { Description = "Write the summary to this file as JSON." };
        var port = new Option<int>("--port")
        {
            Description = "The port of the pages on 127.0.0.1; 0 takes a free one.",
            DefaultValueFactory = _ => 0,
        };
        var host = Serving.AddressOption.Create(
            "--host",
            "Live it on a host that runs already (func start), over its staff API, with weeks made seconds. Bounces are left out."
        );
        var key = new Option<string?>("--key")
        {
            Description = "The host's key for programs of staff: Wsis__Staff__Keys__{name} in its settings.",
        };
        var letters = new Option<DirectoryInfo?>("--letters")
        {
            Description = "The pickup folder that the host puts its letters into; on this machine.",
        };
        var command = new Command(
            "demo",
            "Lives the sample campaign through on a fast clock: imports 194 invitees, sends the letters into a folder as .eml files, lets simulated "
                + "addressees answer over HTTP through the links in them (accept, decline, delegate, change their mind, answer late, bounce, never), "
                + "and counts at the end what became of every letter and reply."
        )
        {
            speed,
            seed,
            exit,
            summary,
            port,
            host,
            key,
            letters,
        };
        record.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetResult(host) is not null && result.GetResult(letters) is null)
                result.AddError("--host needs --letters: the folder in which the addressees find their letters.");
        });
        command.SetAction(
            (result, cancellation) =>
                result.GetValue(host) is { } there
                    ? new RemoteDemo(
                        there,
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
                    ).Run(record, result, cancellation)
        );
        return command;
    }
}
