using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Webhooks;
using Wsis.Invitations.Workflow;
using Wsis.Local.Running;
using Wsis.Web.Webhooks;

namespace Wsis.Web.Tests.Webhooks;

/// <summary>The webhooks of a campaign receive every change, at least once.</summary>
public sealed class WebhookDeliveryTests
{
    private static readonly WebhookSecrets Secrets = new([
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
    ]);

    private static readonly WebhookSettings Reaching = new(WebhookSecrets.None, Secrets, AllowPrivateAddresses: true);

    [Fact]
    public void The_id_of_a_message_has_no_full_stop_and_stays_different_for_different_invitees()
    {
        var ids = new[] { "cote.divoire", "cote-divoire", "cote_divoire" }
            .Select(invitee =>
                new WebhookDelivery
                {
                    Invitation = InvitationKey.Parse($"forum:{invitee}"),
                    Number = 3,
                    Address = new Uri("https://hooks.example/"),
                    Type = "invitation.answered",
                    At = default,
                    Phase = Phase.Answered,
                }.Id
            )
            .ToList();
        Assert.All(ids, id => Assert.DoesNotContain('.', id));
        Assert.Distinct(ids);
    }

    [Fact]
    public async Task Every_change_is_sent_signed_with_every_secret_and_contains_no_more_than_needed()
    {
        await using var receiver = await WebhookReceiver.Open();
        await using var app = await Start(receiver.Address, Reaching);
        await app.WebhookDeliveries.Deliver(TestContext.Current.CancellationToken);
        Assert.Equal(SampleCampaign.Few.Invitees.Count, receiver.ReceivedOnce.Count(t => t.Type == "invitation.sent"));
        receiver.Received.Clear();

        (
            await app.Post(
                app.Link("FRA"),
                ("answer", "delegated"),
                ("representativeName", "Secret Name"),
                ("remarks", "secret"),
                ("saw", "0")
            )
        ).Dispose();
        await app.Invitations.Apply(
            (await app.Find("ESP")).Key,
            new Signal.DeliveryReported(new StepId("invitation"), 1, Delivery.Refused, "550"),
            TestContext.Current.CancellationToken
        );
        await app.Invitations.Apply(
            (await app.Find("CHE")).Key,
            new Signal.Withdrawn("staff", Notify: false),
            TestContext.Current.CancellationToken
        );
        await TestHost.WaitUntil(async () =>
        {
            await app.WebhookDeliveries.Deliver(TestContext.Current.CancellationToken);
            return receiver.ReceivedOnce.Count >= 3;
        });
        Assert.Equal(
            ["invitation.answered", "invitation.undeliverable", "invitation.withdrawn"],
            receiver.ReceivedOnce.Select(t => t.Type).Order()
        );

        var received = receiver.ReceivedOnce.Single(t => t.Type == "invitation.answered");
        Assert.Equal("application/json", received.ContentType);
        Assert.All(
            new[] { "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" },
            s =>
                Assert.True(
                    new WebhookSecrets([s]).IsSigned(
                        received.Id,
                        long.Parse(received.Timestamp, CultureInfo.InvariantCulture),
                        received.Body,
                        received.Signature
                    )
                )
        );
        Assert.DoesNotContain('.', received.Id);
        var expected = new JsonObject
        {
            ["campaign"] = "wsis-forum-2018",
            ["invitee"] = "FRA",
            ["phase"] = "answered",
            ["answer"] = "delegated",
            ["late"] = false,
        };
        Assert.True(JsonNode.DeepEquals(expected, received.Json["data"]), received.Json.ToJsonString());
        Assert.DoesNotContain("ecret", received.Json.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_delivery_is_retried_with_the_same_id_for_a_day_and_then_shown_as_failed()
    {
        await using var receiver = await WebhookReceiver.Open();
        await using var app = await Start(receiver.Address, Reaching, invitees: 1);
        var begun = app.Clock.Now;
        receiver.Answer = _ => StatusCodes.Status500InternalServerError;
        for (
            ;
            app.Clock.Now < begun + TimeSpan.FromDays(2);
            app.Clock.Now += TimeSpan.FromSeconds(app.Clock.Now < begun + TimeSpan.FromMinutes(1) ? 1 : 60)
        )
            await app.WebhookDeliveries.Deliver(TestContext.Current.CancellationToken);
        var tries = receiver.Received.Select(t =>
            (long.Parse(t.Timestamp, CultureInfo.InvariantCulture) - begun.ToUnixTimeSeconds()) / 60
        );
        Assert.Equal([0, 0, 6, 36, 156, 456, 936, 1416], tries);
        Assert.Single(receiver.Received.Select(t => t.Id).Distinct());

        var shown = await app.GetJson("api/campaigns/wsis-forum-2018/webhook-deliveries?state=failed");
        var item = Assert.Single(shown["items"]!.AsArray())!;
        Assert.Equal(
            ("failed", 8, "The address answered 500."),
            (item["state"]!.GetValue<string>(), item["attempts"]!.GetValue<int>(), item["reason"]!.GetValue<string>())
        );
        Assert.Empty(
            (await app.GetJson("api/campaigns/wsis-forum-2018/webhook-deliveries?state=waiting"))["items"]!.AsArray()
        );

        var cookie = await app.SignIn("A. N. Example");
        Assert.Contains(
            "wsis-forum-2018/webhook-deliveries\"",
            await app.Page("staff/campaigns/wsis-forum-2018", cookie),
            StringComparison.Ordinal
        );
        var page = await app.Page("staff/campaigns/wsis-forum-2018/webhook-deliveries?lang=fr", cookie);
        Assert.Contains(receiver.Address.ToString(), page, StringComparison.Ordinal);
        var old = await app.Page("staff/campaigns/wsis-forum-2018/announcements?lang=fr", cookie);
        Assert.Contains(receiver.Address.ToString(), old, StringComparison.Ordinal);
        Assert.Contains("L’adresse a répondu 500.", System.Net.WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        Assert.Contains(
            "Aucun envoi n’est en attente.",
            System.Net.WebUtility.HtmlDecode(page),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task The_program_sends_webhooks_by_itself()
    {
        await using var receiver = await WebhookReceiver.Open();
        await using var app = await TestHost.Start(
            webhooks: Reaching,
            folder: SampleWithWebhooks.Create([receiver.Address], 1)
        );
        await TestHost.WaitUntil(() => Task.FromResult(!receiver.Received.IsEmpty), 60);
    }

    [Fact]
    public async Task A_delivery_that_succeeds_at_the_second_attempt_has_no_third()
    {
        await using var receiver = await WebhookReceiver.Open();
        await using var app = await Start(receiver.Address, Reaching, invitees: 1);
        receiver.Answer = response =>
        {
            response.Headers.RetryAfter = "120";
            return StatusCodes.Status503ServiceUnavailable;
        };
        await app.WebhookDeliveries.Deliver(TestContext.Current.CancellationToken);
        receiver.Answer = _ => StatusCodes.Status200OK;
        app.Clock.Now += TimeSpan.FromSeconds(119);
        Assert.Equal(
            WebhookDeliveryRound.Nothing,
            await app.WebhookDeliveries.Deliver(TestContext.Current.CancellationToken)
        );
        app.Clock.Now += TimeSpan.FromSeconds(1);
        Assert.Equal(
            new WebhookDeliveryRound(1, 0),
            await app.WebhookDeliveries.Deliver(TestContext.Current.CancellationToken)
        );
        app.Clock.Now += TimeSpan.FromDays(1);
        Assert.Equal(
            WebhookDeliveryRound.Nothing,
            await app.WebhookDeliveries.Deliver(TestContext.Current.CancellationToken)
        );
    }

    [Fact]
    public async Task An_address_that_takes_nothing_does_not_keep_another_waiting()
    {
        await using var silent = await WebhookReceiver.Open();
        await using var receiver = await WebhookReceiver.Open();
        silent.Answer = _ => StatusCodes.Status500InternalServerError;
        await using var app = await Start([silent.Address, receiver.Address], Reaching, invitees: 40);
        await app.WebhookDeliveries.Deliver(TestContext.Current.CancellationToken);
        Assert.Equal(40, receiver.ReceivedOnce.Count);
        Assert.InRange(silent.ReceivedOnce.Count, 1, 39);
    }

    [Fact]
    public async Task A_permanent_rejection_ends_the_delivery_and_redirects_are_not_followed()
    {
        await using var receiver = await WebhookReceiver.Open();
        await using var app = await Start(receiver.Address, Reaching, invitees: 1);
        receiver.Answer = response =>
        {
            response.Headers.Location = "/elsewhere";
            return StatusCodes.Status307TemporaryRedirect;
        };
        await app.WebhookDeliveries.Deliver(TestContext.Current.CancellationToken);
        receiver.Answer = _ => StatusCodes.Status410Gone;
        app.Clock.Now += TimeSpan.FromSeconds(10);
        await app.WebhookDeliveries.Deliver(TestContext.Current.CancellationToken);
        app.Clock.Now += TimeSpan.FromDays(1);
        await app.WebhookDeliveries.Deliver(TestContext.Current.CancellationToken);
        Assert.Equal((2, 0), (receiver.Received.Count, receiver.Elsewhere));
        Assert.Single((await app.GetJson("api/campaigns/wsis-forum-2018/webhook-deliveries"))["items"]!.AsArray());
    }

    [Fact]
    public async Task Local_addresses_are_not_reached_unless_allowed()
    {
        await using var receiver = await WebhookReceiver.Open();
        await using var app = await Start(
            receiver.Address,
            Reaching with
            {
                AllowPrivateAddresses = false,
            },
            invitees: 1
        );
        Assert.Equal(
            new WebhookDeliveryRound(0, 1),
            await app.WebhookDeliveries.Deliver(TestContext.Current.CancellationToken)
        );
        Assert.Empty(receiver.Received);
        var waiting = Assert.Single(
            (await app.GetJson("api/campaigns/wsis-forum-2018/webhook-deliveries?state=waiting"))["items"]!.AsArray()
        )!;
        Assert.Equal("localhost is not on the public internet.", waiting["reason"]!.GetValue<string>());
    }

    [Fact]
    public async Task Without_a_secret_nothing_is_sent_and_the_page_says_so()
    {
        await using var receiver = await WebhookReceiver.Open();
        await using var app = await Start(
            receiver.Address,
            Reaching with
            {
                Deliveries = WebhookSecrets.None,
            },
            invitees: 1
        );
        await app.WebhookDeliveries.Deliver(TestContext.Current.CancellationToken);
        Assert.Empty(receiver.Received);
        Assert.Contains(
            "no secret",
            (await app.GetJson("api/campaigns/wsis-forum-2018/webhook-deliveries?state=waiting")).ToJsonString(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_change_that_was_not_committed_is_not_sent()
    {
        await using var receiver = await WebhookReceiver.Open();
        await using var app = await Start(receiver.Address, Reaching);
        await app.WebhookDeliveries.Deliver(TestContext.Current.CancellationToken);
        receiver.Received.Clear();
        app.Store.OnCommit = (_, done) =>
            throw (done ? new InvalidOperationException() : new StoreUnavailableException("down"));
        (await app.Post(app.Link("FRA"), ("answer", "accepted"), ("saw", "0"))).Dispose();
        app.Store.OnCommit = null;
        await app.WebhookDeliveries.Deliver(TestContext.Current.CancellationToken);
        Assert.Empty(receiver.Received);
    }

    [Fact]
    public async Task A_state_that_does_not_exist_and_a_campaign_that_does_not_are_said_to_be_so()
    {
        await using var app = await TestHost.Start(staffKey: "key");
        using var state = await app.Get("api/campaigns/wsis-forum-2018/webhook-deliveries?state=lost");
        Assert.Equal(System.Net.HttpStatusCode.BadRequest, state.StatusCode);
        using var campaign = await app.Get("api/campaigns/another/announcements");
        Assert.Equal(System.Net.HttpStatusCode.NotFound, campaign.StatusCode);
    }

    private static Task<TestHost> Start(Uri webhook, WebhookSettings settings, int? invitees = null) =>
        Start([webhook], settings, invitees);

    /// <summary>Only the test sends. Two senders at once may send the same message.</summary>
    private static Task<TestHost> Start(Uri[] webhooks, WebhookSettings settings, int? invitees = null) =>
        TestHost.Start(
            webhooks: settings,
            staffKey: "key",
            folder: SampleWithWebhooks.Create(webhooks, invitees),
            more: services => services.Remove(services.Single(s => s.ImplementationType == typeof(WebhookRunner)))
        );
}

/// <summary>The sample campaign with webhooks.</summary>
internal static class SampleWithWebhooks
{
    /// <summary>The first so many invitees of it, or those of <see cref="SampleCampaign.Few"/>.</summary>
    public static CampaignFolder Create(IEnumerable<Uri> webhooks, int? invitees = null)
    {
        var folder = SampleCampaign.With(c =>
            c["webhooks"] = new JsonArray([.. webhooks.Select(w => (JsonNode)w.ToString())])
        );
        return folder.WithInvitees(
            invitees is { } count ? [.. folder.Invitees.Take(count)] : SampleCampaign.Few.Invitees
        );
    }
}
