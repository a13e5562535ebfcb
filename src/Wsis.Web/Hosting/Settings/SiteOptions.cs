using System.ComponentModel.DataAnnotations;

namespace Wsis.Web.Hosting.Settings;

/// <summary>Section <c>Wsis:Site</c>: the public address of the application.</summary>
public sealed class SiteOptions : IValidatableObject
{
    public const string Section = "Wsis:Site";

    /// <summary>The address that the links in letters begin with, such as <c>https://reply.itu.example/</c>. It has no
    /// path: links, forms, redirects and cookies are those of the root of a host.</summary>
    [Required]
    public string Address { get; set; } = "";

    public Uri Uri => new(Address.EndsWith('/') ? Address : $"{Address}/");

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!Uri.TryCreate(Address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
            yield return new ValidationResult(
                $"'{Address}' is not an address such as https://reply.itu.example/.",
                [nameof(Address)]
            );
        else if (uri.AbsolutePath != "/" || uri.Query.Length > 0 || uri.Fragment.Length > 0)
            yield return new ValidationResult(
                $"'{Address}' has a path, a query or a fragment. The pages are at the root of a host: give the site "
                    + "a host name of its own, such as https://reply.itu.example/.",
                [nameof(Address)]
            );
    }
}
