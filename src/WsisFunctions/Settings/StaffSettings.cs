using System.ComponentModel.DataAnnotations;

namespace WsisFunctions.Settings;

/// <summary>Section <c>Wsis:Staff</c>: who is staff.</summary>
public sealed class StaffSettings : IValidatableObject
{
    /// <summary>Besides the function key, ask for a person with a role, as App Service authentication tells of them.</summary>
    public bool RequirePrincipal { get; set; }

    /// <summary>Anybody can send the header that tells of a person; only behind App Service authentication is it the platform's.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (RequirePrincipal && !string.Equals(Environment.GetEnvironmentVariable("WEBSITE_AUTH_ENABLED"), "true", StringComparison.OrdinalIgnoreCase))
            yield return new ValidationResult("App Service authentication is not on (WEBSITE_AUTH_ENABLED).", [nameof(RequirePrincipal)]);
    }
}
