using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Workflow;
using Wsis.SendGrid.Tests.StandIn;

namespace Wsis.SendGrid.Tests;

/// <summary>What the mailer makes of SendGrid's answers, and of their absence.</summary>
public sealed class OutcomeTests : IAsyncLifetime
{
    private SendGridStandIn sendGrid = null!;

    public async ValueTask InitializeAsync() => sendGrid = await SendGridStandIn.Start();

    public ValueTask DisposeAsync() => sendGrid.DisposeAsync();

    [Fact]
    public async Task What_SendGrid_finds_fault_with_is_rejected_in_its_own_words()
    {
        using var sender = Sender.To(sendGrid);

        var rejected = Assert.IsType<SendOutcome.Rejected>(
            await sender.Send(Given.Letter() with { ReplyTo = new Mailbox("Secretariat", "nowhere") })
        );

        Assert.Equal(
            "SendGrid answered 400: must at least have an email parameter with a valid email address (reply_to)",
            rejected.Reason
        );
        Assert.Equal(1, sendGrid.Requests);
    }

    [Fact]
    public async Task A_wrong_key_is_rejected_and_not_repeated_even_where_the_answer_repeats_it()
    {
        sendGrid.Treat = (_, _) => Conduct.TurnAway;
        using var sender = Sender.To(sendGrid);

        var rejected = Assert.IsType<SendOutcome.Rejected>(await sender.Send(Given.Letter()));

        Assert.Equal(
            "SendGrid answered 401: The provided authorization grant is invalid: Bearer (API key)",
            rejected.Reason
        );
        Assert.Equal(1, sendGrid.Requests);
    }

    [Theory]
    [InlineData(
        nameof(Conduct.Forbid),
        "SendGrid answered 403: The from address does not match a verified Sender Identity. (from)"
    )]
    [InlineData(nameof(Conduct.FindTooLarge), "SendGrid answered 413: The payload is too large.")]
    public async Task What_SendGrid_will_never_take_is_rejected_in_its_own_words_and_not_repeated(
        string conduct,
        string reason
    )
    {
        sendGrid.Treat = (_, _) => Enum.Parse<Conduct>(conduct);
        using var sender = Sender.To(sendGrid);

        Assert.Equal(new SendOutcome.Rejected(reason), await sender.Send(Given.Letter()));
        Assert.Equal(1, sendGrid.Requests);
    }

    [Fact]
    public async Task Letters_keep_the_pace_of_the_settings_and_those_whose_turn_is_too_far_off_are_put_back_with_a_time()
    {
        using var sender = Sender.To(sendGrid, ("LettersPerMinute", "1"), ("MaxWait", "00:00:00"));

        Assert.IsType<SendOutcome.Accepted>(await sender.Send(Given.Letter("FRA")));
        var busy = Assert.IsType<SendOutcome.Busy>(await sender.Send(Given.Letter("DEU")));

        Assert.Equal("Put back: no more than 1 letters a minute.", busy.Reason);
        Assert.InRange(busy.RetryAfter!.Value.TotalSeconds, 1, 121);
        Assert.Equal(1, sendGrid.Requests);
    }

    [Theory]
    [InlineData(nameof(Conduct.HangUp))]
    [InlineData(nameof(Conduct.AcceptAndHangUp))]
    [InlineData(nameof(Conduct.LoseSight))]
    public async Task A_lost_answer_leaves_the_letter_in_doubt_and_nothing_is_repeated(string conduct)
    {
        sendGrid.Treat = (_, _) => Enum.Parse<Conduct>(conduct);
        using var sender = Sender.To(sendGrid);

        Assert.IsType<SendOutcome.Unknown>(await sender.Send(Given.Letter()));
        Assert.Equal(1, sendGrid.Requests);
    }

    [Fact]
    public async Task Silence_leaves_the_letter_in_doubt_and_nothing_is_repeated()
    {
        sendGrid.Treat = (_, _) => Conduct.KeepSilent;
        using var sender = Sender.To(sendGrid, ("AnswerWithin", "00:00:00.3"));

        var unknown = Assert.IsType<SendOutcome.Unknown>(await sender.Send(Given.Letter()));

        Assert.Equal("SendGrid did not answer within 0.3 seconds.", unknown.Reason);
        Assert.Equal(1, sendGrid.Requests);
    }

    [Fact]
    public async Task A_failure_that_SendGrid_admits_to_is_tried_again_later_and_not_at_once()
    {
        sendGrid.Treat = (_, _) => Conduct.Fail;
        using var sender = Sender.To(sendGrid);

        Assert.Equal(new SendOutcome.Busy("SendGrid answered 500: internal error"), await sender.Send(Given.Letter()));
        Assert.Equal(1, sendGrid.Requests);
    }

