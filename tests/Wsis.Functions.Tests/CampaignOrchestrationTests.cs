using Wsis.Functions.Campaigns;
using Wsis.Functions.Tests.Virtual;

namespace Wsis.Functions.Tests;

/// <summary>The campaign's own orchestration on virtual time.</summary>
public sealed class CampaignOrchestrationTests
{
    private static readonly DateTime Start = new(2017, 12, 8, 6, 0, 0, DateTimeKind.Utc);
    private static readonly DateTime Deadline = Start.AddDays(45);

    private readonly VirtualTime time = new(Start);
    private readonly VirtualInstance campaign;
    private readonly List<(DateTime At, LetterChunk Chunk)> chunks = [];
    private List<DateTime> letters = [];
    private string? failure;
    private bool down;
    private bool paused;
    private bool ended;
    private int more;

    public CampaignOrchestrationTests()
    {
        campaign = new VirtualInstance(time, "forum", CampaignOrchestration.Run);
        campaign.Activities[DurableNames.RefreshCampaignStatus] = _ =>
            down
                ? throw new InvalidOperationException("The store is down.")
                : Task.FromResult<object?>(RefreshStatus());
        campaign.Activities[DurableNames.SendLetters] = chunk =>
        {
            if (failure is not null)
                throw new InvalidOperationException(failure);
            chunks.Add((time.Now, (LetterChunk)chunk!));
            return Task.FromResult<object?>(
                new LettersSent
                {
                    HasMore = more-- > 0,
                    Moments = ((LetterChunk)chunk!).Moment is null ? [.. letters.Where(l => l > time.Now)] : [],
                }
            );
        };
        time.At(Start, () => campaign.Start(null));
    }

    [Fact]
    public void It_launches_sends_the_letters_at_their_times_and_ends_with_the_summary()
    {
        letters = [Start.AddDays(1), Start.AddDays(24), Start.AddDays(24).AddHours(1)];
        time.RunUntil(Deadline.AddDays(100));
        Assert.Equal([null, .. letters], chunks.Select(c => c.Chunk.Moment));
        Assert.All(chunks.Skip(1), c => Assert.InRange(c.At - c.Chunk.Moment!.Value, TimeSpan.Zero, Latencies(2)));
        Assert.True(campaign.IsCompleted);
        Assert.True(Assert.IsType<CampaignStatus>(campaign.Output).IsOver);
        Assert.Equal(1, campaign.Generations);
    }

    [Fact]
    public void A_chunk_follows_another_while_there_are_letters()
    {
        letters = [Start.AddDays(1)];
        time.RunUntil(Start.AddHours(1));
        more = 3;
        time.RunUntil(Start.AddDays(2));
        Assert.Equal(4, chunks.Count(c => c.Chunk.Moment == letters[0]));
    }

    [Fact]
    public void A_letter_and_a_time_of_the_campaign_at_the_same_moment_are_both_heeded()
    {
        letters = [Deadline];
        time.RunUntil(Deadline.AddDays(100));
        Assert.Equal([null, Deadline], chunks.Select(c => c.Chunk.Moment));
        Assert.True(campaign.IsCompleted);
    }

    [Fact]
    public void A_change_launches_the_invitations_again_in_a_new_generation_with_the_times_as_they_are_now()
    {
        letters = [Start.AddDays(24)];
        time.At(
            Start.AddDays(3),
            () =>
            {
                letters = [Start.AddDays(10)];
                campaign.Raise(CampaignOrchestration.Changed);
            }
        );
        time.RunUntil(Deadline.AddDays(1));
        Assert.Equal([null, null, Start.AddDays(10)], chunks.Select(c => c.Chunk.Moment));
        Assert.Equal(2, campaign.Generations);
    }

    [Fact]
    public void A_change_while_letters_are_sent_is_not_lost()
    {
        letters = [Start.AddDays(1)];
        time.At(Start.AddDays(1) + (VirtualInstance.Latency / 2), () => campaign.Raise(CampaignOrchestration.Changed));
        time.RunUntil(Start.AddDays(2));
        Assert.Equal([null, letters[0], null], chunks.Select(c => c.Chunk.Moment));
    }

    [Fact]
    public void After_many_letters_it_continues_as_new_without_another_launch()
    {
        letters = [.. Enumerable.Range(1, 120).Select(i => Start.AddHours(i))];
        time.RunUntil(Deadline.AddDays(100));
        Assert.Equal([null, .. letters], chunks.Select(c => c.Chunk.Moment));
        Assert.Equal(3, campaign.Generations);
        Assert.True(campaign.IsCompleted);
    }

