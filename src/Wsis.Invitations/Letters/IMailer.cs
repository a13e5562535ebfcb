using Wsis.Invitations.Workflow;

namespace Wsis.Invitations.Letters;

/// <summary>Sends letters through a mail provider.</summary>
public interface IMailer
{
    /// <summary>Sends a letter. An error of the provider or the network is a result, not an exception.</summary>
    /// <param name="letter">The letter.</param>
    /// <param name="permission">The permission to begin it. Without it the outcome is
    /// <see cref="SendOutcome.Recalled"/>.</param>
    /// <param name="cancellation">Cancels the call. If the request was in flight, the dispatch is in doubt.</param>
    Task<SendOutcome> Send(Letter letter, SendPermission permission, CancellationToken cancellation);

    /// <summary>Asks whether the provider has a letter that may have been sent: <see cref="SendOutcome.Accepted"/> if
    /// it has, <see cref="SendOutcome.Busy"/> if it certainly has not, <see cref="SendOutcome.Unknown"/> if it does not
    /// know.</summary>
    Task<SendOutcome> Ask(DispatchId dispatch, CancellationToken cancellation);
}
