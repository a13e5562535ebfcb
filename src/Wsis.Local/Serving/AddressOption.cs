using System.CommandLine;

namespace Wsis.Local.Serving;

/// <summary>Creates options whose value is an HTTP address.</summary>
internal static class AddressOption
{
    public static Option<Uri?> Create(string name, string description) =>
        new(name)
        {
            Description = description,
            CustomParser = result =>
            {
                if (
                    Uri.TryCreate(result.Tokens[0].Value, UriKind.Absolute, out var uri)
                    && uri is { Scheme: "http" or "https", UserInfo: "" }
                )
                    return uri;
                result.AddError($"{name} must be an address such as https://host.example/.");
                return null;
            },
        };
}
