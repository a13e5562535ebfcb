using Wsis.Invitations.Workflow;

namespace Wsis.Invitations.Letters;

/// <summary>Prints the letters that go with their PDF before it gives them to a mailer. A letter that cannot be printed
/// waits as it does for a provider that is busy: it never goes without its PDF. Other letters pass.</summary>
public sealed class PrintingMailer(IMailer mailer, ILetterPrinter printer) : IMailer, IDisposable
{
    public async Task<SendOutcome> Send(Letter letter, SendPermission permission, CancellationToken cancellation)
    {
        if (!letter.WithPdf)
            return await mailer.Send(letter, permission, cancellation);
        return await printer.Print(letter.Page, cancellation) switch
        {
            PrintOutcome.Printed printed => await mailer.Send(
                letter with
                {
                    Attachments = [LetterPdf.Create(letter, printed), .. letter.Attachments],
                },
                permission,
                cancellation
            ),
            PrintOutcome.Failed failed => new SendOutcome.Busy(failed.Reason),
            var other => throw new InvalidOperationException($"{other} is no outcome of a print."),
        };
    }

    public Task<SendOutcome> Ask(DispatchId dispatch, CancellationToken cancellation) =>
        mailer.Ask(dispatch, cancellation);

    public void Dispose() => (mailer as IDisposable)?.Dispose();
}

/// <summary>The PDF of a letter.</summary>
public static class LetterPdf
{
    public const string MediaType = "application/pdf";

    /// <summary>The file that goes with the letter.</summary>
    public static Attachment Create(Letter letter, PrintOutcome.Printed printed) =>
        new(GetFileName(letter), MediaType, printed.Pdf);

    /// <summary>The name of the file: the reference, where a file's name can have its signs, and the step.</summary>
    public static string GetFileName(Letter letter) =>
        string.Concat(
            $"{letter.Reference}-{letter.Id.Step}".Select(c =>
                char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' ? c : '-'
            )
        ) + ".pdf";
}
