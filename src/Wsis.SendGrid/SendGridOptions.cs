using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;
using Wsis.SendGrid.Events;

namespace Wsis.SendGrid;

/// <summary>What a deployment settles for sending through SendGrid. Checked when the host starts.</summary>
public sealed class SendGridOptions : IValidatableObject
{
    public const string Section = "Wsis:SendGrid";

    /// <summary>SendGrid takes 10 categories a letter; two are the campaign and the step.</summary>
    public const int MaxCategories = 8;

    /// <summary>The fewest characters of a password for inbound mail.</summary>
    public const int ShortestPassword = 24;

    /// <summary>The API key, with the permission "Mail Send" and no other. From a setting or a Key Vault reference; it
    /// is never logged and is in no reason.</summary>
    [Required]
    public string ApiKey { get; set; } = "";

    /// <summary>The API's address: <c>https://api.sendgrid.com</c>, or <c>https://api.eu.sendgrid.com</c> for a subuser
    /// whose data stay in the EU.</summary>
    [Required, Url]
    public string Host { get; set; } = "https://api.sendgrid.com";

    /// <summary>Has SendGrid check every letter and deliver none. For rehearsals against the real service.</summary>
    public bool SandboxMode { get; set; }

    /// <summary>The domains that letters may go to, for rehearsals; empty: to all. A subdomain is a domain of its
    /// own.</summary>
    public IList<string> AllowedDomains { get; } = [];

    /// <summary>Categories that SendGrid's statistics shall count every letter under, besides its campaign and its
    /// step. At most <see cref="MaxCategories"/> of up to 255 ASCII characters. SendGrid keeps them for good: no
    /// personal data.</summary>
    [MaxLength(MaxCategories)]
    public IList<string> Categories { get; } = [];

    /// <summary>Whether SendGrid rewrites links so that it can count clicks. Off: an office shall see where a link
    /// goes.</summary>
    public bool ClickTracking { get; set; }

    /// <summary>Whether SendGrid adds an invisible picture so that it can count readers.</summary>
    public bool OpenTracking { get; set; }

    /// <summary>How many letters are on their way to SendGrid at the same time, for the whole process.</summary>
    [Range(1, 1000)]
    public int MaxConcurrency { get; set; } = 16;

    /// <summary>How many letters a minute are handed over at the most, evenly spread; null: as many as go.</summary>
    [Range(1, 600_000)]
    public int? LettersPerMinute { get; set; }

    /// <summary>How long a letter waits for its turn or for a rate limit to end before it is put back, to be sent at a
    /// later time.</summary>
    [Range(
        typeof(TimeSpan),
        "00:00:00",
        "00:05:00",
        ParseLimitsInInvariantCulture = true,
        ConvertValueInInvariantCulture = true
    )]
    public TimeSpan MaxWait { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long SendGrid has to answer. A letter that it did not answer for is in doubt.</summary>
    [Range(
        typeof(TimeSpan),
        "00:00:00.1",
        "00:05:00",
        ParseLimitsInInvariantCulture = true,
        ConvertValueInInvariantCulture = true
    )]
    public TimeSpan AnswerWithin { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How often a request is repeated at once where SendGrid surely has not taken the letter.</summary>
    [Range(0, 10)]
    public int Repetitions { get; set; } = 2;

    /// <summary>The pause before the first of those repetitions; doubled for each further one, and spread by
    /// chance.</summary>
    [Range(
        typeof(TimeSpan),
        "00:00:00.001",
        "00:01:00",
        ParseLimitsInInvariantCulture = true,
        ConvertValueInInvariantCulture = true
    )]
    public TimeSpan RepeatAfter { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The verification keys of the signed event webhook as SendGrid shows them: ECDSA P-256, base64 of a
    /// SubjectPublicKeyInfo. Several while one replaces another; without any, every event is turned away.</summary>
    public IList<string> EventPublicKeys { get; } = [];

    /// <summary>How far the signature's time may be from now. SendGrid repeats a batch that was not taken for 24 hours
    /// and does not say whether it signs anew each time; a replay within that time changes nothing, since every event
    /// is known by its id.</summary>
    [Range(
        typeof(TimeSpan),
        "00:00:01",
        "7.00:00:00",
        ParseLimitsInInvariantCulture = true,
        ConvertValueInInvariantCulture = true
    )]
    public TimeSpan EventTolerance { get; set; } = TimeSpan.FromHours(25);

    /// <summary>The passwords of which one is in the URL that SendGrid posts inbound mail to:
    /// <c>https://sendgrid:{password}@host/webhooks/sendgrid/inbound</c>. At least <see cref="ShortestPassword"/>
    /// characters; several while one replaces another.</summary>
    public IList<string> InboundPasswords { get; } = [];

    /// <summary>The verification keys of webhook security policies for inbound mail, in the form of
    /// <see cref="EventPublicKeys"/>. With keys, mail must be signed.</summary>
    public IList<string> InboundPublicKeys { get; } = [];

    /// <summary>Reads the names that settings had before version 0.2.0, where the current name is not set.</summary>
    public void ReadFormerNames(IConfiguration section)
    {
        if (string.IsNullOrEmpty(section[nameof(MaxConcurrency)]))
            MaxConcurrency = section.GetValue("MostAtOnce", MaxConcurrency);
        if (string.IsNullOrEmpty(section[nameof(MaxWait)]))
            MaxWait = section.GetValue("LongestWait", MaxWait);
    }

    /// <summary>What annotations cannot say. No message repeats the API key.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (ApiKey.StartsWith('@') || ApiKey.Any(c => !char.IsAscii(c) || char.IsWhiteSpace(c) || char.IsControl(c)))
            yield return Wrong(
                nameof(ApiKey),
                "is not an API key; a Key Vault reference that was not resolved looks like this"
            );
        if (
            Uri.TryCreate(Host, UriKind.Absolute, out var host)
            && host.Scheme != Uri.UriSchemeHttps
            && !host.IsLoopback
        )
            yield return Wrong(nameof(Host), "must begin with https://");
        foreach (var domain in AllowedDomains.Where(d => Uri.CheckHostName(d) != UriHostNameType.Dns))
            yield return Wrong(nameof(AllowedDomains), $"'{domain}' is not a domain");
        foreach (
            var category in Categories.Where(c =>
                c.Length is 0 or > 255 || c.Any(l => !char.IsAscii(l) || char.IsControl(l))
            )
        )
            yield return Wrong(nameof(Categories), $"'{category}' is not 1 to 255 ASCII characters");
        if (Categories.Distinct().Count() < Categories.Count)
            yield return Wrong(nameof(Categories), "has the same category twice");
        foreach (
            var (option, keys) in new[]
            {
                (nameof(EventPublicKeys), EventPublicKeys),
                (nameof(InboundPublicKeys), InboundPublicKeys),
            }
        )
            for (var i = 0; i < keys.Count; i++)
                if (!EventSignature.IsKey(keys[i]))
                    yield return Wrong(option, $"number {i + 1} is not an ECDSA P-256 public key in base64");
        for (var i = 0; i < InboundPasswords.Count; i++)
            if (InboundPasswords[i].StartsWith('@') || InboundPasswords[i].Length < ShortestPassword)
                yield return Wrong(
                    nameof(InboundPasswords),
                    $"number {i + 1} is not a password of at least {ShortestPassword} characters"
                );
    }

    private static ValidationResult Wrong(string option, string why) => new($"{option}: {why}.", [option]);
}
