using Wsis.Invitations.Campaigns;

namespace Wsis.Local.Demo;

/// <summary>How a simulated addressee behaves.</summary>
internal enum Behaviour
{
    Accepts,
    Declines,
    Delegates,

    /// <summary>Replies, and replies differently some days later.</summary>
    ChangesMind,

    /// <summary>Replies after the deadline and the period of grace.</summary>
    AnswersLate,

    /// <summary>The address does not exist, so the letter bounces.</summary>
    Bounces,

    Never,
}

/// <summary>The behaviour that a seed determines for one addressee.</summary>
/// <param name="Behaviour">What the addressee does.</param>
/// <param name="After">The letter to which the addressee reacts.</param>
/// <param name="Pause">The time between the letter and the reaction.</param>
/// <param name="Choices">The source of further random choices.</param>
internal sealed record AddresseeProfile(Behaviour Behaviour, StepId After, TimeSpan Pause, Random Choices)
{
    /// <summary>The shares among 100 addressees.</summary>
    private static readonly (int Share, Behaviour Behaviour)[] Mix =
    [
        (36, Behaviour.Accepts),
        (14, Behaviour.Declines),
        (16, Behaviour.Delegates),
        (9, Behaviour.ChangesMind),
        (5, Behaviour.AnswersLate),
        (4, Behaviour.Bounces),
        (16, Behaviour.Never),
    ];

    /// <summary>Most addressees react to the invitation or to the first reminder, some to the last call.</summary>
    private static readonly (int Share, string Step)[] Letters =
    [
        (50, "invitation"),
        (25, "reminder-1"),
        (15, "reminder-2"),
        (10, "last-call"),
    ];

    /// <summary>Creates the profile of an addressee: the same for the same seed and id on every
    /// machine.</summary>
    public static AddresseeProfile Create(int seed, string invitee)
    {
        var random = new Random(invitee.Aggregate(seed, (hash, c) => unchecked((hash * 31) + c)));
        return new AddresseeProfile(
            Pick(Mix, random),
            new StepId(Pick(Letters, random)),
            TimeSpan.FromHours(2 + (60 * random.NextDouble())),
            random
        );
    }

    private static T Pick<T>((int Share, T Value)[] mix, Random random)
    {
        var draw = random.Next(mix.Sum(m => m.Share));
        foreach (var (share, value) in mix)
        {
            if (draw < share)
                return value;
            draw -= share;
        }
        throw new InvalidOperationException("The draw is less than the sum of the shares.");
    }
}
