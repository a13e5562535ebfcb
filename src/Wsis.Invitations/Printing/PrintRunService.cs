using NodaTime;
using NodaTime.Extensions;
using NodaTime.Text;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Workflow;

namespace Wsis.Invitations.Printing;

/// <summary>The print run of a campaign: the letters on paper that are due. Staff print them, and mark them as posted,
/// faxed or sent by pouch. Then they count as sent.</summary>
public sealed class PrintRunService(
    IInvitationStore store,
    CampaignCache campaigns,
    InvitationService invitations,
    TimeProvider clock
)
{
    /// <summary>The most letters of a print run. The others follow when these are posted.</summary>
    public const int MaxLetters = 1000;

    /// <summary>Lists the letters that wait, in the order of the post: by the French names of the States, as the United
    /// Nations seats delegations, at most <see cref="MaxLetters"/>.</summary>
    public async Task<IReadOnlyList<PrintRunLetter>> List(LoadedCampaign campaign, CancellationToken cancellation)
    {
        var page = await store.List(
            campaign.Entry.Id,
            campaign.Entry.Buckets,
            new InvitationFilter(ToPrint: true),
            MaxLetters,
            null,
            cancellation
        );
        return
        [
            .. page
                .Items.SelectMany(
                    row => row.Value.Dispatches.Where(d => d.State == DispatchState.ToPrint),
                    (row, dispatch) => new PrintRunLetter(row.Value, dispatch)
                )
                .OrderBy(l => StateNames.InFrench(l.Invitation.Invitee.State), StateNames.FrenchOrder)
                .ThenBy(l => l.Invitation.Invitee.Id.Value, StringComparer.Ordinal)
                .ThenBy(l => l.Dispatch.Due),
        ];
    }

    /// <summary>The documents of a print run.</summary>
    public static IReadOnlyList<string> Documents { get; } = ["letters", "labels", "envelopes"];

    /// <summary>Writes a document of a print run. A letter that cannot be composed is left out.</summary>
    /// <param name="campaign">The campaign.</param>
    /// <param name="document">One of <see cref="Documents"/>.</param>
    /// <param name="only">The ids of the letters. Null for all.</param>
    /// <param name="cancellation">Cancels the reading.</param>
    /// <returns>HTML. Null for another name.</returns>
    public async Task<string?> Write(
        LoadedCampaign campaign,
        string document,
        IReadOnlySet<string>? only,
        CancellationToken cancellation
    )
    {
        if (!Documents.Contains(document))
            return null;
        var all = await List(campaign, cancellation);
        var letters = all.Where(l => only?.Contains(l.Id.ToString()) != false).ToList();
        var title = $"{campaign.Campaign.Reference} – {document}";
        var invitees = letters.Select(l => l.Invitation.Invitee).Distinct().ToList();
        var paper = campaign.Campaign.Letterhead.Paper;
        return document switch
        {
            "labels" => PrintDocument.WriteLabels(title, paper, invitees),
            "envelopes" => PrintDocument.WriteEnvelopes(title, paper, campaign.Campaign.Organisation, invitees),
            _ => PrintDocument.WriteLetters(
                title,
                paper,
                letters.Select(l => Compose(campaign, l).Letter).OfType<Letter>()
            ),
        };
    }

    /// <summary>Composes a letter as it is to be printed now.</summary>
    public LetterResult Compose(LoadedCampaign campaign, PrintRunLetter letter) =>
        LetterResult.Compose(() =>
            campaign.Composer.Compose(letter.Invitation, letter.Dispatch, clock.GetCurrentInstant())
        );

    /// <summary>Marks letters as posted, faxed or sent by pouch.</summary>
    /// <param name="id">The campaign.</param>
    /// <param name="letters">The letters, at most <see cref="MaxLetters"/>, perhaps with numbers of their own.</param>
    /// <param name="way">One of <see cref="PostalWay"/>, in any case. Null for the post.</param>
    /// <param name="date">The day, in the campaign's zone: <c>2017-12-11</c>. Null for today.</param>
    /// <param name="number">The tracking or note number of all that have none of their own. Null if there is
    /// none.</param>
    /// <param name="actor">The member of staff, and the version of the campaign that they saw. An action that is
    /// repeated changes nothing.</param>
    /// <param name="cancellation">Cancels the call.</param>
    public async Task<ActionResult<PostingResult>> MarkPosted(
        CampaignId id,
        IReadOnlyCollection<PostedLetter> letters,
        string? way,
        string? date,
        string? number,
        Actor actor,
        CancellationToken cancellation
    )
    {
        if (await campaigns.Find(id, cancellation) is not { } campaign)
            return new ActionResult<PostingResult>.NotFound(new Reason.CampaignNotFound(id.Value));
        if (actor.IsStale(campaign.Version))
            return new ActionResult<PostingResult>.Stale();
        var wrong = new Dictionary<string, Reason>();
        var posting = ReadPosting(campaign.Planner.Schedule, way, date, number, wrong);
        if (letters.Count == 0)
            wrong["letters"] = new Reason.Missing();
        else if (letters.Count > MaxLetters)
            wrong["letters"] = new Reason.MoreThan(MaxLetters);
        var named = new Dictionary<string, (PrintRunLetterId Id, string? Number)>();
        foreach (var letter in letters)
            if (PrintRunLetterId.TryParse(letter.Id, out var read))
                named[read.ToString()] = (read, ReadNumber(letter.Number, wrong));
            else
                wrong["letters"] = new Reason.NotOffered();
        if (wrong.Count > 0)
            return new ActionResult<PostingResult>.Invalid(wrong);
        var results = await invitations.ApplyAll(
            [
                .. named.Values.Select(l =>
                    (
                        new InvitationKey(id, l.Id.Invitee),
                        (Signal)
                            new Signal.LetterPosted(
                                actor.UniqueActionId,
                                actor.Name,
                                l.Id.Step,
                                l.Id.Edition,
                                posting with
                                {
                                    Number = l.Number ?? posting.Number,
                                },
                                l.Id.Revision
                            )
                    )
                ),
            ],
            cancellation
        );
        var refused = named
            .Values.Zip(results)
            .Select(r => (r.First.Id, Reason: FindRefusal(id, r.First.Id, r.Second)))
            .Where(r => r.Reason is not null)
            .ToDictionary(r => r.Id.ToString(), r => r.Reason!);
        return new ActionResult<PostingResult>.Ok(new PostingResult(named.Count - refused.Count, refused));
    }

    /// <exception cref="StoreUnavailableException">It could not be recorded. The same action may be
    /// repeated.</exception>
    private static Reason? FindRefusal(CampaignId campaign, PrintRunLetterId letter, SignalResult result) =>
        result switch
        {
            { Failure: StoreUnavailableException failure } => throw failure,
            { Failure: { } failure } => throw new StoreUnavailableException(failure.Message, failure),
            { Decision: null } => new Reason.InviteeNotFound(campaign.Value, letter.Invitee.Value),
            { Decision.Refusal: var refusal } => refusal,
        };

    private Posting ReadPosting(
        Schedule schedule,
        string? way,
        string? date,
        string? number,
        Dictionary<string, Reason> wrong
    )
    {
        var now = clock.GetCurrentInstant();
        var today = now.InZone(schedule.Zone).Date;
        var by = PostalWay.Post;
        var on = today;
        if (!string.IsNullOrEmpty(way) && !(Enum.TryParse(way, ignoreCase: true, out by) && Enum.IsDefined(by)))
            wrong["way"] = new Reason.NotOneOf(string.Join(", ", Enum.GetNames<PostalWay>()));
        if (!string.IsNullOrEmpty(date) && !LocalDatePattern.Iso.Parse(date).TryGetValue(today, out on))
            wrong["date"] = new Reason.NotADate();
        else if (on > today)
            wrong["date"] = new Reason.InTheFuture();
        else if (on < schedule.SendAt.Date)
            wrong["date"] = new Reason.BeforeSending();
        var end = on.PlusDays(1).AtStartOfDayInZone(schedule.Zone).ToInstant() - Duration.FromSeconds(1);
        return new Posting(by, on, Instant.Min(now, end), ReadNumber(number, wrong));
    }

    private static string? ReadNumber(string? number, Dictionary<string, Reason> wrong)
    {
        var line = TextSanitizer.Line(number ?? "").Trim();
        if (line.Length > Posting.MaxNumberLength)
            wrong["number"] = new Reason.LongerThan(Posting.MaxNumberLength);
        return line.Length == 0 ? null : line;
    }
}
