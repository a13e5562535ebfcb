namespace Wsis.Invitations.Reasons;

/// <summary>What is wrong with a part of a campaign folder: a code with its arguments. The set is closed; each language
/// that shows problems has a text for every one (<see cref="IProblemTexts"/>). The text follows the name of the part,
/// so it begins with a small letter and has no full stop.</summary>
public abstract partial record ProblemReason
{
    /// <summary>All cases, by their codes.</summary>
    public static readonly Codes Codes = new(typeof(ProblemReason));

    private ProblemReason() { }

    /// <summary>The stable name of the reason, in the API.</summary>
    public string Code => Reasons.Codes.Read(GetType());

    /// <summary>The reason in a language.</summary>
    public abstract string In(IProblemTexts texts);
}
