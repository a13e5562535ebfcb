using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Polly;
using Wsis.Invitations.Ports;
using Wsis.SendGrid.Sending;

namespace Wsis.SendGrid;

/// <summary>Registers what sends through SendGrid and hears from it.</summary>
public static class SendGridServices
{
    /// <summary>Adds <see cref="SendGridMailer"/> as the mailer and <see cref="SendGridEvents"/> and
    /// <see cref="SendGridInbound"/> as a provider's webhooks. The host must have logging, the store and the services
    /// of <c>Wsis.Invitations</c>. The options are checked when the host starts.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="section">The settings of <see cref="SendGridOptions"/>, such as the section
    /// <c>SendGrid</c>.</param>
    public static IServiceCollection AddWsisSendGrid(this IServiceCollection services, IConfiguration section)
    {
        services.AddOptions<SendGridOptions>().Bind(section).ValidateDataAnnotations().ValidateOnStart();
        return services.AddWsisSendGrid();
    }

    /// <summary>The same, where the host sees to <see cref="SendGridOptions"/> itself.</summary>
    public static IServiceCollection AddWsisSendGrid(this IServiceCollection services)
    {
        // Mail programs of ministries are of every age. MimeKit asks once, at its first use, which of the character
        // sets of before Unicode there are.
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<RateLimit>().AddTransient<RateLimitHandler>();
        services.AddHttpClient(SendGridMailer.ClientName).ToSendGrid();
        services.AddSingleton<IMailer>(s => new SendGridMailer(
            s.GetRequiredService<IHttpClientFactory>(),
            s.GetRequiredService<IOptions<SendGridOptions>>(),
            s.GetRequiredService<RateLimit>(),
            s.GetRequiredService<TimeProvider>(),
            s.GetRequiredService<ILogger<SendGridMailer>>()
        ));
        return services
            .AddSingleton<IProviderWebhook, SendGridEvents>()
            .AddSingleton<IProviderWebhook, SendGridInbound>();
    }

    /// <summary>The way of a request, from the outside in: repeated where nothing was taken, held back by the rate
    /// limit, given up on after a while.</summary>
    private static void ToSendGrid(this IHttpClientBuilder client)
    {
        client.ConfigureHttpClient(http =>
        {
            http.Timeout = Timeout.InfiniteTimeSpan;
            http.MaxResponseContentBufferSize = 1024 * 1024;
        });
        client.RedactLoggedHeaders(_ => true);
        client
            .UseSocketsHttpHandler(
                (handler, _) =>
                {
                    handler.AllowAutoRedirect = false;
                    handler.UseCookies = false;
                    handler.ConnectTimeout = TimeSpan.FromSeconds(10);
                    handler.PooledConnectionLifetime = TimeSpan.FromMinutes(15);
                    // Shorter than any server's: a letter sent on a connection that is just being closed would be in
                    // doubt for nothing.
                    handler.PooledConnectionIdleTimeout = TimeSpan.FromSeconds(20);
                }
            )
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan);
        client.AddResilienceHandler(
            "repetition",
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
            "patience",
            (pipeline, context) => pipeline.AddTimeout(Options(context.ServiceProvider).ResponseTimeout)
        );
    }

    private static SendGridOptions Options(IServiceProvider services) =>
        services.GetRequiredService<IOptions<SendGridOptions>>().Value;
}
