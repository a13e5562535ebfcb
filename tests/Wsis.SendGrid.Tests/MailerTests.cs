using System.Text.Json;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Texts;
using Wsis.Invitations.Workflow;

namespace Wsis.SendGrid.Tests;

/// <summary>The form of a letter when it reaches SendGrid.</summary>
public sealed class MailerTests : IAsyncLifetime
{
    private FakeSendGrid sendGrid = null!;

    public async ValueTask InitializeAsync() => sendGrid = await FakeSendGrid.Start();

    public ValueTask DisposeAsync() => sendGrid.DisposeAsync();

    [Fact]
    public async Task A_letter_arrives_with_both_parts_its_addresses_and_its_dispatch_id()
    {
        var mail = await ReadAccepted(SendGridTestData.Letter());

        Assert.Equal("ministre@fra.example", mail.At("personalizations", 0, "to", 0, "email"));
        Assert.Equal(
            "Ministre de l’économie des finances et du numérique",
            mail.At("personalizations", 0, "to", 0, "name")
        );
        Assert.Equal("mission.geneve@fra.example", mail.At("personalizations", 0, "cc", 0, "email"));
        Assert.Equal("wsis-info@itu.example", mail.At("reply_to", "email"));
        Assert.Equal("Invitation au Forum 2018 du SMSI – 国际电联", mail.At("subject"));
        Assert.Equal("text/plain", mail.At("content", 0, "type"));
        Assert.Equal(SendGridTestData.Letter().Text, mail.At("content", 0, "value"));
        Assert.Equal("text/html", mail.At("content", 1, "type"));
        Assert.Equal(SendGridTestData.Letter().Html, mail.At("content", 1, "value"));
        Assert.Equal("auto-generated", mail.At("headers", "Auto-Submitted"));
        Assert.Equal("wsis-forum-2018~FRA~invitation~1", mail.At("personalizations", 0, "custom_args", "dispatch"));
        Assert.Equal(
            ["wsis-forum-2018", "FRA", "invitation", "1"],
            new[] { "campaign", "invitee", "step", "edition" }.Select(a =>
                mail.At("personalizations", 0, "custom_args", a)
            )
        );
    }

    [Fact]
    public async Task The_outcome_names_SendGrids_message_id()
    {
        using var sender = TestMailer.Create(sendGrid);

        var outcome = await sender.Send(SendGridTestData.Letter());

        Assert.Equal(new SendOutcome.Accepted(sendGrid.Accepted.Single().MessageId), outcome);
    }

    [Fact]
    public async Task Links_are_not_rewritten_and_readers_not_counted()
    {
        var mail = await ReadAccepted(SendGridTestData.Letter());

        Assert.Equal("False", mail.At("tracking_settings", "click_tracking", "enable"));
        Assert.Equal("False", mail.At("tracking_settings", "click_tracking", "enable_text"));
        Assert.Equal("False", mail.At("tracking_settings", "open_tracking", "enable"));
    }

