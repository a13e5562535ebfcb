using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Wsis.Invitations.Ports;
using Wsis.SendGrid.Tests.StandIn;

namespace Wsis.SendGrid.Tests;

/// <summary>The mailer as a host registers it, pointed at an address on loopback.</summary>
internal sealed class Sender : IDisposable
{
    private readonly ServiceProvider services;

    private Sender(ServiceProvider services) => this.services = services;

    public IMailer Mailer => services.GetRequiredService<IMailer>();

    public static Sender To(SendGridStandIn standIn, params (string Name, string Value)[] settings) =>
        To(standIn.Host, null, null, settings);

    public static Sender To(
        string host,
        TimeProvider? clock,
        ILoggerProvider? log,
        params (string Name, string Value)[] settings
    )
    {
        var section = new ConfigurationBuilder()
            .AddInMemoryCollection(
                new Dictionary<string, string?>
                {
                    ["ApiKey"] = SendGridStandIn.ApiKey,
                    ["Host"] = host,
                    ["RepeatAfter"] = "00:00:00.02",
                }
            )
            .AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Name, (string?)s.Value)))
            .Build();
        var services = new ServiceCollection().AddSingleton(clock ?? TimeProvider.System);
        services.AddLogging(logging =>
        {
            logging.SetMinimumLevel(LogLevel.Trace);
            if (log is not null)
                logging.AddProvider(log);
        });
        return new Sender(services.AddWsisSendGrid(section).BuildServiceProvider());
    }

    public void Dispose() => services.Dispose();
}
