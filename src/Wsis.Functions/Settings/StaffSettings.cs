using System.ComponentModel.DataAnnotations;

namespace Wsis.Functions.Settings;

/// <summary>Section <c>Wsis:Staff</c>: who is staff. Programs have a key; people sign in through App Service
/// authentication, where it is on.</summary>
public sealed class StaffSettings : IValidatableObject
{
    public const string Section = "Wsis:Staff";

    /// <summary>The fewest characters of a key: 20 random letters and digits are some 119 bits.</summary>
    public const int ShortestKey = 20;

    /// <summary>The keys by name; the journal knows a program by the name of its key.</summary>
    public Dictionary<string, string> Keys { get; } = [];

    /// <summary>Whether the platform tells who is signed in. Anybody can send the header that tells of a person; only
    /// where this is set is it the platform's (Microsoft Learn, "Work with user identities in Azure App Service
    /// authentication").</summary>
    public static bool PlatformSignsIn =>
        string.Equals(
            Environment.GetEnvironmentVariable("WEBSITE_AUTH_ENABLED"),
            "true",
            StringComparison.OrdinalIgnoreCase
        );

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Keys.Count == 0 && !PlatformSignsIn)
            yield return new ValidationResult(
                "Nobody could be staff: there is no key, and App Service authentication is not on (WEBSITE_AUTH_ENABLED).",
                [nameof(Keys)]
            );
        foreach (var (name, key) in Keys.Where(k => k.Value.Length < ShortestKey))
            yield return new ValidationResult(
                $"The key '{name}' has {key.Length} characters; {ShortestKey} are needed.",
                [nameof(Keys)]
            );
    }
}
