namespace Wsis.Invitations.Letters;

/// <summary>The permission to begin a letter. A mailer asks for it right before it hands the letter to the provider,
/// and again before each repetition.</summary>
public abstract class SendPermission
{
    /// <summary>How long a permission holds without another look at the store. A decision of staff is answered after
    /// that time at the earliest if letters are claimed. It must be the same on all instances.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(1);

    /// <summary>The pause between two looks of a decision that waits for letters that are being sent.</summary>
    internal static readonly TimeSpan PollInterval = MaxAge / 5;

    /// <summary>The permission for a letter that no decision can recall.</summary>
    public static readonly SendPermission Always = new Granted();

    /// <summary>Cancelled when the letter must not be begun any more. A mailer that waits stops waiting.</summary>
    public abstract CancellationToken Recalled { get; }

    /// <summary>Whether the letter may be begun now.</summary>
    public abstract ValueTask<bool> MayBegin();

    private sealed class Granted : SendPermission
    {
        public override CancellationToken Recalled => CancellationToken.None;

        public override ValueTask<bool> MayBegin() => ValueTask.FromResult(true);
    }
}
