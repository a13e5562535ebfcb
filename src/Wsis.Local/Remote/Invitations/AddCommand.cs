using System.CommandLine;
using System.Net;
using Wsis.Invitations.Texts;
using Wsis.Local.Remote.Arguments;
using Wsis.Local.Remote.Output;
using Wsis.Web.StaffApi;

namespace Wsis.Local.Remote.Invitations;

/// <summary><c>wsis add</c>: shows whom a list would add, asks, and adds them.</summary>
internal static class AddCommand
{
    private static readonly Argument<string> Campaign = CampaignArgument.Create();

    private static readonly Argument<FileInfo> List = PathOption.CreateFileArgument(
        "FILE",
        "The invitees, as CSV in the form of invitees.csv, or as a spreadsheet (.xlsx), of which the first sheet is "
            + "read."
    );

    private static readonly Option<bool> Compare = new("--compare") { Description = "Only shows whom it would add." };

    private static readonly Option<bool> Yes = YesOption.Create();

    public static Command Create() =>
        HostOptions.AddTo(
            new Command(
                "add",
                "Adds the invitees of a list to a campaign: all of them, or none if a row has an error. While the "
                    + "campaign runs, their invitations are sent. Shows whom it would add, and asks."
            )
            {
                Campaign,
                List,
                Compare,
                Yes,
            },
            Add
        );

    private static async Task Add(CommandContext context, CancellationToken cancellation)
    {
        var campaign = context.Read(Campaign);
        var list = await File.ReadAllBytesAsync(context.Arguments.GetRequiredValue(List).FullName, cancellation);
        var compared = await context.Host.CompareAdditions(campaign, list, cancellation);
        if (context.Arguments.GetValue(Compare))
        {
            context.Print(compared, Describe);
            return;
        }
        var errors = compared.Problems.Where(p => !p.Warning).Select(ProblemText.Format).ToList();
        if (errors.Count > 0)
            throw new RefusedException(
                HttpStatusCode.BadRequest,
                [.. errors, "The list has errors. Nobody was added."]
            );
        if (compared.Refusal is { } refusal)
            throw new RefusedException(HttpStatusCode.Conflict, [refusal]);
        context.Show(Describe(compared));
        if (compared.Invitees.Count > 0)
            context.Require(
                Yes,
                $"Add {EnglishCount.Format(compared.Invitees.Count, "invitee")}?",
                "Nobody was added."
            );
        context.Print(
            await context.Host.Add(campaign, list, cancellation),
            added => $"{EnglishCount.Format(added.Count, "invitee")} added, {added.ThereAlready} were there already."
        );
    }

    private static string Describe(ComparedAdditionsView list) =>
        string.Join(
            Environment.NewLine,
            [
                .. list.Problems.Concat(list.Warnings).Select(ProblemText.Format),
                .. list.Invitees.Select(i =>
                    $"{i.Id}  {i.Name}, {i.Office}, {i.Language} by {i.LettersBy}, {i.Zone}"
                    + (i.InvitationAt is { } at ? $", invited {MomentText.Format(at)}" : "")
                ),
                $"{EnglishCount.Format(list.Invitees.Count, "invitee")} to add, {list.ThereAlready} there already.",
                .. list.Refusal is { } refusal ? [refusal] : (string[])[],
            ]
        );
}
