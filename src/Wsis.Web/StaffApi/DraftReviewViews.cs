using NodaTime;
using NodaTime.Text;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Drafts;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Texts;
using Wsis.Invitations.Workflow;
using Wsis.Web.Hosting;

namespace Wsis.Web.StaffApi;

/// <summary>A letter as an invitee would receive it.</summary>
/// <param name="Invitee">The invitee.</param>
/// <param name="Letter">The letter; left out where the text or the facts have errors.</param>
/// <param name="Problems">The errors.</param>
public sealed record LetterPreviewView(string Invitee, LetterView? Letter, IReadOnlyList<DraftProblemView> Problems)
{
    internal static LetterPreviewView From(Invitee invitee, Letter? letter, IReadOnlyList<Problem> problems) =>
        new(
            invitee.Id.Value,
            letter is null ? null : LetterView.Create(letter),
            [.. problems.Select(DraftProblemView.From)]
        );
}

/// <summary>What was changed since an approval.</summary>
/// <param name="ApprovedBy">Who gave the latest approval; left out where nothing was changed since an
/// approval.</param>
/// <param name="ApprovedAt">When.</param>
/// <param name="Known">Whether the files that were approved are known, so that they can be compared.</param>
/// <param name="ChangedBy">Who changed files since.</param>
/// <param name="Letters">The letters that differ.</param>
/// <param name="Facts">The facts and steps that differ.</param>
/// <param name="Attachments">The attachments and images that differ, with their sizes in bytes.</param>
/// <param name="Invitees">The invitees that differ.</param>
/// <param name="Actions">The actions on the submitted campaign since then that changed what is sent to whom.</param>
public sealed record ApprovalChangesView(
    string? ApprovedBy,
    string? ApprovedAt,
    bool Known,
    IReadOnlyList<string> ChangedBy,
    IReadOnlyList<ChangedLetterView> Letters,
    IReadOnlyList<ChangedValueView> Facts,
    IReadOnlyList<ChangedValueView> Attachments,
    IReadOnlyList<ChangedInviteeView> Invitees,
    IReadOnlyList<ChangeActionView> Actions
)
{
    internal static ApprovalChangesView From(ChangesSinceApproval? changes) =>
        changes is null
            ? new ApprovalChangesView(null, null, false, [], [], [], [], [], [])
            : new ApprovalChangesView(
                changes.Approval.By,
                Moments.FormatUtc(changes.Approval.At),
                changes.Difference is not null,
                changes.Authors,
                [
                    .. changes.Difference?.Letters.Select(l => new ChangedLetterView(
                        l.Language.Code,
                        l.Name,
                        $"{l.Kind}",
                        l.Former,
                        l.Current
                    )) ?? [],
                ],
                [.. changes.Difference?.Facts.Select(Describe) ?? []],
                [.. changes.Difference?.Attachments.Select(Describe) ?? []],
                [
                    .. changes.Difference?.Invitees.Select(i => new ChangedInviteeView(
                        i.Id,
                        i.Name,
                        $"{i.Kind}",
                        [.. i.Cells.Select(Describe)]
                    ))
                        ?? [],
                ],
                [
                    .. changes.Actions.Select(e =>
                    {
                        var text = e.Event.ToEnglish();
                        return new ChangeActionView(Moments.FormatUtc(e.At), text.What, text.Note, e.Who);
                    }),
                ]
            );

    private static ChangedValueView Describe(ValueDifference value) =>
        new(value.Name, $"{value.Kind}", value.Former, value.Current);
}

/// <summary>A letter that differs.</summary>
/// <param name="Language">Its language.</param>
/// <param name="Letter">Its name.</param>
/// <param name="Kind">Changed, Added or Removed.</param>
/// <param name="Former">The text that was approved; left out where there was none.</param>
/// <param name="Current">The text now; left out where there is none.</param>
public sealed record ChangedLetterView(string Language, string Letter, string Kind, string? Former, string? Current);

/// <summary>A value that differs.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">Changed, Added or Removed.</param>
/// <param name="Former">What was approved.</param>
/// <param name="Current">What it is now.</param>
public sealed record ChangedValueView(string Name, string Kind, string Former, string Current);

/// <summary>An invitee that differs.</summary>
/// <param name="Id">The invitee.</param>
/// <param name="Name">The name of the State.</param>
/// <param name="Kind">Changed, Added or Removed.</param>
/// <param name="Cells">The cells that differ.</param>
public sealed record ChangedInviteeView(string Id, string Name, string Kind, IReadOnlyList<ChangedValueView> Cells);

