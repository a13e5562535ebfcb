using System.CommandLine;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Wsis.Invitations.Letters;
using Wsis.PickupFolder;
using Wsis.SendGrid;
using Wsis.Web.Hosting.Settings;

namespace Wsis.Local.Serving;

/// <summary>The mailer: an option of <c>serve</c>. It is an option and not a setting, so that nothing is sent to
/// anybody unless the command says so.</summary>
internal sealed class MailerChoice
{
    private readonly Option<string> mail = new("--mail")
    {
        Description = "The mailer: pickup (writes letters to a folder and sends nothing) or sendgrid.",
        DefaultValueFactory = _ => MailOptions.Pickup,
    };

    public MailerChoice() => mail.AcceptOnlyFromAmong(MailOptions.Pickup, MailOptions.SendGrid);

    public void AddTo(Command command) => command.Options.Add(mail);

    /// <summary>Whether letters are really sent.</summary>
    public bool IsSendGrid(ParseResult result) => result.GetValue(mail) == MailOptions.SendGrid;

    /// <summary>The settings that the choice implies.</summary>
    /// <param name="result">The parsed command line.</param>
    /// <param name="data">The data folder.</param>
    public IEnumerable<KeyValuePair<string, string?>> ReadSettings(ParseResult result, string data) =>
        [
            KeyValuePair.Create($"{MailOptions.Section}:{nameof(MailOptions.Provider)}", result.GetValue(mail)),
            KeyValuePair.Create(
                $"{MailOptions.Section}:{nameof(MailOptions.PickupFolder)}",
                (string?)Path.Combine(data, "letters")
            ),
        ];

    /// <summary>Reads the settings of the mailer before anything is started.</summary>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">A setting is missing or
    /// wrong.</exception>
    public void Validate(ParseResult result, IConfiguration settings)
    {
        if (IsSendGrid(result))
            settings.Read<SendGridOptions>(SendGridOptions.Section);
    }

    /// <summary>Registers the mailer that the settings name.</summary>
    public static void Register(IServiceCollection services, MailOptions mail, IConfiguration settings)
    {
        if (mail.Provider == MailOptions.SendGrid)
            services.AddSettings<SendGridOptions>(SendGridOptions.Section, settings).AddWsisSendGrid();
        else
            services.AddSingleton<IMailer>(new PickupFolderMailer(mail.PickupFolder!, TimeProvider.System));
    }
}
