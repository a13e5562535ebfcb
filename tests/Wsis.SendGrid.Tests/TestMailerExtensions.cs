using Wsis.Invitations.Letters;
using Wsis.Invitations.Workflow;

namespace Wsis.SendGrid.Tests;

internal static class TestMailerExtensions
{
    /// <summary>Sends a letter for as long as the test lasts.</summary>
    public static Task<SendOutcome> Send(this TestMailer sender, Letter letter) =>
        sender.Mailer.Send(letter, SendPermission.Always, TestContext.Current.CancellationToken);
}
