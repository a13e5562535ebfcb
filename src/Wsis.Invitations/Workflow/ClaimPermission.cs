using Wsis.Invitations.Letters;
using Wsis.Invitations.Storage;

namespace Wsis.Invitations.Workflow;

/// <summary>The permission to begin letters that were claimed by one commit. It ends when staff have changed the plan,
/// or when a commit has made a claimed letter of the partition unnecessary. The clock is that of the system, even if
/// the campaign has another one: the permission is about other processes.</summary>
/// <param name="store">The store.</param>
/// <param name="partition">The partition of the claims.</param>
/// <param name="plan">The version of the plan on which they were decided.</param>
/// <param name="mark">The mark of the partition at their commit.</param>
/// <param name="committedAt">A timestamp of the clock before their commit.</param>
/// <param name="clock">The clock.</param>
internal sealed class ClaimPermission(
    IInvitationStore store,
    Partition partition,
    long plan,
    PlanMark mark,
    long committedAt,
    TimeProvider clock
) : SendPermission, IDisposable
{
    /// <summary>Shorter than <see cref="SendPermission.MaxAge"/>, so that senders seldom wait for a look, and letters
    /// that were not begun are released before the decision is answered.</summary>
    private static readonly TimeSpan LookInterval = MaxAge * 0.7;

    private readonly CancellationTokenSource recalled = new();
    private readonly CancellationTokenSource ended = new();
    private readonly SemaphoreSlim looks = new(1);
    private long grantedAt = committedAt;

    public override CancellationToken Recalled => recalled.Token;

    /// <summary>A permission that is older than <see cref="SendPermission.MaxAge"/> is renewed by a look that begins
    /// after this call.</summary>
    public override async ValueTask<bool> MayBegin()
    {
        if (!recalled.IsCancellationRequested && clock.GetElapsedTime(GrantedAt) >= MaxAge)
            await LookSince(clock.GetTimestamp());
        return !recalled.IsCancellationRequested;
    }

    /// <summary>Looks at the mark from time to time, until the letters are sent or recalled.</summary>
    /// <param name="sending">The sending of the letters.</param>
    /// <returns>Whether they were recalled before they were sent.</returns>
    public async Task<bool> WatchUntil(Task sending)
    {
        while (!sending.IsCompleted && !recalled.IsCancellationRequested)
        {
            var pause = Task.Delay(LookInterval, clock, ended.Token);
            if (await Task.WhenAny(sending, pause) == pause)
                await LookSince(clock.GetTimestamp());
        }
        await ended.CancelAsync();
        return !sending.IsCompleted;
    }

    public void Dispose()
    {
        recalled.Dispose();
        ended.Dispose();
        looks.Dispose();
    }

    private long GrantedAt => Volatile.Read(ref grantedAt);

    private async Task LookSince(long time)
    {
        await looks.WaitAsync();
        try
        {
            // Another sender may have looked meanwhile.
            if (GrantedAt < time && !recalled.IsCancellationRequested)
                await Look();
        }
        finally
        {
            looks.Release();
        }
    }

    private async Task Look()
    {
        var begun = clock.GetTimestamp();
        try
        {
            var now = await store.ReadMark(partition, CancellationToken.None);
            if (now.Plan <= plan && now.Recalls == mark.Recalls)
                Volatile.Write(ref grantedAt, begun);
            else
                await recalled.CancelAsync();
        }
        catch (StoreUnavailableException)
        {
            // Without an answer nothing is begun. The letters are released and tried again.
            await recalled.CancelAsync();
        }
    }
}