    [Fact]
    public void A_paused_campaign_waits_for_an_event_without_a_timer_and_sends_nothing()
    {
        letters = [Start.AddDays(24)];
        time.At(
            Start.AddDays(3),
            () =>
            {
                paused = true;
                campaign.Raise(CampaignOrchestration.Changed);
            }
        );
        time.RunUntil(Deadline.AddDays(100));
        Assert.Single(chunks);
        Assert.False(campaign.IsCompleted);
        Assert.Null(((CampaignStatus)campaign.Statuses[^1]!).NextMoment);
    }

    [Fact]
    public void A_campaign_that_staff_end_ends_its_invitations_page_by_page_and_then_itself()
    {
        var pages = new List<string?>();
        campaign.Activities[DurableNames.EndInvitations] = page =>
        {
            pages.Add(((InstancePage)page!).Continuation);
            return Task.FromResult<object?>(pages.Count < 3 ? new InstancePage("forum", $"{pages.Count}") : null);
        };
        letters = [Start.AddDays(24)];
        time.At(
            Start.AddDays(3),
            () =>
            {
                ended = true;
                campaign.Raise(CampaignOrchestration.Changed);
            }
        );
        time.RunUntil(Start.AddDays(3).AddMinutes(1));
        Assert.Equal([null, "1", "2"], pages);
        Assert.True(campaign.IsCompleted);
    }

    [Fact]
    public void A_failure_that_lasts_a_day_is_retried_and_the_status_gives_the_reason()
    {
        down = true;
        time.RunUntil(Start.AddHours(20));
        Assert.Equal("The store is down.", Assert.IsType<Outage>(campaign.Statuses[^1]).LastError);
        time.At(Start.AddHours(23), () => down = false);
        time.RunUntil(Start.AddDays(1));
        Assert.Single(chunks);
        Assert.Null(campaign.Failure);
    }

    [Fact]
    public void Letters_that_could_not_be_sent_are_sent_after_the_failure_and_the_later_ones_at_their_times()
    {
        letters = [Start.AddDays(1), Start.AddDays(2)];
        time.At(Start.AddHours(1), () => failure = "A row cannot be read.");
        time.At(Start.AddDays(1).AddHours(6), () => failure = null);
        time.RunUntil(Start.AddDays(1).AddHours(5));
        Assert.Equal("A row cannot be read.", Assert.IsType<Outage>(campaign.Statuses[^1]).LastError);
        time.RunUntil(Start.AddDays(3));
        // The launch after the failure sends what is due.
        Assert.Equal([null, null, letters[1]], chunks.Select(c => c.Chunk.Moment));
        Assert.InRange(chunks[1].At, Start.AddDays(1).AddHours(6), Start.AddDays(1).AddHours(6.5));
    }

    [Fact]
    public void Letters_to_many_continue_as_new_every_few_partitions_and_a_failed_one_does_not_delay_the_others()
    {
        var taken = new List<int>();
        var sending = new VirtualInstance(time, "forum~letters", LettersOrchestration.Run);
        sending.Activities[DurableNames.SendLetters] = chunk =>
        {
            var bucket = ((LetterChunk)chunk!).Bucket!.Value;
            if (bucket == 3)
                throw new InvalidOperationException("A row cannot be read.");
            taken.Add(bucket);
            return Task.FromResult<object?>(
                new LettersSent
                {
                    HasMore = taken.Count(t => t == bucket) < 2,
                    Moments = [Start.AddDays(bucket % 2 == 0 ? 1 : 2)],
                }
            );
        };
        LettersProgress? last = null;
        time.At(Start, () => sending.Start(new LettersProgress("forum", 20, null)));
        time.RunUntil(Start.AddHours(1));
        last = (LettersProgress)sending.Statuses[^1]!;
        Assert.Equal(3, sending.Generations);
        Assert.True(sending.IsCompleted);
        Assert.Equal(Enumerable.Range(0, 20).Where(b => b != 3), taken.Distinct().Order());
        Assert.Equal(16, last.Next);
        var all = Assert.IsType<LettersSent>(sending.Output);
        Assert.Equal("A row cannot be read.", all.Failure);
        Assert.Equal([Start.AddDays(1), Start.AddDays(2)], all.Moments);
    }

    private static TimeSpan Latencies(int n) => VirtualInstance.Latency * n;

    private CampaignStatus RefreshStatus() =>
        ended
            ? new CampaignStatus
            {
                State = "Closed",
                IsOver = true,
                EndsInvitations = true,
            }
        : paused ? new CampaignStatus { State = "Paused" }
        : new CampaignStatus
        {
            State = "Running",
            Sends = true,
            Buckets = 16,
            IsSmall = true,
            NextMoment = time.Now < Deadline ? Deadline : null,
            IsOver = time.Now >= Deadline,
        };
}
