using Microsoft.Extensions.DependencyInjection;
using Wsis.Invitations.Letters;

namespace Wsis.Pdf;

/// <summary>Registers the printer of letters.</summary>
public static class PdfServices
{
    /// <summary>The setting that names the browser.</summary>
    public const string Setting = $"{PrinterOptions.Section}:{nameof(PrinterOptions.Browser)}";

    /// <summary>Adds the printer, and prints the letters that go with their PDF before the mailer has them. Call it
    /// after the mailer was added.</summary>
    /// <param name="services">The services.</param>
    /// <param name="browser">The value of the setting <c>Wsis:Pdf:Browser</c>. Without it, a letter that needs a PDF
    /// waits.</param>
    public static IServiceCollection AddLetterPrinter(this IServiceCollection services, string? browser)
    {
        services.AddSingleton<ILetterPrinter>(_ =>
            string.IsNullOrWhiteSpace(browser) ? new NoLetterPrinter() : new ChromiumPrinter(browser)
        );
        var mailer = services.Last(s => s.ServiceType == typeof(IMailer));
        services.Remove(mailer);
        return services.AddSingleton<IMailer>(s => new PrintingMailer(
            (IMailer)(mailer.ImplementationInstance ?? mailer.ImplementationFactory!(s)),
            s.GetRequiredService<ILetterPrinter>()
        ));
    }
}
