using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Workflow;

namespace Wsis.Invitations.Reports;

/// <summary>A row of an export.</summary>
/// <param name="Invitation">The invitation.</param>
/// <param name="Member">The person of its delegation. Null where none was named, and in lists of invitations.</param>
/// <param name="IsFirst">Whether it is the first row of the invitation. Only this one has its numbers, so that the sums
/// of the columns are the counts of the campaign.</param>
public sealed record ExportedRow(Invitation Invitation, DelegationMember? Member = null, bool IsFirst = true);

/// <summary>A column of an export.</summary>
/// <param name="Name">The name in the API's CSV. It stays.</param>
/// <param name="Value">The value: a text, a number, a moment, a day, <c>true</c>, or a case of an enum. Null for
/// none.</param>
public sealed record ExportColumn(string Name, Func<ExportedRow, object?> Value)
{
    /// <summary>A column of the invitation.</summary>
    public ExportColumn(string name, Func<Invitation, object?> value)
        : this(name, (ExportedRow row) => value(row.Invitation)) { }

    /// <summary>The same column, empty but in the first row of an invitation.</summary>
    public ExportColumn OnlyFirst() => this with { Value = row => row.IsFirst ? Value(row) : null };
}

/// <summary>A list that is exported.</summary>
/// <param name="Columns">Its columns.</param>
/// <param name="Answers">The answers of the invitations that it has, one after the other; null for all
/// invitations.</param>
/// <param name="HasPersons">Whether it has a row for each person of a delegation.</param>
public sealed record ExportedList(
    IReadOnlyList<ExportColumn> Columns,
    IReadOnlyList<string?> Answers,
    bool HasPersons = false
);

/// <summary>Exports a campaign's invitations. They are read page by page, so that the memory does not grow with the
/// list.</summary>
public sealed class InvitationExport(IInvitationStore store)
{
    private const int PageSize = 500;

    /// <summary>Begins the name of an own column, so that it is never that of another one.</summary>
    public const string OwnPrefix = "invitee.";

    /// <summary>All invitations, with everything that is known of them but their history. What is counted of a reply is
    /// given of those that count, so that the sums of the columns are the counts of the campaign.</summary>
    public static ExportedList Invitations { get; } =
        new(
            [
                new("id", i => i.Invitee.Id.Value),
                new("state", i => i.Invitee.State),
                new("name", i => i.Invitee.Name),
                new("office", i => i.Invitee.Office),
                new("language", i => i.Invitee.CellOf("language")),
                new("address", i => i.Invitee.Address),
                new("copy", i => i.Invitee.Copy),
                new("region", i => i.Invitee.Region),
                new("postal", i => i.Invitee.Postal),
                new("fax", i => i.Invitee.Fax),
                new("lettersBy", i => i.Channel),
                new("group", i => i.Invitee.Group),
                new("honorific", i => i.Invitee.Honorific),
                new("person", i => i.Invitee.Person),
                new("phase", i => i.Phase),
                new("answer", i => i.CountedReply?.Answer.Kind),
                new("receivedAt", i => i.CountedReply?.ReceivedAt),
                new("channel", i => i.CountedReply?.Channel),
                new("late", i => i.CountedReply is { Late: true } ? true : null),
                new("replies", i => i.Replies),
                .. AnswerColumns,
                new("remarks", i => i.Reply?.Remarks),
                new("recordedBy", i => i.Reply?.RecordedBy),
                new("reference", i => i.Reply?.Reference),
                new("invitedAt", i => FirstInvitation(i)?.SentAt),
                new("lastLetter", i => LastLetter(i)?.Step.Value),
                new("lastPostedBy", i => LastLetter(i)?.Posted?.Way),
                new("lastPostedNumber", i => LastLetter(i)?.Posted?.Number),
                new("toPrint", ToPrint),
                new("lastDelivery", i => LastLetter(i)?.Delivery),
                new("uncertainLetters", UncertainLetters),
                new("attention", i => i.Attention == Attention.None ? null : i.Attention),
                new("answerNotCounted", i => i.CountedReply is null ? i.Reply?.Answer.Kind : null),
            ],
            [null]
        );

