using System.Collections.Concurrent;
using System.Text;
using NodaTime.Extensions;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Campaigns.Standard;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Journal;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Workflow;

namespace Wsis.Invitations.Drafts;

/// <summary>Prepares campaigns: the staff pages and the API read and write drafts here, part by part. A part is a file
/// of the campaign folder, and its version is the hash of its content.</summary>
/// <remarks>Every change withdraws the approvals of the campaign. A draft may have problems until it is
/// submitted.</remarks>
public sealed class DraftService(
    IDraftStore drafts,
    ICampaignStore campaigns,
    IInvitationStore invitations,
    DraftListChanges approvals,
    CampaignService service,
    TimeProvider clock
)
{
    /// <summary>The most files of a draft.</summary>
    public const int MaxFiles = 500;

    /// <summary>The most bytes of all files of a draft.</summary>
    public const int MaxBytes = 64 * 1024 * 1024;

    private const int MaxPathLength = 200;

    private const int MaxAttempts = 10;

    /// <summary>A page is often followed by another of the same draft.</summary>
    private const int MaxChecked = 8;

    private readonly ConcurrentDictionary<(CampaignId, string), CampaignFolder> known = new();

    /// <summary>Reads a draft. A campaign that an earlier version imported becomes one. Null if there is
    /// neither.</summary>
    public async Task<Draft?> Find(CampaignId id, CancellationToken cancellation) =>
        (await FindRow(id, cancellation))?.Value;

    /// <summary>Reads the draft of a campaign that was not launched. Null if it was, or if there is none.</summary>
    public async Task<Draft?> FindUnlaunched(CampaignId id, CancellationToken cancellation) =>
        await FindObstacle(id, cancellation) is null ? await Find(id, cancellation) : null;

    private async Task<Versioned<Draft>?> FindRow(CampaignId id, CancellationToken cancellation)
    {
        if (await drafts.Find(id, cancellation) is { } draft)
            return draft;
        if (await campaigns.Find(id, cancellation) is not { Value: { State: not CampaignState.Erased } entry })
            return null;
        var files = await ReadCampaign(entry, cancellation);
        await drafts.Replace(entry, files, entry.ImportedBy, clock.GetCurrentInstant(), cancellation);
        return await drafts.Find(id, cancellation);
    }

    /// <summary>Reads all drafts whose campaign is not imported yet, by name.</summary>
    public async Task<IReadOnlyList<Draft>> ListNew(CancellationToken cancellation)
    {
        var found = new List<Draft>();
        await foreach (var id in drafts.List(cancellation))
            if (await campaigns.Find(id, cancellation) is null && await drafts.Find(id, cancellation) is { } row)
                found.Add(row.Value);
        return [.. found.OrderBy(d => d.Campaign.Value, StringComparer.Ordinal)];
    }

    /// <summary>Reads a file of a draft. Null if there is none.</summary>
    public async Task<byte[]?> Read(Draft draft, string path, CancellationToken cancellation) =>
        draft.Find(path) is { } file ? await drafts.ReadContent(draft.Campaign, file.Hash, cancellation) : null;

    /// <summary>Reads a former content of a file by its hash. Null if there is none.</summary>
    public Task<byte[]?> ReadVersion(CampaignId id, string hash, CancellationToken cancellation) =>
        hash.Length == 64 && hash.All(char.IsAsciiHexDigitLower)
            ? drafts.ReadContent(id, hash, cancellation)
            : Task.FromResult<byte[]?>(null);

    /// <summary>Keeps a content that is not saved yet, for a preview or the next page of a form.</summary>
    /// <returns>Its hash.</returns>
    public async Task<string> KeepVersion(CampaignId id, byte[] content, CancellationToken cancellation)
    {
        var hash = ContentHash.Compute(content);
        await drafts.PutContent(id, hash, content, cancellation);
        return hash;
    }

    /// <summary>Reads the test letters of a draft that were sent, oldest first.</summary>
    public async Task<IReadOnlyList<JournalEntry>> ReadTestLetters(CampaignId id, CancellationToken cancellation) =>
        [.. (await campaigns.ReadJournal(id, cancellation)).Where(e => e.Event is JournalEvent.TestLetterSent)];

    /// <summary>Reads all files of a draft, by path.</summary>
    public Task<IReadOnlyDictionary<string, byte[]>> ReadAll(Draft draft, CancellationToken cancellation) =>
        drafts.ReadAll(draft, cancellation);

    /// <summary>Checks a draft as <c>wsis check</c> checks a folder. The result of the latest drafts is kept.</summary>
    public async Task<CampaignFolder> Check(Draft draft, CancellationToken cancellation)
    {
        var key = (draft.Campaign, draft.Fingerprint);
        if (known.TryGetValue(key, out var kept))
            return kept;
        var folder = CampaignFolder.Read(await ReadAll(draft, cancellation)).For(draft.Campaign);
        if (known.Count >= MaxChecked)
            known.Clear();
        return known[key] = folder;
    }

    /// <summary>Creates a draft.</summary>
    /// <param name="id">The campaign, of which there is none yet.</param>
    /// <param name="files">The files by path. Those that belong to no campaign are left out.</param>
    /// <param name="actor">The member of staff.</param>
    /// <param name="cancellation">Cancels the call.</param>
    public async Task<ActionResult<Draft>> Create(
        CampaignId id,
        IReadOnlyDictionary<string, byte[]> files,
        Actor actor,
        CancellationToken cancellation
    )
    {
        if (await Exists(id, cancellation))
            return new ActionResult<Draft>.Conflict(new Reason.CampaignExists(id));
        var draft = await drafts.Put(
            DraftStoreExtensions.Empty(id),
            files,
            actor.Name,
            clock.GetCurrentInstant(),
            cancellation
        );
        return await drafts.Save(draft, null, cancellation)
            ? new ActionResult<Draft>.Ok(draft)
            : new ActionResult<Draft>.Conflict(new Reason.CampaignExists(id));
    }

    /// <summary>Replaces all files of a draft, or creates it.</summary>
    /// <param name="id">The campaign.</param>
    /// <param name="files">The files by path. Those that belong to no campaign are left out.</param>
    /// <param name="isNew">Whether there must be no draft yet. One that has these files already is taken for the
    /// result of the same request.</param>
    /// <param name="actor">The member of staff. <see cref="Actor.ExpectedVersion"/> is the
    /// <see cref="Draft.Fingerprint"/> that they saw; null skips the check.</param>
    /// <param name="cancellation">Cancels the call.</param>
    public async Task<ActionResult<Draft>> Put(
        CampaignId id,
        IReadOnlyDictionary<string, byte[]> files,
        bool isNew,
        Actor actor,
        CancellationToken cancellation
    )
    {
        if (!isNew && await Exists(id, cancellation))
            return await Replace(id, files, actor, cancellation);
        if (!isNew && actor.ExpectedVersion is not null)
            return new ActionResult<Draft>.Stale();
        var created = await Create(id, files, actor, cancellation);
        if (created is not ActionResult<Draft>.Conflict { Reason: Reason.CampaignExists })
            return created;
        return await Find(id, cancellation) is { } draft && draft.Has(files)
            ? new ActionResult<Draft>.Ok(draft)
            : new ActionResult<Draft>.Conflict(new Reason.DraftExists(id));
    }

    /// <summary>Whether there is a campaign or a draft of this id.</summary>
    public async Task<bool> Exists(CampaignId id, CancellationToken cancellation) =>
        await campaigns.Find(id, cancellation) is not null || await drafts.Find(id, cancellation) is not null;

    /// <summary>Writes a file of a draft.</summary>
    /// <param name="id">The campaign.</param>
    /// <param name="path">The path of the file.</param>
    /// <param name="content">The content. Null deletes the file.</param>
    /// <param name="actor">The member of staff. <see cref="Actor.ExpectedVersion"/> is the hash of the content that
    /// they saw, <see cref="NoFile"/> if there was none; null skips the check.</param>
    /// <param name="cancellation">Cancels the call.</param>
    public async Task<ActionResult<Draft>> Write(
        CampaignId id,
        string path,
        byte[]? content,
        Actor actor,
        CancellationToken cancellation
    )
    {
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            if (await FindRow(id, cancellation) is not var (draft, version))
                return new ActionResult<Draft>.NotFound(new Reason.CampaignNotFound(id.Value));
            var file = content is null ? null : new DraftFile(path, ContentHash.Compute(content), content.Length);
            var current = draft.Find(path)?.Hash;
            // What is so already is so also after a request whose answer was lost.
            if (current != file?.Hash && actor.IsStale(current ?? NoFile))
                return new ActionResult<Draft>.Stale();
            if (await FindObstacle(id, cancellation) is { } refusal)
                return new ActionResult<Draft>.Conflict(refusal);
            if (current == file?.Hash)
                return new ActionResult<Draft>.Ok(draft);
            var changed = draft.With(path, file, actor.Name, clock.GetCurrentInstant());
            if (!IsPath(path) || IsTooLarge(changed))
                return new ActionResult<Draft>.Conflict(new Reason.NotAPartOfADraft(path));
            if (content is not null)
                await drafts.PutContent(id, file!.Hash, content, cancellation);
            // Before the change: no approval is left of a draft that was changed since.
            await approvals.Count(id, cancellation);
            if (await drafts.Save(changed, version, cancellation))
                return new ActionResult<Draft>.Ok(changed);
        }
        return new ActionResult<Draft>.Conflict(new Reason.Stale());
    }

    /// <summary>Adds the standard letters of a language for those that the plan needs and the draft does not
    /// have.</summary>
    /// <param name="id">The campaign, whose facts can be read.</param>
    /// <param name="language">The language.</param>
    /// <param name="actor">The member of staff. <see cref="Actor.ExpectedVersion"/> is the
    /// <see cref="Draft.Fingerprint"/> that they saw; null skips the check.</param>
    /// <param name="cancellation">Cancels the call.</param>
    public async Task<ActionResult<Draft>> AddStandardLetters(
        CampaignId id,
        Language language,
        Actor actor,
        CancellationToken cancellation
    )
    {
        if (await Find(id, cancellation) is not { } draft)
            return new ActionResult<Draft>.NotFound(new Reason.CampaignNotFound(id.Value));
        if (actor.IsStale(draft.Fingerprint))
            return new ActionResult<Draft>.Stale();
        if ((await Check(draft, cancellation)).Campaign is not { } campaign)
            return new ActionResult<Draft>.Conflict(new Reason.DraftHasProblems());
        ActionResult<Draft> result = new ActionResult<Draft>.Ok(draft);
        foreach (var letter in StandardLetters.For(campaign, [language]))
        {
            var path = LetterPreview.PathOf(language, letter.Name);
            if (draft.Find(path) is not null)
                continue;
            var writer = actor with { ExpectedVersion = NoFile };
            result = await Write(id, path, Encoding.UTF8.GetBytes(letter.Text), writer, cancellation);
            // What somebody else wrote meanwhile stays.
            if (result is not (ActionResult<Draft>.Ok or ActionResult<Draft>.Stale))
                return result;
        }
        return result is ActionResult<Draft>.Stale && await Find(id, cancellation) is { } now
            ? new ActionResult<Draft>.Ok(now)
            : result;
    }

    /// <summary>The expected version of a file, or of a draft, that does not exist yet.</summary>
    public const string NoFile = "none";

    /// <summary>Replaces all files of a draft.</summary>
    /// <param name="id">The campaign.</param>
    /// <param name="files">The files by path. Those that belong to no campaign are left out.</param>
    /// <param name="actor">The member of staff. <see cref="Actor.ExpectedVersion"/> is the
    /// <see cref="Draft.Fingerprint"/> that they saw; null skips the check.</param>
    /// <param name="cancellation">Cancels the call.</param>
    public async Task<ActionResult<Draft>> Replace(
        CampaignId id,
        IReadOnlyDictionary<string, byte[]> files,
        Actor actor,
        CancellationToken cancellation
    )
    {
        if (await FindRow(id, cancellation) is not var (draft, version))
            return new ActionResult<Draft>.NotFound(new Reason.CampaignNotFound(id.Value));
        if (actor.IsStale(draft.Fingerprint) && !draft.Has(files))
            return new ActionResult<Draft>.Stale();
        if (await FindObstacle(id, cancellation) is { } refusal)
            return new ActionResult<Draft>.Conflict(refusal);
        var changed = await drafts.Put(draft, files, actor.Name, clock.GetCurrentInstant(), cancellation);
        if (changed == draft)
            return new ActionResult<Draft>.Ok(draft);
        await approvals.Count(id, cancellation);
        return await drafts.Save(changed, version, cancellation)
            ? new ActionResult<Draft>.Ok(changed)
            : new ActionResult<Draft>.Stale();
    }

    /// <summary>Imports a draft without problems, so that it can be approved and launched.</summary>
    /// <param name="id">The campaign.</param>
    /// <param name="actor">The member of staff. <see cref="Actor.ExpectedVersion"/> is the
    /// <see cref="Draft.Fingerprint"/> that they saw; null skips the check.</param>
    /// <param name="cancellation">Cancels the call.</param>
    public async Task<ActionResult<CampaignEntry>> Submit(CampaignId id, Actor actor, CancellationToken cancellation)
    {
        if (await FindRow(id, cancellation) is not var (draft, version))
            return new ActionResult<CampaignEntry>.NotFound(new Reason.CampaignNotFound(id.Value));
        if (actor.IsStale(draft.Fingerprint))
            return new ActionResult<CampaignEntry>.Stale();
        if (await campaigns.Find(id, cancellation) is { Value: var submitted } && draft.IsSubmittedAs(submitted))
            return new ActionResult<CampaignEntry>.Ok(submitted);
        if (await FindObstacle(id, cancellation) is { } refusal)
            return new ActionResult<CampaignEntry>.Conflict(refusal);
        var folder = await Check(draft, cancellation);
        if (folder.Problems.Count > 0)
            return new ActionResult<CampaignEntry>.Conflict(new Reason.DraftHasProblems());
        try
        {
            var entry = await service.Import(folder, actor.Name, draft.Authors, cancellation);
            return await drafts.Save(await drafts.Submit(draft, entry, cancellation), version, cancellation)
                ? new ActionResult<CampaignEntry>.Ok(entry)
                : new ActionResult<CampaignEntry>.Stale();
        }
        catch (CampaignChangedException)
        {
            return new ActionResult<CampaignEntry>.Conflict(new Reason.Stale());
        }
    }

    private static bool IsPath(string path) =>
        path.Length <= MaxPathLength
        && CampaignFolder.HasPart(path)
        && !path.Any(c => char.IsControl(c) || c is '\\' or ':')
        && !path.Split('/').Any(part => part is "" or "." or "..");

    private static bool IsTooLarge(Draft draft) =>
        draft.Files.Length > MaxFiles || draft.Files.Sum(f => (long)f.Size) > MaxBytes;

    private async Task<Reason?> FindObstacle(CampaignId id, CancellationToken cancellation) =>
        await campaigns.Find(id, cancellation)
            is { Value.State: not (CampaignState.Importing or CampaignState.Draft) and var state }
            ? new Reason.NotADraft(state)
            : null;

    /// <summary>The folder of a submitted draft with those whom a launch invites: invitees who were added, corrected or
    /// withdrawn since it was submitted are as they are now.</summary>
    /// <param name="folder">The draft, checked.</param>
    /// <param name="entry">The campaign.</param>
    /// <param name="cancellation">Cancels the call.</param>
    public async Task<CampaignFolder> WithPresentList(
        CampaignFolder folder,
        CampaignEntry entry,
        CancellationToken cancellation
    ) =>
        entry.ListChanges == 0
            ? folder
            : folder.WithInvitees(await ListInvitees(entry, i => i.Phase != Phase.Withdrawn, cancellation));

    private async Task<List<Invitee>> ListInvitees(
        CampaignEntry entry,
        Func<Invitation, bool> isListed,
        CancellationToken cancellation
    )
    {
        var invitees = new List<Invitee>();
        var rows = invitations.ListAll(entry.Id, entry.Buckets, InvitationFilter.None, cancellation);
        await foreach (var row in rows)
            if (isListed(row.Value))
                invitees.Add(row.Value.Invitee);
        return invitees;
    }

    /// <summary>Writes a stored campaign as a folder again, with the invitees that it has now and the letters as they
    /// were launched.</summary>
    internal async Task<Dictionary<string, byte[]>> ReadCampaign(CampaignEntry entry, CancellationToken cancellation)
    {
        var files = new Dictionary<string, byte[]> { [CampaignReader.FileName] = Encoding.UTF8.GetBytes(entry.Source) };
        foreach (var letter in await campaigns.ReadLetters(entry.Id, cancellation))
            files[$"letters/{letter.Language}/{letter.Name}.md"] = Encoding.UTF8.GetBytes(letter.Text);
        foreach (var attachment in await campaigns.ReadAttachments(entry.Id, cancellation))
            files[CampaignFolder.PathOf(attachment)] = attachment.Content.ToArray();
        var invitees = await ListInvitees(entry, _ => true, cancellation);
        files[InviteeList.FileName] = InviteeList.Write(invitees.OrderBy(i => i.Id.Value, StringComparer.Ordinal));
        return files;
    }
}
