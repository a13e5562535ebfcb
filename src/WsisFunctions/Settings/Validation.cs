using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace WsisFunctions.Settings;

/// <summary>Checks settings when the app starts, and names what is wrong as it is written in the settings: <c>Wsis__Mail__Provider</c>.</summary>
internal static class Validation
{
    public static IServiceCollection AddSettings<T>(this IServiceCollection services, string section)
        where T : class
    {
        services.AddSingleton<IValidateOptions<T>>(new Validator<T>(section));
        services.AddOptions<T>().BindConfiguration(section).ValidateOnStart();
        return services;
    }

    private sealed class Validator<T>(string section) : IValidateOptions<T>
        where T : class
    {
        public ValidateOptionsResult Validate(string? name, T options)
        {
            var results = new List<ValidationResult>();
            return System.ComponentModel.DataAnnotations.Validator.TryValidateObject(options, new ValidationContext(options), results, validateAllProperties: true)
                ? ValidateOptionsResult.Success
                : ValidateOptionsResult.Fail(results.Select(r => $"{section}:{r.MemberNames.FirstOrDefault()}: {r.ErrorMessage}".Replace(":", "__", 2)));
        }
    }

    private static string Replace(this string text, string what, string with, int times)
    {
        var parts = text.Split(what, times + 1);
        return string.Join(with, parts[..times]) + (parts.Length > times ? with + parts[times] : "");
    }
}
