using Microsoft.Extensions.Configuration;
using Wsis.Web.Hosting.Settings;

namespace Wsis.Web.Tests.Hosting.Settings;

/// <summary>A setting is read under the names that it had before version 0.2.0.</summary>
public sealed class FormerSettingNamesTests
{
    [Theory]
    [InlineData("Wsis:Limits:TokenAtOnce", "Wsis:Limits:LinkBurst")]
    [InlineData("Wsis:Limits:TokenASecond", "Wsis:Limits:LinkRequestsPerSecond")]
    [InlineData("Wsis:Limits:AddressAtOnce", "Wsis:Limits:AddressBurst")]
    [InlineData("Wsis:Limits:AddressASecond", "Wsis:Limits:AddressRequestsPerSecond")]
    [InlineData("Wsis:Limits:WebhookAtOnce", "Wsis:Limits:WebhookBurst")]
    [InlineData("Wsis:Limits:WebhookASecond", "Wsis:Limits:WebhookRequestsPerSecond")]
    [InlineData("Wsis:SendGrid:MostAtOnce", "Wsis:SendGrid:MaxConcurrency")]
    [InlineData("Wsis:SendGrid:LongestWait", "Wsis:SendGrid:MaxWait")]
    [InlineData("Wsis:SendGrid:AnswerWithin", "Wsis:SendGrid:ResponseTimeout")]
    [InlineData("Wsis:SendGrid:Repetitions", "Wsis:SendGrid:MaxRetryAttempts")]
    [InlineData("Wsis:SendGrid:RepeatAfter", "Wsis:SendGrid:RetryDelay")]
    [InlineData("Wsis:Webhooks:AnnouncementSecrets:0", "Wsis:Webhooks:DeliverySecrets:0")]
    [InlineData("Wsis:Webhooks:AnnouncementSecrets:1", "Wsis:Webhooks:DeliverySecrets:1")]
    [InlineData("WSIS_CONFIRMATION_SECRETS", "Wsis:Webhooks:ConfirmationSecrets:0")]
    [InlineData("WSIS_ANNOUNCEMENT_SECRETS", "Wsis:Webhooks:DeliverySecrets:0")]
    public void A_former_name_is_read_unless_the_present_name_is_set(string former, string present)
    {
        Assert.Equal("old", Read((former, "old"))[present]);
        Assert.Equal("new", Read((former, "old"), (present, "new"))[present]);
        Assert.Equal("old", Read((former, "old"), (present, ""))[present]);
    }

    [Fact]
    public void A_list_of_secrets_is_separated_by_spaces()
    {
        var settings = Read(("WSIS_CONFIRMATION_SECRETS", " one  two "), ("WSIS_ANNOUNCEMENT_SECRETS", "three"));
        Assert.Equal("one", settings["Wsis:Webhooks:ConfirmationSecrets:0"]);
        Assert.Equal("two", settings["Wsis:Webhooks:ConfirmationSecrets:1"]);
        Assert.Null(settings["Wsis:Webhooks:ConfirmationSecrets:2"]);
        Assert.Equal("three", settings["Wsis:Webhooks:DeliverySecrets:0"]);
    }

    [Fact]
    public void A_list_under_its_present_name_is_not_mixed_with_the_former_one()
    {
        var settings = Read(("WSIS_CONFIRMATION_SECRETS", "one two"), ("Wsis:Webhooks:ConfirmationSecrets:0", "three"));
        Assert.Equal("three", settings["Wsis:Webhooks:ConfirmationSecrets:0"]);
        Assert.Null(settings["Wsis:Webhooks:ConfirmationSecrets:1"]);
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("false", false)]
    [InlineData("1", false)]
    public void Only_true_allowed_private_addresses(string value, bool allowed) =>
        Assert.Equal(
            allowed,
            Read(("WSIS_WEBHOOKS_REACH_PRIVATE_ADDRESSES", value))
                .Read<WebhookOptions>(WebhookOptions.Section)
                .AllowPrivateAddresses
        );

    [Fact]
    public void Staff_keys_are_pairs_of_name_and_key()
    {
        var settings = Read(
            ("WSIS_STAFF_KEYS", "anna=a-key-of-twenty=characters ben=another-key-of-twenty-c"),
            ("Wsis:Staff:Keys:ben", "the-present-key-of-ben"),
            ("Wsis:Staff:Keys:carl", "the-present-key-of-carl")
        );
        var keys = settings.Read<StaffOptions>(StaffOptions.Section).Keys;
        Assert.Equal(
            [
                ("anna", "a-key-of-twenty=characters"),
                ("ben", "the-present-key-of-ben"),
                ("carl", "the-present-key-of-carl"),
            ],
            keys.OrderBy(k => k.Key, StringComparer.Ordinal).Select(k => (k.Key, k.Value))
        );
    }

    [Theory]
    [InlineData("anna")]
    [InlineData("anna=")]
    [InlineData("=a-key-of-twenty-characters")]
    [InlineData("anna=a-key-of-twenty-characters anna=another-key-of-twenty-c")]
    public void Staff_keys_that_are_no_pairs_are_refused_and_not_repeated(string list)
    {
        var refusal = Assert.Throws<FormatException>(() => Read(("WSIS_STAFF_KEYS", list)));
        Assert.DoesNotContain("anna", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("twenty", refusal.Message, StringComparison.Ordinal);
    }

    private static ConfigurationManager Read(params (string Name, string Value)[] values)
    {
        var settings = new ConfigurationManager();
        settings.AddInMemoryCollection(values.Select(v => KeyValuePair.Create(v.Name, (string?)v.Value)));
        return settings.AddFormerNames();
    }
}