    [Fact]
    public async Task SendGrid_keeps_no_address_or_name_permanently()
    {
        var mail = await ReadAccepted(SendGridTestData.Letter());

        var kept =
            mail.GetProperty("personalizations")[0].GetProperty("custom_args").GetRawText()
            + mail.GetProperty("categories").GetRawText();
        Assert.DoesNotContain("@", kept, StringComparison.Ordinal);
        Assert.DoesNotContain("Ministre", kept, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_letter_is_counted_under_its_campaign_its_step_and_what_the_settings_say()
    {
        var mail = await ReadAccepted(SendGridTestData.Letter(), ("Categories:0", "circular letters"));

        Assert.Equal(
            ["circular letters", "wsis-forum-2018", "invitation"],
            mail.GetProperty("categories").EnumerateArray().Select(c => c.GetString()!)
        );
    }

    [Fact]
    public async Task A_letter_to_several_addresses_is_one_mail_to_all_of_them()
    {
        var letter = SendGridTestData.Letter();
        var second = letter.To[0] with { Address = "cabinet@fra.example" };

        var mail = await ReadAccepted(letter with { To = [letter.To[0], second, second], Copies = [] });

        Assert.Equal(
            [letter.To[0].Address, second.Address],
            mail.GetProperty("personalizations")[0]
                .GetProperty("to")
                .EnumerateArray()
                .Select(t => t.GetProperty("email").GetString())
        );
    }

    [Fact]
    public async Task A_copy_to_the_addressees_own_address_is_left_out()
    {
        var letter = SendGridTestData.Letter();

        var mail = await ReadAccepted(
            letter with
            {
                Copies = [letter.To[0] with { Address = letter.To[0].Address.ToUpperInvariant() }],
            }
        );

        Assert.False(mail.GetProperty("personalizations")[0].TryGetProperty("cc", out _));
    }

    [Fact]
    public async Task Names_cannot_break_out_of_their_header()
    {
        var letter = SendGridTestData.Letter();

        var mail = await ReadAccepted(
            letter with
            {
                To = [letter.To[0] with { Name = "Minister\r\nBcc: all@example.org; x" }],
                From = letter.From with { Name = "Union internationale des télécommunications" },
                Subject = "Invitation\r\nX-Evil: 1",
            }
        );

        Assert.Equal("Minister Bcc: all@example.org x", mail.At("personalizations", 0, "to", 0, "name"));
        Assert.Equal("Union internationale des telecommunications", mail.At("from", "name"));
        Assert.Equal("Invitation  X-Evil: 1", mail.At("subject"));
    }

    [Fact]
    public async Task A_senders_name_that_SendGrid_cannot_write_is_left_out()
    {
        var mail = await ReadAccepted(
            SendGridTestData.Letter() with
            {
                From = new Mailbox("国际电信联盟", "invitations@itu.example"),
            }
        );

        Assert.Null(mail.At("from", "name"));
    }

    [Fact]
    public async Task Attachments_go_with_the_letter()
    {
        var mail = await ReadAccepted(
            SendGridTestData.Letter() with
            {
                Attachments =
                [
                    new Attachment("forum, 2018.ics", "text/calendar; method=PUBLISH", "BEGIN:VCALENDAR"u8.ToArray()),
                ],
            }
        );

        Assert.Equal("forum 2018.ics", mail.At("attachments", 0, "filename"));
        Assert.Equal("text/calendar", mail.At("attachments", 0, "type"));
        Assert.Equal("BEGIN:VCALENDAR"u8.ToArray(), Convert.FromBase64String(mail.At("attachments", 0, "content")!));
    }

    [Fact]
    public async Task An_image_goes_in_the_text_of_the_letter()
    {
        var file = new Attachment("logo.png", "image/png", new byte[] { 1, 2, 3 });
        var mail = await ReadAccepted(
            SendGridTestData.Letter() with
            {
                Images = [new InlineImage("image-1@itu.example", file, 10, 10)],
            }
        );

        Assert.Equal("inline", mail.At("attachments", 0, "disposition"));
        Assert.Equal("image-1@itu.example", mail.At("attachments", 0, "content_id"));
        Assert.Equal("AQID", mail.At("attachments", 0, "content"));
    }

    [Fact]
    public async Task Attachments_of_just_under_30_MB_are_accepted()
    {
        var mail = await ReadAccepted(
            SendGridTestData.Letter() with
            {
                Attachments = [new Attachment("programme.pdf", "application/pdf", new byte[22_400_000])],
            }
        );

        Assert.Equal("programme.pdf", mail.At("attachments", 0, "filename"));
    }

    [Fact]
    public async Task A_letter_beyond_30_MB_is_not_sent_and_says_how_large_it_is()
    {
        using var sender = TestMailer.Create(sendGrid);

        var outcome = await sender.Send(
            SendGridTestData.Letter() with
            {
                Attachments = [new Attachment("programme.pdf", "application/pdf", new byte[22_500_000])],
            }
        );

        var rejected = Assert.IsType<SendOutcome.Rejected>(outcome);
        Assert.Equal(
            "Not sent: the letter has 30.1 MB with its attachments; SendGrid accepts less than 30 MB.",
            rejected.Reason.ToEnglish()
        );
        Assert.Equal(0, sendGrid.Requests);
    }

    [Fact]
    public async Task In_sandbox_mode_SendGrid_checks_the_letter_and_delivers_none()
    {
        using var sender = TestMailer.Create(sendGrid, ("SandboxMode", "true"));

        Assert.IsType<SendOutcome.Accepted>(await sender.Send(SendGridTestData.Letter()));
        Assert.Empty(sendGrid.Accepted);
        Assert.Empty(sendGrid.Violations);
    }

    [Fact]
    public async Task In_a_rehearsal_nothing_goes_to_a_domain_that_is_not_allowed()
    {
        using var sender = TestMailer.Create(sendGrid, ("AllowedDomains:0", "itu.example"));

        var rejected = Assert.IsType<SendOutcome.Rejected>(await sender.Send(SendGridTestData.Letter()));

        Assert.Contains("fra.example", rejected.Reason.ToEnglish(), StringComparison.Ordinal);
        Assert.Equal(0, sendGrid.Requests);
    }

    [Fact]
    public async Task In_a_rehearsal_a_copy_to_a_domain_that_is_not_allowed_is_left_out()
    {
        var letter = SendGridTestData.Letter() with { To = [new Mailbox("Rehearsal", "rehearsal@ITU.example")] };

        var mail = await ReadAccepted(letter, ("AllowedDomains:0", "itu.example"));

        Assert.Equal("rehearsal@ITU.example", mail.At("personalizations", 0, "to", 0, "email"));
        Assert.False(mail.GetProperty("personalizations")[0].TryGetProperty("cc", out _));
    }

    [Fact]
    public async Task SendGrid_cannot_be_asked_about_a_letter()
    {
        using var sender = TestMailer.Create(sendGrid);

        Assert.IsType<SendOutcome.Unknown>(
            await sender.Mailer.Ask(SendGridTestData.Dispatch(), TestContext.Current.CancellationToken)
        );
        Assert.Equal(0, sendGrid.Requests);
    }

    private async Task<JsonElement> ReadAccepted(Letter letter, params (string, string)[] settings)
    {
        using var sender = TestMailer.Create(sendGrid, settings);
        var outcome = await sender.Send(letter);
        Assert.Empty(sendGrid.Violations);
        Assert.IsType<SendOutcome.Accepted>(outcome);
        return sendGrid.Accepted.Single().Json;
    }
}
