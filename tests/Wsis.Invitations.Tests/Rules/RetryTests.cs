using NodaTime;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Workflow;

namespace Wsis.Invitations.Tests.Rules;

/// <summary>When a letter that the provider could not take goes out again.</summary>
public sealed class RetryTests
{
    private static readonly Instant Now = Instant.FromUtc(2017, 12, 8, 9, 0);

    [Theory]
    [InlineData(1, 60)]
    [InlineData(2, 120)]
    [InlineData(6, 32 * 60)]
    [InlineData(7, 60 * 60)]
    [InlineData(1000, 60 * 60)]
    public void The_pause_doubles_up_to_the_longest_and_half_of_it_is_drawn(int attempt, int seconds)
    {
        var pauses = Letters(1000)
            .Select(l => (SendingPolicy.Default.RetryAt(l, attempt, null, Now) - Now).TotalSeconds / seconds)
            .ToList();

        Assert.All(pauses, p => Assert.InRange(p, 0.5, 1));
        Assert.All(
            pauses.GroupBy(p => Math.Floor(p * 10)).Where(g => g.Key < 10),
            tenth => Assert.InRange(tenth.Count(), 150, 250)
        );
    }

    [Fact]
    public void Each_attempt_of_a_letter_has_its_own_jitter_and_the_same_attempt_the_same()
    {
        var letter = Letters(1).Single();

        Assert.Equal(
            10,
            Enumerable
                .Range(7, 10)
                .Select(attempt => SendingPolicy.Default.RetryAt(letter, attempt, null, Now))
                .Distinct()
                .Count()
        );
        Assert.Equal(
            SendingPolicy.Default.RetryAt(letter, 1, null, Now),
            SendingPolicy.Default.RetryAt(letter, 1, null, Now)
        );
    }

    [Fact]
    public void A_provider_that_says_when_is_believed_to_the_second() =>
        Assert.Equal(
            Now + Duration.FromSeconds(17),
            SendingPolicy.Default.RetryAt(Letters(1).Single(), 3, Duration.FromSeconds(17), Now)
        );

    [Fact]
    public void The_draw_is_the_same_on_every_machine() =>
        Assert.Equal(
            "2017-12-08T09:00:55Z",
            SendingPolicy.Default.RetryAt(Letters(1).Single(), 1, null, Now).ToString()
        );

    private static IEnumerable<DispatchId> Letters(int count) =>
        Enumerable
            .Range(0, count)
            .Select(n => new DispatchId(
                new InvitationKey(new CampaignId("wsis-forum-2018"), new InviteeId($"A{n}")),
                new StepId("invitation"),
                1
            ));
}
