using Microsoft.Extensions.Options;
using Wsis.Web.Hosting.Settings;

namespace Wsis.Functions.Settings;

/// <summary>Rejects settings that give nobody access to the staff pages.</summary>
internal sealed class StaffOptionsValidator : IValidateOptions<StaffOptions>
{
    public ValidateOptionsResult Validate(string? name, StaffOptions options) =>
        options.Keys.Count > 0 || AppServiceAuthentication.IsEnabled
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                "Wsis__Staff__Keys: Nobody can be staff, because there is no key and App Service authentication is off "
                    + "(WEBSITE_AUTH_ENABLED)."
            );
}
