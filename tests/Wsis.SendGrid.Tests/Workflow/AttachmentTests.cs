using System.Text;
using Wsis.InMemory;
using Wsis.Invitations.Workflow;

namespace Wsis.SendGrid.Tests.Workflow;

/// <summary>A file of the campaign folder on its way to an office.</summary>
public sealed class AttachmentTests
{
    [Fact]
    public async Task A_file_of_the_largest_size_goes_from_the_folder_through_the_record_to_SendGrid()
    {
        var programme = new byte[7_000_000];
        new Random(2018).NextBytes(programme);
        await using var sendGrid = await FakeSendGrid.Start();
        using var sender = TestMailer.Create(sendGrid);
        var clock = SendGridTestHost.Clock();
        var store = new InMemoryStores();
        var office = new SendGridTestHost(store, sender.Mailer, clock);

        var campaign = await office.Launch(
            offices: 1,
            files =>
            {
                files["attachments/programme.pdf"] = programme;
                var letter = Encoding.UTF8.GetString(files["letters/en/invitation.md"]);
                files["letters/en/invitation.md"] = Encoding.UTF8.GetBytes(
                    letter.Insert(letter.IndexOf("\n---", 4, StringComparison.Ordinal), "\nattachments: programme.pdf")
                );
            }
        );
        await office.Advance((await store.One(campaign.Id)).Key);

        Assert.Equal(DispatchState.Sent, (await store.One(campaign.Id)).Dispatches.Single().State);
        Assert.Empty(sendGrid.Violations);
        var sent = Assert.Single(
            sendGrid.Accepted.Single().Json.GetProperty("attachments").EnumerateArray().ToList(),
            a => a.GetProperty("disposition").GetString() == "attachment"
        );
        Assert.Equal(
            ("programme.pdf", "application/pdf"),
            (sent.GetProperty("filename").GetString(), sent.GetProperty("type").GetString())
        );
        Assert.True(sent.GetProperty("content").GetBytesFromBase64().AsSpan().SequenceEqual(programme));
    }
}
