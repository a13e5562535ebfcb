using NodaTime.Extensions;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Journal;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Storage;

namespace Wsis.Invitations.Workflow;

/// <summary>Corrects the particulars of many invitees by a list, at any time of the campaign. What is sent next uses
/// them. Staff first see each value before and after.</summary>
public sealed class ListCorrections(
    IInvitationStore invitationStore,
    ICampaignStore campaignStore,
    CampaignCache campaigns,
    InvitationService invitations,
    DraftListChanges changes,
    TimeProvider clock
)
{
    /// <summary>The most invitees that one list corrects.</summary>
    public const int MaxInvitees = 1000;

    private const string Id = "id";

    /// <summary>Compares a list with the invitees of a campaign. Nothing is changed.</summary>
    /// <param name="id">The campaign.</param>
    /// <param name="table">The list. It has the ids of invitees, and the columns that are to be corrected, by the
    /// headings that an import knows or the names of the campaign's own columns. Other columns are not used. A cell
    /// replaces what is stored, also if it is empty.</param>
    /// <param name="cancellation">Cancels the reading.</param>
    /// <returns>Null if there is no such campaign.</returns>
    public async Task<ComparedList?> Compare(CampaignId id, InviteeTable table, CancellationToken cancellation)
    {
        if (await campaigns.Find(id, cancellation) is not { } campaign)
            return null;
        var problems = new List<Problem>();
        var columns = await MatchColumns(campaign.Entry, table, cancellation);
        var rows = ReadRows(table, columns, problems);
        var stored = await Read(campaign, [.. rows.Select(r => r.Invitee)], cancellation);
        var corrections = new List<Correction>();
        var unchanged = 0;
        foreach (var (invitee, line, cells) in rows)
            if (!stored.TryGetValue(invitee, out var invitation) || invitation.IsErased)
                problems.Add(Problem(line, Id, new ProblemReason.InviteeUnknown(invitee)));
            else if (Correct(invitation.Invitee, cells, line, problems) is { } corrected)
            {
                foreach (var language in corrected.Languages)
                    if (campaign.Composer.FindMissing(language) is { } letter)
                        problems.Add(
                            Problem(line, "language", new ProblemReason.NoLetterInLanguage(language.Code, letter))
                        );
                if (corrected == invitation.Invitee)
                    unchanged++;
                else
                    corrections.Add(new Correction(invitation.Invitee, corrected));
            }
        return new ComparedList(
            corrections,
            unchanged,
            [.. table.Headings.Index().Where(c => !columns.ContainsValue(c.Index)).Select(c => c.Item)],
            problems,
            await CorrectionWarnings.Find(corrections, stored, campaign, invitationStore, cancellation)
        )
        {
            WrongRows = InviteeImport.FindWrong(
                table,
                [.. columns.OrderBy(c => c.Value).Select(c => (c.Key, c.Value))],
                problems
            ),
        };
    }

    /// <summary>Corrects what the comparison of a list found: all of it, or nothing where it has problems.</summary>
    /// <param name="id">The campaign.</param>
    /// <param name="table">The list, as it was compared.</param>
    /// <param name="fingerprint">The <see cref="ComparedList.Fingerprint"/> that staff saw. If the invitees have
    /// changed since, nothing is done. Null skips the check.</param>
    /// <param name="actor">The member of staff, and the version of the campaign that they saw. An action that is
    /// repeated changes nothing.</param>
    /// <param name="cancellation">Cancels the call.</param>
    /// <returns>The corrections and who was refused.</returns>
    /// <exception cref="StoreUnavailableException">Some could not be recorded. The same list may be sent
    /// again.</exception>
    public async Task<ActionResult<CorrectedList>> Apply(
        CampaignId id,
        InviteeTable table,
        string? fingerprint,
        Actor actor,
        CancellationToken cancellation
    )
    {
        if (await Compare(id, table, cancellation) is not { } compared)
            return new ActionResult<CorrectedList>.NotFound(new Reason.CampaignNotFound(id.Value));
        var campaign = await campaigns.Get(id, cancellation);
        if (actor.IsStale(campaign.Version))
            return new ActionResult<CorrectedList>.Stale();
        if (fingerprint is not null && fingerprint != compared.Fingerprint)
            return new ActionResult<CorrectedList>.Stale();
        if (compared.Problems.Count > 0)
            return new ActionResult<CorrectedList>.Conflict(new Reason.ListHasProblems(compared.Problems.Count));
        if (campaign.IsOver)
            return new ActionResult<CorrectedList>.Conflict(new Reason.CampaignEnded());
        if (compared.Corrections.Count == 0)
            return new ActionResult<CorrectedList>.Ok(new CorrectedList(0, new Dictionary<string, Reason>()));
        await changes.Count(id, cancellation);
        var signals = new List<(InvitationKey, Signal)>();
        foreach (var (before, after) in compared.Corrections)
            signals.Add(
                (
                    new InvitationKey(id, before.Id),
                    new Signal.ParticularsCorrected(actor.UniqueActionId, actor.Name, before, after)
                    {
                        SharedWith =
                            after.Address == before.Address
                                ? null
                                : await AddressSharing.Find(
                                    invitationStore,
                                    campaign.Entry,
                                    after.Id,
                                    after.Address,
                                    cancellation
                                ),
                    }
                )
            );
        var results = await invitations.ApplyAll(signals, cancellation);
        if (results.FirstOrDefault(r => r.Failure is not null)?.Failure is { } failure)
            throw failure as StoreUnavailableException ?? new StoreUnavailableException(failure.Message, failure);
        var refused = signals
            .Zip(results)
            .Where(r => r.Second.Decision is not { Refusal: null })
            .ToDictionary(
                r => r.First.Item1.Invitee.Value,
                r => r.Second.Decision?.Refusal ?? new Reason.InviteeNotFound(id.Value, r.First.Item1.Invitee.Value)
            );
        await campaignStore.AddJournalEntry(
            id,
            new JournalEntry(
                clock.GetCurrentInstant(),
                new JournalEvent.ListCorrected(signals.Count - refused.Count),
                actor.Name
            ),
            cancellation
        );
        return new ActionResult<CorrectedList>.Ok(
            new CorrectedList(signals.Count - refused.Count, refused)
            {
                Particulars = compared
                    .Corrections.Where(c => !refused.ContainsKey(c.Before.Id.Value))
                    .Sum(c => c.Changes.Count),
            }
        );
    }

    /// <summary>The positions of the columns that are used, by the names of the fields.</summary>
    private async Task<Dictionary<string, int>> MatchColumns(
        CampaignEntry campaign,
        InviteeTable table,
        CancellationToken cancellation
    )
    {
        // A heading with the prefix is that of an own column, whatever else it says.
        var columns = InviteeImport
            .Propose(table)
            .Where(c => WithoutPrefix(table.Columns[c.Value]) == table.Columns[c.Value])
            .ToDictionary();
        var tally = await invitationStore.Count(campaign.Id, campaign.Buckets, cancellation);
        var own = tally.Group("column").Select(c => c.Name).ToHashSet();
        // The heading of a field is that of no other column; the name alone may be that of a column of an answer.
        foreach (var (index, heading) in table.Columns.Index().OrderBy(c => WithoutPrefix(c.Item) == c.Item))
            if (InviteeList.StandardColumns.Contains(heading))
                columns[heading] = index;
            else if (
                !columns.ContainsValue(index)
                && OwnColumn.FindName(WithoutPrefix(heading)) is { } name
                && own.Contains(name)
            )
                columns.TryAdd(name, index);
        return columns;
    }

    /// <summary>An export for programs has own columns as fields of letters are named.</summary>
    private static string WithoutPrefix(string heading)
    {
        const string prefix = Reports.InvitationExport.OwnPrefix;
        return heading.StartsWith(prefix, StringComparison.Ordinal) ? heading[prefix.Length..] : heading;
    }

    private static List<(InviteeId Invitee, int Line, Dictionary<string, string> Cells)> ReadRows(
        InviteeTable table,
        Dictionary<string, int> columns,
        List<Problem> problems
    )
    {
        var rows = new List<(InviteeId, int, Dictionary<string, string>)>();
        if (!columns.TryGetValue(Id, out var idColumn))
        {
            problems.Add(Problem(table.HeaderLine, null, new ProblemReason.ColumnMissing(Id)));
            return rows;
        }
        if (table.Rows.Count > MaxInvitees)
            problems.Add(Problem(0, null, new ProblemReason.TooManyAdditions(table.Rows.Count, MaxInvitees)));
        var lines = new Dictionary<InviteeId, int>();
        foreach (var row in table.Rows.Take(MaxInvitees))
        {
            var text = row.Cells.ElementAtOrDefault(idColumn) ?? "";
            if (!InviteeId.TryParse(text, out var invitee))
                problems.Add(Problem(row.Line, Id, new ProblemReason.IsNot(text, ValueForm.InviteeId)));
            else if (!lines.TryAdd(invitee, row.Line))
                problems.Add(Problem(row.Line, Id, new ProblemReason.IdTwice(text, lines[invitee])));
            else
                rows.Add(
                    (
                        invitee,
                        row.Line,
                        columns
                            .Where(c => c.Key != Id)
                            .ToDictionary(
                                c => c.Key,
                                c => InviteeImport.Translate(c.Key, row.Cells.ElementAtOrDefault(c.Value) ?? "")
                            )
                    )
                );
        }
        return rows;
    }

    private static Invitee? Correct(Invitee invitee, Dictionary<string, string> cells, int line, List<Problem> problems)
    {
        var found = new List<Problem>();
        var corrected = InviteeList.Correct(invitee, cells, found);
        problems.AddRange(found.Select(p => Problem(line, p.Column, p.Reason)));
        return corrected;
    }

    private async Task<Dictionary<InviteeId, Invitation>> Read(
        LoadedCampaign campaign,
        IReadOnlyList<InviteeId> invitees,
        CancellationToken cancellation
    )
    {
        var found = new Dictionary<InviteeId, Invitation>();
        foreach (var some in invitees.GroupBy(i => campaign.PartitionOf(new InvitationKey(campaign.Entry.Id, i))))
        foreach (var row in await invitationStore.FindAll(some.Key, [.. some], cancellation))
            found[row.Value.Invitee.Id] = row.Value;
        return found;
    }

    private static Problem Problem(int line, string? column, ProblemReason reason) =>
        new(InviteeList.FileName, line, reason) { Column = column };
}

