using System.ComponentModel.DataAnnotations;
using Wsis.Invitations.Replies;

namespace Wsis.Functions.Settings;

/// <summary>Section <c>Wsis:Links</c>: the keys that sign the reply links.</summary>
public sealed class LinkSettings : IValidatableObject
{
    public const string Section = "Wsis:Links";

    /// <summary>The id of the key that signs new links.</summary>
    [Required]
    public string Current { get; set; } = "";

    /// <summary>The keys by id, base64 of at least 32 bytes. An old one stays here as long as its links shall
    /// work.</summary>
    public Dictionary<string, string> Keys { get; } = [];

    public ReplyLinks Links() => new(Keys.ToDictionary(k => k.Key, k => Convert.FromBase64String(k.Value)), Current);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        string? wrong = null;
        try
        {
            _ = Links();
        }
        catch (FormatException)
        {
            wrong = "A key is not base64.";
        }
        catch (ArgumentException e)
        {
            wrong = e.Message;
        }
        if (wrong is not null)
            yield return new ValidationResult(wrong, [nameof(Keys)]);
    }
}
