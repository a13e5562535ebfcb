using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Texts;
using Wsis.Local.Remote.Output;
using Wsis.Web.StaffApi;

namespace Wsis.Local.Remote.Campaigns;

/// <summary>Draws the status of a campaign as tables. Issues that need a person come first.</summary>
internal static class StatusScreen
{
    /// <summary>How many future events are shown.</summary>
    private const int MaxEvents = 4;

    public static IRenderable Draw(CampaignStatusView status, string? warning = null)
    {
        var counts = new Columns(
            Table("Invitations", status.Phases),
            Table("Answers", status.Answers, ("late among these", status.Late), ("all replies", status.Replies)),
            Table("Letters by", status.LettersBy.ToDictionary(c => c.Key, c => c.Value.Values.Sum())),
            Table("Letters", status.Letters),
            Table("Delivery", status.Deliveries)
        )
        {
            Expand = false,
        };
        return new Panel(
            new Rows([.. Heading(status, warning).Append(counts).Concat(Delegations(status)).Append(Next(status))])
        )
        {
            Header = new PanelHeader($" {Markup.Escape(status.Id)} "),
            Padding = new Padding(2, 1),
        };
    }

    private static IEnumerable<IRenderable> Heading(CampaignStatusView status, string? warning)
    {
        yield return new Markup(
            $"[bold]{Markup.Escape(status.State)}[/] at {Markup.Escape(MomentText.Format(status.At))}, "
                + EnglishCount.Format(status.Invitees, "invitee")
        );
        if (warning is not null)
            yield return new Markup($"[red]{Markup.Escape(warning)}[/]");
        foreach (var (what, count) in status.Attention.Where(a => a.Value > 0))
            yield return new Markup($"[yellow]needs attention: {Markup.Escape(what)} {Number(count)}[/]");
        if (status.Orchestration is { } runner)
            yield return new Markup(Markup.Escape(Describe(runner)));
        yield return new Text("");
    }

    private static string Describe(OrchestrationView runner)
    {
        var next = runner.NextWake is { } wake ? $", next wake-up {MomentText.Format(wake)}" : "";
        var problem = runner.Problem is { } reason ? $": {reason}" : "";
        return $"orchestration {runner.InstanceId}, {runner.Status}{next}{problem}";
    }

    private static IEnumerable<IRenderable> Delegations(CampaignStatusView status)
    {
        if (status.Delegates == 0)
            yield break;
        var women =
            status.WomenOf > 0
                ? $", of whom women {ShareText.Format(status.Women, status.WomenOf, EnglishSummary.WomenOf)}"
            : status.Women > 0 ? $", of whom women {Number(status.Women)}"
            : "";
        yield return new Text($"{EnglishCount.Format(status.Delegates, "delegate")}{women}\n");
    }

    private static Table Next(CampaignStatusView status)
    {
        var table = new Table().Border(TableBorder.None).AddColumn("Next").AddColumn("");
        foreach (var moment in status.Next.Take(MaxEvents))
            table.AddRow(Markup.Escape(moment.Step ?? moment.What), Markup.Escape(MomentText.Format(moment.At)));
        return table;
    }

    private static Table Table(
        string title,
        IReadOnlyDictionary<string, long> counts,
        params (string Name, long Count)[] others
    )
    {
        var table = new Table().Border(TableBorder.None).AddColumn(title).AddColumn(new TableColumn("").RightAligned());
        foreach (var (name, count) in counts.Select(c => (c.Key, c.Value)).Concat(others))
            table.AddRow(Markup.Escape(name), Number(count));
        return table;
    }

    private static string Number(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
