using System.Text;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Campaigns.Standard;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Workflow;

namespace Wsis.Invitations.Drafts;

/// <summary>Corrects letters of a launched campaign and adds letters to it, for what has not been sent yet. The draft
/// stays as it was launched.</summary>
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
    public Task<IReadOnlyList<Problem>> Check(
        LoadedCampaign campaign,
        LetterSource letter,
        CancellationToken cancellation
    ) => Check(campaign, [letter], cancellation);

    /// <summary>Finds what a check warns of in the correction of a letter that waits, to be read before its
    /// approval.</summary>
    /// <returns>The warnings of the letter, and of facts without a text in its language. None where no correction
    /// waits.</returns>
    public async Task<IReadOnlyList<Problem>> FindWarnings(
        LoadedCampaign campaign,
        Language language,
        string letter,
        CancellationToken cancellation
    )
    {
        if (campaign.FindPending(language, letter) is not { } pending)
            return [];
        var source = new LetterSource(language, letter, campaign.TextOf(pending));
        var folder = await Read(campaign, [source], cancellation);
        return
        [
            .. folder.Warnings.Where(w => w.File == PathOf(source)),
            .. CampaignFolder.FindMissingTexts(campaign.Campaign, folder.Source, [language]),
        ];
    }

    private async Task<IReadOnlyList<Problem>> Check(
        LoadedCampaign campaign,
        IReadOnlyList<LetterSource> letters,
        CancellationToken cancellation
    )
    {
        var folder = await Read(campaign, letters, cancellation);
        var paths = letters.Select(PathOf).ToHashSet();
        return [.. folder.Problems.Where(p => paths.Contains(p.File))];
    }

    private async Task<CampaignFolder> Read(
        LoadedCampaign campaign,
        IReadOnlyList<LetterSource> letters,
        CancellationToken cancellation
    )
    {
        var files = await drafts.ReadCampaign(campaign.Entry, cancellation);
        foreach (var path in files.Keys.Where(p => p.StartsWith("letters/", StringComparison.Ordinal)).ToList())
            files.Remove(path);
        // Who reads a letter depends on the letters for groups of its name, and on no other.
        var names = letters.Select(NameOf).ToHashSet();
        foreach (var letter in campaign.Letters.Where(l => names.Contains(NameOf(l))).Concat(letters))
            files[PathOf(letter)] = Encoding.UTF8.GetBytes(letter.Text);
        return CampaignFolder.Read(files);

        static string NameOf(LetterSource letter) => LetterName.From(letter.Name).Letter;
    }

    /// <summary>Proposes a text of a letter, which the campaign may have no text of yet, as for a group that joined
    /// after the launch. It is sent after its approval only.</summary>
    /// <param name="id">The campaign.</param>
    /// <param name="letter">The letter with its text.</param>
    /// <param name="actor">The member of staff. <see cref="Actor.ExpectedVersion"/> is the version of the text that
    /// they changed (<see cref="LoadedCampaign.VersionOf"/>); null skips the check.</param>
    /// <param name="cancellation">Cancels the call.</param>
    /// <returns>The campaign. <c>Invalid</c> where the text has errors (<see cref="Check(LoadedCampaign, LetterSource,
    /// CancellationToken)"/>).</returns>
    public async Task<ActionResult<CampaignEntry>> Propose(
        CampaignId id,
        LetterSource letter,
        Actor actor,
        CancellationToken cancellation
    )
    {
        if (await campaigns.Find(id, cancellation) is not { } campaign)
            return new ActionResult<CampaignEntry>.NotFound(new Reason.CampaignNotFound(id.Value));
        if (MayCorrect(campaign) && campaign.CanSend(letter.Name))
        {
            if (actor.IsStale(campaign.VersionOf(letter.Language, letter.Name)))
                return new ActionResult<CampaignEntry>.Stale();
            if ((await Check(campaign, letter, cancellation)).Count > 0)
                return new ActionResult<CampaignEntry>.Invalid(
                    new Dictionary<string, Reason> { ["text"] = new Reason.LetterHasProblems() }
                );
        }
        return await Store(campaign, letter, actor, cancellation);
    }

    /// <summary>Proposes the standard letter for each letter that a language needs and does not have, so that invitees
    /// can be added who are written to in it. Each is sent after its approval only.</summary>
    /// <param name="id">The campaign.</param>
    /// <param name="language">The language.</param>
    /// <param name="actor">The member of staff.</param>
    /// <param name="cancellation">Cancels the call.</param>
    public async Task<ActionResult<CampaignEntry>> ProposeStandard(
        CampaignId id,
        Language language,
        Actor actor,
        CancellationToken cancellation
    )
    {
        if (await campaigns.Find(id, cancellation) is not { } campaign)
            return new ActionResult<CampaignEntry>.NotFound(new Reason.CampaignNotFound(id.Value));
        var missing = campaign.FindMissing(language).ToHashSet();
        var letters = StandardLetters.For(campaign.Campaign, [language]).Where(l => missing.Contains(l.Name)).ToList();
        if (MayCorrect(campaign) && (await Check(campaign, letters, cancellation)).Count > 0)
            return new ActionResult<CampaignEntry>.Conflict(new Reason.LetterHasProblems());
        ActionResult<CampaignEntry> result = new ActionResult<CampaignEntry>.Ok(campaign.Entry);
        foreach (var letter in letters)
            if ((result = await Store(campaign, letter, actor, cancellation)) is not ActionResult<CampaignEntry>.Ok)
                return result;
        return result;
    }

    /// <summary>The text with which a letter begins that the campaign does not have yet: of a group the general letter,
    /// of a language the standard one. Empty if there is neither.</summary>
    public static string Begin(LoadedCampaign campaign, Language language, string letter)
    {
        var name = LetterName.From(letter);
        return (name.Group.Length > 0 ? campaign.FindText(language, name.Letter) : null)
            ?? StandardLetters.For(campaign.Campaign, [language]).FirstOrDefault(l => l.Name == name.Letter)?.Text
            ?? "";
    }

    private async Task<ActionResult<CampaignEntry>> Store(
        LoadedCampaign campaign,
        LetterSource letter,
        Actor actor,
        CancellationToken cancellation
    )
    {
        var hash = ContentHash.Compute(letter.Text);
        if (MayCorrect(campaign) && campaign.CanSend(letter.Name))
            await store.PutCorrectedText(campaign.Entry.Id, hash, letter.Text, cancellation);
        return await actions.ProposeCorrection(campaign.Entry.Id, letter, hash, actor, cancellation);
    }

    private static bool MayCorrect(LoadedCampaign campaign) =>
        campaign.Entry.State is CampaignState.Running or CampaignState.Paused;

    private static string PathOf(LetterSource letter) => LetterPreview.PathOf(letter.Language, letter.Name);
}
