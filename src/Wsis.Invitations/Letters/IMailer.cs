using Wsis.Invitations.Letters;
using Wsis.Invitations.Workflow;

namespace Wsis.Invitations.Letters;

/// <summary>Hands letters to whoever delivers them.</summary>
public interface IMailer
{
    /// <summary>Hands over a letter. Never throws for what the provider or the network does: that is an
    /// outcome.</summary>
    Task<SendOutcome> Send(Letter letter, CancellationToken cancellation);

    /// <summary>Asks what became of a letter that may have been handed over: <see cref="SendOutcome.Accepted"/> if the
    /// provider has it,
    /// <see cref="SendOutcome.Busy"/> if it surely has not, <see cref="SendOutcome.Unknown"/> where it cannot
    /// say.</summary>
    Task<SendOutcome> Ask(DispatchId dispatch, CancellationToken cancellation);
}
