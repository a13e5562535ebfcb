using System.CommandLine;
using Microsoft.Extensions.Configuration;
using Wsis.Web.Hosting.Settings;

namespace Wsis.Local.Serving;

/// <summary>The settings of <c>serve</c>. They have the names that they have in the Functions app, and come from
/// environment variables and from a file. A secret on a command line could be read by every user of the
/// machine.</summary>
internal sealed class ServeSettings
{
    private readonly Option<FileInfo?> file = PathOption.CreateFile(
        "--settings",
        "A JSON file with settings, such as {\"Wsis\": {\"SendGrid\": {\"ApiKey\": ...}}}. Environment variables such "
            + "as Wsis__SendGrid__ApiKey override it. docs/functions.md lists the settings.",
        file => file.Exists ? null : $"The file {file} does not exist."
    );

    private readonly Option<Uri?> site = AddressOption.Create(
        "--site",
        "The public address of the pages if there is a proxy. Links in letters begin with it. Overrides the setting "
            + "Wsis__Site__Address."
    );

    private readonly Option<string?> addressHeader = new("--address-header")
    {
        Description =
            "The header in which the proxy names its caller, such as X-Forwarded-For. Without it requests are limited "
            + "by link only, not by address. Overrides Wsis__Limits__AddressHeader.",
    };

    public void AddTo(Command command)
    {
        command.Options.Add(site);
        command.Options.Add(addressHeader);
        command.Options.Add(file);
    }

    /// <summary>Reads the settings.</summary>
    /// <param name="result">The parsed command line.</param>
    /// <param name="listen">The address at which the program listens. It is the address of the site unless a setting
    /// names another.</param>
    /// <param name="more">Settings that other options of the command imply.</param>
    /// <exception cref="FormatException">A setting under a former name cannot be read.</exception>
    public IConfiguration Read(ParseResult result, Uri listen, IEnumerable<KeyValuePair<string, string?>> more)
    {
        var settings = new ConfigurationManager();
        settings.AddInMemoryCollection([KeyValuePair.Create(SiteAddress, (string?)$"{listen}")]);
        if (result.GetValue(file) is { } found)
            settings.AddJsonFile(found.FullName);
        settings.AddEnvironmentVariables();
        settings.AddFormerNames();
        settings.AddInMemoryCollection(more);
        if (result.GetValue(site) is { } address)
            settings[SiteAddress] = $"{address}";
        if (result.GetValue(addressHeader) is { } header)
            settings[$"{RateLimitOptions.Section}:{nameof(RateLimitOptions.AddressHeader)}"] = header;
        return settings;
    }

    private static string SiteAddress => $"{SiteOptions.Section}:{nameof(SiteOptions.Address)}";
}
