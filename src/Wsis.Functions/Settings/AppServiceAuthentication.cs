namespace Wsis.Functions.Settings;

/// <summary>App Service authentication, with which people sign in. Any caller can send the headers that name a person.
/// They come from the platform only if authentication is enabled (Microsoft Learn, "Work with user identities in Azure
/// App Service authentication").</summary>
internal static class AppServiceAuthentication
{
    public static bool IsEnabled =>
        string.Equals(
            Environment.GetEnvironmentVariable("WEBSITE_AUTH_ENABLED"),
            "true",
            StringComparison.OrdinalIgnoreCase
        );
}
