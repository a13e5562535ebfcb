using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;
using Polly.Timeout;
using SendGrid;
using SendGrid.Helpers.Mail;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Ports;
using Wsis.Invitations.Workflow;
using Wsis.SendGrid.Sending;

namespace Wsis.SendGrid;

/// <summary>Hands letters to SendGrid. The way of a letter: admit, wait for its turn, compose, hand over, read the
/// answer.</summary>
/// <remarks>One for the process: its concurrency, its pace and SendGrid's rate limit hold for all senders together.
/// SendGrid's Mail Send knows no idempotency key. So where an answer is lost the outcome is
/// <see cref="SendOutcome.Unknown"/>, never a repetition: SendGrid's event settles it, or
/// <see cref="SendingPolicy.ResendAfter"/> does.</remarks>
public sealed class SendGridMailer : IMailer, IDisposable
{
    /// <summary>The name of the <see cref="HttpClient"/> that the letters go through.</summary>
    public const string ClientName = "SendGrid";

    private static readonly SendOutcome CannotSay = new SendOutcome.Unknown(
        "SendGrid cannot be asked about a letter; its events tell."
    );

    private readonly IHttpClientFactory clients;
    private readonly SendGridOptions options;
    private readonly TimeProvider clock;
    private readonly ILogger<SendGridMailer> log;
    private readonly RecipientFilter admission;
    private readonly ResponseMapper answers;
    private readonly SendThrottle pace;
    private readonly SemaphoreSlim places;

    internal SendGridMailer(
        IHttpClientFactory clients,
        IOptions<SendGridOptions> options,
        RateLimit limit,
        TimeProvider clock,
        ILogger<SendGridMailer> log
    )
    {
        (this.clients, this.options, this.clock, this.log) = (clients, options.Value, clock, log);
        admission = new RecipientFilter(this.options);
        answers = new ResponseMapper(this.options, limit);
        pace = new SendThrottle(this.options.LettersPerMinute, clock);
        places = new SemaphoreSlim(this.options.MaxConcurrency);
    }

    /// <inheritdoc/>
    /// <exception cref="OperationCanceledException">The caller has cancelled. If the letter was on its way by then, its
    /// dispatch is in doubt.</exception>
    public async Task<SendOutcome> Send(Letter letter, CancellationToken cancellation)
    {
        var (admitted, refusal) = admission.Admit(letter);
        if (refusal is not null)
            return new SendOutcome.Rejected(refusal);
        await places.WaitAsync(cancellation);
        try
        {
            var (isTaken, wait) = pace.Turn(options.MaxWait);
            if (!isTaken)
                return new SendOutcome.Busy(
                    $"Put back: no more than {options.LettersPerMinute} letters a minute.",
                    Duration.FromTimeSpan(wait)
                );
            if (wait > TimeSpan.Zero)
                await Task.Delay(wait, clock, cancellation);
            // Composed only now: with its attachments in base64 a letter that waits would take up room.
            return Noted(letter.Id, await HandOver(Message.Compose(admitted, options), cancellation));
        }
        finally
        {
            places.Release();
        }
    }

    /// <summary>SendGrid cannot say: <see cref="SendOutcome.Unknown"/>, always. What became of a letter comes by the
    /// event webhook.</summary>
    public Task<SendOutcome> Ask(DispatchId dispatch, CancellationToken cancellation) => Task.FromResult(CannotSay);

    /// <inheritdoc/>
    public void Dispose() => places.Dispose();

    private async Task<SendOutcome> HandOver(SendGridMessage message, CancellationToken cancellation)
    {
        var client = new SendGridClient(
            clients.CreateClient(ClientName),
            new SendGridClientOptions { ApiKey = options.ApiKey, Host = options.Host }
        );
        try
        {
            return await answers.Read(await client.SendEmailAsync(message, cancellation));
        }
        catch (Exception e) when (SendRetryPolicy.NothingWasSent(e))
        {
            return new SendOutcome.Busy(answers.Clean($"SendGrid could not be reached: {e.Message}"));
        }
        catch (TimeoutRejectedException)
        {
            return new SendOutcome.Unknown(
                $"SendGrid did not answer within {options.ResponseTimeout.TotalSeconds:0.#} seconds."
            );
        }
        catch (Exception e)
            when (e is HttpRequestException or IOException
                || e is OperationCanceledException && !cancellation.IsCancellationRequested
            )
        {
            return new SendOutcome.Unknown(
                answers.Clean($"The connection to SendGrid ended before its answer came: {e.Message}")
            );
        }
    }

    /// <summary>The journal keeps every outcome; what an operator must mend is logged besides.</summary>
    private SendOutcome Noted(DispatchId dispatch, SendOutcome outcome)
    {
        if (outcome is SendOutcome.Rejected rejected)
            log.LogError("SendGrid will not take {Dispatch}: {Reason}", dispatch, rejected.Reason);
        else if (outcome is SendOutcome.Unknown unknown)
            log.LogWarning("{Dispatch} is in doubt: {Reason}", dispatch, unknown.Reason);
        return outcome;
    }
}
