using System.CommandLine;
using Wsis.Local.Remote.Arguments;
using Wsis.Local.Remote.Output;

namespace Wsis.Local.Remote.Campaigns;

/// <summary><c>wsis export CAMPAIGN</c>: downloads a campaign's list as CSV or as a spreadsheet.</summary>
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

    private static readonly Option<bool> AsSpreadsheet = new("--spreadsheet")
    {
        Description = "Writes a spreadsheet (.xlsx) instead of CSV. So does --out with a name that ends with .xlsx.",
    };

    private static readonly Option<FileInfo?> Out = PathOption.CreateFile(
        "--out",
        "The file to write. Default: the campaign's id with .csv or .xlsx, in the current folder."
    );

    public static Command Create()
    {
        var command = new Command("export", "Writes all invitations of a campaign to a CSV file or a spreadsheet.")
        {
            Campaign,
            Participants,
            Statements,
            AsSpreadsheet,
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
        var given = context.Arguments.GetValue(Out);
        var isSpreadsheet =
            context.Arguments.GetValue(AsSpreadsheet)
            || string.Equals(given?.Extension, ".xlsx", StringComparison.OrdinalIgnoreCase);
        var extension = isSpreadsheet ? "xlsx" : "csv";
        var file = given?.FullName ?? Path.GetFullPath($"{id}{(part is null ? "" : $"-{part}")}.{extension}");
        context.Print(
            await ProgressBars.Show(
                $"Exporting {id}",
                null,
                report =>
                    FileDownload.Save(context.Host, id, $"{part ?? "export"}.{extension}", file, report, cancellation)
            ),
            saved => saved.Describe()
        );
    }
}
