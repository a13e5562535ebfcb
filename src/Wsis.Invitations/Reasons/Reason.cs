namespace Wsis.Invitations.Reasons;

/// <summary>Why something was not done, or did not arrive: a code with its arguments. The set is closed; each language
/// that shows reasons has a text for every one (<see cref="IReasonTexts"/>).</summary>
public abstract partial record Reason
{
    /// <summary>All cases, by their codes.</summary>
    public static readonly Codes Codes = new(typeof(Reason));

    private Reason() { }

    /// <summary>The stable name of the reason, in the API and in the store.</summary>
    public string Code => Reasons.Codes.Read(GetType());

    /// <summary>The reason for a log: its code, without words from outside, which may name a person.</summary>
    public virtual string ForLog => Code;

    /// <summary>The reason in a language.</summary>
    public abstract string In(IReasonTexts texts);
}