/// <summary>The particulars of an invitee before and after.</summary>
public sealed record Correction(Invitee Before, Invitee After)
{
    /// <summary>The columns that change, with their cells.</summary>
    public IReadOnlyList<(string Column, string Before, string After)> Changes =>
        [
            .. InviteeList
                .ColumnsOf([Before, After])
                .Select(c => (c, Before.CellOf(c), After.CellOf(c)))
                .Where(c => c.Item2 != c.Item3),
        ];
}

/// <summary>A list compared with the invitees of a campaign.</summary>
/// <param name="Corrections">What it changes.</param>
/// <param name="Unchanged">How many of its rows change nothing.</param>
/// <param name="NotUsed">The headings of columns that are not used.</param>
/// <param name="Problems">What is wrong, by line and column. With problems nothing is corrected.</param>
/// <param name="Warnings">What an import of these invitees would warn of.</param>
public sealed record ComparedList(
    IReadOnlyList<Correction> Corrections,
    int Unchanged,
    IReadOnlyList<string> NotUsed,
    IReadOnlyList<Problem> Problems,
    IReadOnlyList<Problem> Warnings
)
{
    /// <summary>The rows with a problem in a cell of a column that is used. They have only these columns.</summary>
    public IReadOnlyList<CheckedRow> WrongRows { get; init; } = [];

    /// <summary>The problems that are in no cell of <see cref="WrongRows"/>.</summary>
    public IReadOnlyList<Problem> OtherProblems =>
        [.. Problems.Where(p => !WrongRows.Any(r => r.Line == p.Line && r.Errors.ContainsKey(p.Column ?? Id)))];

    private const string Id = "id";

    /// <summary>Names what is changed, from what to what.</summary>
    public string Fingerprint { get; } =
        ContentHash.Compute(
            Corrections.SelectMany(c =>
                c.Changes.SelectMany(x => new[] { c.Before.Id.Value, x.Column, x.Before, x.After })
            )
        );
}

/// <summary>The result of a list of corrections.</summary>
/// <param name="Count">How many invitees were corrected.</param>
/// <param name="Refused">The others, by id, with the reasons.</param>
public sealed record CorrectedList(int Count, IReadOnlyDictionary<string, Reason> Refused)
{
    /// <summary>How many of their particulars were changed.</summary>
    public int Particulars { get; init; }
}
