using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using NodaTime;
using NodaTime.Text;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Workflow;

namespace Wsis.Invitations.Reports;

/// <summary>Writes a campaign's invitations as CSV for spreadsheets: UTF-8 with a byte order mark, and no cell that a
/// spreadsheet would take for a formula (OWASP, CSV injection). Read page by page, so that its memory does not grow
/// with the list.</summary>
public sealed class InvitationExport(IInvitationStore store)
{
    private const int PageSize = 500;

    private static readonly CsvConfiguration Form = new(CultureInfo.InvariantCulture)
    {
        InjectionOptions = InjectionOptions.Escape,
    };

    /// <summary>All invitations, with everything that is known of them but their history.</summary>
    public Task Everything(CampaignEntry campaign, Stream to, CancellationToken cancellation) =>
        Write(campaign, [null], AllColumns, to, cancellation);

    /// <summary>Those who come: with the day and language of their statement, the size of the delegation and the number
    /// of women in it.</summary>
    public Task Participants(CampaignEntry campaign, Stream to, CancellationToken cancellation) =>
        Write(campaign, AnswerKinds.Attending, ParticipantColumns, to, cancellation);

    private static readonly (string Name, Func<Invitation, string?> Cell)[] AllColumns =
    [
        ("id", i => i.Invitee.Id.Value),
        ("state", i => i.Invitee.State),
        ("name", i => i.Invitee.Name),
        ("office", i => i.Invitee.Office),
        ("language", i => i.Invitee.Language.Code),
        ("address", i => i.Invitee.Address),
        ("copy", i => i.Invitee.Copy),
        ("region", i => i.Invitee.Region),
        ("phase", i => i.Phase.ToString()),
        ("answer", i => i.Reply?.Answer.Kind),
        ("receivedAt", i => Moment(i.Reply?.ReceivedAt)),
        ("channel", i => i.Reply?.Channel.ToString()),
        ("late", i => i.Reply is { Late: true } ? "yes" : null),
        ("replies", i => Number(i.Replies)),
        .. AnswerColumns,
        ("remarks", i => i.Reply?.Remarks),
        ("recordedBy", i => i.Reply?.RecordedBy),
        ("reference", i => i.Reply?.Reference),
        ("invitedAt", i => Moment(FirstInvitation(i)?.ClaimedAt)),
        ("lastLetter", i => LastLetter(i)?.Step.Value),
        ("lastDelivery", i => LastLetter(i)?.Delivery.ToString()),
        ("attention", i => i.Attention == Attention.None ? null : i.Attention.ToString()),
    ];

    private static readonly (string Name, Func<Invitation, string?> Cell)[] ParticipantColumns =
    [
        ("id", i => i.Invitee.Id.Value),
        ("state", i => i.Invitee.State),
        ("name", i => i.Invitee.Name),
        ("nameInFrench", i => FrenchName(i.Invitee)),
        ("office", i => i.Invitee.Office),
        ("address", i => i.Invitee.Address),
        ("answer", i => i.Reply?.Answer.Kind),
        ("receivedAt", i => Moment(i.Reply?.ReceivedAt)),
        .. AnswerColumns,
        (
            "shareOfWomen",
            i =>
                i.Reply?.Answer.Attendance is { DelegationSize: > 0 and var size, Women: { } women }
                    ? ((double)women / size).ToString("0.00", CultureInfo.InvariantCulture)
                    : null
        ),
    ];

    private static IEnumerable<(string Name, Func<Invitation, string?> Cell)> AnswerColumns =>
        [
            ("representativeTitle", i => Representative(i)?.Title),
            ("representativeName", i => Representative(i)?.Name),
            ("representativeAddress", i => Representative(i)?.Address),
            (
                "statementDay",
                i => i.Reply?.Answer.Attendance?.StatementDay is { } day ? LocalDatePattern.Iso.Format(day) : null
            ),
            ("statementLanguage", i => i.Reply?.Answer.Attendance?.StatementLanguage),
            ("delegationSize", i => Number(i.Reply?.Answer.Attendance?.DelegationSize)),
            ("women", i => Number(i.Reply?.Answer.Attendance?.Women)),
        ];

    private async Task Write(
        CampaignEntry campaign,
        IReadOnlyList<string?> answers,
        (string Name, Func<Invitation, string?> Cell)[] columns,
        Stream to,
        CancellationToken cancellation
    )
    {
        await using var text = new StreamWriter(
            to,
            new UTF8Encoding(encoderShouldEmitUTF8Identifier: true),
            16 * 1024,
            leaveOpen: true
        );
        await using var csv = new CsvWriter(text, Form, leaveOpen: true);
        foreach (var (name, _) in columns)
            csv.WriteField(name);
        await csv.NextRecordAsync();
        foreach (var answer in answers)
        {
            var rows = store.ListAll(campaign.Id, campaign.Buckets, new InvitationFilter(Answer: answer), cancellation);
            await foreach (var page in rows.Chunk(PageSize).WithCancellation(cancellation))
            {
                foreach (var (invitation, _) in page)
                {
                    foreach (var (_, cell) in columns)
                        csv.WriteField(cell(invitation));
                    await csv.NextRecordAsync();
                }
                await csv.FlushAsync();
                await text.FlushAsync(cancellation);
            }
        }
    }

    /// <summary>The first edition of the invitation that was sent or may have been sent. A later edition does not
    /// change when the office was invited.</summary>
    private static Dispatch? FirstInvitation(Invitation invitation) =>
        invitation.Dispatches.FirstOrDefault(d =>
            d is { Kind: LetterKind.Invitation, State: DispatchState.Sent or DispatchState.Claimed }
        );

    private static Dispatch? LastLetter(Invitation invitation) =>
        invitation.Dispatches.LastOrDefault(d => d.State == DispatchState.Sent);

    private static Representative? Representative(Invitation invitation) =>
        (invitation.Reply?.Answer as Answer.Delegated)?.Representative;

    private static string? FrenchName(Invitee invitee) =>
        invitee.Language == Language.French ? invitee.Name : FrenchNames.Find(invitee.State);

    private static string? Moment(Instant? moment) => moment is { } at ? InstantPattern.General.Format(at) : null;

    private static string? Number(int? number) => number?.ToString(CultureInfo.InvariantCulture);
}
