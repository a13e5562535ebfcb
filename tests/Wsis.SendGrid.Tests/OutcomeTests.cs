using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Texts;
using Wsis.Invitations.Workflow;

namespace Wsis.SendGrid.Tests;

/// <summary>The outcomes for SendGrid's answers, and for missing answers.</summary>
public sealed class OutcomeTests : IAsyncLifetime
{
    private FakeSendGrid sendGrid = null!;

    public async ValueTask InitializeAsync() => sendGrid = await FakeSendGrid.Start();

    public ValueTask DisposeAsync() => sendGrid.DisposeAsync();

    [Fact]
    public async Task A_letter_that_SendGrid_rejects_has_its_words_as_the_reason()
    {
        using var sender = TestMailer.Create(sendGrid);

        var rejected = Assert.IsType<SendOutcome.Rejected>(
            await sender.Send(SendGridTestData.Letter() with { ReplyTo = new Mailbox("Secretariat", "nowhere") })
        );

        Assert.Equal(
            "SendGrid answered 400: must at least have an email parameter with a valid email address (reply_to)",
            rejected.Reason.ToEnglish()
        );
        Assert.Equal(1, sendGrid.Requests);
    }

    [Fact]
    public async Task A_wrong_key_is_rejected_and_not_repeated_even_where_the_answer_repeats_it()
    {
        sendGrid.Respond = (_, _) => FakeResponse.Unauthorized;
        using var sender = TestMailer.Create(sendGrid);

        var rejected = Assert.IsType<SendOutcome.Rejected>(await sender.Send(SendGridTestData.Letter()));

        Assert.Equal(
            "SendGrid answered 401: The provided authorization grant is invalid: Bearer (API key)",
            rejected.Reason.ToEnglish()
        );
        Assert.Equal(1, sendGrid.Requests);
    }

    [Theory]
    [InlineData(
        nameof(FakeResponse.Forbidden),
        "SendGrid answered 403: The from address does not match a verified Sender Identity. (from)"
    )]
    [InlineData(nameof(FakeResponse.TooLarge), "SendGrid answered 413: The payload is too large.")]
    public async Task A_permanent_rejection_has_the_words_of_SendGrid_and_is_not_retried(string conduct, string reason)
    {
        sendGrid.Respond = (_, _) => Enum.Parse<FakeResponse>(conduct);
        using var sender = TestMailer.Create(sendGrid);

        var rejected = Assert.IsType<SendOutcome.Rejected>(await sender.Send(SendGridTestData.Letter()));
        Assert.Equal(reason, rejected.Reason.ToEnglish());
        Assert.Equal(1, sendGrid.Requests);
    }

    [Fact]
    public async Task Letters_keep_to_the_rate_limit_and_those_that_would_wait_too_long_are_deferred_with_a_time()
    {
        using var sender = TestMailer.Create(sendGrid, ("LettersPerMinute", "1"), ("MaxWait", "00:00:00"));

        Assert.IsType<SendOutcome.Accepted>(await sender.Send(SendGridTestData.Letter("FRA")));
        var busy = Assert.IsType<SendOutcome.Busy>(await sender.Send(SendGridTestData.Letter("DEU")));

        Assert.Equal("Delayed: no more than 1 letter a minute.", busy.Reason.ToEnglish());
        Assert.InRange(busy.RetryAfter!.Value.TotalSeconds, 1, 121);
        Assert.Equal(1, sendGrid.Requests);
    }

    [Theory]
    [InlineData(nameof(FakeResponse.Disconnect))]
    [InlineData(nameof(FakeResponse.AcceptThenDisconnect))]
    [InlineData(nameof(FakeResponse.BadGateway))]
    public async Task A_lost_answer_leaves_the_letter_in_doubt_and_nothing_is_repeated(string conduct)
    {
        sendGrid.Respond = (_, _) => Enum.Parse<FakeResponse>(conduct);
        using var sender = TestMailer.Create(sendGrid);

        Assert.IsType<SendOutcome.Unknown>(await sender.Send(SendGridTestData.Letter()));
        Assert.Equal(1, sendGrid.Requests);
    }

    [Fact]
    public async Task Silence_leaves_the_letter_in_doubt_and_nothing_is_repeated()
    {
        sendGrid.Respond = (_, _) => FakeResponse.NeverAnswer;
        using var sender = TestMailer.Create(sendGrid, ("ResponseTimeout", "00:00:00.3"));

        var unknown = Assert.IsType<SendOutcome.Unknown>(await sender.Send(SendGridTestData.Letter()));

        Assert.Equal("SendGrid did not answer within 0.3 seconds.", unknown.Reason.ToEnglish());
        Assert.Equal(1, sendGrid.Requests);
    }

    [Fact]
    public async Task A_failure_that_SendGrid_admits_to_is_tried_again_later_and_not_at_once()
    {
        sendGrid.Respond = (_, _) => FakeResponse.ServerError;
        using var sender = TestMailer.Create(sendGrid);

        Assert.Equal(
            new SendOutcome.Busy(new Reason.ProviderAnswered("SendGrid", 500, "internal error")),
            await sender.Send(SendGridTestData.Letter())
        );
        Assert.Equal(1, sendGrid.Requests);
    }

