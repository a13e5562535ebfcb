using Wsis.Functions.Campaigns;
using Wsis.Functions.Tests.Virtual;

namespace Wsis.Functions.Tests;

/// <summary>The orchestration of a campaign that an earlier version launched, on virtual time.</summary>
public sealed class CampaignVersion1Tests
{
    private static readonly DateTime Start = new(2017, 12, 8, 6, 0, 0, DateTimeKind.Utc);
    private static readonly DateTime Deadline = Start.AddDays(45);

    private readonly VirtualTime time = new(Start);
    private readonly VirtualInstance campaign;
    private DateTime sendAt = Start;
    private string? launchFailure;
    private bool down;
    private bool paused;
    private bool ended;

    public CampaignVersion1Tests()
    {
        campaign = new VirtualInstance(time, "forum", CampaignOrchestration.Run) { Version = "1" };
        campaign.Activities[DurableNames.RefreshCampaignStatus] = _ =>
            down
                ? throw new InvalidOperationException("The store is down.")
                : Task.FromResult<object?>(RefreshStatus());
        campaign.Activities[DurableNames.LaunchOrchestration] = _ => Task.FromResult<object?>(launchFailure);
        time.At(Start, () => campaign.Start(null));
    }

    [Fact]
    public void It_launches_waits_for_its_moments_and_ends_with_the_summary()
    {
        time.RunUntil(Deadline.AddDays(100));
        Assert.Equal(1, Launches);
        Assert.True(campaign.IsCompleted);
        Assert.True(Assert.IsType<CampaignStatus>(campaign.Output).IsOver);
        Assert.Equal(4, campaign.Calls.Count);
    }

    [Fact]
    public void At_the_moment_of_sending_it_takes_all_up_together()
    {
        sendAt = Start.AddDays(1);
        time.RunUntil(Start.AddDays(1).AddSeconds(-1));
        Assert.Equal(1, Launches);
        time.RunUntil(Start.AddDays(2));
        Assert.Equal(2, Launches);
    }

    [Fact]
    public void A_change_takes_the_invitations_up_again_in_a_new_generation()
    {
        time.At(Start.AddDays(3), () => campaign.Raise(CampaignOrchestration.Changed));
        time.At(Start.AddDays(4), () => campaign.Raise(CampaignOrchestration.Changed));
        time.RunUntil(Start.AddDays(5));
        Assert.Equal((3, 3), (campaign.Generations, Launches));
    }

    [Fact]
    public void A_change_during_the_launch_is_not_lost()
    {
        time.At(Start + (VirtualInstance.Latency * 1.5), () => campaign.Raise(CampaignOrchestration.Changed));
        time.RunUntil(Start.AddMinutes(1));
        Assert.Equal(2, Launches);
    }

    [Fact]
    public void A_paused_campaign_waits_for_an_event_without_a_timer()
    {
        paused = true;
        time.RunUntil(Deadline.AddDays(100));
        Assert.Equal(0, Launches);
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
        Assert.Equal(1, Launches);
        Assert.Null(campaign.Failure);
    }

    [Fact]
    public void A_partition_that_failed_to_launch_is_retried()
    {
        launchFailure = "A row cannot be read.";
        time.RunUntil(Start.AddMinutes(1));
        Assert.Equal("A row cannot be read.", Assert.IsType<Outage>(campaign.Statuses[^1]).LastError);
        launchFailure = null;
        time.RunUntil(Start.AddMinutes(20));
        Assert.Equal(2, Launches);
    }

    [Fact]
    public void A_launch_continues_as_new_every_few_partitions_and_a_failed_one_does_not_delay_the_others()
    {
        var taken = new List<int>();
        var launch = new VirtualInstance(time, "forum:launch", LaunchOrchestration.Run);
        launch.Activities[DurableNames.LaunchPartition] = name =>
        {
            var bucket = ((PartitionName)name!).Bucket;
            if (bucket == 3)
                throw new InvalidOperationException("A row cannot be read.");
            taken.Add(bucket);
            return Task.FromResult<object?>(taken.Count(t => t == bucket) < 2);
        };
        time.At(Start, () => launch.Start(new LaunchProgress("forum", 20)));
        time.RunUntil(Start.AddHours(1));
        Assert.Equal(3, launch.Generations);
        Assert.True(launch.IsCompleted);
        Assert.Equal(Enumerable.Range(0, 20).Where(b => b != 3), taken.Distinct().Order());
        Assert.Equal(
            [(0, null), (8, "A row cannot be read."), (16, "A row cannot be read.")],
            launch.Statuses.Cast<LaunchProgress>().Select(p => (p.Next, p.Failure))
        );
    }

    private int Launches => campaign.Calls.Count(c => c.Name == DurableNames.LaunchOrchestration);

    private CampaignStatus RefreshStatus() =>
        ended
            ? new CampaignStatus
            {
                State = "Closed",
                IsOver = true,
                EndsInvitations = true,
            }
        : paused ? new CampaignStatus { State = "Paused" }
        : time.Now < sendAt
            ? new CampaignStatus
            {
                State = "Running",
                Sends = true,
                Buckets = 16,
                NextMoment = sendAt,
                SendsNext = true,
            }
        : new CampaignStatus
        {
            State = "Running",
            Sends = true,
            Buckets = 16,
            NextMoment = time.Now < Deadline ? Deadline : null,
            IsOver = time.Now >= Deadline,
        };
}
