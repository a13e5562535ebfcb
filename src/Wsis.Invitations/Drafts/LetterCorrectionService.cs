using System.Text;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Workflow;

namespace Wsis.Invitations.Drafts;

/// <summary>Corrects letters of a launched campaign, for what has not been sent yet. The draft stays as it was
/// launched.</summary>
public sealed class LetterCorrectionService(
    CampaignActions actions,
    CampaignCache campaigns,
    DraftService drafts,
    ICampaignStore store
)
{
    /// <summary>Checks a text as a launch does: with the facts and the files of the campaign, and for every invitee
    /// that it has now.</summary>
    /// <returns>The errors of this letter.</returns>
    public async Task<IReadOnlyList<Problem>> Check(
        LoadedCampaign campaign,
        LetterSource letter,
        CancellationToken cancellation
    )
    {
        var files = await drafts.ReadCampaign(campaign.Entry, cancellation);
        var path = LetterPreview.PathOf(letter.Language, letter.Name);
        foreach (var other in campaign.Letters)
            files[LetterPreview.PathOf(other.Language, other.Name)] = Encoding.UTF8.GetBytes(other.Text);
        files[path] = Encoding.UTF8.GetBytes(letter.Text);
        return [.. CampaignFolder.Read(files).Problems.Where(p => p.File == path)];
    }

    /// <summary>Proposes a corrected text. It is sent after its approval only.</summary>
    /// <param name="id">The campaign.</param>
    /// <param name="letter">The letter with its text.</param>
    /// <param name="actor">The member of staff. <see cref="Actor.ExpectedVersion"/> is the hash of the text that they
    /// changed; null skips the check.</param>
    /// <param name="cancellation">Cancels the call.</param>
    /// <returns>The campaign. <c>Invalid</c> where the text has errors (<see cref="Check"/>).</returns>
    public async Task<ActionResult<CampaignEntry>> Propose(
        CampaignId id,
        LetterSource letter,
        Actor actor,
        CancellationToken cancellation
    )
    {
        if (await campaigns.Find(id, cancellation) is not { } campaign)
            return new ActionResult<CampaignEntry>.NotFound(new Reason.CampaignNotFound(id));
        var hash = ContentHash.Compute(letter.Text);
        if (
            campaign.Entry.State is CampaignState.Running or CampaignState.Paused
            && campaign.FindText(letter.Language, letter.Name) is { } inForce
        )
        {
            var current = campaign.FindPending(letter.Language, letter.Name)?.Hash ?? ContentHash.Compute(inForce);
            if (actor.ExpectedVersion is { } seen && seen != current)
                return new ActionResult<CampaignEntry>.Stale();
            if ((await Check(campaign, letter, cancellation)).Count > 0)
                return new ActionResult<CampaignEntry>.Invalid(
                    new Dictionary<string, Reason> { ["text"] = new Reason.LetterHasProblems() }
                );
            await store.PutCorrectedText(id, hash, letter.Text, cancellation);
        }
        return await actions.ProposeCorrection(id, letter, hash, actor.ExpectedVersion, actor, cancellation);
    }
}
