using System.Net;
using System.Net.Sockets;
using Wsis.Invitations.Texts;
using Wsis.Invitations.Webhooks;
using Wsis.Invitations.Workflow;
using Wsis.Web.Webhooks;

namespace Wsis.Web.Tests.Webhooks;

public sealed class PublicAddressesTests
{
    [Theory]
    [
        InlineData("8.8.8.8"),
        InlineData("156.106.202.5"),
        InlineData("172.32.0.1"),
        InlineData("100.128.0.1"),
        InlineData("2a00:1450:4001:82b::200e"),
        InlineData("::ffff:8.8.8.8")
    ]
    public void The_internet_is_public(string address) =>
        Assert.True(PublicAddresses.IsPublic(IPAddress.Parse(address)));

    [Theory]
    [
        InlineData("127.0.0.1"),
        InlineData("127.255.255.254"),
        InlineData("0.0.0.0"),
        InlineData("10.1.2.3"),
        InlineData("172.16.0.1"),
        InlineData("172.31.255.255")
    ]
    [
        InlineData("192.168.1.1"),
        InlineData("169.254.169.254"),
        InlineData("168.63.129.16"),
        InlineData("100.64.0.1"),
        InlineData("192.0.0.192"),
        InlineData("198.18.0.1")
    ]
    [
        InlineData("224.0.0.1"),
        InlineData("255.255.255.255"),
        InlineData("::"),
        InlineData("::1"),
        InlineData("::ffff:127.0.0.1"),
        InlineData("::127.0.0.1")
    ]
    [
        InlineData("fe80::1"),
        InlineData("fc00::1"),
        InlineData("fd00:ec2::254"),
        InlineData("ff02::1"),
        InlineData("64:ff9b::7f00:1"),
        InlineData("2002:7f00:1::"),
        InlineData("2001::1")
    ]
    public void Internal_addresses_are_not_public(string address) =>
        Assert.False(PublicAddresses.IsPublic(IPAddress.Parse(address)));

    [Theory]
    [
        InlineData("localhost"),
        InlineData("127.0.0.1"),
        InlineData("2130706433"),
        InlineData("0x7f.1"),
        InlineData("0.0.0.0"),
        InlineData("[::1]"),
        InlineData("[::ffff:127.0.0.1]")
    ]
    public async Task This_machine_is_not_reached_by_any_of_its_names(string host)
    {
        using var listener = TcpListener.Create(0);
        listener.Start();
        using var sender = new HttpWebhookSender(
            new WebhookSettings(WebhookSecrets.None, new WebhookSecrets([WebsiteClient.Secret])),
            TimeProvider.System
        );
        var outcome = await sender.Send(
            DeliveryTo($"https://{host}:{((IPEndPoint)listener.LocalEndpoint).Port}/"),
            TestContext.Current.CancellationToken
        );
        Assert.EndsWith(
            "is not on the public internet.",
            Assert.IsType<WebhookOutcome.Retry>(outcome).Reason.ToEnglish(),
            StringComparison.Ordinal
        );
        Assert.False(listener.Pending());
    }

    /// <summary>The name's first answer is an unassigned public address (2d00::/8 is given to no registry: IANA, IPv6
    /// Global Unicast Address Assignments). Every later one is this machine.</summary>
    [Fact]
    public async Task A_name_that_leads_to_this_machine_after_its_check_is_refused()
    {
        using var listener = TcpListener.Create(0);
        listener.Start();
        var asked = 0;
        using var handler = new SocketsHttpHandler
        {
            ConnectCallback = (context, cancellation) =>
                PublicAddresses.Connect(
                    context,
                    (_, _) =>
                        Task.FromResult<IPAddress[]>([asked++ == 0 ? IPAddress.Parse("2d00::1") : IPAddress.Loopback]),
                    cancellation
                ),
        };
        using var http = new HttpClient(handler) { Timeout = TimeSpan.FromSeconds(5) };
        var address = new Uri($"http://turning.example:{((IPEndPoint)listener.LocalEndpoint).Port}/");

        var first = await Record.ExceptionAsync(() => http.GetAsync(address, TestContext.Current.CancellationToken));
        Assert.NotNull(first);
        Assert.DoesNotContain("is not on the public internet", first.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, asked);
        var second = await Record.ExceptionAsync(() => http.GetAsync(address, TestContext.Current.CancellationToken));
        Assert.Contains("is not on the public internet", second!.ToString(), StringComparison.Ordinal);
        Assert.Equal(2, asked);
        Assert.False(listener.Pending());
    }

    [Fact]
    public async Task Only_public_addresses_of_a_name_are_tried()
    {
        using var listener = TcpListener.Create(0);
        listener.Start();
        using var handler = new SocketsHttpHandler
        {
            ConnectCallback = (context, cancellation) =>
                PublicAddresses.Connect(
                    context,
                    (_, _) =>
                        Task.FromResult<IPAddress[]>([
                            IPAddress.Loopback,
                            IPAddress.Parse("2d00::1"),
                            IPAddress.IPv6Loopback,
                        ]),
                    cancellation
                ),
        };
        using var http = new HttpClient(handler) { Timeout = TimeSpan.FromSeconds(5) };
        await Assert.ThrowsAnyAsync<Exception>(() =>
            http.GetAsync(
                new Uri($"http://many.example:{((IPEndPoint)listener.LocalEndpoint).Port}/"),
                TestContext.Current.CancellationToken
            )
        );
        Assert.False(listener.Pending());
    }

    private static WebhookDelivery DeliveryTo(string address) =>
        new()
        {
            Invitation = TestHost.Key("FRA"),
            Number = 1,
            Address = new Uri(address),
            Type = "invitation.sent",
            At = NodaTime.Instant.FromUnixTimeSeconds(0),
            Phase = Phase.Awaiting,
        };
}
