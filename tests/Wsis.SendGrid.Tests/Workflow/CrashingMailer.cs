using Wsis.Invitations.Letters;
using Wsis.Invitations.Workflow;

namespace Wsis.SendGrid.Tests.Workflow;

/// <summary>A mailer in whose hands the process dies.</summary>
internal sealed class DyingMailer(IMailer mailer, bool before) : IMailer
{
    public async Task<SendOutcome> Send(Letter letter, SendPermission permission, CancellationToken cancellation)
    {
        if (!before)
            await mailer.Send(letter, permission, cancellation);
        throw new ProcessDied();
    }

    public Task<SendOutcome> Ask(DispatchId dispatch, CancellationToken cancellation) =>
        mailer.Ask(dispatch, cancellation);
}
