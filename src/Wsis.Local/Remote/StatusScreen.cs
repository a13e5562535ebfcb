using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;
using Wsis.Web.StaffApi;

namespace Wsis.Local.Remote;

/// <summary>Where a campaign stands, as tables side by side: what needs a person first.</summary>
internal static class StatusScreen
{
    /// <summary>How many of the moments ahead are shown.</summary>
    private const int Moments = 4;

    public static IRenderable Draw(CampaignStatusView status, string? trouble = null)
    {
        var counts = new Columns(
            Table("Invitations", status.Phases),
            Table("Answers", status.Answers, ("late", status.Late), ("replies in all", status.Replies)),
            Table("Letters", status.Letters),
            Table("Delivery", status.Deliveries)
        )
        {
            Expand = false,
        };
        return new Panel(new Rows([.. Heading(status, trouble).Append(counts).Append(Next(status))]))
        {
            Header = new PanelHeader($" {Markup.Escape(status.Id)} "),
            Padding = new Padding(2, 1),
        };
    }

    private static IEnumerable<IRenderable> Heading(CampaignStatusView status, string? trouble)
    {
        yield return new Markup(
            $"[bold]{Markup.Escape(status.State)}[/] at {Markup.Escape(status.At)}, {Number(status.Invitees)} invitees"
        );
        if (trouble is not null)
            yield return new Markup($"[red]{Markup.Escape(trouble)}[/]");
        foreach (var (what, count) in status.Attention.Where(a => a.Value > 0))
            yield return new Markup($"[yellow]needs a person: {Markup.Escape(what)} {Number(count)}[/]");
        if (status.Orchestration is { } runner)
            yield return new Markup(
                Markup.Escape(
                    $"run by {runner.InstanceId}, {runner.Status}{(runner.NextWake is { } wake ? $", next at {wake}" : "")}{(runner.Problem is { } problem ? $": {problem}" : "")}"
                )
            );
        yield return new Text("");
    }

    private static Table Next(CampaignStatusView status)
    {
        var table = new Table().Border(TableBorder.None).AddColumn("Next").AddColumn("");
        foreach (var moment in status.Next.Take(Moments))
            table.AddRow(Markup.Escape(moment.Step ?? moment.What), Markup.Escape(moment.At));
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
