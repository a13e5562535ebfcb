using System.CommandLine;
using System.Net;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Texts;
using Wsis.Local.Remote.Arguments;
using Wsis.Local.Remote.Output;
using Wsis.Web.StaffApi;

namespace Wsis.Local.Remote.Invitations;

/// <summary><c>wsis correct-list</c>: shows what a list would correct, asks, and corrects the invitees.</summary>
internal static class CorrectListCommand
{
    private static readonly Argument<string> Campaign = CampaignArgument.Create();

    private static readonly Argument<FileInfo> List = PathOption.CreateFileArgument(
        "FILE",
        "The list, as a spreadsheet (.xlsx) or CSV: the ids of at most 1,000 invitees, and the columns that are to be "
            + "corrected. Of a spreadsheet, the first sheet."
    );

    private static readonly Option<bool> Yes = YesOption.Create();

    private static readonly Option<bool> Compare = new("--compare")
    {
        Description = "Only shows each value before and after.",
    };

    public static Command Create() =>
        HostOptions.AddTo(
            new Command(
                "correct-list",
                "Corrects the particulars of many invitees by a list: all of them, or none if a row has an error. A "
                    + "cell replaces what is stored, also if it is empty. Shows each value before and after, and asks."
            )
            {
                Campaign,
                List,
                Compare,
                Yes,
            },
            Correct
        );

    private static async Task Correct(CommandContext context, CancellationToken cancellation)
    {
        var campaign = context.Arguments.GetRequiredValue(Campaign);
        var list = await File.ReadAllBytesAsync(context.Arguments.GetRequiredValue(List).FullName, cancellation);
        var compared = await context.Host.CompareList(campaign, list, cancellation);
        if (context.Arguments.GetValue(Compare))
        {
            context.Print(compared, Describe);
            return;
        }
        var errors = compared.Problems.Where(p => !p.Warning).ToList();
        if (errors.Count > 0)
            throw new RefusedException(
                HttpStatusCode.BadRequest,
                [.. errors.Select(ProblemText.Format), "The list has errors. Nobody was corrected."]
            );
        context.Show(Describe(compared));
        if (compared.Corrections.Count > 0)
            YesOption.Require(
                context.Arguments.GetValue(Yes),
                $"Correct {EnglishCount.Format(compared.Corrections.Count, "invitee")}?",
                "Nobody was corrected."
            );
        context.Print(
            await context.Host.CorrectList(campaign, list, compared.Fingerprint, cancellation),
            corrected =>
                string.Join(
                    Environment.NewLine,
                    [
                        $"{corrected.Count} corrected, {corrected.Refused.Count} refused.",
                        .. corrected.Refused.Select(r => $"{r.Key}: {r.Value}"),
                    ]
                )
        );
    }

    private static string Describe(ComparedListView list) =>
        string.Join(
            Environment.NewLine,
            [
                .. list.Problems.Concat(list.Warnings).Select(ProblemText.Format),
                .. list.Corrections.SelectMany(c =>
                    c.Changes.Select(x =>
                        $"{c.Invitee}: {x.Column}: '{Line(x.Column, x.Before)}' -> '{Line(x.Column, x.After)}'"
                    )
                ),
                $"{EnglishCount.Format(list.Corrections.Count, "invitee")} to correct, {list.Unchanged} unchanged.",
                .. list.NotUsed.Count > 0 ? [$"Columns not used: {string.Join(", ", list.NotUsed)}"] : (string[])[],
            ]
        );

    /// <summary>A value of several lines, such as a postal address, in one.</summary>
    private static string Line(string column, string value) =>
        InviteeList.ToDisplay(column, value).ReplaceLineEndings(" | ");
}
