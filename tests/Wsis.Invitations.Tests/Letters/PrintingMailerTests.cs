using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Workflow;

namespace Wsis.Invitations.Tests.Letters;

/// <summary>Letters that go with their PDF, and never without.</summary>
public sealed class PrintingMailerTests : IMailer, ILetterPrinter
{
    private readonly List<Letter> sent = [];
    private PrintOutcome next = new PrintOutcome.Printed("%PDF"u8.ToArray());
    private int prints;

    [Fact]
    public async Task A_letter_goes_with_its_pdf_before_its_other_files()
    {
        var other = new Attachment("programme.pdf", "application/pdf", new byte[] { 1 });

        var outcome = await Send(Letter with { WithPdf = true, Attachments = [other] });

        Assert.IsType<SendOutcome.Accepted>(outcome);
        Assert.Equal(
            ["CL-17-051-invitation.pdf", "programme.pdf"],
            Assert.Single(sent).Attachments.Select(a => a.FileName)
        );
        Assert.Equal("%PDF"u8.ToArray(), sent[0].Attachments[0].Content.ToArray());
    }

    [Fact]
    public async Task A_letter_that_cannot_be_printed_waits_as_for_a_busy_provider()
    {
        next = new PrintOutcome.Failed(new Reason.NotPrinted("crashed"));

        var outcome = await Send(Letter with { WithPdf = true });

        Assert.Equal(new SendOutcome.Busy(new Reason.NotPrinted("crashed")), outcome);
        Assert.Empty(sent);
    }

    [Fact]
    public async Task A_letter_without_pdf_is_not_printed()
    {
        await Send(Letter);

        Assert.Empty(Assert.Single(sent).Attachments);
        Assert.Equal(0, prints);
    }

    private static Letter Letter { get; } =
        new()
        {
            Id = new DispatchId(InvitationKey.Parse("forum:CHE"), new StepId("invitation"), 1),
            Kind = LetterKind.Invitation,
            Language = Language.French,
            From = new Mailbox("Organisation", "invitations@org.example"),
            To = [new Mailbox("Ministre", "minister@ict.che.example")],
            ReplyTo = new Mailbox("Secrétariat", "contact@org.example"),
            Subject = "Objet",
            Reference = "CL-17/051",
            Text = "text",
            Html = "<p>html</p>",
        };

    bool ILetterPrinter.IsConfigured => true;

    Task<PrintOutcome> ILetterPrinter.Print(string page, CancellationToken cancellation)
    {
        prints++;
        return Task.FromResult(next);
    }

    Task<SendOutcome> IMailer.Send(Letter letter, SendPermission permission, CancellationToken cancellation)
    {
        sent.Add(letter);
        return Task.FromResult<SendOutcome>(new SendOutcome.Accepted("id"));
    }

    Task<SendOutcome> IMailer.Ask(DispatchId dispatch, CancellationToken cancellation) =>
        Task.FromResult<SendOutcome>(new SendOutcome.Unknown(new Reason.NotInFolder()));

    private Task<SendOutcome> Send(Letter letter) =>
        ((IMailer)new PrintingMailer(this, this)).Send(letter, SendPermission.Always, CancellationToken.None);
}
