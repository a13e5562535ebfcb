using System.CommandLine;
using Wsis.Local.Files;

namespace Wsis.Local.Remote;

/// <summary><c>wsis export CAMPAIGN</c>: downloads a campaign's list as CSV.</summary>
internal static class ExportCommand
{
    private static readonly Argument<string> Campaign = CampaignArgument.Create();

    private static readonly Option<bool> Participants = new("--participants")
    {
        Description = "Only participants, with their statements and delegations.",
    };

    private static readonly Option<bool> Statements = new("--statements")
    {
        Description = "The running order of policy statements.",
    };

    private static readonly Option<FileInfo?> Out = PathOption.CreateFile(
        "--out",
        "The file to write. Default: the campaign's id with .csv, in the current folder."
    );

    public static Command Create()
    {
        var command = new Command("export", "Writes all invitations of a campaign to a CSV file.")
        {
            Campaign,
            Participants,
            Statements,
            Out,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(Participants) && result.GetValue(Statements))
                result.AddError("--participants and --statements exclude each other.");
        });
        return HostOptions.AddTo(command, Export);
    }

    private static async Task Export(CommandContext context, CancellationToken cancellation)
    {
        var id = context.Arguments.GetRequiredValue(Campaign);
        var part =
            context.Arguments.GetValue(Participants) ? "participants"
            : context.Arguments.GetValue(Statements) ? "statements"
            : null;
        var file =
            context.Arguments.GetValue(Out)?.FullName
            ?? Path.GetFullPath($"{id}{(part is null ? "" : $"-{part}")}.csv");
        var list = $"{part ?? "export"}.csv";
        var bytes = await ProgressBars.Show(
            $"Exporting {id}",
            null,
            report => Download(context.Host, id, list, file, report, cancellation)
        );
        context.Print(new Exported(file, bytes), e => $"{e.File}: {e.Bytes:N0} bytes.");
    }

    /// <summary>Writes a temporary file and renames it at the end, so that half a list is never taken for a list. Only
    /// the owner can read it.</summary>
    private static async Task<long> Download(
        StaffClient host,
        string campaign,
        string list,
        string file,
        Action<double, string> report,
        CancellationToken cancellation
    )
    {
        var part = $"{file}.part";
        var bytes = 0L;
        try
        {
            await using (var stream = PrivateFiles.Create(part))
                await host.Export(
                    campaign,
                    list,
                    stream,
                    copied => report(bytes = copied, $"{copied / 1024:N0} KiB"),
                    cancellation
                );
            File.Move(part, file, overwrite: true);
            return bytes;
        }
        finally
        {
            File.Delete(part);
        }
    }

    private sealed record Exported(string File, long Bytes);
}
