using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Wsis.Web.Hosting.Authentication;

namespace Wsis.Web.Tests.Hosting;

/// <summary>Requests that the server cannot read, sent over a raw connection.</summary>
public sealed class UnreadableRequestTests(UnreadableRequestTests.Host host)
    : IClassFixture<UnreadableRequestTests.Host>
{
    private const string Form = "application/x-www-form-urlencoded";
    private const string Json = "application/json";
    private const string Page = "text/html";
    private const string Problem = "application/problem+json";

    public static TheoryData<string, string, string> Addresses =>
        new()
        {
            { "/{link}", Form, Page },
            { "/staff/sign-in", Form, Page },
            { "/staff/campaigns/wsis-forum-2018/actions/pause", Form, Page },
            { "/api/campaigns/wsis-forum-2018/pause", Json, Problem },
            { "/api/campaigns/wsis-forum-2018/cancel", Json, Problem },
            { "/webhooks/confirmations", Json, Problem },
        };

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task A_chunk_whose_size_overflows_is_a_bad_request(string address, string type, string answer) =>
        await AssertAnswer(400, answer, "POST", address, type, "Transfer-Encoding: chunked", "FFFFFFFFFFFFFFFFF\r\nx");

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task A_chunk_without_a_size_is_a_bad_request(string address, string type, string answer) =>
        await AssertAnswer(400, answer, "POST", address, type, "Transfer-Encoding: chunked", "answer=accepted\r\n");

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task A_body_above_the_limit_is_refused_before_it_is_sent(string address, string type, string answer) =>
        await AssertAnswer(413, answer, "POST", address, type, "Content-Length: 999999999", "");

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task A_wrong_method_is_refused(string address, string type, string answer) =>
        await AssertAnswer(405, answer, "DELETE", address, type, "Content-Length: 0", "");

    [Fact]
    public async Task The_page_for_an_unreadable_reply_is_in_the_language_of_the_invitation()
    {
        var text = await Send("POST", "/{link}", Form, "Transfer-Encoding: chunked", "FFFFFFFFFFFFFFFFF\r\nx");
        Assert.Contains("<html lang=\"fr\"", text, StringComparison.Ordinal);
    }

    private async Task AssertAnswer(
        int status,
        string answer,
        string method,
        string address,
        string type,
        string header,
        string body
    )
    {
        var text = await Send(method, address, type, header, body);
        Assert.Equal(status, int.Parse(text.Split(' ')[1], CultureInfo.InvariantCulture));
        Assert.Contains($"Content-Type: {answer}", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(host.Log.Lines, l => l.Contains("   at ", StringComparison.Ordinal));
    }

    private async Task<string> Send(string method, string address, string type, string header, string body)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(host.App.Site.Host, host.App.Site.Port, TestContext.Current.CancellationToken);
        var request =
            $"{method} {address.Replace("{link}", host.App.Link("FRA"), StringComparison.Ordinal)} HTTP/1.1\r\n"
            + $"Host: {host.App.Site.Authority}\r\nContent-Type: {type}\r\nConnection: close\r\n"
            + $"{StaffKeys.Header}: {Host.Key}\r\n{header}\r\n\r\n{body}";
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }

    public sealed class Host : IAsyncLifetime
    {
        public const string Key = "a-key-of-staff-for-these-tests";

        public LogRecorder Log { get; } = new();

        public TestHost App { get; private set; } = null!;

        public async ValueTask InitializeAsync() =>
            App = await TestHost.Start(
                staffKey: Key,
                more: services => services.AddLogging(logging => logging.AddProvider(Log))
            );

        public async ValueTask DisposeAsync()
        {
            await App.DisposeAsync();
            Log.Dispose();
        }
    }
}
