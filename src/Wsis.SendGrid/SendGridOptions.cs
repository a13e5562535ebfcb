using System.ComponentModel.DataAnnotations;
using Wsis.SendGrid.Events;

namespace Wsis.SendGrid;

/// <summary>Section <c>Wsis:SendGrid</c>: sending through SendGrid, and its webhooks. Validated when the host
/// starts.</summary>
public sealed class SendGridOptions : IValidatableObject
{
    public const string Section = "Wsis:SendGrid";

    /// <summary>SendGrid accepts 10 categories a letter. Two are the campaign and the step.</summary>
    public const int MaxCategories = 8;

    /// <summary>The least length of a password for inbound mail.</summary>
    public const int MinPasswordLength = 24;

    /// <summary>The API key, with the permission "Mail Send" only. No log and no reason of a failure contains
    /// it.</summary>
    [Required]
    public string ApiKey { get; set; } = "";

    /// <summary>The address of the API. Default: <c>https://api.sendgrid.com</c>. For a subuser in the EU it is
    /// <c>https://api.eu.sendgrid.com</c>.</summary>
    [Required, Url]
    public string Host { get; set; } = "https://api.sendgrid.com";

    /// <summary>Whether SendGrid validates every letter and delivers none, for rehearsals. Default: no.</summary>
    public bool SandboxMode { get; set; }

    /// <summary>The only domains that receive letters, for rehearsals. A subdomain must be listed itself. Default:
    /// every domain.</summary>
    public IList<string> AllowedDomains { get; } = [];

    /// <summary>Further categories in the statistics of SendGrid, besides campaign and step. At most
    /// <see cref="MaxCategories"/>, each of up to 255 ASCII characters. SendGrid keeps them permanently, so they must
    /// not contain personal data. Default: none.</summary>
    [MaxLength(MaxCategories)]
    public IList<string> Categories { get; } = [];

    /// <summary>Whether SendGrid rewrites links to count clicks. Default: no, so that an office sees where a link
    /// leads.</summary>
    public bool ClickTracking { get; set; }

    /// <summary>Whether SendGrid adds an invisible image to count readers. Default: no.</summary>
    public bool OpenTracking { get; set; }

    /// <summary>How many letters each instance sends concurrently. Default: 16.</summary>
    [Range(1, 1000)]
    public int MaxConcurrency { get; set; } = 16;

    /// <summary>How many letters all instances together send a minute at most, evenly spread. Instances on one store
    /// share the rate. Default: no limit.</summary>
    [Range(1, 600_000)]
    public int? LettersPerMinute { get; set; }

    /// <summary>How long a letter waits for its turn, or for a rate limit to end. After that it is put back and sent
    /// later. Default: 30 seconds.</summary>
    [Range(
        typeof(TimeSpan),
        "00:00:00",
        "00:05:00",
        ParseLimitsInInvariantCulture = true,
        ConvertValueInInvariantCulture = true
    )]
    public TimeSpan MaxWait { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The timeout of a request to SendGrid. After it the dispatch is in doubt. Default: 30 seconds.</summary>
    [Range(
        typeof(TimeSpan),
        "00:00:00.1",
        "00:05:00",
        ParseLimitsInInvariantCulture = true,
        ConvertValueInInvariantCulture = true
    )]
    public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How often a request is retried at once if SendGrid certainly did not accept the letter. Default:
    /// 2.</summary>
    [Range(0, 10)]
    public int MaxRetryAttempts { get; set; } = 2;

    /// <summary>The delay before the first retry. It doubles for each further retry and has jitter. Default: 500
    /// milliseconds.</summary>
    [Range(
        typeof(TimeSpan),
        "00:00:00.001",
        "00:01:00",
        ParseLimitsInInvariantCulture = true,
        ConvertValueInInvariantCulture = true
    )]
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The public keys of the signed event webhook, as SendGrid shows them: ECDSA P-256, base64 of a
    /// SubjectPublicKeyInfo. Several keys are valid at the same time. Without a key every event is refused.</summary>
    public IList<string> EventPublicKeys { get; } = [];

    /// <summary>How far the time of a signature may be from now. SendGrid retries a batch for 24 hours and does not say
    /// whether it signs each retry again. A replay within that time changes nothing, because every event has an id.
    /// Default: 25 hours.</summary>
    [Range(
        typeof(TimeSpan),
        "00:00:01",
        "7.00:00:00",
        ParseLimitsInInvariantCulture = true,
        ConvertValueInInvariantCulture = true
    )]
    public TimeSpan EventTolerance { get; set; } = TimeSpan.FromHours(25);

    /// <summary>The passwords in the URL to which SendGrid posts inbound mail:
    /// <c>https://sendgrid:{password}@host/webhooks/sendgrid/inbound</c>. Each has at least
    /// <see cref="MinPasswordLength"/> characters. Several passwords are valid at the same time.</summary>
    public IList<string> InboundPasswords { get; } = [];

    /// <summary>The public keys of webhook security policies for inbound mail, in the form of
    /// <see cref="EventPublicKeys"/>. If there is a key, mail must be signed.</summary>
    public IList<string> InboundPublicKeys { get; } = [];

    /// <summary>Validates what annotations cannot. No message contains the API key.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (ApiKey.StartsWith('@') || ApiKey.Any(c => !char.IsAscii(c) || char.IsWhiteSpace(c) || char.IsControl(c)))
            yield return Invalid(
                nameof(ApiKey),
                "is not an API key; a Key Vault reference that was not resolved looks like this"
            );
        if (
            Uri.TryCreate(Host, UriKind.Absolute, out var host)
            && host.Scheme != Uri.UriSchemeHttps
            && !host.IsLoopback
        )
            yield return Invalid(nameof(Host), "must begin with https://");
        foreach (var domain in AllowedDomains.Where(d => Uri.CheckHostName(d) != UriHostNameType.Dns))
            yield return Invalid(nameof(AllowedDomains), $"'{domain}' is not a domain");
        foreach (
            var category in Categories.Where(c =>
                c.Length is 0 or > 255 || c.Any(l => !char.IsAscii(l) || char.IsControl(l))
            )
        )
            yield return Invalid(nameof(Categories), $"'{category}' is not 1 to 255 ASCII characters");
        if (Categories.Distinct().Count() < Categories.Count)
            yield return Invalid(nameof(Categories), "has the same category twice");
        foreach (
            var (option, keys) in new[]
            {
                (nameof(EventPublicKeys), EventPublicKeys),
                (nameof(InboundPublicKeys), InboundPublicKeys),
            }
        )
            for (var i = 0; i < keys.Count; i++)
                if (!EventSignature.IsKey(keys[i]))
                    yield return Invalid(option, $"number {i + 1} is not an ECDSA P-256 public key in base64");
        for (var i = 0; i < InboundPasswords.Count; i++)
            if (InboundPasswords[i].StartsWith('@') || InboundPasswords[i].Length < MinPasswordLength)
                yield return Invalid(
                    nameof(InboundPasswords),
                    $"number {i + 1} is not a password of at least {MinPasswordLength} characters"
                );
    }

    private static ValidationResult Invalid(string option, string why) => new($"{option}: {why}.", [option]);
}
