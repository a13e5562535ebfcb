using System.CommandLine;
using System.Net;
using System.Net.Mime;
using Microsoft.AspNetCore.Http.Extensions;
using Wsis.Invitations.Invitees;
using Wsis.Local.Remote.Arguments;
using Wsis.Local.Remote.Invitations;
using Wsis.Web.StaffApi;

namespace Wsis.Local.Remote.Drafts;

/// <summary>The files of a draft: <c>wsis draft push</c>, <c>save</c>, <c>write</c>, <c>delete</c>, <c>invitees</c>,
/// <c>add-language</c>. What replaces or deletes a file asks first, and is refused if somebody else has changed it
/// meanwhile. The approvals of a draft that changes are withdrawn.</summary>
internal static class DraftFileCommands
{
    private static readonly Argument<string> FilePath = new("PATH")
    {
        Description = "The path of the file in the folder, such as letters/fr/reminder-1.md.",
    };

    private static readonly Argument<FileInfo> Source = PathOption.CreateFileArgument("FILE", "The file to upload.");

    private static readonly Argument<DirectoryInfo> Folder = PathOption
        .CreateFolderArgument("FOLDER", "The campaign folder, which may have errors.")
        .AcceptExistingOnly();

    private static readonly Option<string?> Sheet = new("--sheet")
    {
        Description = "The sheet of a spreadsheet. Default: the first one.",
    };

    private static readonly Option<FileInfo?> Out = PathOption.CreateFile(
        "--out",
        "The file to write. Default: the name of the file, in the current folder."
    );

    private static readonly Option<bool> Yes = YesOption.Create();

    public static IEnumerable<Command> Create() =>
        [
            HostOptions.AddTo(
                new Command(
                    "push",
                    "Replaces all files of a draft by those of a folder, or creates it. It asks first, and does not "
                        + "replace what others have changed since the folder was pulled or pushed."
                )
                {
                    DraftCommand.Campaign,
                    Folder,
                    OverwriteCheck.Force,
                    Yes,
                },
                Push
            ),
            HostOptions.AddTo(
                new Command("save", "Saves a file of a draft.") { DraftCommand.Campaign, FilePath, Out },
                Save
            ),
            HostOptions.AddTo(
                new Command("write", "Writes a file of a draft. It asks before it replaces one.")
                {
                    DraftCommand.Campaign,
                    FilePath,
                    Source,
                    OverwriteCheck.Force,
                    Yes,
                },
                (context, cancellation) =>
                    Replace(context, context.Read(FilePath), PathOf(context.Read(FilePath)), cancellation)
            ),
            HostOptions.AddTo(
                new Command("delete", "Deletes a file of a draft. It asks first.")
                {
                    DraftCommand.Campaign,
                    FilePath,
                    Yes,
                },
                Delete
            ),
            HostOptions.AddTo(
                new Command(
                    "invitees",
                    "Replaces the list of a draft by a spreadsheet or a text as an office keeps it. With an error "
                        + "nothing is taken. It asks first."
                )
                {
                    DraftCommand.Campaign,
                    Source,
                    Sheet,
                    OverwriteCheck.Force,
                    Yes,
                },
                (context, cancellation) =>
                    Replace(
                        context,
                        InviteeList.FileName,
                        context.Arguments.GetValue(Sheet) is { } sheet
                            ? $"draft/invitees{new QueryBuilder { { "sheet", sheet } }}"
                            : "draft/invitees",
                        cancellation
                    )
            ),
            HostOptions.AddTo(
                new Command("add-language", "Adds the standard letters of a language. Letters that are there stay.")
                {
                    DraftCommand.Campaign,
                    LanguageArgument.Value,
                },
                AddLanguage
            ),
        ];

    private static string PathOf(string path) =>
        $"draft/files/{string.Join('/', path.Split('/').Select(Uri.EscapeDataString))}";

