namespace Wsis.Web.Hosting.Authentication;

/// <summary>Where people of staff sign in and out with a browser. Every host has its own.</summary>
/// <param name="Path">The path of the page that signs in; null where this host has none.</param>
/// <param name="ReturnField">The name of its query field with the page to return to.</param>
/// <param name="SignOutPath">The path that signs out.</param>
/// <param name="SignsOutByForm">Whether signing out takes a posted form; otherwise a link does.</param>
public sealed record StaffSignIn(string? Path, string ReturnField, string SignOutPath, bool SignsOutByForm)
{
    /// <summary>App Service authentication with Entra ID (Microsoft Learn, "Customize sign-ins and sign-outs in Azure
    /// App Service authentication").</summary>
    public static readonly StaffSignIn AppService = new(
        "/.auth/login/aad",
        "post_login_redirect_uri",
        "/.auth/logout?post_logout_redirect_uri=/staff",
        false
    );

    /// <summary>One machine: the link that the program prints.</summary>
    public static readonly StaffSignIn Local = new("/staff/sign-in", "back", "/staff/sign-out", true);

    /// <summary>A host that only programs use, by their keys.</summary>
    public static readonly StaffSignIn None = new(null, "", "", false);

    /// <summary>The address that signs in and returns to a page; null where this host has none.</summary>
    public string? GetAddress(string page) =>
        Path is null ? null : $"{Path}?{ReturnField}={Uri.EscapeDataString(page)}";
}