    [Fact]
    public async Task While_SendGrid_is_unavailable_the_request_is_retried_at_once_and_then_put_back()
    {
        sendGrid.Respond = (_, _) => FakeResponse.Unavailable;
        using var sender = TestMailer.Create(sendGrid, ("MaxRetryAttempts", "2"));

        Assert.Equal(
            new SendOutcome.Busy(new Reason.ProviderAnswered("SendGrid", 503, "the service is not available")),
            await sender.Send(SendGridTestData.Letter())
        );
        Assert.Equal(3, sendGrid.Requests);
    }

    [Fact]
    public async Task A_retry_succeeds_after_SendGrid_is_available_again()
    {
        sendGrid.Respond = (_, arrival) => arrival == 1 ? FakeResponse.Unavailable : FakeResponse.Accept;
        using var sender = TestMailer.Create(sendGrid);

        Assert.IsType<SendOutcome.Accepted>(await sender.Send(SendGridTestData.Letter()));
        Assert.Single(sendGrid.Accepted);
    }

    [Fact]
    public async Task Without_a_connection_the_letter_is_put_back()
    {
        using var sender = TestMailer.Create($"http://127.0.0.1:{ClosedPort()}", null, null, null);

        var busy = Assert.IsType<SendOutcome.Busy>(await sender.Send(SendGridTestData.Letter()));

        Assert.StartsWith("SendGrid could not be reached: ", busy.Reason.ToEnglish(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(nameof(FakeResponse.RateLimitWithRetryAfter))]
    [InlineData(nameof(FakeResponse.RateLimitWithReset))]
    public async Task A_rate_limit_holds_every_sender_back_until_it_ends(string conduct)
    {
        sendGrid.Limit = TimeSpan.FromSeconds(5);
        sendGrid.Respond = (dispatch, arrival) =>
            dispatch.Contains("FRA", StringComparison.Ordinal) && arrival == 1
                ? Enum.Parse<FakeResponse>(conduct)
                : FakeResponse.Accept;
        using var sender = TestMailer.Create(sendGrid);
        var outcome = sender.Send(SendGridTestData.Letter("FRA"));
        while (sendGrid.Requests == 0)
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, TestContext.Current.CancellationToken);
        await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System, TestContext.Current.CancellationToken);

        var outcomes = await Task.WhenAll(
            Enumerable.Range(0, 10).Select(i => sender.Send(SendGridTestData.Letter($"X{i}"))).Append(outcome)
        );

        Assert.All(outcomes, o => Assert.IsType<SendOutcome.Accepted>(o));
        Assert.Equal(12, sendGrid.Requests);
        // X-RateLimit-Reset is in whole seconds: a limit of five may end after little more than four.
        var first = sendGrid.ArrivedAt.Min();
        Assert.All(
            sendGrid.ArrivedAt.Where(a => a != first),
            a => Assert.True(Stopwatch.GetElapsedTime(first, a) > TimeSpan.FromSeconds(3.9))
        );
    }

    [Fact]
    public async Task A_rate_limit_too_long_to_wait_for_puts_letters_back_until_it_ends()
    {
        sendGrid.Limit = TimeSpan.FromMinutes(10);
        sendGrid.Respond = (_, _) => FakeResponse.RateLimitWithRetryAfter;
        using var sender = TestMailer.Create(sendGrid);

        var outcome = Assert.IsType<SendOutcome.Busy>(await sender.Send(SendGridTestData.Letter("FRA")));
        var other = Assert.IsType<SendOutcome.Busy>(await sender.Send(SendGridTestData.Letter("DEU")));

        Assert.InRange(outcome.RetryAfter!.Value.TotalMinutes, 9.9, 11);
        Assert.InRange(other.RetryAfter!.Value.TotalMinutes, 9.9, 11);
        Assert.Equal(1, sendGrid.Requests);
    }

    [Fact]
    public async Task No_more_letters_are_on_their_way_at_once_than_the_settings_say()
    {
        sendGrid.Latency = TimeSpan.FromMilliseconds(100);
        using var sender = TestMailer.Create(sendGrid, ("MaxConcurrency", "2"));
        var start = Stopwatch.GetTimestamp();

        await Task.WhenAll(Enumerable.Range(0, 6).Select(i => sender.Send(SendGridTestData.Letter($"X{i}"))));

        Assert.True(Stopwatch.GetElapsedTime(start) > TimeSpan.FromMilliseconds(290));
    }

    /// <summary>The benchmarks measure the speed.</summary>
    [Fact]
    public async Task The_settings_limit_the_letters_that_are_sent_concurrently()
    {
        const int maxConcurrency = 32;
        var (arrived, all) = (0, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        sendGrid.BeforeResponse = () =>
        {
            if (Interlocked.Increment(ref arrived) == maxConcurrency)
                all.SetResult();
            return all.Task;
        };
        using var sender = TestMailer.Create(
            sendGrid,
            ("MaxConcurrency", $"{maxConcurrency}"),
            ("ResponseTimeout", "00:01:00")
        );

        // The first is answered only when the last of them is there.
        var outcomes = await Task.WhenAll(
            Enumerable.Range(0, 2 * maxConcurrency).Select(i => sender.Send(SendGridTestData.Letter($"X{i}")))
        );

        Assert.All(outcomes, o => Assert.IsType<SendOutcome.Accepted>(o));
    }

    private static int ClosedPort()
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
