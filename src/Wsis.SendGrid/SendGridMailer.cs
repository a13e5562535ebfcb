using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;
using Polly.Timeout;
using SendGrid;
using SendGrid.Helpers.Mail;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Workflow;
using Wsis.SendGrid.Sending;

namespace Wsis.SendGrid;

/// <summary>Sends letters through SendGrid. It filters the recipients, waits for a slot, composes the message, sends it
/// and maps the response.</summary>
/// <remarks>There is one for the process, because concurrency and rate limit hold for the whole process.
/// The throttle holds for all instances on one store.
/// SendGrid's Mail Send has no idempotency key. If a response is lost, the outcome is <see cref="SendOutcome.Unknown"/>
/// and the request is not retried. SendGrid's event resolves it, or <see cref="SendingPolicy.ResendAfter"/>.</remarks>
public sealed class SendGridMailer : IMailer, IDisposable
{
    /// <summary>The name of the <see cref="HttpClient"/>.</summary>
    public const string ClientName = "SendGrid";

    private static readonly SendOutcome CannotBeAsked = new SendOutcome.Unknown(
        new Reason.ProviderCannotSay(ResponseMapper.Provider)
    );

    private readonly IHttpMessageHandlerFactory handlers;
    private readonly SendGridOptions options;
    private readonly TimeProvider clock;
    private readonly ILogger<SendGridMailer> log;
    private readonly RecipientFilter filter;
    private readonly ResponseMapper mapper;
    private readonly SendThrottle throttle;
    private readonly SemaphoreSlim slots;

    internal SendGridMailer(
        IHttpMessageHandlerFactory handlers,
        IOptions<SendGridOptions> options,
        RateLimit limit,
        Func<IRateStore> rates,
        TimeProvider clock,
        ILogger<SendGridMailer> log
    )
    {
        this.handlers = handlers;
        this.options = options.Value;
        this.clock = clock;
        this.log = log;
        filter = new RecipientFilter(this.options);
        mapper = new ResponseMapper(this.options, limit);
        throttle = new SendThrottle(this.options.LettersPerMinute, rates, clock);
        slots = new SemaphoreSlim(this.options.MaxConcurrency);
    }

    /// <inheritdoc/>
    /// <exception cref="OperationCanceledException">The caller cancelled. If the request was in flight, the dispatch is
    /// in doubt.</exception>
    public async Task<SendOutcome> Send(Letter letter, SendPermission permission, CancellationToken cancellation)
    {
        var (filtered, reason) = filter.Apply(letter);
        if (reason is not null)
            return new SendOutcome.Rejected(reason);
        using var waits = CancellationTokenSource.CreateLinkedTokenSource(cancellation, permission.Recalled);
        try
        {
            await slots.WaitAsync(waits.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new SendOutcome.Recalled();
        }
        try
        {
            var (isReserved, wait) = await throttle.Reserve(options.MaxWait, waits.Token);
            if (!isReserved)
                return new SendOutcome.Busy(
                    new Reason.Throttled(options.LettersPerMinute!.Value),
                    Duration.FromTimeSpan(wait)
                );
            if (wait > TimeSpan.Zero)
                await Task.Delay(wait, clock, waits.Token);
            // Composed after the wait, because attachments in base64 need much memory.
            return Log(letter.Id, await Post(Message.Compose(filtered, options), permission, cancellation));
        }
        catch (StoreUnavailableException)
        {
            return new SendOutcome.Busy(new Reason.StoreDown());
        }
        catch (OperationCanceledException) when (permission.Recalled.IsCancellationRequested)
        {
            return new SendOutcome.Recalled();
        }
        finally
        {
            slots.Release();
        }
    }

    /// <summary>Always <see cref="SendOutcome.Unknown"/>, because SendGrid cannot be asked. The event webhook reports
    /// the outcome.</summary>
    public Task<SendOutcome> Ask(DispatchId dispatch, CancellationToken cancellation) => Task.FromResult(CannotBeAsked);

    /// <inheritdoc/>
    public void Dispose()
    {
        slots.Dispose();
        throttle.Dispose();
    }

    private async Task<SendOutcome> Post(
        SendGridMessage message,
        SendPermission permission,
        CancellationToken cancellation
    )
    {
        using var http = CreateClient(permission);
        var client = new SendGridClient(
            http,
            new SendGridClientOptions { ApiKey = options.ApiKey, Host = options.Host }
        );
        try
        {
            return await mapper.Map(await client.SendEmailAsync(message, cancellation));
        }
        catch (LetterRecalledException)
        {
            return new SendOutcome.Recalled();
        }
        catch (Exception e) when (SendRetryPolicy.NothingWasSent(e))
        {
            return new SendOutcome.Busy(
                new Reason.ProviderUnreachable(ResponseMapper.Provider, mapper.Clean(e.Message))
            );
        }
        catch (TimeoutRejectedException)
        {
            return new SendOutcome.Unknown(
                new Reason.ProviderTimedOut(ResponseMapper.Provider, options.ResponseTimeout.TotalSeconds)
            );
        }
        catch (Exception e)
            when (e is HttpRequestException or IOException
                || e is OperationCanceledException && !cancellation.IsCancellationRequested
            )
        {
            return new SendOutcome.Unknown(new Reason.ConnectionLost(ResponseMapper.Provider, mapper.Clean(e.Message)));
        }
    }

    /// <summary>Creates a client whose requests carry the permission. The handlers are shared.</summary>
    private HttpClient CreateClient(SendPermission permission) =>
        new(new PermissionHandler(permission, handlers.CreateHandler(ClientName)), disposeHandler: false)
        {
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = 1024 * 1024,
        };

    /// <summary>Logs failures for operators, without the provider's words: they may repeat a name or an address. The
    /// journal of the invitation has them.</summary>
    private SendOutcome Log(DispatchId dispatch, SendOutcome outcome)
    {
        if (outcome is SendOutcome.Rejected rejected)
            log.LogError("SendGrid rejects {Dispatch}: {Reason}", dispatch, rejected.Reason.ForLog);
        else if (outcome is SendOutcome.Unknown unknown)
            log.LogWarning("{Dispatch} is in doubt: {Reason}", dispatch, unknown.Reason.ForLog);
        return outcome;
    }
}
