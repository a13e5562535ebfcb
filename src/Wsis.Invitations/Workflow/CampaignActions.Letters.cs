using NodaTime.Extensions;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Journal;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Reasons;
using static Wsis.Invitations.Campaigns.CampaignState;

namespace Wsis.Invitations.Workflow;

/// <content>Corrected letters of a launched campaign. They stop nothing while they wait for an approval.</content>
public sealed partial class CampaignActions
{
    /// <summary>Proposes a text for what has not been sent yet, also of a letter that the campaign has no text of. It
    /// replaces one that waits already. The text in force withdraws what waits.</summary>
    /// <param name="id">The campaign.</param>
    /// <param name="letter">The letter with its text, which has no errors.</param>
    /// <param name="hash">The hash under which the text is stored.</param>
    /// <param name="actor">The member of staff. <see cref="Actor.ExpectedVersion"/> is the version of the text that
    /// they changed (<see cref="LoadedCampaign.VersionOf"/>).</param>
    /// <param name="cancellation">Cancels the call.</param>
    internal Task<ActionResult<CampaignEntry>> ProposeCorrection(
        CampaignId id,
        LetterSource letter,
        string hash,
        Actor actor,
        CancellationToken cancellation
    ) =>
        ApplyToLetter(
            id,
            letter.Language,
            letter.Name,
            actor,
            (campaign, pending) =>
            {
                if (pending?.Hash == hash)
                    return Unchanged(campaign);
                if (campaign.FindText(letter.Language, letter.Name) == letter.Text)
                    return pending is null ? Unchanged(campaign) : Withdraw(campaign, pending, actor);
                var proposed = new LetterCorrection(
                    letter.Language,
                    letter.Name,
                    hash,
                    [.. (pending?.By ?? []).Where(by => by != actor.Name), actor.Name],
                    clock.GetCurrentInstant()
                );
                return Change(
                    campaign.Entry with
                    {
                        PendingCorrections = [.. campaign.Entry.PendingCorrections.Where(c => c != pending), proposed],
                    },
                    new JournalEvent.LetterCorrectionProposed(letter.Name, letter.Language.Code),
                    actor
                );
            },
            cancellation
        );

    /// <summary>Approves the text that waits: what is claimed from now on has it. If the campaign requires a second
    /// person, nobody who wrote the text approves it.</summary>
    /// <param name="id">The campaign.</param>
    /// <param name="language">The language of the letter.</param>
    /// <param name="letter">The name of the letter.</param>
    /// <param name="hash">The hash of the text that the actor read. Null approves the one that waits now.</param>
    /// <param name="actor">The member of staff. <see cref="Actor.ExpectedVersion"/> is that hash too.</param>
    /// <param name="cancellation">Cancels the call.</param>
    public Task<ActionResult<CampaignEntry>> ApproveCorrection(
        CampaignId id,
        Language language,
        string letter,
        string? hash,
        Actor actor,
        CancellationToken cancellation
    ) =>
        ApplyToLetter(
            id,
            language,
            letter,
            actor,
            (campaign, pending) =>
            {
                if (pending is null)
                    return hash is not null && campaign.Entry.Corrections.Any(c => c.Hash == hash)
                        ? Unchanged(campaign)
                        : Refuse(new Reason.NoCorrection());
                if (hash is not null && hash != pending.Hash)
                    return Refuse(new Reason.ProofsChanged());
                if (campaign.Campaign.SecondPerson && pending.By.Contains(actor.Name))
                    return Refuse(new Reason.CorrectedByApprover(actor.Name));
                if (campaign.Entry.Corrections.Length >= LetterCorrection.MaxApproved)
                    return Refuse(new Reason.TooManyCorrections(LetterCorrection.MaxApproved));
                var approved = pending with { ApprovedBy = actor.Name, ApprovedAt = clock.GetCurrentInstant() };
                return Change(
                    campaign.Entry with
                    {
                        PendingCorrections = campaign.Entry.PendingCorrections.Remove(pending),
                        Corrections = campaign.Entry.Corrections.Add(approved),
                    },
                    new JournalEvent.LetterCorrected(letter, language.Code, string.Join(", ", pending.By)),
                    actor
                );
            },
            cancellation,
            replans: true
        );

    /// <summary>Withdraws the text that waits for an approval.</summary>
    /// <param name="id">The campaign.</param>
    /// <param name="language">The language of the letter.</param>
    /// <param name="letter">The name of the letter.</param>
    /// <param name="actor">The member of staff. <see cref="Actor.ExpectedVersion"/> is the hash of the text.</param>
    /// <param name="cancellation">Cancels the call.</param>
    public Task<ActionResult<CampaignEntry>> WithdrawCorrection(
        CampaignId id,
        Language language,
        string letter,
        Actor actor,
        CancellationToken cancellation
    ) =>
        ApplyToLetter(
            id,
            language,
            letter,
            actor,
            (campaign, pending) => pending is null ? Unchanged(campaign) : Withdraw(campaign, pending, actor),
            cancellation
        );

    private async Task<ActionResult<CampaignEntry>> ApplyToLetter(
        CampaignId id,
        Language language,
        string letter,
        Actor actor,
        Func<LoadedCampaign, LetterCorrection?, Intent> decide,
        CancellationToken cancellation,
        bool replans = false
    )
    {
        var result = await Apply(
            id,
            actor with
            {
                ExpectedVersion = null,
            },
            campaign =>
            {
                if (!campaign.CanSend(letter))
                    return Refuse(new Reason.LetterMissing(id, letter, language.Code));
                if (actor.IsStale(campaign.VersionOf(language, letter)))
                    return Refuse(new Reason.Stale());
                return campaign.Entry.State is Running or Paused
                    ? decide(campaign, campaign.FindPending(language, letter))
                    : Refuse(new Reason.LettersAreFixed(campaign.Entry.State));
            },
            cancellation,
            recalls: replans,
            replans: replans
        );
        return result switch
        {
            ActionResult<CampaignEntry>.Conflict { Reason: Reason.LetterMissing missing } =>
                new ActionResult<CampaignEntry>.NotFound(missing),
            ActionResult<CampaignEntry>.Conflict { Reason: Reason.Stale } => new ActionResult<CampaignEntry>.Stale(),
            _ => result,
        };
    }

    private Intent Withdraw(LoadedCampaign campaign, LetterCorrection pending, Actor actor) =>
        Change(
            campaign.Entry with
            {
                PendingCorrections = campaign.Entry.PendingCorrections.Remove(pending),
            },
            new JournalEvent.LetterCorrectionWithdrawn(pending.Letter, pending.Language.Code),
            actor
        );
}
