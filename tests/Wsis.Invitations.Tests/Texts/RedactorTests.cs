using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Journal;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Texts;
using Wsis.Invitations.Workflow;

namespace Wsis.Invitations.Tests.Texts;

public sealed class RedactorTests
{
    [Theory]
    [InlineData("550 5.1.1 <ana@fra.example>: unknown", "550 5.1.1 <(address)>: unknown")]
    [InlineData("Does not contain a valid address: ana@fra.example.", "Does not contain a valid address: (address).")]
    [InlineData("\"ana maria\"@fra.example refused", "(address) refused")]
    [InlineData("ana%40fra.example and été@ministère.example", "(address) and (address)")]
    [InlineData("mailbox ana@[192.0.2.1] is full", "mailbox (address) is full")]
    [InlineData("to=ana@fra.example;cc=b@c.example", "to=(address);cc=(address)")]
    [InlineData("https://site.example/r/k1.d3Npcw.c2ln-_x gone", "https://site.example/r/(token) gone")]
    [InlineData("site.example/p/forum/FRA/9q2k-0c7m-xw4t-v1zd?", "site.example/p/forum/FRA/(token)?")]
    [InlineData("invalid: Bearer SG.abc-1.DEF_2", "invalid: Bearer (key)")]
    [InlineData("the key SG.abc-1.DEF_2 is revoked", "the key (key) is revoked")]
    [InlineData("{\"api_key\": \"abc123\", \"x\": 1}", "{\"api_key\": \"(key)\", \"x\": 1}")]
    [InlineData("AccountKey=abc/1+2==;EndpointSuffix=x", "AccountKey=(key);EndpointSuffix=x")]
    [InlineData("?sv=1&sig=a%2Fb&se=2", "?sv=1&sig=(key)&se=2")]
    [InlineData("jwt eyJhbGciOiJI.eyJzdWIi.sIg-1", "jwt (key)")]
    [InlineData("id 0123456789abcdef0123456789abcdef gone", "id (token) gone")]
    [InlineData("451 4.7.1 try again in 300 seconds", "451 4.7.1 try again in 300 seconds")]
    [InlineData("--------------------------------------", "--------------------------------------")]
    [InlineData("must at least have an email parameter (reply_to)", "must at least have an email parameter (reply_to)")]
    public void Addresses_links_tokens_and_keys_are_removed_once(string words, string expected)
    {
        Assert.Equal(expected, Redactor.Redact(words));
        Assert.Equal(expected, Redactor.Redact(expected));
    }

    [Fact]
    public void No_reason_and_no_line_of_a_journal_has_the_address_that_a_provider_repeats()
    {
        const string words = "550 <ana@fra.example> is unknown";
        var step = new StepId("invitation");
        Reason[] reasons =
        [
            new Reason.AsWritten(words),
            new Reason.ProviderAnswered("SendGrid", 400, words),
            new Reason.ProviderUnreachable("SendGrid", words),
            new Reason.ConnectionLost("SendGrid", words),
            new Reason.LetterNotRendered(words),
            new Reason.FolderNotWritable(words),
            new Reason.NotPrinted(words),
            new Reason.AttemptFailed(words),
        ];
        JournalEvent[] events =
        [
            new JournalEvent.DeliveryReported(step, Delivery.Refused, words),
            new JournalEvent.ProviderReported(step, words, IsCopy: true),
            new JournalEvent.LetterNotSent(step, reasons[1]),
        ];
        Assert.All(reasons, r => Assert.Contains("<(address)>", r.ToEnglish(), StringComparison.Ordinal));
        Assert.All(events, e => Assert.Contains("<(address)>", e.ToEnglish().Note, StringComparison.Ordinal));
    }
}
