using Wsis.Invitations.Campaigns;

namespace Wsis.Local.Demo;

/// <summary>How a simulated addressee will behave.</summary>
internal enum Behaviour
{
    Accepts,
    Declines,
    Delegates,

    /// <summary>Answers, and answers otherwise some days later.</summary>
    ChangesMind,

    /// <summary>Answers when the deadline and the period of grace are over.</summary>
    AnswersLate,

    /// <summary>The address does not exist: the letter comes back.</summary>
    Bounces,

    Never,
}

/// <summary>The course that a seed has chosen for one addressee.</summary>
/// <param name="Temper">What they will do.</param>
/// <param name="After">Which letter moves them to do it.</param>
/// <param name="Pause">How long after it.</param>
/// <param name="Choices">A source of their further choices.</param>
internal sealed record AddresseeProfile(Behaviour Temper, StepId After, TimeSpan Pause, Random Choices)
{
    /// <summary>The mix: out of 100 addressees.</summary>
    private static readonly (int Share, Behaviour Temper)[] Mix =
    [
        (36, Behaviour.Accepts),
        (14, Behaviour.Declines),
        (16, Behaviour.Delegates),
        (9, Behaviour.ChangesMind),
        (5, Behaviour.AnswersLate),
        (4, Behaviour.Bounces),
        (16, Behaviour.Never),
    ];

    /// <summary>Which letter moves people: most answer the invitation or the first reminder, some wait for the last
    /// call.</summary>
    private static readonly (int Share, string Step)[] Letters =
    [
        (50, "invitation"),
        (25, "reminder-1"),
        (15, "reminder-2"),
        (10, "last-call"),
    ];

    /// <summary>The fate of an addressee: the same for the same seed and id, on any machine.</summary>
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
        var lot = random.Next(mix.Sum(m => m.Share));
        foreach (var (share, value) in mix)
            if ((lot -= share) < 0)
                return value;
        throw new InvalidOperationException("The lot is less than the sum of the shares.");
    }
}