    private static async Task Push(CommandContext context, CancellationToken cancellation)
    {
        var campaign = context.Read(DraftCommand.Campaign);
        var folder = context.Arguments.GetRequiredValue(Folder).FullName;
        var present = await OverwriteCheck.Require(context, campaign, folder, cancellation);
        if (present is not null)
            context.Require(Yes, $"Replace all files of {campaign}?", $"The files of {campaign} were not replaced.");
        var zip = CampaignPackage.Zip(folder);
        var pushed = await OverwriteCheck.Explain(
            campaign,
            () => context.Host.PushDraft(campaign, zip, present?.Etag, cancellation)
        );
        FolderVersions.Compute(folder, context.Host.Host, campaign).Save(folder);
        context.Print(pushed, DraftCommand.Describe);
    }

    private static async Task Save(CommandContext context, CancellationToken cancellation)
    {
        var path = context.Read(FilePath);
        var file = context.Arguments.GetValue(Out)?.FullName ?? Path.GetFullPath(path[(path.LastIndexOf('/') + 1)..]);
        var campaign = context.Read(DraftCommand.Campaign);
        var saved = await FileDownload.Save(context.Host, campaign, PathOf(path), file, null, cancellation);
        // In a folder that was pulled, the file is now as the draft has it.
        if (
            FolderVersions.FindAbove(file, context.Host.Host, campaign) is var (folder, versions)
            && Path.GetFullPath(path, folder) == file
        )
            versions.With(path, FolderVersions.ComputeEtag(file)).Save(folder);
        context.Print(saved, s => s.Describe());
    }

    /// <summary>Writes a file of the draft by one of this machine.</summary>
    private static async Task Replace(
        CommandContext context,
        string path,
        string address,
        CancellationToken cancellation
    )
    {
        var campaign = context.Read(DraftCommand.Campaign);
        var source = context.Arguments.GetRequiredValue(Source).FullName;
        var content = await File.ReadAllBytesAsync(source, cancellation);
        var pulled = FolderVersions.FindAbove(source, context.Host.Host, campaign);
        var present = await FindFile(context, path, cancellation);
        if (present is var (latest, etag))
        {
            if (!context.Arguments.GetValue(OverwriteCheck.Force))
                OverwriteCheck.Require(path, latest, etag, pulled?.Versions, content);
            context.Require(Yes, $"{latest} Replace it?", $"{path} was not replaced.");
        }
        var written = await context.Host.Put<DraftView>(
            StaffClient.Address(campaign, address),
            content,
            MediaTypeNames.Application.Octet,
            present?.Etag,
            cancellation
        );
        if (pulled is var (folder, versions) && written.Files.FirstOrDefault(f => f.Path == path) is { } file)
            versions.With(path, file.Etag).Save(folder);
        context.Print(written, DraftCommand.Describe);
    }

    private static async Task Delete(CommandContext context, CancellationToken cancellation)
    {
        var path = context.Read(FilePath);
        var present = await FindFile(context, path, cancellation);
        if (present is not var (latest, etag))
            throw new RefusedException(HttpStatusCode.NotFound, [$"The draft has no file '{path}'."]);
        context.Require(Yes, $"{latest} Delete it?", $"{path} was not deleted.");
        context.Print(
            await context.Host.Delete<DraftView>(
                StaffClient.Address(context.Read(DraftCommand.Campaign), PathOf(path)),
                etag,
                cancellation
            ),
            DraftCommand.Describe
        );
    }

    private static async Task AddLanguage(CommandContext context, CancellationToken cancellation) =>
        context.Print(
            await context.Host.Post<DraftView>(
                StaffClient.Address(
                    context.Read(DraftCommand.Campaign),
                    $"draft/languages/{context.Read(LanguageArgument.Value)}"
                ),
                null,
                cancellation
            ),
            DraftCommand.Describe
        );

    /// <summary>A sentence about the file that is replaced or deleted, and its version. Null if the draft does not have
    /// it.</summary>
    private static async Task<(string Latest, string Etag)?> FindFile(
        CommandContext context,
        string path,
        CancellationToken cancellation
    ) =>
        await context.Host.FindDraft(context.Read(DraftCommand.Campaign), cancellation) is { } draft
        && draft.Files.FirstOrDefault(f => f.Path == path) is { } file
            ? (OverwriteCheck.Describe(draft, path), file.Etag)
            : null;
}
