using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NodaTime;
using Wsis.Functions.Settings;
using Wsis.Invitations.Workflow;
using Wsis.SendGrid;
using Wsis.Web.Hosting.Settings;

namespace Wsis.Functions.Tests;

/// <summary>A setting that is missing or malformed is named as it is written.</summary>
public sealed class SettingsTests
{
    [Theory]
    [InlineData("Wsis__Store__ConnectionString")]
    [InlineData(
        "Wsis__Store__ConnectionString",
        "ConnectionString",
        "UseDevelopmentStorage=true",
        "Account",
        "https://a.table.core.windows.net"
    )]
    [InlineData("Wsis__Store__ConnectionString", "ConnectionString", "nonsense")]
    [InlineData(
        "Wsis__Store__ConnectionString",
        "ConnectionString",
        "DefaultEndpointsProtocol=https;AccountName=a;AccountKey=not base64;EndpointSuffix=core.windows.net"
    )]
    [InlineData("Wsis__Store__Account", "Account", "a.table.core.windows.net")]
    [InlineData("Wsis__Store__Prefix", "ConnectionString", "UseDevelopmentStorage=true", "Prefix", "1-a")]
    public void Store(string named, params string[] values) => Refused<StoreOptions>("Wsis:Store", named, values);

    [Theory]
    [InlineData("Wsis__Mail__Provider")]
    [InlineData("Wsis__Mail__Provider", "Provider", "pigeon")]
    [InlineData("Wsis__Mail__PickupFolder", "Provider", "pickup")]
    [InlineData("Wsis__Mail__ResendAfter", "Provider", "sendgrid", "ResendAfter", "00:04:59")]
    public void Mail(string named, params string[] values) => Refused<MailOptions>("Wsis:Mail", named, values);

    [Theory]
    [InlineData("Wsis__Links__Current")]
    [InlineData("Wsis__Links__Keys", "Current", "k1")]
    [InlineData("Wsis__Links__Keys", "Current", "k1", "Keys:k1", "not base64!")]
    [InlineData("Wsis__Links__Keys", "Current", "k1", "Keys:k1", "c2hvcnQ=")]
    public void Links(string named, params string[] values) => Refused<LinkOptions>("Wsis:Links", named, values);

    [Theory]
    [InlineData("Wsis__Site__Address")]
    [InlineData("Wsis__Site__Address", "Address", "reply.example")]
    [InlineData("Wsis__Site__Address", "Address", "https://gateway.example/wsis")]
    public void Site(string named, params string[] values) => Refused<SiteOptions>("Wsis:Site", named, values);

    [Fact]
    public void A_letter_in_doubt_is_sent_again_when_the_settings_say()
    {
        var site = new Uri("https://reply.example/");
        Assert.Equal(
            SendingPolicy.Default,
            Read<MailOptions>("Wsis:Mail", "Provider", "sendgrid").ToCampaignSettings(site).Sending
        );
        Assert.Equal(
            Duration.FromMinutes(20),
            Read<MailOptions>("Wsis:Mail", "Provider", "sendgrid", "ResendAfter", "00:20:00")
                .ToCampaignSettings(site)
                .Sending.ResendAfter
        );
    }

    [Fact]
    public void Limits() => Refused<RateLimitOptions>("Wsis:Limits", "Wsis__Limits__LinkBurst", "LinkBurst", "0");

    [Fact]
    public void Unreadable_settings_are_named() =>
        Refused<RateLimitOptions>(
            "Wsis:Limits",
            "Failed to convert configuration value 'many' at 'Wsis__Limits__LinkBurst' to type 'System.Int32'.",
            "LinkBurst",
            "many"
        );

    [Theory]
    [InlineData("Wsis__SendGrid__ApiKey")]
    [InlineData("Wsis__SendGrid__MaxConcurrency", "ApiKey", "SG.key", "MaxConcurrency", "0")]
    [InlineData("Wsis__SendGrid__EventPublicKeys", "ApiKey", "SG.key", "EventPublicKeys:0", "no key")]
    public void SendGrid(string named, params string[] values) =>
        Refused<SendGridOptions>("Wsis:SendGrid", named, values);

    [Fact]
    public void An_empty_setting_is_not_set()
    {
        Assert.Equal(
            new RateLimitOptions().LinkBurst,
            Read<RateLimitOptions>("Wsis:Limits", "LinkBurst", "").LinkBurst
        );
        Assert.Empty(
            Read<SendGridOptions>("Wsis:SendGrid", "ApiKey", "SG.key", "EventPublicKeys:0", "").EventPublicKeys
        );
    }

    [Fact]
    public void Webhooks() =>
        Refused<WebhookOptions>(
            "Wsis:Webhooks",
            "Wsis__Webhooks__ConfirmationSecrets",
            "ConfirmationSecrets:0",
            "whsec_c2hvcnQ="
        );

    [Theory]
    [InlineData("Wsis__Staff__Keys")]
    [InlineData("Wsis__Staff__Keys", "Keys:reporting", "nineteen characters")]
    public void The_app_does_not_start_without_a_way_to_sign_in_or_with_a_short_key(
        string named,
        params string[] values
    ) => Refused<StaffOptions>("Wsis:Staff", named, values);

    private static void Refused<T>(string section, string named, params string[] values)
        where T : class
    {
        var refusal = Assert.Throws<OptionsValidationException>(() => Read<T>(section, values));
        Assert.Contains(refusal.Failures, f => f.StartsWith(named, StringComparison.Ordinal));
    }

    private static T Read<T>(string section, params string[] values)
        where T : class
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(values.Chunk(2).Select(v => KeyValuePair.Create($"{section}:{v[0]}", (string?)v[1])))
            .Build();
        using var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(configuration)
            .AddSettings<T>(section)
            .AddSingleton<IValidateOptions<StaffOptions>, StaffOptionsValidator>()
            .BuildServiceProvider();
        return services.GetRequiredService<IOptions<T>>().Value;
    }
}
