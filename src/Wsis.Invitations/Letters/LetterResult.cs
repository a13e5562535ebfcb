using Wsis.Invitations.Reasons;

namespace Wsis.Invitations.Letters;

/// <summary>A letter, or the reason why it cannot be composed.</summary>
/// <param name="Letter">The letter; null where there is a fault.</param>
/// <param name="Fault">Why there is none; it fails on every attempt.</param>
public sealed record LetterResult(Letter? Letter, Reason? Fault)
{
    /// <summary>Composes a letter.</summary>
    public static LetterResult Compose(Func<Letter> compose)
    {
        try
        {
            return new LetterResult(compose(), null);
        }
        catch (ReasonException e)
        {
            return new LetterResult(null, e.Reason);
        }
        catch (LetterNotRenderedException e)
        {
            return new LetterResult(null, new Reason.LetterNotRendered(e.Message));
        }
    }
}
