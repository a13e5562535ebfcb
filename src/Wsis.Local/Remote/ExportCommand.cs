using System.CommandLine;

namespace Wsis.Local.Remote;

/// <summary><c>wsis export CAMPAIGN</c>: a campaign's list as CSV, for a spreadsheet.</summary>
internal static class ExportCommand
{
    public static Command Create()
    {
        var campaign = CampaignArgument.Create();
        var participants = new Option<bool>("--participants")
        {
            Description = "Only those who come, with their statements and delegations.",
        };
        var to = new Option<FileInfo?>("--out")
        {
            Description = "The file to write; by default the campaign's id with .csv, in this folder.",
        };
        var command = new Command(
            "export",
            "Writes all invitations of a campaign, and what is known of them, into a CSV file. That it was taken, and by whom, is in the campaign's journal."
        )
        {
            campaign,
            participants,
            to,
        };
        return HostOptions.On(
            command,
            async (call, cancellation) =>
            {
                var (id, some) = (call.Typed.GetRequiredValue(campaign), call.Typed.GetValue(participants));
                var file =
                    call.Typed.GetValue(to)?.FullName ?? Path.GetFullPath($"{id}{(some ? "-participants" : "")}.csv");
                var bytes = await ProgressBars.Show(
                    $"Exporting {id}",
                    null,
                    say => Write(call.Host, id, some ? "participants.csv" : "export.csv", file, say, cancellation)
                );
                call.Answer(new Exported(file, bytes), e => $"{e.File}: {e.Bytes:N0} bytes.");
            }
        );
    }

    /// <summary>The file has its name only when it is whole: half a list looks like a list.</summary>
    private static async Task<long> Write(
        StaffClient host,
        string campaign,
        string list,
        string file,
        Action<double, string> say,
        CancellationToken cancellation
    )
    {
        var (part, bytes) = ($"{file}.part", 0L);
        try
        {
            await using (var stream = File.Create(part))
                await host.Export(
                    campaign,
                    list,
                    stream,
                    copied => say(bytes = copied, $"{copied / 1024:N0} KiB"),
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
