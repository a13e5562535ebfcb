using MimeKit;
using MimeKit.Utils;
using NodaTime;
using NodaTime.Extensions;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Workflow;

namespace Wsis.PickupFolder;

/// <summary>Writes each letter to a folder as an <c>.eml</c> file (RFC 5322), which mail programs can open. The file
/// name is the dispatch id, so that a dispatch is written once only and can be looked up.</summary>
public sealed class PickupFolderMailer(string folder, TimeProvider clock) : IMailer
{
    /// <summary>Lines end in CR LF on every platform (RFC 5322, section 2.1; RFC 5545, section 3.1, for a calendar
    /// entry).</summary>
    public static FormatOptions OnDisk { get; } = CreateFormat(NewLineFormat.Dos);

    public string Folder { get; } = CreateFolder(folder);

    public async Task<SendOutcome> Send(Letter letter, SendPermission permission, CancellationToken cancellation)
    {
        var path = PathOf(letter.Id);
        var message = Compose(letter, clock.GetCurrentInstant());
        var temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            await using (var file = CreateFile(temporary))
                await message.WriteToAsync(OnDisk, file, cancellation);
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

    /// <summary>Composes a letter as an RFC 5322 message.</summary>
    public static MimeMessage Compose(Letter letter, Instant date)
    {
        var message = new MimeMessage
        {
            MessageId = letter.MessageId,
            Date = date.ToDateTimeOffset(),
            Subject = letter.Subject,
        };
        message.From.Add(AddressOf(letter.From));
        message.To.AddRange(letter.To.Select(AddressOf));
        message.Cc.AddRange(letter.Copies.Select(AddressOf));
        message.ReplyTo.Add(AddressOf(letter.ReplyTo));
        message.Headers.Add(Letter.DispatchHeader, letter.Id.ToString());
        if (letter.Follows is [.., var last])
            message.InReplyTo = last;
        message.References.AddRange(letter.Follows);
        // RFC 3834, section 5: suppresses automatic replies.
        message.Headers.Add("Auto-Submitted", "auto-generated");
        var body = new BodyBuilder { TextBody = letter.Text, HtmlBody = letter.Html };
        foreach (var attachment in letter.Attachments)
            body.Attachments.Add(
                attachment.FileName,
                attachment.Content.ToArray(),
                ContentType.Parse(attachment.MediaType)
            );
        foreach (var image in letter.Images)
            body
                .LinkedResources.Add(
                    image.File.FileName,
                    image.File.Content.ToArray(),
                    ContentType.Parse(image.File.MediaType)
                )
                .ContentId = image.ContentId;
        message.Body = body.ToMessageBody();
        message.Body.Headers.Add(HeaderId.ContentLanguage, letter.Language.Code);
        return message;
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

    private static FormatOptions CreateFormat(NewLineFormat lineEnds)
    {
        var options = FormatOptions.Default.Clone();
        options.NewLineFormat = lineEnds;
        return options;
    }

    private string PathOf(DispatchId id) => Path.Combine(Folder, $"{id}.eml");

    private static MailboxAddress AddressOf(Mailbox mailbox) =>
        new(System.Text.Encoding.UTF8, mailbox.Name, mailbox.Address);
}