    /// <summary>A list with the own columns of a campaign's list of invitees, as <c>invitee.{column}</c>, at its
    /// end.</summary>
    public async Task<ExportedList> AddOwnColumns(
        ExportedList list,
        CampaignEntry campaign,
        CancellationToken cancellation
    )
    {
        var tally = await store.Count(campaign.Id, campaign.Buckets, cancellation);
        var own = tally
            .Group("column")
            .Where(c => c.Count > 0)
            .Select(c => new ExportColumn($"{OwnPrefix}{c.Name}", i => i.Invitee.Own[c.Name]));
        return list with { Columns = [.. list.Columns, .. own] };
    }

    /// <summary>Those who come: with their statement, the size of the delegation and the number of women in it. Where
    /// persons are named, each has a row.</summary>
    public static ExportedList Attending { get; } =
        new(
            [
                new("id", i => i.Invitee.Id.Value),
                new("state", i => i.Invitee.State),
                new("name", i => i.Invitee.Name),
                new("nameInFrench", i => FrenchName(i.Invitee)),
                new("office", i => i.Invitee.Office),
                new("address", i => i.Invitee.Address),
                new("answer", i => i.CountedReply?.Answer.Kind),
                new("receivedAt", i => i.CountedReply?.ReceivedAt),
                .. AnswerColumns.Select(c => c.Name is "delegationSize" or "women" ? c.OnlyFirst() : c),
                new ExportColumn(
                    "shareOfWomen",
                    (Invitation i) =>
                        i is { DelegationSize: > 0 and var size, Women: { } women } ? (double)women / size : null
                ).OnlyFirst(),
                new("personTitle", (ExportedRow r) => r.Member?.Title),
                new("personName", (ExportedRow r) => r.Member?.Name),
                new("personFunction", (ExportedRow r) => r.Member?.Function),
                new("personAddress", (ExportedRow r) => r.Member?.Address),
                new("personSpeaks", (ExportedRow r) => r.Member is { Speaks: true } ? true : null),
            ],
            AnswerKinds.Attending,
            HasPersons: true
        );

    private static IEnumerable<ExportColumn> AnswerColumns =>
        [
            new("representativeTitle", i => Representative(i)?.Title),
            new("representativeName", i => Representative(i)?.Name),
            new("representativeAddress", i => Representative(i)?.Address),
            new("statement", i => StatementWish.From(i.CountedReply?.Answer.Attendance?.WishesStatement)),
            new("statementDay", i => i.CountedReply?.Answer.Attendance?.StatementDay),
            new("statementLanguage", i => i.CountedReply?.Answer.Attendance?.StatementLanguage),
            new("statementMinutes", i => i.CountedReply?.Answer.Attendance?.StatementMinutes),
            new("speakerTitle", i => i.CountedReply?.Answer.Attendance?.SpeakerTitle),
            new("speakerName", i => i.CountedReply?.Answer.Attendance?.SpeakerName),
            new("delegationSize", i => i.DelegationSize),
            new("women", i => i.Women),
        ];

    /// <summary>Writes all invitations as CSV for programs.</summary>
    public Task Everything(CampaignEntry campaign, Stream to, CancellationToken cancellation) =>
        WriteForPrograms(campaign, Invitations, to, cancellation);

    /// <summary>Writes those who come as CSV for programs.</summary>
    public Task Participants(CampaignEntry campaign, Stream to, CancellationToken cancellation) =>
        WriteForPrograms(campaign, Attending, to, cancellation);

    private async Task WriteForPrograms(
        CampaignEntry campaign,
        ExportedList list,
        Stream to,
        CancellationToken cancellation
    )
    {
        var whole = await AddOwnColumns(list, campaign, cancellation);
        await WriteCsv(campaign, CsvForm.ForPrograms(whole), to, cancellation);
    }

