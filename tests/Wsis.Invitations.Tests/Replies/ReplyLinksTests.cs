using System.Buffers.Text;
using System.Text;
using CsCheck;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Workflow;

namespace Wsis.Invitations.Tests.Replies;

public sealed class ReplyLinksTests
{
    private static readonly byte[] Key = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];
    private static readonly byte[] OtherKey = [.. Enumerable.Range(7, 32).Select(i => (byte)i)];
    private static readonly ReplyLink Link = new(
        new InvitationKey(new CampaignId("wsis-forum-2018"), new InviteeId("CHE")),
        3
    );

    private readonly ReplyLinks links = new(new Dictionary<string, byte[]> { ["k1"] = Key }, "k1");

    [Fact]
    public void A_token_names_what_it_was_made_for()
    {
        Assert.True(links.TryRead(links.Token(Link), out var read));
        Assert.Equal(Link, read);
    }

    [Fact]
    public void A_printed_code_is_read_however_it_is_typed_and_names_its_generation()
    {
        var code = links.PrintedCode(Link);
        Assert.Matches("^[0-9a-hjkmnp-tv-z]{4}(-[0-9a-hjkmnp-tv-z]{4}){3}$", code);
        foreach (
            var typed in new[]
            {
                code,
                code.ToUpperInvariant(),
                code.Replace("-", "", StringComparison.Ordinal),
                $" {code.Replace('-', ' ')}.",
                code.Replace('1', 'l').Replace('0', 'O'),
            }
        )
            Assert.Equal(3, links.FindGeneration(typed, Link.Key, 5));
        Assert.Null(links.FindGeneration(code, Link.Key, 2));
        Assert.Null(links.FindGeneration(code, Link.Key, 3 + ReplyLinks.MaxFormerCodes + 1));
        Assert.Null(links.FindGeneration(code, Link.Key with { Invitee = new InviteeId("FRA") }, 3));
    }

    [Fact]
    public void Every_changed_character_of_a_printed_code_makes_it_foreign()
    {
        var code = links.PrintedCode(Link);
        for (var i = 0; i < code.Length; i++)
            foreach (var c in "023456789abcdefghjkmnpqrstvwxyz")
                if (code[i] != c && code[i] != '-')
                    Assert.Null(links.FindGeneration(code[..i] + c + code[(i + 1)..], Link.Key, 3));
        for (var length = 0; length < code.Length; length++)
            Assert.Null(links.FindGeneration(code[..length], Link.Key, 3));
        Assert.Null(links.FindGeneration(null, Link.Key, 3));
        Assert.Null(links.FindGeneration(links.MailTag(Link.Key), Link.Key, 3));
    }

    [Fact]
    public void A_printed_code_of_a_key_that_signs_no_more_is_read_as_long_as_the_key_is_there()
    {
        var code = links.PrintedCode(Link);
        var rotated = new ReplyLinks(new Dictionary<string, byte[]> { ["k1"] = Key, ["k2"] = OtherKey }, "k2");
        Assert.NotEqual(code, rotated.PrintedCode(Link));
        Assert.Equal(3, rotated.FindGeneration(code, Link.Key, 3));
        Assert.Null(
            new ReplyLinks(new Dictionary<string, byte[]> { ["k2"] = OtherKey }, "k2").FindGeneration(code, Link.Key, 3)
        );
    }

    [Fact]
    public void Every_changed_character_makes_it_foreign()
    {
        var token = links.Token(Link);
        for (var i = 0; i < token.Length; i++)
            foreach (var c in "AZaz09-_.~")
                if (token[i] != c)
                    Assert.False(
                        links.TryRead(token[..i] + c + token[(i + 1)..], out _),
                        $"character {i} changed to {c}"
                    );
    }

    [Fact]
    public void Every_truncated_token_is_foreign()
    {
        var token = links.Token(Link);
        for (var length = 0; length < token.Length; length++)
            Assert.False(links.TryRead(token[..length], out _));
    }

    [Fact]
    public void Random_text_is_never_a_token() =>
        Gen.String[0, 250].Sample(text => Assert.False(links.TryRead(text, out _)), iter: 20_000);

    [Fact]
    public void A_longer_generation_cannot_be_written_into_a_signed_token()
    {
        var parts = links.Token(Link).Split('.');
        var forged = Base64Url.EncodeToString(Encoding.UTF8.GetBytes("wsis-forum-2018~CHE~4"));
        Assert.False(links.TryRead($"{parts[0]}.{forged}.{parts[2]}", out _));
    }

    [Fact]
    public void A_rotated_key_goes_on_reading_and_the_new_one_signs()
    {
        var rotated = new ReplyLinks(new Dictionary<string, byte[]> { ["k1"] = Key, ["k2"] = OtherKey }, "k2");
        Assert.True(rotated.TryRead(links.Token(Link), out _));
        Assert.StartsWith("k2.", rotated.Token(Link), StringComparison.Ordinal);
        Assert.False(links.TryRead(rotated.Token(Link), out _));
    }

    [Fact]
    public void A_short_key_a_wrong_id_and_a_missing_current_key_are_refused()
    {
        Assert.Throws<ArgumentException>(() =>
            new ReplyLinks(new Dictionary<string, byte[]> { ["k1"] = Key[..31] }, "k1")
        );
        Assert.Throws<ArgumentException>(() => new ReplyLinks(new Dictionary<string, byte[]> { ["k.1"] = Key }, "k.1"));
        Assert.Throws<ArgumentException>(() => new ReplyLinks(new Dictionary<string, byte[]> { ["k1"] = Key }, "k2"));
    }
}
