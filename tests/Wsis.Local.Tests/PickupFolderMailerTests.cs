using MimeKit;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Workflow;
using Wsis.PickupFolder;

namespace Wsis.Local.Tests;

public sealed class PickupFolderMailerTests : IDisposable
{
    private static readonly DispatchId Id = new(InvitationKey.Parse("forum:CHE"), new StepId("invitation"), 1);

    private readonly string folder = Directory.CreateTempSubdirectory("wsis-pickup-").FullName;
    private readonly PickupFolderMailer mailer;

    public PickupFolderMailerTests() =>
        mailer = new PickupFolderMailer(
            folder,
            new SettableClock(new DateTimeOffset(2017, 12, 8, 9, 0, 0, TimeSpan.Zero))
        );

    [Fact]
    public async Task Only_the_owner_can_read_a_letter_and_its_folder()
    {
        if (OperatingSystem.IsWindows())
            Assert.Skip("Windows has no modes of files.");
        else
        {
            var path = Path.Combine(folder, "letters");
            await new PickupFolderMailer(path, TimeProvider.System).Send(
                Letter("Invitation"),
                SendPermission.Always,
                TestContext.Current.CancellationToken
            );
            const UnixFileMode owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            Assert.Equal(owner | UnixFileMode.UserExecute, File.GetUnixFileMode(path));
            Assert.Equal(owner, File.GetUnixFileMode(Assert.Single(Directory.GetFiles(path))));
        }
    }

    [Fact]
    public async Task A_letter_is_a_standard_message_that_says_it_is_automatic()
    {
        await mailer.Send(
            Letter("Invitation à l’intention de Côte d’Ivoire 🎩"),
            SendPermission.Always,
            TestContext.Current.CancellationToken
        );
        var file = Assert.Single(Directory.GetFiles(folder));
        Assert.DoesNotMatch("[^\r]\n", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
        var message = await MimeMessage.LoadAsync(file, TestContext.Current.CancellationToken);
        Assert.Equal("Invitation à l’intention de Côte d’Ivoire 🎩", message.Subject);
        Assert.Equal(("text", "<p>html</p>"), (message.TextBody?.Trim(), message.HtmlBody?.Trim()));
        Assert.Equal("auto-generated", message.Headers["Auto-Submitted"]);
        Assert.Equal("fr", message.Body!.Headers["Content-Language"]);
        Assert.Equal("contact@org.example", message.ReplyTo.Mailboxes.Single().Address);
        Assert.Equal("mission@che.example", message.Cc.Mailboxes.Single().Address);
        Assert.False(string.IsNullOrEmpty(message.MessageId));
        Assert.Equal(new DateTimeOffset(2017, 12, 8, 9, 0, 0, TimeSpan.Zero), message.Date);
        Assert.DoesNotContain(message.Headers, h => h.Field.StartsWith("List-", StringComparison.OrdinalIgnoreCase));
        Assert.IsType<MultipartAlternative>(message.Body);
    }

    [Fact]
    public async Task An_image_is_a_related_part_that_the_text_names()
    {
        await mailer.Send(
            Letter("Invitation") with
            {
                Images = [new InlineImage("image-1@x.example", new("logo.png", "image/png", new byte[] { 1 }), 1, 1)],
            },
            SendPermission.Always,
            TestContext.Current.CancellationToken
        );

        var message = await MimeMessage.LoadAsync(
            Assert.Single(Directory.GetFiles(folder)),
            TestContext.Current.CancellationToken
        );
        var image = Assert.Single(message.BodyParts.OfType<MimePart>(), p => p.ContentId == "image-1@x.example");
        Assert.Equal(("image/png", false), (image.ContentType.MimeType, image.IsAttachment));
        Assert.Equal("<p>html</p>", message.HtmlBody?.Trim());
    }

    [Fact]
    public async Task Attachments_are_in_the_file_of_the_letter_byte_by_byte()
    {
        byte[] content = [0, 1, 13, 10, 255, .. "%PDF"u8];
        await mailer.Send(
            Letter("Invitation") with
            {
                Attachments = [new Attachment("note d’information.pdf", "application/pdf", content)],
            },
            SendPermission.Always,
            TestContext.Current.CancellationToken
        );
        var message = await MimeMessage.LoadAsync(
            Assert.Single(Directory.GetFiles(folder)),
            TestContext.Current.CancellationToken
        );
        var part = Assert.IsType<MimePart>(Assert.Single(message.Attachments), exactMatch: false);
        using var decoded = new MemoryStream();
        await part.Content!.DecodeToAsync(decoded, TestContext.Current.CancellationToken);
        Assert.Equal(("note d’information.pdf", "application/pdf"), (part.FileName, part.ContentType.MimeType));
        Assert.Equal(content, decoded.ToArray());
    }

    [Fact]
    public async Task The_same_dispatch_again_is_the_same_file()
    {
        Assert.IsType<SendOutcome.Busy>(await mailer.Ask(Id, TestContext.Current.CancellationToken));
        var outcomes = await Task.WhenAll(
            Enumerable
                .Range(0, 20)
                .Select(i => Task.Run(() => mailer.Send(Letter($"{i}"), SendPermission.Always, CancellationToken.None)))
        );
        Assert.All(outcomes, o => Assert.IsType<SendOutcome.Accepted>(o));
        Assert.Single(Directory.GetFiles(folder));
        Assert.IsType<SendOutcome.Accepted>(await mailer.Ask(Id, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_folder_that_does_not_take_the_letter_is_a_reason_to_try_again()
    {
        Directory.Delete(folder, recursive: true);
        Assert.IsType<SendOutcome.Busy>(
            await mailer.Send(Letter("x"), SendPermission.Always, TestContext.Current.CancellationToken)
        );
        Directory.CreateDirectory(folder);
        Assert.IsType<SendOutcome.Accepted>(
            await mailer.Send(Letter("x"), SendPermission.Always, TestContext.Current.CancellationToken)
        );
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static Letter Letter(string subject) =>
        new()
        {
            Id = Id,
            Kind = LetterKind.Invitation,
            Language = Language.French,
            From = new Mailbox("Organisation", "invitations@org.example"),
            To = [new Mailbox("Ministre", "minister@ict.che.example")],
            Copies = [new Mailbox("", "mission@che.example")],
            ReplyTo = new Mailbox("Secrétariat", "contact@org.example"),
            Subject = subject,
            Text = "text",
            Html = "<p>html</p>",
        };
}
