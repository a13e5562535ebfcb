using System.Collections.Concurrent;
using Wsis.Invitations.Campaigns;

namespace Wsis.Invitations.Workflow;

/// <summary>Lets the senders of this process wait while it puts a decision on their campaign in force. They would only
/// delay the decision, claim letters that it recalls, and read rows to decide on them again. That no letter is begun
/// under a former plan does not depend on it: other processes do not wait.</summary>
internal sealed class SendingPauses
{
    private readonly ConcurrentDictionary<CampaignId, TaskCompletionSource> pauses = [];

    /// <summary>Begins a pause, after the one that another decision may have begun. Disposing it ends it.</summary>
    public async Task<IDisposable> Begin(CampaignId campaign, CancellationToken cancellation)
    {
        var pause = new Pause(this, campaign);
        while (!pauses.TryAdd(campaign, pause.Ended))
            await WaitWhilePaused(campaign, cancellation);
        return pause;
    }

    /// <summary>Returns at once if no decision on the campaign is being put in force.</summary>
    public Task WaitWhilePaused(CampaignId campaign, CancellationToken cancellation) =>
        pauses.TryGetValue(campaign, out var ended) ? ended.Task.WaitAsync(cancellation) : Task.CompletedTask;

    private sealed class Pause(SendingPauses all, CampaignId campaign) : IDisposable
    {
        public TaskCompletionSource Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Dispose()
        {
            all.pauses.TryRemove(new(campaign, Ended));
            Ended.TrySetResult();
        }
    }
}
