using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;
using NodaTime.Extensions;
using Wsis.InMemory;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Workflow;

namespace Wsis.SendGrid.Tests.Workflow;

/// <summary>A campaign of 250 offices and four letters, through a SendGrid at its worst. The workflow lives on a
/// virtual clock, six weeks in seconds; the mailer and the stand-in on the real one.</summary>
/// <remarks>Mail Send knows no idempotency key. So a letter can arrive twice in one case only: SendGrid accepted it,
/// its response was lost, and no event arrived within <see cref="SendingPolicy.ResendAfter"/>. A lost invitation is
/// worse than a second copy, which carries the same dispatch id. The test counts these letters separately.</remarks>
public sealed class ThousandLettersTests
{
    private const int Offices = 250;
    private const int LettersEach = 4;

    [Fact]
    public async Task Each_addressee_gets_exactly_one_copy_of_each_letter_and_none_is_lost()
    {
        ProofForm.RequireTurn(1, of: 2);
        await using var sendGrid = await FakeSendGrid.Start();
        var treatment = new Treatment();
        sendGrid.Respond = treatment.Choose;
        using var sender = TestMailer.Create(sendGrid, ("MaxConcurrency", "32"), ("ResponseTimeout", "00:00:05"));
        var clock = SendGridTestHost.Clock();
        using var post = new EventWebhookSigner(clock);
        var store = new InMemoryStores();
        var office = new SendGridTestHost(store, sender.Mailer, clock, post.PublicKey);
        var campaign = await office.Launch(Offices);

        await LiveThrough(campaign, office, store, clock, sendGrid, post);

        Assert.Empty(sendGrid.Violations);
        var invitations = await store.All(campaign.Id);
        var expected = invitations
            .SelectMany(i =>
                campaign
                    .Schedule.Steps.Where(s => s.Kind is LetterKind.Invitation or LetterKind.Reminder)
                    .Select(s => new DispatchId(i.Key, s.Id, 1).ToString())
            )
            .ToHashSet();
        Assert.Equal(Offices * LettersEach, expected.Count);
        Assert.Equal(
            expected,
            invitations
                .SelectMany(i =>
                    i.Dispatches.Where(d => d.State == DispatchState.Sent).Select(d => i.IdOf(d).ToString())
                )
                .ToHashSet()
        );

        var corner = treatment.All(FakeResponse.AcceptThenDisconnectAndNeverReport);
        Assert.NotEmpty(corner);
        var copies = sendGrid
            .Accepted.SelectMany(m => m.Recipients, (mailing, recipient) => (mailing.Dispatch, recipient))
            .CountBy(copy => copy)
            .ToList();
        // Every letter reached the minister and the mission.
        Assert.Equal(expected.Count * 2, copies.Count);
        Assert.Equal(expected, copies.Select(c => c.Key.Dispatch).ToHashSet());
        Assert.All(copies, copy => Assert.Equal(corner.Contains(copy.Key.Dispatch) ? 2 : 1, copy.Value));

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{expected.Count} letters, {sendGrid.Requests} requests, {treatment.Summary}; "
                + $"{corner.Count} in the corner arrived twice, {expected.Count - corner.Count} once"
        );
    }

    private static async Task LiveThrough(
        Campaign campaign,
        SendGridTestHost office,
        Stores store,
        FakeTimeProvider clock,
        FakeSendGrid sendGrid,
        EventWebhookSigner post
    )
    {
        var chance = new Random(2018);
        var cancellation = TestContext.Current.CancellationToken;
        List<ReportedEvent> received = [];
        while (true)
        {
            // Events come while letters are still going out, and some before the answer to the letter itself.
            var advancing = office.Campaigns.AdvanceDue(campaign.Id, cancellation);
            while (!advancing.IsCompleted)
            {
                await Tell();
                await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, cancellation);
            }
            await advancing;
            await Tell();
            var next = (await store.All(campaign.Id)).Min(i => i.WakeAt);
            if (next is not { } wakeAt || wakeAt >= campaign.Schedule.DeadlineInstant)
                return;
            if (wakeAt > clock.GetCurrentInstant())
                clock.SetUtcNow(wakeAt.ToDateTimeOffset());
        }

        async Task Tell()
        {
            received.AddRange(sendGrid.NewEvents());
            // In any order, and some of them again and again, as SendGrid does.
            var batch = received.ToArray();
            chance.Shuffle(batch);
            foreach (var part in batch.Chunk(100))
                Assert.Equal(200, (await office.ReceiveEvents(post.Batch(part))).Status);
            received = [.. received.Where(_ => chance.Next(10) == 0)];
        }
    }

    /// <summary>Gives every kind of trouble its share of the letters, each at the letter's first arrival.</summary>
    private sealed class Treatment
    {
        private const int Round = 50;

        private static readonly FakeResponse[] Troubles =
        [
            FakeResponse.AcceptSlowly,
            FakeResponse.AcceptAndNeverReport,
            FakeResponse.AcceptThenDisconnect,
            FakeResponse.AcceptThenDisconnectAndNeverReport,
            FakeResponse.Disconnect,
            FakeResponse.ServerError,
            FakeResponse.BadGateway,
            FakeResponse.Unavailable,
        ];

        /// <summary>These make everybody wait, so they are seldom.</summary>
        private static readonly FakeResponse[] Pauses =
        [
            FakeResponse.RateLimitWithRetryAfter,
            FakeResponse.RateLimitWithReset,
            FakeResponse.RateLimit,
            FakeResponse.NeverAnswer,
        ];

        private readonly ConcurrentDictionary<string, FakeResponse> first = new();
        private int letters;

        public string Summary =>
            string.Join(", ", first.Values.CountBy(c => c).OrderBy(c => c.Key).Select(c => $"{c.Key} {c.Value}"));

        public FakeResponse Choose(string dispatch, int arrival)
        {
            if (arrival > 1)
                return FakeResponse.Accept;
            var number = Interlocked.Increment(ref letters);
            var conduct = (number % Round) switch
            {
                var n when n < Troubles.Length => Troubles[n],
                var n when n == Troubles.Length && number / Round % 3 == 0 => Pauses[
                    number / Round / 3 % Pauses.Length
                ],
                _ => FakeResponse.Accept,
            };
            first[dispatch] = conduct;
            return conduct;
        }

        public HashSet<string> All(FakeResponse conduct) =>
            first.Where(f => f.Value == conduct).Select(f => f.Key).ToHashSet();
    }
}
