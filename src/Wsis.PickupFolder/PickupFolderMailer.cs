using MimeKit;
using MimeKit.Utils;
using NodaTime;
using NodaTime.Extensions;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Workflow;

namespace Wsis.PickupFolder;

/// <summary>Writes each letter to a folder as an <c>.eml</c> file (RFC 5322), which mail programs can open. The file
/// name is the dispatch id, so that a dispatch is written once only and can be looked up.</summary>
public sealed class PickupFolderMailer(string folder, TimeProvider clock) : IMailer
{
    public string Folder { get; } = CreateFolder(folder);

    public async Task<SendOutcome> Send(Letter letter, SendPermission permission, CancellationToken cancellation)
    {
        var path = PathOf(letter.Id);
        var message = LetterMime.Compose(letter, clock.GetCurrentInstant());
        var temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            await using (var file = CreateFile(temporary))
                await message.WriteToAsync(LetterMime.Format, file, cancellation);
            if (!await permission.MayBegin())
            {
                File.Delete(temporary);
                return new SendOutcome.Recalled();
            }
            File.Move(temporary, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            // The same dispatch was sent before.
            File.Delete(temporary);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new SendOutcome.Busy(new Reason.FolderNotWritable(e.Message));
        }
        return new SendOutcome.Accepted(letter.MessageId);
    }

    public async Task<SendOutcome> Ask(DispatchId dispatch, CancellationToken cancellation)
    {
        var path = PathOf(dispatch);
        if (!File.Exists(path))
            return new SendOutcome.Busy(new Reason.NotInFolder(), Duration.Zero);
        await using var file = File.OpenRead(path);
        var headers = await HeaderList.LoadAsync(file, cancellation);
        return new SendOutcome.Accepted(MimeUtils.ParseMessageId(headers[HeaderId.MessageId] ?? "") ?? "");
    }

    /// <summary>Letters have live links, so only the owner can read the folder. A folder that exists keeps its
    /// rights.</summary>
    private static string CreateFolder(string path) =>
        (
            OperatingSystem.IsWindows()
                ? Directory.CreateDirectory(path)
                : Directory.CreateDirectory(
                    path,
                    UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
                )
        ).FullName;

    private static FileStream CreateFile(string path)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            Options = FileOptions.Asynchronous,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(path, options);
    }

    private string PathOf(DispatchId id) => Path.Combine(Folder, $"{id}.eml");
}
