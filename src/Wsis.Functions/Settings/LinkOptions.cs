using System.ComponentModel.DataAnnotations;
using Wsis.Invitations.Replies;

namespace Wsis.Functions.Settings;

/// <summary>Section <c>Wsis:Links</c>: the keys that sign the reply links.</summary>
public sealed class LinkOptions : IValidatableObject
{
    public const string Section = "Wsis:Links";

    /// <summary>The id of the key that signs new links.</summary>
    [Required]
    public string Current { get; set; } = "";

    /// <summary>The keys by id, each base64 of at least 32 bytes. A former key stays here until its links may stop
    /// working.</summary>
    public Dictionary<string, string> Keys { get; } = [];

    public ReplyLinks ToLinks() => new(Keys.ToDictionary(k => k.Key, k => Convert.FromBase64String(k.Value)), Current);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        string? error = null;
        try
        {
            _ = ToLinks();
        }
        catch (FormatException)
        {
            error = "A key is not base64.";
        }
        catch (ArgumentException e)
        {
            error = e.Message;
        }
        if (error is not null)
            yield return new ValidationResult(error, [nameof(Keys)]);
    }
}
