using Microsoft.Extensions.Time.Testing;
using Wsis.SendGrid.Events;

namespace Wsis.SendGrid.Tests;

/// <summary>Which batches are SendGrid's. The keys are made in the test.</summary>
public sealed class EventSignatureTests : IDisposable
{
    private static readonly byte[] Body = "[{\"event\":\"processed\"}]\r\n"u8.ToArray();

    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2017, 12, 8, 8, 0, 0, TimeSpan.Zero));
    private readonly EventWebhookSigner post;
    private readonly EventWebhookSigner other;

    public EventSignatureTests() => (post, other) = (new EventWebhookSigner(clock), new EventWebhookSigner(clock));

    public void Dispose()
    {
        post.Dispose();
        other.Dispose();
    }

    [Fact]
    public void A_batch_signed_with_the_configured_key_is_accepted() =>
        Assert.Null(FindRejection(post.Sign(Body), post));

    [Fact]
    public void While_one_key_replaces_another_both_are_good()
    {
        Assert.Null(FindRejection(post.Sign(Body), other, post));
        Assert.Null(FindRejection(other.Sign(Body), other, post));
    }

    [Fact]
    public void A_batch_signed_with_another_key_is_rejected() =>
        Assert.Equal("The signature is not valid.", FindRejection(other.Sign(Body), post));

    [Fact]
    public void Without_a_configured_key_everything_is_rejected() =>
        Assert.Equal("No public key is configured.", FindRejection(post.Sign(Body)));

    [Fact]
    public void Every_byte_of_the_body_is_covered_by_the_signature()
    {
        var signed = post.Sign(Body);

        for (var i = 0; i < Body.Length; i++)
        {
            var tampered = (byte[])Body.Clone();
            tampered[i] ^= 1;
            Assert.NotNull(FindRejection(signed with { Body = tampered }, post));
        }
        Assert.NotNull(FindRejection(signed with { Body = Body.AsMemory(0, Body.Length - 2) }, post));
    }

    [Fact]
    public void The_time_is_covered_by_the_signature()
    {
        var signed = post.Sign(Body);

        Assert.Equal(
            "The signature is not valid.",
            FindRejection(
                With(signed, EventSignature.TimestampHeader, $"{clock.GetUtcNow().ToUnixTimeSeconds() + 1}"),
                post
            )
        );
    }

    [Theory]
    [InlineData(-26)]
    [InlineData(26)]
    public void A_signature_of_another_day_is_rejected(int hours) =>
        Assert.Equal(
            "The time of the signature is too far from now.",
            FindRejection(post.Sign(Body, clock.GetUtcNow().AddHours(hours)), post)
        );

    [Fact]
    public void A_batch_repeated_after_24_hours_is_accepted() =>
        Assert.Null(FindRejection(post.Sign(Body, clock.GetUtcNow().AddHours(-24)), post));

    [Theory]
    [InlineData("")]
    [InlineData("not base64")]
    [InlineData("AAAA")]
    [InlineData("MAYCAQACAQA=")]
    public void A_malformed_signature_is_rejected(string signature) =>
        Assert.Equal(
            "The signature is not valid.",
            FindRejection(With(post.Sign(Body), EventSignature.SignatureHeader, signature), post)
        );

    [Theory]
    [InlineData("")]
    [InlineData("yesterday")]
    [InlineData("-1")]
    [InlineData("9223372036854775807")]
    [InlineData("99999999999999999999")]
    public void A_malformed_time_is_rejected(string timestamp) =>
        Assert.Equal(
            "The time of the signature is too far from now.",
            FindRejection(With(post.Sign(Body), EventSignature.TimestampHeader, timestamp), post)
        );

    [Fact]
    public void A_request_without_a_signature_is_rejected() =>
        Assert.Equal(
            "The signature is missing.",
            FindRejection(new PostedWebhook(new Dictionary<string, string>(), "application/json", Body), post)
        );

    private string? FindRejection(PostedWebhook request, params EventWebhookSigner[] keys)
    {
        return new EventSignature(keys.Select(k => k.PublicKey), new SendGridOptions().EventTolerance, clock)
            .FindError(request.ToRequest(), CancellationToken.None)
            .GetAwaiter()
            .GetResult();
    }

    private static PostedWebhook With(PostedWebhook request, string header, string value) =>
        request with
        {
            Headers = new Dictionary<string, string>(request.Headers, StringComparer.OrdinalIgnoreCase)
            {
                [header] = value,
            },
        };
}