    /// <summary>Writes a list as a spreadsheet for programs: the cells of its CSV, with numbers as numbers. All rows
    /// are in memory.</summary>
    public byte[] WriteSpreadsheet(CampaignEntry campaign, ExportedList list, CancellationToken cancellation)
    {
        var form = CsvForm.ForPrograms(list);
        return Spreadsheet.WriteValues(
            campaign.Id.Value,
            [.. list.Columns.Select(c => c.Name)],
            Read(campaign, list, cancellation)
                .ToBlockingEnumerable(cancellation)
                .Select(i =>
                    (IReadOnlyList<object?>)
                        [
                            .. list.Columns.Select(c =>
                                c.Value(i) is (int or long or double) and var number ? number : form.Cell(c, i)
                            ),
                        ]
                )
        );
    }

    /// <summary>Writes CSV for spreadsheets: UTF-8 with a byte order mark, and no cell that a spreadsheet would take
    /// for a formula (OWASP, CSV injection).</summary>
    public async Task WriteCsv(CampaignEntry campaign, CsvForm form, Stream to, CancellationToken cancellation)
    {
        await using var text = new StreamWriter(
            to,
            new UTF8Encoding(encoderShouldEmitUTF8Identifier: true),
            16 * 1024,
            leaveOpen: true
        );
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = form.Delimiter,
            InjectionOptions = InjectionOptions.Escape,
        };
        await using var csv = new CsvWriter(text, configuration, leaveOpen: true);
        foreach (var column in form.List.Columns)
            csv.WriteField(form.Heading(column));
        await csv.NextRecordAsync();
        await foreach (var page in Read(campaign, form.List, cancellation).Chunk(PageSize))
        {
            foreach (var row in page)
            {
                foreach (var column in form.List.Columns)
                    csv.WriteField(form.Cell(column, row));
                await csv.NextRecordAsync();
            }
            await csv.FlushAsync();
            await text.FlushAsync(cancellation);
        }
    }

    /// <summary>Reads the rows of a list.</summary>
    public async IAsyncEnumerable<ExportedRow> Read(
        CampaignEntry campaign,
        ExportedList list,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        foreach (var answer in list.Answers)
        await foreach (
            var (invitation, _) in store.ListAll(
                campaign.Id,
                campaign.Buckets,
                new InvitationFilter(Answer: answer),
                cancellation
            )
        )
        foreach (var row in ToRows(invitation, list))
            yield return row;
    }

    private static IEnumerable<ExportedRow> ToRows(Invitation invitation, ExportedList list) =>
        list.HasPersons && invitation.CountedMembers is { Count: > 0 } members
            ? members.Select((m, i) => new ExportedRow(invitation, m, i == 0))
            : [new ExportedRow(invitation)];

    /// <summary>The first edition of the invitation that was sent or may have been sent. A later edition does not
    /// change when the office was invited.</summary>
    private static Dispatch? FirstInvitation(Invitation invitation) =>
        invitation.Dispatches.FirstOrDefault(d =>
            d.Kind == LetterKind.Invitation && (d.State == DispatchState.Sent || d.MayHaveBeenSent)
        );

    private static Dispatch? LastLetter(Invitation invitation) =>
        invitation.Dispatches.LastOrDefault(d => d.State == DispatchState.Sent);

    /// <summary>The steps of the letters of which it is not known whether they were sent.</summary>
    private static string? UncertainLetters(Invitation invitation) =>
        invitation.Dispatches.Where(d => d.MayHaveBeenSent).Select(d => d.Step.Value).ToList() is { Count: > 0 } steps
            ? string.Join(' ', steps)
            : null;

    /// <summary>The steps of the letters that wait on the print run.</summary>
    private static string? ToPrint(Invitation invitation) =>
        invitation.Dispatches.Where(d => d.State == DispatchState.ToPrint).Select(d => d.Step.Value).ToList()
            is { Count: > 0 } steps
            ? string.Join(' ', steps)
            : null;

    private static Representative? Representative(Invitation invitation) =>
        (invitation.Reply?.Answer as Answer.Delegated)?.Representative;

    private static string? FrenchName(Invitee invitee) =>
        invitee.Language == Language.French ? invitee.Name : StateNames.InFrench(invitee.State);
}