/// <summary>An action on the submitted campaign.</summary>
/// <param name="At">When.</param>
/// <param name="What">What was done.</param>
/// <param name="Note">More about it.</param>
/// <param name="Who">Who did it.</param>
public sealed record ChangeActionView(string At, string What, string? Note, string? Who);

/// <summary>A rehearsal of a draft, if nobody replies.</summary>
/// <param name="Zone">The zone of the days and times.</param>
/// <param name="Days">The letters by day and step. None while the facts have errors.</param>
/// <param name="Together">The letters that would annoy an office, or of which one is never sent.</param>
/// <param name="Letters">The letters of the invitee that was asked for; left out where none was, or while the draft has
/// errors.</param>
public sealed record RehearsalView(
    string? Zone,
    IReadOnlyList<RehearsedDayView> Days,
    IReadOnlyList<CollisionView> Together,
    IReadOnlyList<RehearsedLetterView>? Letters
)
{
    internal static RehearsalView From(CampaignFolder folder, Invitee? one, RehearsedLetters? letters) =>
        folder.Campaign is not { } campaign
            ? new RehearsalView(null, [], [], null)
            : new RehearsalView(
                campaign.Schedule.Zone.Id,
                [
                    .. new Rehearsal(campaign)
                        .DaysFor(folder.Invitees)
                        .Select(d => new RehearsedDayView(
                            LocalDatePattern.Iso.Format(d.Day),
                            d.Step,
                            LocalTimePattern.GeneralIso.Format(d.First),
                            d.Letters,
                            d.OnPaper,
                            d.Languages.ToDictionary(l => l.Key.Code, l => l.Value),
                            d.Moved,
                            d.IfComing
                        )),
                ],
                [
                    .. PlanCollisions
                        .Find(campaign, folder.Invitees)
                        .Select(c => new CollisionView(
                            c.Steps,
                            c.Sent,
                            c.Invitees,
                            c.Example.Value,
                            LocalDatePattern.Iso.Format(c.Day)
                        )),
                ],
                one is null ? null : letters?.Compose(one).Select(RehearsedLetterView.From).ToList()
            );
}

/// <summary>The letters of a step that go out on a day.</summary>
/// <param name="Day">The day in the campaign's zone.</param>
/// <param name="Step">The step.</param>
/// <param name="First">When the first one goes out, in the campaign's zone.</param>
/// <param name="Letters">How many.</param>
/// <param name="OnPaper">How many of them go on paper, on the day on which they can be printed.</param>
/// <param name="Languages">How many in each language.</param>
/// <param name="Moved">How many go out later than planned, because the office is closed.</param>
/// <param name="IfComing">Whether only those who have accepted get it.</param>
public sealed record RehearsedDayView(
    string Day,
    string Step,
    string First,
    int Letters,
    int OnPaper,
    IReadOnlyDictionary<string, int> Languages,
    int Moved,
    bool IfComing
);

/// <summary>Letters that fall together.</summary>
/// <param name="Steps">The steps in their order.</param>
/// <param name="Sent">Whether all are sent on one day. Otherwise the first is never sent to these offices.</param>
/// <param name="Invitees">How many offices it concerns.</param>
/// <param name="Example">One of them.</param>
/// <param name="Day">The day in the zone of that office.</param>
public sealed record CollisionView(IReadOnlyList<string> Steps, bool Sent, int Invitees, string Example, string Day);

/// <summary>A letter that an invitee would receive.</summary>
/// <param name="At">When.</param>
/// <param name="Step">The step.</param>
/// <param name="Subject">Its subject; left out where it cannot be composed.</param>
/// <param name="Moved">Whether it goes out later than planned, because the office is closed.</param>
/// <param name="IfComing">Whether only those who have accepted get it.</param>
/// <param name="OnPaper">Whether it goes on paper.</param>
public sealed record RehearsedLetterView(
    string At,
    string Step,
    string? Subject,
    bool Moved,
    bool IfComing,
    bool OnPaper
)
{
    internal static RehearsedLetterView From((RehearsedLetter Rehearsed, LetterResult Result) letter) =>
        new(
            Moments.FormatUtc(letter.Rehearsed.At),
            letter.Rehearsed.Dispatch.Step.Value,
            letter.Result.Letter?.Subject,
            letter.Rehearsed.Moved != Duration.Zero,
            letter.Rehearsed.IfComing,
            letter.Rehearsed.Dispatch.OnPaper
        );
}
