using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Reasons;

namespace Wsis.Invitations.Workflow;

/// <summary>A list of new invitees as it was read. A row without time zone or days off has those of its State
/// (<see cref="InviteeImport.CompleteCells"/>).</summary>
internal sealed class AdditionList
{
    /// <summary>The name of a list that is not a file, for its problems.</summary>
    private const string Rows = "invitees";

    private readonly string name;
    private readonly Dictionary<string, int> lines = new(StringComparer.OrdinalIgnoreCase);

    private AdditionList(string name) => this.name = name;

    /// <summary>The invitees. Those of a list with problems are not to be used.</summary>
    public IReadOnlyList<Invitee> Invitees { get; private set; } = [];

    public List<Problem> Problems { get; } = [];

    public List<Problem> Warnings { get; } = [];

    /// <summary>Reads a list in the form of <c>invitees.csv</c>.</summary>
    public static AdditionList Read(byte[] csv)
    {
        var list = new AdditionList(InviteeList.FileName);
        if (InviteeList.ReadTable(csv, list.Problems) is not { } table)
            return list;
        var completed = new InviteeTable
        {
            Columns = table.Columns,
            Rows = InviteeImport.CompleteRows(table),
            HeaderLine = table.HeaderLine,
        };
        list.Invitees = InviteeList.Read(completed, list.Problems, list.Warnings);
        var id = table.Columns.ToList().IndexOf("id");
        foreach (var row in table.Rows)
            list.lines.TryAdd(row.Cells.ElementAtOrDefault(id) ?? "", row.Line);
        return list;
    }

    /// <summary>Reads a list whose rows have cells by the names of <see cref="InviteeList.Columns"/>. The line of a row
    /// is its place, from 1.</summary>
    public static AdditionList Read(IReadOnlyList<IReadOnlyDictionary<string, string>> rows)
    {
        var list = new AdditionList(Rows);
        var completed = rows.Select(row => new Dictionary<string, string>(row)).ToList();
        completed.ForEach(InviteeImport.CompleteCells);
        list.Invitees = InviteeList.Read(Rows, completed, list.Problems, list.Warnings);
        foreach (var (index, row) in rows.Index())
            list.lines.TryAdd(InviteeTable.Clean(row.GetValueOrDefault("id", "")), index + 1);
        return list;
    }

    /// <summary>Adds a problem of the whole list.</summary>
    public void Report(ProblemReason reason) => Problems.Add(new Problem(name, 0, reason));

    /// <summary>Adds a problem of a cell of an invitee.</summary>
    public void Report(ProblemReason reason, InviteeId invitee, string column) =>
        Problems.Add(new Problem(name, lines.GetValueOrDefault(invitee.Value), reason) { Column = column });

    /// <summary>Adds a warning of the whole list.</summary>
    public void Warn(ProblemReason reason, string? column = null) =>
        Warnings.Add(new Problem(name, 0, reason) { Column = column, IsWarning = true });
}
