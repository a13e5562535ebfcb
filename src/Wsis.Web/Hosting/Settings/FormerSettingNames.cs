using Microsoft.Extensions.Configuration;

namespace Wsis.Web.Hosting.Settings;

/// <summary>Reads settings under the names that they had before version 0.2.0. A setting under its present name
/// wins.</summary>
public static class FormerSettingNames
{
    private static readonly (string Former, string Present)[] Renamed =
    [
        ("Wsis:Limits:TokenAtOnce", "Wsis:Limits:LinkBurst"),
        ("Wsis:Limits:TokenASecond", "Wsis:Limits:LinkRequestsPerSecond"),
        ("Wsis:Limits:AddressAtOnce", "Wsis:Limits:AddressBurst"),
        ("Wsis:Limits:AddressASecond", "Wsis:Limits:AddressRequestsPerSecond"),
        ("Wsis:Limits:WebhookAtOnce", "Wsis:Limits:WebhookBurst"),
        ("Wsis:Limits:WebhookASecond", "Wsis:Limits:WebhookRequestsPerSecond"),
        ("Wsis:SendGrid:MostAtOnce", "Wsis:SendGrid:MaxConcurrency"),
        ("Wsis:SendGrid:LongestWait", "Wsis:SendGrid:MaxWait"),
        ("Wsis:SendGrid:AnswerWithin", "Wsis:SendGrid:ResponseTimeout"),
        ("Wsis:SendGrid:Repetitions", "Wsis:SendGrid:MaxRetryAttempts"),
        ("Wsis:SendGrid:RepeatAfter", "Wsis:SendGrid:RetryDelay"),
        ("Wsis:Webhooks:AnnouncementSecrets", "Wsis:Webhooks:DeliverySecrets"),
    ];

    /// <summary>Variables that hold a list, separated by spaces.</summary>
    private static readonly (string Former, string Present)[] Lists =
    [
        ("WSIS_CONFIRMATION_SECRETS", "Wsis:Webhooks:ConfirmationSecrets"),
        ("WSIS_ANNOUNCEMENT_SECRETS", "Wsis:Webhooks:DeliverySecrets"),
    ];

    /// <summary>A variable that only the value <c>true</c> switches on.</summary>
    private const string PrivateAddresses = "WSIS_WEBHOOKS_REACH_PRIVATE_ADDRESSES";

    /// <summary>A variable that holds keys as <c>name=key</c>, separated by spaces.</summary>
    private const string StaffKeys = "WSIS_STAFF_KEYS";

    /// <summary>Adds what is set under former names, under the present names. To be called after all sources are
    /// added.</summary>
    /// <exception cref="FormatException">The staff keys are not a list of <c>name=key</c>. The message does not repeat
    /// them.</exception>
    public static T AddFormerNames<T>(this T settings)
        where T : IConfiguration, IConfigurationBuilder
    {
        settings.AddInMemoryCollection(Translate(settings).ToList());
        return settings;
    }

    private static IEnumerable<KeyValuePair<string, string?>> Translate(IConfiguration settings)
    {
        foreach (var (former, present) in Renamed.Where(r => !IsSet(settings, r.Present)))
        foreach (var (path, value) in settings.GetSection(former).AsEnumerable().Where(s => s.Value is not null))
            yield return KeyValuePair.Create(present + path[former.Length..], value);
        foreach (var (former, present) in Lists.Where(l => !IsSet(settings, l.Present)))
        foreach (var (index, value) in Split(settings[former]).Index())
            yield return KeyValuePair.Create($"{present}:{index}", (string?)value);
        if (settings[PrivateAddresses] == "true" && !IsSet(settings, "Wsis:Webhooks:AllowPrivateAddresses"))
            yield return KeyValuePair.Create("Wsis:Webhooks:AllowPrivateAddresses", (string?)"true");
        foreach (var (name, key) in ReadStaffKeys(settings[StaffKeys]))
            if (!IsSet(settings, $"Wsis:Staff:Keys:{name}"))
                yield return KeyValuePair.Create($"Wsis:Staff:Keys:{name}", (string?)key);
    }

    private static bool IsSet(IConfiguration settings, string path) =>
        settings.GetSection(path).AsEnumerable().Any(s => !string.IsNullOrEmpty(s.Value));

    private static string[] Split(string? list) => (list ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static Dictionary<string, string> ReadStaffKeys(string? list)
    {
        var keys = new Dictionary<string, string>();
        foreach (var entry in Split(list))
            if (entry.Split('=', 2) is not [{ Length: > 0 } name, { Length: > 0 } key] || !keys.TryAdd(name, key))
                throw new FormatException(
                    $"{StaffKeys} must be a list of name=key, separated by spaces, with each name once."
                );
        return keys;
    }
}
