using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Workflow;

namespace Wsis.Invitations.Drafts;

/// <summary>Creates drafts of new campaigns: with standard letters, or from an earlier campaign.</summary>
public sealed class NewCampaignService(DraftService drafts)
{
    /// <summary>The ids that are tried before a campaign is refused because of its name.</summary>
    private const int MaxNumber = 100;

    /// <summary>Creates a draft. Its id is made of the name, with a number where there is one of that name.</summary>
    /// <param name="campaign">What staff filled in.</param>
    /// <param name="earlier">The campaign whose letters, organisation and plan it takes. Null for standard
    /// letters.</param>
    /// <param name="withList">Whether it takes the list of the earlier one too.</param>
    /// <param name="actor">The member of staff.</param>
    /// <param name="cancellation">Cancels the call.</param>
    /// <returns>The draft. <c>Invalid</c> with what is wrong by field (<see cref="NewCampaign.FindErrors"/>),
    /// <c>NotFound</c> where there is no such earlier campaign, <c>Conflict</c> where the name is taken.</returns>
    public async Task<ActionResult<Draft>> Create(
        NewCampaign campaign,
        CampaignId? earlier,
        bool withList,
        Actor actor,
        CancellationToken cancellation
    )
    {
        var errors = campaign.FindErrors(isBlank: earlier is null);
        if (errors.Count > 0)
            return new ActionResult<Draft>.Invalid(errors);
        IReadOnlyDictionary<string, byte[]>? model = null;
        if (earlier is { } from)
        {
            if (await drafts.Find(from, cancellation) is not { } draft)
                return new ActionResult<Draft>.NotFound(new Reason.CampaignNotFound(from.Value));
            model = await drafts.ReadAll(draft, cancellation);
        }
        for (var number = 1; number < MaxNumber; number++)
        {
            var id = campaign.CreateId(number);
            if (await drafts.Exists(id, cancellation))
                continue;
            var files = model is null ? campaign.CreateFiles(id) : campaign.CreateFiles(id, model, withList);
            if (await drafts.Create(id, files, actor, cancellation) is ActionResult<Draft>.Ok created)
                return created;
        }
        return new ActionResult<Draft>.Conflict(new Reason.CampaignExists(campaign.CreateId(1)));
    }
}
