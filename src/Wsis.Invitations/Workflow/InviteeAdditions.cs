using NodaTime.Extensions;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Journal;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Storage;

namespace Wsis.Invitations.Workflow;

/// <summary>Adds invitees to an imported campaign. The checks are those of the import, including against the existing
/// list. If the campaign is running, their invitations are sent at once: their time has passed. An id that a
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
    /// <inheritdoc cref="Add(CampaignId, AdditionList, Actor, CancellationToken)"/>
    public Task<AdditionResult> Add(CampaignId id, byte[] csv, Actor actor, CancellationToken cancellation) =>
        Add(id, AdditionList.Read(csv), actor, cancellation);

    /// <summary>Adds the invitees of a list whose rows have cells by the names of
    /// <see cref="InviteeList.Columns"/>.</summary>
    /// <inheritdoc cref="Add(CampaignId, AdditionList, Actor, CancellationToken)"/>
    public Task<AdditionResult> Add(
        CampaignId id,
        IReadOnlyList<IReadOnlyDictionary<string, string>> rows,
        Actor actor,
        CancellationToken cancellation
    ) => Add(id, AdditionList.Read(rows), actor, cancellation);

    /// <summary>Compares a list in the form of <c>invitees.csv</c> with a campaign. Nothing is changed.</summary>
    /// <returns>Whom it would add, and what is wrong. Null if there is no such campaign.</returns>
    public Task<ComparedAdditions?> Compare(CampaignId id, byte[] csv, CancellationToken cancellation) =>
        Compare(id, AdditionList.Read(csv), cancellation);

    /// <summary>Compares a list whose rows have cells by the names of <see cref="InviteeList.Columns"/> with a
    /// campaign. Nothing is changed.</summary>
    /// <inheritdoc cref="Compare(CampaignId, byte[], CancellationToken)"/>
    public Task<ComparedAdditions?> Compare(
        CampaignId id,
        IReadOnlyList<IReadOnlyDictionary<string, string>> rows,
        CancellationToken cancellation
    ) => Compare(id, AdditionList.Read(rows), cancellation);

    private async Task<ComparedAdditions?> Compare(CampaignId id, AdditionList list, CancellationToken cancellation)
    {
        if (await campaigns.Find(id, cancellation) is not { } campaign)
            return null;
        var news = await FindNew(campaign, list, cancellation);
        return new ComparedAdditions(
            [.. news.Select(n => n.Invitee)],
            list.Invitees.Count - news.Count,
            list.Problems,
            list.Warnings,
            FindRefusal(campaign)
        );
    }

    /// <summary>All of a list, or none and everything that is wrong. Those who are there already, exactly as the list
    /// has them, are passed over, so that the same list may be sent again after it was interrupted.</summary>
    private async Task<AdditionResult> Add(
        CampaignId id,
        AdditionList list,
        Actor actor,
        CancellationToken cancellation
    )
    {
        campaigns.Changed(id);
        if (await campaigns.Find(id, cancellation) is not { } campaign)
            return new AdditionResult.Refused(new ActionResult<Added>.NotFound(new Reason.CampaignNotFound(id.Value)));
        if (actor.IsStale(campaign.Version))
            return new AdditionResult.Refused(new ActionResult<Added>.Stale());
        if (FindRefusal(campaign) is { } refused)
            return Refuse(refused);
        var news = await FindNew(campaign, list, cancellation);
        if (list.Problems.Count > 0)
            return new AdditionResult.Wrong(list.Problems);
        if (news.Count > 0)
            await changes.Count(id, cancellation);
        var count = 0;
        foreach (var (invitee, isAgain) in news)
            if (!isAgain)
                count += await AddInvitation(campaign, invitee, actor, cancellation) ? 1 : 0;
            else if (await Reinvite(id, invitee, actor, cancellation) is { } refusal)
                return Refuse(refusal);
            else
                count++;
        if (count > 0)
            await campaignStore.AddJournalEntry(
                id,
                new JournalEntry(clock.GetCurrentInstant(), new JournalEvent.InviteesAdded(count), actor.Name),
                cancellation
            );
        return new AdditionResult.Done(new Added(count, list.Invitees.Count - count), list.Warnings);
    }

    /// <summary>Why nobody can be added any more. Null if somebody can.</summary>
    public Reason? FindRefusal(LoadedCampaign campaign) =>
        campaign.Entry.State is not (CampaignState.Draft or CampaignState.Running or CampaignState.Paused)
            ? new Reason.ListIsClosed(campaign.Entry.State)
        : campaign.Planner.Schedule.DeadlineInstant <= clock.GetCurrentInstant() ? new Reason.DeadlinePassed()
        : null;

    /// <summary>Those of the list who are not there; adds to the problems of the list where one cannot be
    /// added.</summary>
    private async Task<IReadOnlyList<(Invitee Invitee, bool IsAgain)>> FindNew(
        LoadedCampaign campaign,
        AdditionList list,
        CancellationToken cancellation
    )
    {
        if (list.Invitees.Count > MaxPerRequest)
            list.Report(new ProblemReason.TooManyAdditions(list.Invitees.Count, MaxPerRequest));
        if (list.Problems.Count > 0)
            return [];
        CheckRows(campaign, list);
        return await CompareWithInvited(campaign, list, cancellation);
    }

    /// <summary>Adds what is warned of in the list, and the languages in which the campaign lacks a letter.</summary>
    private static void CheckRows(LoadedCampaign campaign, AdditionList list)
    {
        var invitees = list.Invitees;
        var letters = campaign.Letters.Select(l => (l.Language, l.Name)).ToHashSet();
        list.Warnings.AddRange(LetterColumns.FindEmpty(campaign.Templates, invitees));
        if (SharedPlace.Find(invitees, campaign.Planner.Schedule) is { } zone)
            list.Warn(zone, "zone");
        foreach (var reason in SecondText.FindMissing(invitees))
            list.Warn(reason, "language");
        var missing = invitees
            .SelectMany(i => i.Languages)
            .Distinct()
            .ToDictionary(
                l => l,
                l =>
                    CampaignFolder.LettersOf(campaign.Campaign).FirstOrDefault(letter => !letters.Contains((l, letter)))
            );
        foreach (var invitee in invitees)
        foreach (var language in invitee.Languages.Where(l => missing[l] is not null))
            list.Report(
                new ProblemReason.NoLetterInLanguage(language.Code, missing[language]!),
                invitee.Id,
                "language"
            );
    }

    /// <summary>Those of the list who are not there. Adds a problem for each whose id or address another has.</summary>
    private async Task<IReadOnlyList<(Invitee Invitee, bool IsAgain)>> CompareWithInvited(
        LoadedCampaign campaign,
        AdditionList list,
        CancellationToken cancellation
    )
    {
        var invitees = list.Invitees;
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
            foreach (var address in listed.Addresses.Where(_ => !isFree))
            foreach (var id in byAddress[address].Where(id => id != listed.Id))
            {
                var (written, one, other) = CorrectionWarnings.InPair(address, id, listed.Id);
                list.Warn(new ProblemReason.AddressOfInvitee(written, new(one), new(other)));
            }
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
                list.Report(new ProblemReason.OtherParticulars(listed.Id), same.Id, "id");
        }
        if (total - known.Count > InviteeList.MaxInvitees)
            list.Report(new ProblemReason.ListTooLong(InviteeList.MaxInvitees));
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

    /// <returns>Whether it was added. Not if the same request, sent twice, has added it meanwhile.</returns>
    private async Task<bool> AddInvitation(
        LoadedCampaign campaign,
        Invitee invitee,
        Actor actor,
        CancellationToken cancellation
    )
    {
        Invitation invitation;
        CommitResult result;
        while (true)
        {
            invitation = Invitation.For(campaign.Entry.Id, invitee, campaign.Planner.For(invitee)) with
            {
                JournalLength = 1,
                IsApart = campaign.Entry.SharesLetters,
            };
            var line = new JournalEntry(clock.GetCurrentInstant(), new JournalEvent.Added(), actor.Name);
            result = await invitationStore.Commit(
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
        if (result is not CommitResult.Committed)
            return false;
        if (campaign.Sends)
            await scheduler.Changed(invitation, null, cancellation);
        return true;
    }

    private static AdditionResult.Refused Refuse(Reason reason) => new(new ActionResult<Added>.Conflict(reason));
}

/// <summary>A list compared with the invitees of a campaign.</summary>
/// <param name="Invitees">Whom it would add. Empty where it has problems.</param>
/// <param name="ThereAlready">How many are there already, with the same values.</param>
/// <param name="Problems">What is wrong, by line and column. With problems nobody is added.</param>
/// <param name="Warnings">What staff should know of the list.</param>
/// <param name="Refusal">Why nobody can be added any more. Null if somebody can.</param>
public sealed record ComparedAdditions(
    IReadOnlyList<Invitee> Invitees,
    int ThereAlready,
    IReadOnlyList<Problem> Problems,
    IReadOnlyList<Problem> Warnings,
    Reason? Refusal
);

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
