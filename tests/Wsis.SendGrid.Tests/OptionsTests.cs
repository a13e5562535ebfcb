using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Wsis.SendGrid.Tests;

public sealed class OptionsTests
{
    [Fact]
    public void Valid_settings_are_read_from_the_section()
    {
        var options = Read(
            ("Host", "https://api.eu.sendgrid.com"),
            ("AllowedDomains:0", "itu.example"),
            ("LettersPerMinute", "600"),
            ("MaxWait", "00:00:10")
        );

        Assert.Equal("https://api.eu.sendgrid.com", options.Host);
        Assert.Equal(["itu.example"], options.AllowedDomains);
        Assert.Equal(600, options.LettersPerMinute);
        Assert.Equal(TimeSpan.FromSeconds(10), options.MaxWait);
    }

    [Fact]
    public void Click_and_open_tracking_are_off_by_default()
    {
        var options = Read();

        Assert.False(options.ClickTracking);
        Assert.False(options.OpenTracking);
    }

    [Theory]
    [InlineData("ApiKey", "")]
    [InlineData("ApiKey", "@Microsoft.KeyVault(SecretUri=https://vault.example/secrets/sendgrid)")]
    [InlineData("ApiKey", "SG.two words")]
    [InlineData("Host", "http://api.sendgrid.com")]
    [InlineData("Host", "sendgrid")]
    [InlineData("AllowedDomains:0", "someone@itu.example")]
    [InlineData("Categories:0", "Communiqués")]
    [InlineData("MaxConcurrency", "0")]
    [InlineData("LettersPerMinute", "0")]
    [InlineData("ResponseTimeout", "00:10:00")]
    [InlineData("EventPublicKeys:0", "MFkw")]
    [InlineData("InboundPublicKeys:0", "MFkw")]
    [InlineData("InboundPasswords:0", "too short")]
    [InlineData("InboundPasswords:0", "@Microsoft.KeyVault(SecretUri=https://vault.example/secrets/inbound)")]
    public void Settings_that_cannot_work_stop_the_host_and_are_named(string setting, string value)
    {
        var failure = Assert.Throws<OptionsValidationException>(() => Read((setting, value)));

        Assert.Contains(setting.Split(':')[0], failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_key_is_not_repeated_in_the_complaint_about_it()
    {
        var failure = Assert.Throws<OptionsValidationException>(() => Read(("ApiKey", "SG.secret with a space")));

        Assert.DoesNotContain("secret", failure.Message, StringComparison.Ordinal);
    }

    private static SendGridOptions Read(params (string Name, string Value)[] settings)
    {
        var section = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["ApiKey"] = "SG.key" })
            .AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Name, (string?)s.Value)))
            .Build();
        using var services = new ServiceCollection().AddLogging().AddWsisSendGrid(section).BuildServiceProvider();
        return services.GetRequiredService<IOptions<SendGridOptions>>().Value;
    }
}
