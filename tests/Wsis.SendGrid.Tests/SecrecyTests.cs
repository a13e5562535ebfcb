using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Workflow;

namespace Wsis.SendGrid.Tests;

public sealed class SecrecyTests
{
    [Fact]
    public async Task The_API_key_is_in_no_log_at_any_level_and_in_no_reason()
    {
        await using var sendGrid = await FakeSendGrid.Start();
        var conducts = new[]
        {
            FakeResponse.Accept,
            FakeResponse.Unauthorized,
            FakeResponse.ServerError,
            FakeResponse.Unavailable,
            FakeResponse.Disconnect,
            FakeResponse.RateLimit,
            FakeResponse.BadGateway,
            FakeResponse.NeverAnswer,
        };
        sendGrid.Respond = (dispatch, _) => conducts.Single(c => dispatch.Contains($"~{c}~", StringComparison.Ordinal));
        using var log = new Recorder();
        var outcomes = new List<SendOutcome>();
        using (var sender = TestMailer.Create(sendGrid.Host, null, log, null, ("ResponseTimeout", "00:00:03")))
            foreach (var conduct in conducts)
                outcomes.Add(await sender.Send(SendGridTestData.Letter($"{conduct}")));

        Assert.Contains(log.Lines, l => l.Contains("Authorization", StringComparison.Ordinal));
        Assert.Contains(log.Lines, l => l.Contains("SendGrid rejects", StringComparison.Ordinal));
        Assert.Contains(log.Lines, l => l.Contains("is in doubt", StringComparison.Ordinal));
        Assert.DoesNotContain(log.Lines, l => l.Contains(FakeSendGrid.ApiKey, StringComparison.Ordinal));
        Assert.DoesNotContain(outcomes, o => o.ToString().Contains(FakeSendGrid.ApiKey, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_words_of_the_provider_are_in_the_reason_without_addresses_and_in_no_log()
    {
        await using var sendGrid = await FakeSendGrid.Start();
        sendGrid.Respond = (_, _) => FakeResponse.BadAddress;
        using var log = new Recorder();
        SendOutcome outcome;
        using (var sender = TestMailer.Create(sendGrid.Host, null, log, null))
            outcome = await sender.Send(SendGridTestData.Letter("words"));

        var reason = Assert.IsType<Reason.ProviderAnswered>(Assert.IsType<SendOutcome.Rejected>(outcome).Reason);
        Assert.Contains("(address)", reason.Words, StringComparison.Ordinal);
        Assert.DoesNotContain("ana@fra.example", reason.Words, StringComparison.Ordinal);
        Assert.Contains(log.Lines, l => l.Contains("provider-answered 400", StringComparison.Ordinal));
        Assert.DoesNotContain(
            log.Lines,
            l =>
                l.Contains("ana@fra.example", StringComparison.Ordinal)
                || l.Contains("Ana Example", StringComparison.Ordinal)
        );
    }

    /// <summary>Keeps every line, with what it was made of and what went wrong.</summary>
    private sealed class Recorder : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            Lines.Enqueue(Parts(state));
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => Lines.Enqueue($"{formatter(state, exception)} {Parts(state)} {exception}");

        public void Dispose() { }

        private static string Parts<TState>(TState state) =>
            state is IEnumerable<KeyValuePair<string, object?>> parts ? string.Join(' ', parts) : $"{state}";
    }
}
