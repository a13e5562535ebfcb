using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Polly;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Webhooks;
using Wsis.SendGrid.Sending;

namespace Wsis.SendGrid;

/// <summary>Registers the mailer and the webhooks of SendGrid.</summary>
public static class SendGridServices
{
    /// <summary>Adds <see cref="SendGridMailer"/> as the mailer and <see cref="SendGridEvents"/> and
    /// <see cref="SendGridInbound"/> as a provider's webhooks. The host must have logging, the store and the services
    /// of <c>Wsis.Invitations</c>. The options are validated when the host starts.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="section">The section of <see cref="SendGridOptions"/>.</param>
    public static IServiceCollection AddWsisSendGrid(this IServiceCollection services, IConfiguration section)
    {
        services.AddOptions<SendGridOptions>().Bind(section).ValidateDataAnnotations().ValidateOnStart();
        return services.AddWsisSendGrid();
    }

    /// <summary>The same for a host that registers <see cref="SendGridOptions"/> itself.</summary>
    public static IServiceCollection AddWsisSendGrid(this IServiceCollection services)
    {
        // Old mail programs use character sets older than Unicode. MimeKit reads once, at its first use, which
        // character sets are registered.
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<RateLimit>().AddTransient<RateLimitHandler>();
        services.AddHttpClient(SendGridMailer.ClientName).ConfigurePipeline();
        services.AddSingleton<IMailer>(s => new SendGridMailer(
            s.GetRequiredService<IHttpMessageHandlerFactory>(),
            s.GetRequiredService<IOptions<SendGridOptions>>(),
            s.GetRequiredService<RateLimit>(),
            s.GetRequiredService<IRateStore>,
            s.GetRequiredService<TimeProvider>(),
            s.GetRequiredService<ILogger<SendGridMailer>>()
        ));
        return services
            .AddSingleton<IProviderWebhook, SendGridEvents>()
            .AddSingleton<IProviderWebhook, SendGridInbound>();
    }

    /// <summary>Configures the HTTP pipeline, from the outside in: retry, rate limit, timeout.</summary>
    private static void ConfigurePipeline(this IHttpClientBuilder client)
    {
        client.RedactLoggedHeaders(_ => true);
        client
            .UseSocketsHttpHandler(
                (handler, _) =>
                {
                    handler.AllowAutoRedirect = false;
                    handler.UseCookies = false;
                    handler.ConnectTimeout = TimeSpan.FromSeconds(10);
                    handler.PooledConnectionLifetime = TimeSpan.FromMinutes(15);
                    // Shorter than the timeout of servers. A request on a connection that the server closes would leave
                    // the dispatch in doubt.
                    handler.PooledConnectionIdleTimeout = TimeSpan.FromSeconds(20);
                }
            )
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan);
        client.AddResilienceHandler(
            "retry",
            (pipeline, context) =>
                pipeline.AddRetry(
                    SendRetryPolicy.Create(
                        Options(context.ServiceProvider),
                        context.ServiceProvider.GetRequiredService<RateLimit>()
                    )
                )
        );
        client.AddHttpMessageHandler<RateLimitHandler>();
        client.AddResilienceHandler(
            "timeout",
            (pipeline, context) => pipeline.AddTimeout(Options(context.ServiceProvider).ResponseTimeout)
        );
    }

    private static SendGridOptions Options(IServiceProvider services) =>
        services.GetRequiredService<IOptions<SendGridOptions>>().Value;
}