    [Fact]
    public async Task Where_SendGrid_is_unavailable_the_request_is_repeated_at_once_and_then_put_back()
    {
        sendGrid.Treat = (_, _) => Conduct.BeUnavailable;
        using var sender = Sender.To(sendGrid, ("Repetitions", "2"));

        Assert.Equal(
            new SendOutcome.Busy("SendGrid answered 503: the service is not available"),
            await sender.Send(Given.Letter())
        );
        Assert.Equal(3, sendGrid.Requests);
    }

    [Fact]
    public async Task Where_SendGrid_is_available_again_the_repetition_is_taken()
    {
        sendGrid.Treat = (_, arrival) => arrival == 1 ? Conduct.BeUnavailable : Conduct.Accept;
        using var sender = Sender.To(sendGrid);

        Assert.IsType<SendOutcome.Accepted>(await sender.Send(Given.Letter()));
        Assert.Single(sendGrid.Taken);
    }

    [Fact]
    public async Task Where_no_connection_can_be_opened_the_letter_is_put_back()
    {
        using var sender = Sender.To($"http://127.0.0.1:{ClosedPort()}", null, null);

        var busy = Assert.IsType<SendOutcome.Busy>(await sender.Send(Given.Letter()));

        Assert.StartsWith("SendGrid could not be reached: ", busy.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(nameof(Conduct.LimitFor))]
    [InlineData(nameof(Conduct.LimitUntil))]
    public async Task A_rate_limit_told_to_one_sender_holds_every_sender_back_until_it_ends(string conduct)
    {
        sendGrid.Limit = TimeSpan.FromSeconds(2);
        sendGrid.Treat = (dispatch, arrival) =>
            dispatch.Contains("FRA", StringComparison.Ordinal) && arrival == 1
                ? Enum.Parse<Conduct>(conduct)
                : Conduct.Accept;
        using var sender = Sender.To(sendGrid);
        var told = sender.Send(Given.Letter("FRA"));
        while (sendGrid.Requests == 0)
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, TestContext.Current.CancellationToken);
        await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, TestContext.Current.CancellationToken);

        var outcomes = await Task.WhenAll(
            Enumerable.Range(0, 10).Select(i => sender.Send(Given.Letter($"X{i}"))).Append(told)
        );

        Assert.All(outcomes, o => Assert.IsType<SendOutcome.Accepted>(o));
        Assert.Equal(12, sendGrid.Requests);
        // X-RateLimit-Reset is in whole seconds: a limit of two may end after little more than one.
        var first = sendGrid.ArrivedAt.Min();
        Assert.All(
            sendGrid.ArrivedAt.Where(a => a != first),
            a => Assert.True(Stopwatch.GetElapsedTime(first, a) > TimeSpan.FromSeconds(0.9))
        );
    }

    [Fact]
    public async Task A_rate_limit_too_long_to_wait_for_puts_letters_back_until_it_ends()
    {
        sendGrid.Limit = TimeSpan.FromMinutes(10);
        sendGrid.Treat = (_, _) => Conduct.LimitFor;
        using var sender = Sender.To(sendGrid);

        var told = Assert.IsType<SendOutcome.Busy>(await sender.Send(Given.Letter("FRA")));
        var other = Assert.IsType<SendOutcome.Busy>(await sender.Send(Given.Letter("DEU")));

        Assert.InRange(told.RetryAfter!.Value.TotalMinutes, 9.9, 11);
        Assert.InRange(other.RetryAfter!.Value.TotalMinutes, 9.9, 11);
        Assert.Equal(1, sendGrid.Requests);
    }

    [Fact]
    public async Task No_more_letters_are_on_their_way_at_once_than_the_settings_say()
    {
        sendGrid.Latency = TimeSpan.FromMilliseconds(100);
        using var sender = Sender.To(sendGrid, ("MaxConcurrency", "2"));
        var start = Stopwatch.GetTimestamp();

        await Task.WhenAll(Enumerable.Range(0, 6).Select(i => sender.Send(Given.Letter($"X{i}"))));

        Assert.True(Stopwatch.GetElapsedTime(start) > TimeSpan.FromMilliseconds(290));
    }

    /// <summary>How fast that is, the benchmarks say.</summary>
    [Fact]
    public async Task As_many_letters_are_on_their_way_at_once_as_the_settings_allow()
    {
        const int maxConcurrency = 32;
        var (arrived, all) = (0, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        sendGrid.Hold = () =>
        {
            if (Interlocked.Increment(ref arrived) == maxConcurrency)
                all.SetResult();
            return all.Task;
        };
        using var sender = Sender.To(sendGrid, ("MaxConcurrency", $"{maxConcurrency}"), ("AnswerWithin", "00:01:00"));

        // The first is answered only when the last of them is there.
        var outcomes = await Task.WhenAll(
            Enumerable.Range(0, 2 * maxConcurrency).Select(i => sender.Send(Given.Letter($"X{i}")))
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
