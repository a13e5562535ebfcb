using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Wsis.Web.Hosting.Settings;

/// <summary>Reads settings and validates them when the application starts. An error names the setting as an environment
/// variable is written, such as <c>Wsis__Mail__Provider</c>. An empty setting counts as absent.</summary>
public static class SettingsRegistration
{
    /// <summary>Registers a class of options.</summary>
    /// <param name="services">The services.</param>
    /// <param name="section">The section, such as <c>Wsis:Mail</c>.</param>
    /// <param name="settings">Where the settings are; null for the configuration of the host.</param>
    public static IServiceCollection AddSettings<T>(
        this IServiceCollection services,
        string section,
        IConfiguration? settings = null
    )
        where T : class
    {
        services.AddSingleton<IValidateOptions<T>>(new Validator<T>(section));
        services
            .AddOptions<T>()
            .Configure<IConfiguration>((options, host) => Bind((settings ?? host).GetSection(section), options))
            .ValidateOnStart();
        return services;
    }

    /// <summary>Reads a class of options outside a host.</summary>
    /// <exception cref="OptionsValidationException">A setting is missing or wrong.</exception>
    public static T Read<T>(this IConfiguration settings, string section)
        where T : class, new()
    {
        var options = new T();
        Bind(settings.GetSection(section), options);
        var result = new Validator<T>(section).Validate(null, options);
        return result.Succeeded
            ? options
            : throw new OptionsValidationException(Options.DefaultName, typeof(T), result.Failures);
    }

    /// <summary>The options of a host that has started.</summary>
    public static T GetSettings<T>(this IServiceProvider services)
        where T : class => services.GetRequiredService<IOptions<T>>().Value;

    private static void Bind<T>(IConfigurationSection section, T options)
        where T : class
    {
        try
        {
            new ConfigurationBuilder()
                .AddInMemoryCollection(section.AsEnumerable().Where(s => !string.IsNullOrEmpty(s.Value)))
                .Build()
                .GetSection(section.Path)
                .Bind(options);
        }
        catch (InvalidOperationException e)
        {
            var path = $"{section.Path}:";
            throw new OptionsValidationException(
                Options.DefaultName,
                typeof(T),
                [e.Message.Replace(path, ToVariable(path), StringComparison.Ordinal)]
            );
        }
    }

    private static string ToVariable(string path) => path.Replace(":", "__", StringComparison.Ordinal);

    private sealed class Validator<T>(string section) : IValidateOptions<T>
        where T : class
    {
        public ValidateOptionsResult Validate(string? name, T options)
        {
            var results = new List<ValidationResult>();
            return System.ComponentModel.DataAnnotations.Validator.TryValidateObject(
                options,
                new ValidationContext(options),
                results,
                validateAllProperties: true
            )
                ? ValidateOptionsResult.Success
                : ValidateOptionsResult.Fail(
                    results.Select(r => $"{ToVariable(section)}__{r.MemberNames.FirstOrDefault()}: {r.ErrorMessage}")
                );
        }
    }
}
