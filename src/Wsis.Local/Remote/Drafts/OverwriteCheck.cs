using System.CommandLine;
using System.Net;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Texts;
using Wsis.Local.Remote.Output;
using Wsis.Web.StaffApi;

namespace Wsis.Local.Remote.Drafts;

/// <summary>Refuses to overwrite what others have changed in a draft since the folder was pulled or pushed.</summary>
internal static class OverwriteCheck
{
    private const int MaxListed = 20;

    public static readonly Option<bool> Force = new("--force")
    {
        Description = "Replace also what others have changed since the folder was pulled.",
    };

    /// <summary>Compares a folder with the draft of a host.</summary>
    /// <param name="context">The invocation, with <see cref="Force"/>.</param>
    /// <param name="campaign">The campaign.</param>
    /// <param name="folder">The folder.</param>
    /// <param name="cancellation">Cancels the call.</param>
    /// <returns>The draft that the folder may replace. Null if there is none yet.</returns>
    /// <exception cref="RefusedException">Others have changed files that the folder would overwrite.</exception>
    public static async Task<DraftView?> Require(
        CommandContext context,
        string campaign,
        string folder,
        CancellationToken cancellation
    )
    {
        if (await context.Host.FindDraft(campaign, cancellation) is not { } present)
            return null;
        var pulled = FolderVersions.Find(folder, context.Host.Host, campaign);
        var changed = FindChanged(present, pulled, FolderVersions.Compute(folder, context.Host.Host, campaign));
        if (
            changed.Count == 0
            || context.Arguments.GetValue(Force)
            // The host says itself that a launched campaign is not replaced.
            || await IsLaunched(context, campaign, cancellation)
        )
            return present;
        throw new RefusedException(
            HttpStatusCode.Conflict,
            [
                .. changed.Take(MaxListed).Select(path => Describe(present, path)),
                .. changed.Count > MaxListed
                    ? [$"So were {EnglishCount.Format(changed.Count - MaxListed, "more file", "more files")}."]
                    : Array.Empty<string>(),
                pulled is null
                    ? $"The folder was not pulled from the draft of {campaign} on {context.Host.Host}, which differs."
                    : $"That was after the folder was pulled from {context.Host.Host} or pushed.",
                "Nothing was replaced.",
                $"Write the draft into another folder with 'wsis pull {campaign} --out FOLDER' and bring your changes "
                    + "there, or replace it with --force.",
            ]
        );
    }

    /// <summary>Says what to do where somebody else has pushed between the comparison and the upload.</summary>
    /// <exception cref="RefusedException">The host refuses the upload.</exception>
    public static async Task<T> Explain<T>(string campaign, Func<Task<T>> push)
    {
        try
        {
            return await push();
        }
        catch (RefusedException e) when (e.Status == HttpStatusCode.PreconditionFailed)
        {
            throw new RefusedException(
                e.Status,
                [
                    .. e.Reasons,
                    "Push again to see what others have changed, or write the draft into another folder with "
                        + $"'wsis pull {campaign} --out FOLDER'.",
                ]
            );
        }
    }

    /// <summary>Refuses to replace a file that others have changed since the folder with the new content was pulled or
    /// pushed.</summary>
    /// <param name="path">The file of the draft.</param>
    /// <param name="latest">A sentence about its latest change.</param>
    /// <param name="etag">Its version.</param>
    /// <param name="pulled">What the folder was pulled from. Null if the new content is not in such a folder.</param>
    /// <param name="content">The new content.</param>
    public static void Require(string path, string latest, string etag, FolderVersions? pulled, byte[] content)
    {
        if (
            pulled?.Files.GetValueOrDefault(path) is { } seen
            && seen != etag
            && etag != FolderVersions.ComputeEtag(content)
        )
            throw new RefusedException(
                HttpStatusCode.Conflict,
                [
                    latest,
                    "That was after the folder was pulled or pushed. Nothing was replaced.",
                    $"Save it with 'wsis draft save {pulled.Campaign} {path} --out FILE' and bring your changes there, "
                        + "or replace it with --force.",
                ]
            );
    }

    /// <summary>Finds the files of others that would be replaced or deleted, or come back.</summary>
    private static List<string> FindChanged(DraftView present, FolderVersions? pulled, FolderVersions local)
    {
        var theirs = present.Files.ToDictionary(f => f.Path, f => f.Etag);
        // Without a version that was seen, a file that the draft does not have overwrites nothing.
        var paths = pulled is null ? theirs.Keys : theirs.Keys.Union(pulled.Files.Keys);
        return
        [
            .. paths
                .Where(path =>
                    theirs.GetValueOrDefault(path) is var now
                    && now != local.Files.GetValueOrDefault(path)
                    && (pulled is null || now != pulled.Files.GetValueOrDefault(path))
                )
                .Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>A sentence about the latest change of a file.</summary>
    public static string Describe(DraftView draft, string path)
    {
        var done = draft.Files.Any(f => f.Path == path) ? "was changed" : "was deleted";
        return draft.Changes.LastOrDefault(c => c.Path == path) is { By: var by, At: var at }
            ? $"{path} {done}{(by.Length > 0 ? $" by {by}" : "")} on {MomentText.Format(at)}."
            : $"{path} {done}.";
    }

    private static async Task<bool> IsLaunched(CommandContext context, string campaign, CancellationToken cancellation)
    {
        try
        {
            var status = await context.Host.Status(campaign, cancellation);
            return status.State is not (nameof(CampaignState.Draft) or nameof(CampaignState.Importing));
        }
        catch (RefusedException e) when (e.Status == HttpStatusCode.NotFound)
        {
            return false;
        }
    }
}
