using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Wsis.InMemory;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Storage;
using Wsis.SendGrid;

namespace Wsis.Testing.SendGrid;

/// <summary>The mailer as a host registers it, pointed at an address on loopback.</summary>
public sealed class TestMailer : IDisposable
{
    private readonly ServiceProvider services;

    private TestMailer(ServiceProvider services) => this.services = services;

    public IMailer Mailer => services.GetRequiredService<IMailer>();

    public static TestMailer Create(FakeSendGrid standIn, params (string Name, string Value)[] settings) =>
        Create(standIn.Host, null, null, null, settings);

    public static TestMailer Create(
        string host,
        TimeProvider? clock,
        ILoggerProvider? log,
        IRateStore? rates,
        params (string Name, string Value)[] settings
    )
    {
        var section = new ConfigurationBuilder()
            .AddInMemoryCollection(
                new Dictionary<string, string?>
                {
                    ["ApiKey"] = FakeSendGrid.ApiKey,
                    ["Host"] = host,
                    ["RetryDelay"] = "00:00:00.02",
                }
            )
            .AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Name, (string?)s.Value)))
            .Build();
        var services = new ServiceCollection().AddSingleton(clock ?? TimeProvider.System);
        services.AddSingleton<IRateStore>(rates ?? new InMemoryRateStore());
        services.AddLogging(logging =>
        {
            logging.SetMinimumLevel(LogLevel.Trace);
            if (log is not null)
                logging.AddProvider(log);
        });
        return new TestMailer(services.AddWsisSendGrid(section).BuildServiceProvider());
    }

    public void Dispose() => services.Dispose();
}
