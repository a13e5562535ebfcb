using NodaTime.Extensions;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Journal;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Storage;

namespace Wsis.Invitations.Workflow;

/// <summary>Adds invitees to an imported campaign. The checks are those of the import, including against the existing
/// list. If the campaign is running, their invitations are sent at once, within the sending window. An id that a
/// withdrawn invitee has is free.</summary>
public sealed class InviteeAdditions(
    ICampaignStore campaignStore,
    IInvitationStore invitationStore,
    CampaignCache campaigns,
    InvitationService invitations,
    IWakeUpScheduler scheduler,
    DraftListChanges changes,
    TimeProvider clock
)
{
    /// <summary>The most invitees that one call adds.</summary>
    public const int MaxPerRequest = 1000;

    /// <summary>Adds the invitees of a list in the form of <c>invitees.csv</c>.</summary>
    /// <inheritdoc cref="Add(CampaignId, string, Func{List{Problem}, List{Problem}, IReadOnlyList{Invitee}}, Actor,
    /// CancellationToken)"/>
    public Task<AdditionResult> Add(
        CampaignId id,
        ReadOnlyMemory<byte> csv,
        Actor actor,
        CancellationToken cancellation
    ) =>
        Add(
            id,
            InviteeList.FileName,
            (problems, warnings) => InviteeList.Read(csv.Span, problems, warnings),
            actor,
            cancellation
        );

    /// <summary>Adds the invitees of a list whose rows have cells by the names of
    /// <see cref="InviteeList.Columns"/>.</summary>
    /// <inheritdoc cref="Add(CampaignId, string, Func{List{Problem}, List{Problem}, IReadOnlyList{Invitee}}, Actor,
    /// CancellationToken)"/>
    public Task<AdditionResult> Add(
        CampaignId id,
        IReadOnlyList<IReadOnlyDictionary<string, string>> rows,
        Actor actor,
        CancellationToken cancellation
    ) => Add(id, Rows, (problems, warnings) => InviteeList.Read(Rows, rows, problems, warnings), actor, cancellation);

    /// <summary>The name of a list that is not a file, for its problems.</summary>
    private const string Rows = "invitees";

    /// <summary>All of a list, or none and everything that is wrong. Those who are there already, exactly as the list
    /// has them, are passed over, so that the same list may be sent again after it was interrupted.</summary>
    private async Task<AdditionResult> Add(
        CampaignId id,
        string list,
        Func<List<Problem>, List<Problem>, IReadOnlyList<Invitee>> read,
        Actor actor,
        CancellationToken cancellation
    )
    {
        campaigns.Changed(id);
        if (await campaigns.Find(id, cancellation) is not { } campaign)
            return new AdditionResult.Refused(new ActionResult<Added>.NotFound(new Reason.CampaignNotFound(id)));
        if (actor.IsStale(campaign.Version))
            return new AdditionResult.Refused(new ActionResult<Added>.Stale());
        if (campaign.Entry.State is not (CampaignState.Draft or CampaignState.Running or CampaignState.Paused))
            return Refuse(new Reason.ListIsClosed(campaign.Entry.State));
        if (campaign.Planner.Schedule.DeadlineInstant <= clock.GetCurrentInstant())
            return Refuse(new Reason.DeadlinePassed());
        var (problems, warnings) = (new List<Problem>(), new List<Problem>());
        var invitees = read(problems, warnings);
        if (invitees.Count > MaxPerRequest)
            problems.Add(new Problem(list, 0, new ProblemReason.TooManyAdditions(invitees.Count, MaxPerRequest)));
        var news = problems.Count > 0 ? [] : await Compare(campaign, list, invitees, problems, warnings, cancellation);
        if (problems.Count > 0)
            return new AdditionResult.Wrong(problems);
        if (news.Count > 0)
            await changes.Count(id, cancellation);
        foreach (var (invitee, isAgain) in news)
            if (!isAgain)
                await AddInvitation(campaign, invitee, actor, cancellation);
            else if (await Reinvite(id, invitee, actor, cancellation) is { } refusal)
                return Refuse(refusal);
        if (news.Count > 0)
            await campaignStore.AddJournalEntry(
                id,
                new JournalEntry(clock.GetCurrentInstant(), new JournalEvent.InviteesAdded(news.Count), actor.Name),
                cancellation
            );
        return new AdditionResult.Done(new Added(news.Count, invitees.Count - news.Count), warnings);
    }

    /// <summary>Those of the list who are not there; adds to <paramref name="problems"/> where one cannot be
    /// added.</summary>
    private async Task<List<(Invitee Invitee, bool IsAgain)>> Compare(
        LoadedCampaign campaign,
        string list,
        IReadOnlyList<Invitee> invitees,
        List<Problem> problems,
        List<Problem> warnings,
        CancellationToken cancellation
    )
    {
        var sources = campaign.Letters;
        var letters = sources.Select(l => (l.Language, l.Name)).ToHashSet();
        warnings.AddRange(LetterColumns.FindEmpty([.. sources.Select(LetterTemplate.ReadStored)], invitees));
        foreach (var language in invitees.SelectMany(i => i.Languages).Distinct())
            if (
                CampaignFolder.LettersOf(campaign.Campaign).FirstOrDefault(l => !letters.Contains((language, l))) is
                { } missing
            )
                problems.Add(new Problem(list, 0, new ProblemReason.NoLetterInLanguage(language.Code, missing)));
        var byAddress = invitees
            .SelectMany(i => i.Addresses, (i, address) => (i.Id, address))
            .ToLookup(a => a.address, a => a.Id, StringComparer.OrdinalIgnoreCase);
        var byId = invitees.ToDictionary(i => i.Id.Value, StringComparer.OrdinalIgnoreCase);
        var known = new HashSet<InviteeId>();
        var withdrawn = new HashSet<InviteeId>();
        var total = invitees.Count;
        var rows = invitationStore.ListAll(
            campaign.Entry.Id,
            campaign.Entry.Buckets,
            InvitationFilter.None,
            cancellation
        );
        await foreach (var (invitation, _) in rows)
        {
            total++;
            var listed = invitation.Invitee;
            var isFree = invitation is { Phase: Phase.Withdrawn, IsErased: false };
            foreach (var address in listed.Addresses.Where(a => !isFree && byAddress[a].Any(id => id != listed.Id)))
                warnings.Add(
                    new Problem(list, 0, new ProblemReason.AddressOfInvitee(EmailAddress.ToDisplay(address), listed.Id))
                    {
                        IsWarning = true,
                    }
                );
            if (!byId.TryGetValue(listed.Id.Value, out var same))
                continue;
            if (same == listed)
                known.Add(same.Id);
            else if (isFree && same.Id == listed.Id)
            {
                total--;
                withdrawn.Add(same.Id);
            }
            else
                problems.Add(new Problem(list, 0, new ProblemReason.OtherParticulars(listed.Id)));
        }
        if (total - known.Count > InviteeList.MaxInvitees)
            problems.Add(new Problem(list, 0, new ProblemReason.ListTooLong(InviteeList.MaxInvitees)));
        return [.. invitees.Where(i => !known.Contains(i.Id)).Select(i => (i, withdrawn.Contains(i.Id)))];
    }

    /// <summary>A withdrawn invitee gives its id free: the row is that of another one.</summary>
    /// <returns>Why not. Null if it is done.</returns>
    private async Task<Reason?> Reinvite(
        CampaignId campaign,
        Invitee invitee,
        Actor actor,
        CancellationToken cancellation
    ) =>
        (
            await invitations.Apply(
                new InvitationKey(campaign, invitee.Id),
                new Signal.Reinvited(actor.UniqueActionId, actor.Name, invitee),
                cancellation
            )
        )?.Refusal;

    private async Task AddInvitation(
        LoadedCampaign campaign,
        Invitee invitee,
        Actor actor,
        CancellationToken cancellation
    )
    {
        Invitation invitation;
        while (true)
        {
            invitation = Invitation.For(campaign.Entry.Id, invitee, campaign.Planner.For(invitee)) with
            {
                JournalLength = 1,
                IsApart = campaign.Entry.SharesLetters,
            };
            var line = new JournalEntry(clock.GetCurrentInstant(), new JournalEvent.Added(), actor.Name);
            var result = await invitationStore.Commit(
                campaign.PartitionOf(invitation.Key),
                [new Change(null, invitation, [line], [])],
                cancellation,
                campaign.Entry.PlanVersion
            );
            if (result is not CommitResult.PlanChanged)
                break;
            campaigns.Changed(campaign.Entry.Id);
            campaign = await campaigns.Get(campaign.Entry.Id, cancellation);
        }
        if (campaign.Sends)
            await scheduler.Changed(invitation, null, cancellation);
    }

    private static AdditionResult.Refused Refuse(Reason reason) => new(new ActionResult<Added>.Conflict(reason));
}

/// <summary>The numbers of added and of already existing invitees.</summary>
public sealed record Added(int Count, int ThereAlready);

/// <summary>The result of adding invitees.</summary>
public abstract record AdditionResult
{
    private AdditionResult() { }

    /// <summary>All of the list are there. The list has these warnings.</summary>
    public sealed record Done(Added Added, IReadOnlyList<Problem> Warnings) : AdditionResult;

    /// <summary>Nobody was added. The list has these problems.</summary>
    public sealed record Wrong(IReadOnlyList<Problem> Problems) : AdditionResult;

    /// <summary>Nobody was added for this reason.</summary>
    public sealed record Refused(ActionResult<Added> Result) : AdditionResult;
}
