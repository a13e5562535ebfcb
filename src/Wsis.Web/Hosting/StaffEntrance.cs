namespace Wsis.Web.Hosting;

/// <summary>Where people of staff sign in and out with a browser. Every host has its own.</summary>
/// <param name="SignIn">The path of the page that signs in; null where this host has none.</param>
/// <param name="BackField">The name of its query field that says where to go afterwards.</param>
/// <param name="SignOut">The path that signs out.</param>
/// <param name="SignsOutByForm">Whether signing out takes a posted form of ours; otherwise a link does.</param>
public sealed record StaffEntrance(string? SignIn, string BackField, string SignOut, bool SignsOutByForm)
{
    /// <summary>App Service authentication with Entra ID (Microsoft Learn, "Customize sign-ins and sign-outs in Azure
    /// App Service authentication").</summary>
    public static readonly StaffEntrance AppService = new(
        "/.auth/login/aad",
        "post_login_redirect_uri",
        "/.auth/logout?post_logout_redirect_uri=/staff",
        false
    );

    /// <summary>One machine: the link that the program prints.</summary>
    public static readonly StaffEntrance Local = new("/staff/sign-in", "back", "/staff/sign-out", true);

    /// <summary>A host on which only programs are staff, by their keys.</summary>
    public static readonly StaffEntrance None = new(null, "", "", false);

    /// <summary>The address at which to sign in, to come back to a page of ours.</summary>
    public string? To(string page) => SignIn is null ? null : $"{SignIn}?{BackField}={Uri.EscapeDataString(page)}";
}
