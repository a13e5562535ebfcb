using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Drafts;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Storage;
using Wsis.Web.Hosting;

namespace Wsis.Web.StaffPages.Drafts;

/// <summary>A draft as its pages show it.</summary>
/// <param name="Draft">The draft.</param>
/// <param name="Folder">What it has, checked.</param>
/// <param name="Entry">The campaign that was imported from it; null where it was never submitted.</param>
public sealed record OpenedDraft(Draft Draft, CampaignFolder Folder, CampaignEntry? Entry)
{
    /// <summary>Whether the campaign was launched, so that the draft stays as it is.</summary>
    public bool IsFrozen => Entry is { State: not (CampaignState.Importing or CampaignState.Draft) };

    public bool IsSubmitted => Entry is not null && Draft.IsSubmittedAs(Entry);

    /// <summary>The zone in which moments are shown.</summary>
    public DateTimeZone Zone => Folder.Campaign?.Schedule.Zone ?? DateTimeZone.Utc;

    public string GetTitle(Language language) => Folder.Campaign?.Event.Name.In(language) ?? Draft.Campaign.Value;

    public string GetPath(string? page = null) =>
        StaffPlace.GetPath(Draft.Campaign, page is null ? "draft" : $"draft/{page}");
}

/// <summary>Opens the draft that the address names.</summary>
public sealed class DraftOpener(DraftService drafts, ICampaignStore campaigns)
{
    public DraftService Drafts => drafts;

    /// <summary>Answers a request for a page of a draft. Where there is none, the answer is an error page.</summary>
    public async Task<IResult> Open(HttpContext http, Func<OpenedDraft, Task<IResult>> answer)
    {
        PageHeaders.SetForStaff(http.Response);
        if (!CampaignId.TryParse(http.GetRouteValue("id") as string, out var id))
            return StaffErrorPages.NoSuchPage(http);
        if (await campaigns.Find(id, http.RequestAborted) is { } stored && stored.Value.State.IsErased())
            return StaffErrorPages.Erased(http);
        return await Find(id, http.RequestAborted) is { } opened
            ? await answer(opened)
            : StaffErrorPages.NoSuchPage(http);
    }

    /// <summary>Finds what others changed in the facts or the list since a version was read. Null if nothing was
    /// changed.</summary>
    /// <param name="opened">The draft as it is.</param>
    /// <param name="path">The file.</param>
    /// <param name="seen">The hash of the version that was read.</param>
    /// <param name="cancellation">Cancels the call.</param>
    public async Task<OtherChanges?> FindOther(
        OpenedDraft opened,
        string path,
        string seen,
        CancellationToken cancellation
    )
    {
        if (opened.Draft.Find(path)?.Hash == seen)
            return null;
        var changes = opened.Draft.Changes.Where(c => c.Path == path).ToList();
        var known = changes.FindLastIndex(c => c.Hash == seen);
        return new OtherChanges(
            [.. changes.Skip(known + 1).Select(c => c.By).Where(by => by.Length > 0).Distinct()],
            DraftDifference.Compare(
                File(path, await drafts.ReadVersion(opened.Draft.Campaign, seen, cancellation)),
                File(path, await drafts.Read(opened.Draft, path, cancellation))
            )
        );
    }

    private static Dictionary<string, byte[]> File(string path, byte[]? content) =>
        content is null ? [] : new() { [path] = content };

    /// <summary>Reads a draft with its check. Null if there is none.</summary>
    public async Task<OpenedDraft?> Find(CampaignId id, CancellationToken cancellation) =>
        await drafts.Find(id, cancellation) is { } draft
            ? new OpenedDraft(
                draft,
                await drafts.Check(draft, cancellation),
                (await campaigns.Find(id, cancellation))?.Value
            )
            : null;
}
