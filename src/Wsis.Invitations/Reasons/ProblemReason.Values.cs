namespace Wsis.Invitations.Reasons;

/// <content>The errors of a value.</content>
public abstract partial record ProblemReason
{
    /// <summary>The value does not have the form.</summary>
    [Code("is-not")]
    public sealed record IsNot(string Value, ValueForm Form) : ProblemReason
    {
        public override string In(IProblemTexts texts) => texts.Text(this);
    }

    /// <summary>The value is of another kind.</summary>
    [Code("must-be")]
    public sealed record MustBe(ValueForm Form) : ProblemReason
    {
        public override string In(IProblemTexts texts) => texts.Text(this);
    }

    /// <summary>A required property is missing.</summary>
    [Code("is-missing")]
    public sealed record IsMissing(ValueForm Form) : ProblemReason
    {
        public override string In(IProblemTexts texts) => texts.Text(this);
    }

    /// <summary>A required cell is empty.</summary>
    [Code("is-empty")]
    public sealed record IsEmpty(ValueForm Form) : ProblemReason
    {
        public override string In(IProblemTexts texts) => texts.Text(this);
    }

    /// <summary>The text is empty, too long, or has line breaks.</summary>
    [Code("not-one-line")]
    public sealed record NotOneLine(int Max) : ProblemReason
    {
        public override string In(IProblemTexts texts) => texts.Text(this);
    }

    /// <summary>The value is not a whole number in the range.</summary>
    [Code("not-in-range")]
    public sealed record NotInRange(int Min, int Max) : ProblemReason
    {
        public override string In(IProblemTexts texts) => texts.Text(this);
    }

    /// <summary>The list has too many elements.</summary>
    [Code("too-many-values")]
    public sealed record TooManyValues(int Count, int Max) : ProblemReason
    {
        public override string In(IProblemTexts texts) => texts.Text(this);
    }

    /// <summary>The list has a value twice.</summary>
    [Code("value-twice")]
    public sealed record ValueTwice(string Value) : ProblemReason
    {
        public override string In(IProblemTexts texts) => texts.Text(this);
    }

    /// <summary>There is no such property.</summary>
    [Code("unknown-property")]
    public sealed record UnknownProperty : ProblemReason
    {
        public override string In(IProblemTexts texts) => texts.Text(this);
    }

    /// <summary>The object has the property twice.</summary>
    [Code("property-twice")]
    public sealed record PropertyTwice : ProblemReason
    {
        public override string In(IProblemTexts texts) => texts.Text(this);
    }
}
