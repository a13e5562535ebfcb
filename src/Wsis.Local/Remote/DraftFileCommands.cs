using System.CommandLine;
using System.Net;
using System.Net.Mime;
using Microsoft.AspNetCore.Http.Extensions;
using Wsis.Invitations.Invitees;
using Wsis.Web.StaffApi;

namespace Wsis.Local.Remote;

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
                new Command("push", "Replaces all files of a draft by those of a folder, or creates it. It asks first.")
                {
                    DraftCommand.Campaign,
                    Folder,
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
        var zip = CampaignPackage.Zip(context.Arguments.GetRequiredValue(Folder).FullName);
        if (await Find(context, cancellation) is not null)
            context.Require(Yes, $"Replace all files of {campaign}?", $"The files of {campaign} were not replaced.");
        context.Print(
            await context.Host.Put<DraftView>(
                StaffClient.Address(campaign, "draft"),
                zip,
                MediaTypeNames.Application.Zip,
                null,
                cancellation
            ),
            DraftCommand.Describe
        );
    }

    private static async Task Save(CommandContext context, CancellationToken cancellation)
    {
        var path = context.Read(FilePath);
        var file = context.Arguments.GetValue(Out)?.FullName ?? Path.GetFullPath(path[(path.LastIndexOf('/') + 1)..]);
        context.Print(
            await FileDownload.Save(
                context.Host,
                context.Read(DraftCommand.Campaign),
                PathOf(path),
                file,
                null,
                cancellation
            ),
            saved => saved.Describe()
        );
    }

    /// <summary>Writes a file of the draft by one of this machine.</summary>
    private static async Task Replace(
        CommandContext context,
        string path,
        string address,
        CancellationToken cancellation
    )
    {
        var content = await File.ReadAllBytesAsync(context.Arguments.GetRequiredValue(Source).FullName, cancellation);
        var present = await FindFile(context, path, cancellation);
        if (present is not null)
            context.Require(Yes, $"Replace {path}?", $"{path} was not replaced.");
        context.Print(
            await context.Host.Put<DraftView>(
                StaffClient.Address(context.Read(DraftCommand.Campaign), address),
                content,
                MediaTypeNames.Application.Octet,
                present?.Etag,
                cancellation
            ),
            DraftCommand.Describe
        );
    }

    private static async Task Delete(CommandContext context, CancellationToken cancellation)
    {
        var path = context.Read(FilePath);
        var present = await FindFile(context, path, cancellation);
        if (present is null)
            throw new RefusedException(HttpStatusCode.NotFound, [$"The draft has no file '{path}'."]);
        context.Require(Yes, $"Delete {path}?", $"{path} was not deleted.");
        context.Print(
            await context.Host.Delete<DraftView>(
                StaffClient.Address(context.Read(DraftCommand.Campaign), PathOf(path)),
                present.Etag,
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

    private static async Task<DraftFileView?> FindFile(
        CommandContext context,
        string path,
        CancellationToken cancellation
    ) => (await Find(context, cancellation))?.Files.FirstOrDefault(f => f.Path == path);

    /// <summary>The draft. Null if there is none.</summary>
    private static async Task<DraftView?> Find(CommandContext context, CancellationToken cancellation)
    {
        try
        {
            return await context.Host.Get<DraftView>(
                StaffClient.Address(context.Read(DraftCommand.Campaign), "draft"),
                cancellation
            );
        }
        catch (RefusedException e) when (e.Status == HttpStatusCode.NotFound)
        {
            return null;
        }
    }
}
