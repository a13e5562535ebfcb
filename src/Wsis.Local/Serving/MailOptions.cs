using System.CommandLine;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Wsis.Invitations.Ports;
using Wsis.PickupFolder;
using Wsis.SendGrid;

namespace Wsis.Local.Serving;

/// <summary>Who takes the letters: the options of <c>serve</c>.</summary>
internal sealed class MailOptions
{
    private const string Pickup = "pickup";
    private const string SendGrid = "sendgrid";

    private readonly Option<string> mail = new("--mail")
    {
        Description = "Who takes the letters: pickup (a folder, from which nothing is sent) or sendgrid.",
        DefaultValueFactory = _ => Pickup,
    };

    private readonly Option<FileInfo> settings = new("--settings")
    {
        Description =
            "A JSON file with the settings of the mail, {\"Wsis\": {\"SendGrid\": {\"ApiKey\": ...}, \"Mail\": {\"InboundDomain\": ...}}}. "
            + "Environment variables such as Wsis__SendGrid__ApiKey, as the Functions app has them, go before it.",
    };

    public MailOptions()
    {
        mail.AcceptOnlyFromAmong(Pickup, SendGrid);
        settings.AcceptExistingOnly();
    }

    public void AddTo(Command command)
    {
        command.Options.Add(mail);
        command.Options.Add(settings);
    }

    /// <param name="result">What was typed.</param>
    /// <param name="data">The folder for everything that is kept.</param>
    public OpenMail Read(ParseResult result, string data)
    {
        var configuration = new ConfigurationBuilder();
        if (result.GetValue(settings) is { } file)
            configuration.AddJsonFile(file.FullName);
        var section = configuration.AddEnvironmentVariables().Build().GetSection("Wsis");
        if (result.GetRequiredValue(mail) == SendGrid)
            return new OpenMail(
                "through SendGrid",
                services => services.AddWsisSendGrid(section.GetSection("SendGrid")),
                section["Mail:InboundDomain"] is { Length: > 0 } domain ? domain : null
            );
        var mailer = new PickupFolderMailer(Path.Combine(data, "letters"), TimeProvider.System);
        return new OpenMail($"in {mailer.Folder}", services => services.AddSingleton<IMailer>(mailer), null);
    }
}

/// <summary>The mailer that was asked for.</summary>
/// <param name="Where">Where the letters go, for whoever reads the screen.</param>
/// <param name="AddMailer">Adds it to a host.</param>
/// <param name="InboundDomain">The domain of the addresses for replies; null: there is none.</param>
internal sealed record OpenMail(string Where, Action<IServiceCollection> AddMailer, string? InboundDomain);
