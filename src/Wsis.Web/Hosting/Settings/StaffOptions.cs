using System.ComponentModel.DataAnnotations;

namespace Wsis.Web.Hosting.Settings;

/// <summary>Section <c>Wsis:Staff</c>: the keys of programs that act as staff.</summary>
public sealed class StaffOptions : IValidatableObject
{
    public const string Section = "Wsis:Staff";

    /// <summary>The least length of a key. 20 random letters and digits are some 119 bits.</summary>
    public const int MinKeyLength = 20;

    /// <summary>The keys by name. The journal shows the name of the key that a program used.</summary>
    public Dictionary<string, string> Keys { get; } = [];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        from key in Keys
        where key.Value.Length < MinKeyLength
        select new ValidationResult(
            $"The key '{key.Key}' is too short. It needs at least {MinKeyLength} characters.",
            [nameof(Keys)]
        );
}
