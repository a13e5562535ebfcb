using System.Text;
using Wsis.Web.Webhooks;

namespace Wsis.Web.Tests.Webhooks;

/// <summary>The signing examples of the Standard Webhooks specification, as its reference libraries test themselves
/// with them.</summary>
public sealed class WebhookSecretsTests
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string Id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private const long Timestamp = 1614265330;
    private const string Signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    private const string Foreign = "v1,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc=";

    private static readonly byte[] Body = """{"test": 2432232314}"""u8.ToArray();
    private static readonly WebhookSecrets Secrets = new([Secret]);

    [Fact]
    public void The_example_is_signed_as_the_specification_has_it() =>
        Assert.Equal(Signature, Secrets.Sign(Id, Timestamp, Body));

    [Theory]
    [InlineData(Signature)]
    [InlineData($"{Foreign} v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE= {Signature} {Foreign}")]
    public void One_signature_of_several_is_enough(string signatures) =>
        Assert.True(Secrets.IsSigned(Id, Timestamp, Body, signatures));

    [Theory]
    [InlineData("")]
    [InlineData("v1,")]
    [InlineData("v1")]
    [InlineData("v1,not base64!")]
    [InlineData(Foreign)]
    [InlineData("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OA=")]
    [InlineData("v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")]
    [InlineData("g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")]
    public void Nothing_else_is(string signatures) => Assert.False(Secrets.IsSigned(Id, Timestamp, Body, signatures));

    [Fact]
    public void The_id_the_time_and_every_byte_of_the_body_are_covered()
    {
        Assert.False(Secrets.IsSigned(Id + "x", Timestamp, Body, Signature));
        Assert.False(Secrets.IsSigned(Id, Timestamp + 1, Body, Signature));
        for (var i = 0; i < Body.Length; i++)
        {
            var changed = Body.ToArray();
            changed[i] ^= 1;
            Assert.False(Secrets.IsSigned(Id, Timestamp, changed, Signature));
        }
    }

    [Fact]
    public void While_one_secret_takes_the_place_of_another_both_sign_and_both_are_believed()
    {
        var other = $"whsec_{Convert.ToBase64String(Encoding.ASCII.GetBytes(new string('n', 32)))}";
        var both = new WebhookSecrets([Secret, other]);
        var signatures = both.Sign(Id, Timestamp, Body);
        Assert.Equal(2, signatures.Split(' ').Length);
        Assert.True(Secrets.IsSigned(Id, Timestamp, Body, signatures));
        Assert.True(new WebhookSecrets([other]).IsSigned(Id, Timestamp, Body, signatures));
        Assert.True(both.IsSigned(Id, Timestamp, Body, new WebhookSecrets([other]).Sign(Id, Timestamp, Body)));
    }

    [Theory]
    [InlineData("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    [InlineData("whsec_")]
    [InlineData("whsec_c2hvcnQ=")]
    [InlineData("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLa")]
    [InlineData("whsec_not base64!")]
    [InlineData("whsk_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    public void A_secret_of_another_form_is_refused_and_not_repeated(string secret)
    {
        var refusal = Assert.Throws<ArgumentException>(() => new WebhookSecrets([secret]));
        Assert.DoesNotContain("MfKQ", refusal.Message, StringComparison.Ordinal);
    }
}
