using System.Net;
using Wsis.Web.Announcements;

namespace Wsis.Web.Tests.Webhooks;

public sealed class PublicAddressesTests
{
    [Theory]
    [InlineData("8.8.8.8"), InlineData("156.106.202.5"), InlineData("172.32.0.1"), InlineData("100.128.0.1"), InlineData("2a00:1450:4001:82b::200e"), InlineData("::ffff:8.8.8.8")]
    public void The_internet_is_public(string address) => Assert.True(PublicAddresses.IsPublic(IPAddress.Parse(address)));

    [Theory]
    [InlineData("127.0.0.1"), InlineData("127.255.255.254"), InlineData("0.0.0.0"), InlineData("10.1.2.3"), InlineData("172.16.0.1"), InlineData("172.31.255.255")]
    [InlineData("192.168.1.1"), InlineData("169.254.169.254"), InlineData("168.63.129.16"), InlineData("100.64.0.1"), InlineData("192.0.0.192"), InlineData("198.18.0.1")]
    [InlineData("224.0.0.1"), InlineData("255.255.255.255"), InlineData("::"), InlineData("::1"), InlineData("::ffff:127.0.0.1"), InlineData("::127.0.0.1")]
    [InlineData("fe80::1"), InlineData("fc00::1"), InlineData("fd00:ec2::254"), InlineData("ff02::1"), InlineData("64:ff9b::7f00:1"), InlineData("2002:7f00:1::"), InlineData("2001::1")]
    public void What_only_we_can_reach_is_not(string address) => Assert.False(PublicAddresses.IsPublic(IPAddress.Parse(address)));
}
