using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Wsis.Functions.Settings;

/// <summary>Reads settings and checks them when the app starts, and names what is wrong as it is written in the
/// settings: <c>Wsis__Mail__Provider</c>. One that is empty is one that is not there.</summary>
internal static class Validation
{
    public static IServiceCollection AddSettings<T>(this IServiceCollection services, string section)
        where T : class
    {
        services.AddSingleton<IValidateOptions<T>>(new Validator<T>(section));
        services
            .AddOptions<T>()
            .Configure<IConfiguration>((options, configuration) => Read(configuration.GetSection(section), options))
            .ValidateOnStart();
        return services;
    }

    private static void Read<T>(IConfigurationSection section, T into)
        where T : class
    {
        try
        {
            new ConfigurationBuilder()
                .AddInMemoryCollection(section.AsEnumerable().Where(s => !string.IsNullOrEmpty(s.Value)))
                .Build()
                .GetSection(section.Path)
                .Bind(into);
        }
        catch (InvalidOperationException e)
        {
            var path = $"{section.Path}:";
            throw new OptionsValidationException(
                Options.DefaultName,
                typeof(T),
                [e.Message.Replace(path, AsWritten(path), StringComparison.Ordinal)]
            );
        }
    }

    private static string AsWritten(string path) => path.Replace(":", "__", StringComparison.Ordinal);

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
                    results.Select(r => $"{AsWritten(section)}__{r.MemberNames.FirstOrDefault()}: {r.ErrorMessage}")
                );
        }
    }
}
