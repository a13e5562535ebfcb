using Wsis.Invitations.Reasons;

namespace Wsis.Invitations.Letters;

/// <summary>Prints letters as PDF.</summary>
public interface ILetterPrinter
{
    /// <summary>Whether there is something that prints. Otherwise every print fails.</summary>
    bool IsConfigured { get; }

    /// <summary>Prints a letter. An error of the browser is a result, not an exception.</summary>
    /// <param name="page">The letter as <see cref="Letter.Page"/>.</param>
    /// <param name="cancellation">Cancels the call.</param>
    Task<PrintOutcome> Print(string page, CancellationToken cancellation);
}

/// <summary>What became of a print.</summary>
public abstract record PrintOutcome
{
    private PrintOutcome() { }

    /// <summary>It is printed.</summary>
    public sealed record Printed(ReadOnlyMemory<byte> Pdf) : PrintOutcome;

    /// <summary>It is not. It can be tried again.</summary>
    public sealed record Failed(Reason Reason) : PrintOutcome;
}

/// <summary>The printer where no browser is configured.</summary>
public sealed class NoLetterPrinter : ILetterPrinter
{
    public bool IsConfigured => false;

    public Task<PrintOutcome> Print(string page, CancellationToken cancellation) =>
        Task.FromResult<PrintOutcome>(new PrintOutcome.Failed(new Reason.NoBrowser()));
}
