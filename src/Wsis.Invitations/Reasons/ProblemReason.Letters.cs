using Wsis.Invitations.Invitees;

namespace Wsis.Invitations.Reasons;

/// <content>The errors of letters.</content>
public abstract partial record ProblemReason
{
    /// <summary>The path is not that of a letter.</summary>
    [Code("not-a-letter")]
    public sealed record NotALetter : ProblemReason
    {
        public override string In(IProblemTexts texts) => texts.Text(this);
    }

    /// <summary>A language has no such letter.</summary>
    [Code("letter-missing")]
    public sealed record LetterMissing(string Language, int Invitees) : ProblemReason
    {
        public override string In(IProblemTexts texts) => texts.Text(this);
    }

    /// <summary>No step sends the letter.</summary>
    [Code("letter-unused")]
    public sealed record LetterUnused : ProblemReason
    {
        public override string In(IProblemTexts texts) => texts.Text(this);
    }

    /// <summary>Warning: the letter is for a group that nobody is in.</summary>
    [Code("group-empty")]
    public sealed record GroupEmpty(string Group) : ProblemReason
    {
        public override string In(IProblemTexts texts) => texts.Text(this);
    }

    /// <summary>Warning: the letter asks for a reply and has no link to the reply page.</summary>
    [Code("no-reply-link")]
    public sealed record NoReplyLink : ProblemReason
    {
        public override string In(IProblemTexts texts) => texts.Text(this);
    }

    /// <summary>Warning: some readers of the letter have no value for the field <c>invitee.{column}</c>. <paramref
    /// name="First"/> is one of them. Without a number it is said of the one invitee that is shown.</summary>
    [Code("field-empty")]
    public sealed record FieldEmpty(string Column, int? Invitees, InviteeId? First) : ProblemReason
    {
        public override string In(IProblemTexts texts) => texts.Text(this);
    }

    /// <summary>The campaign has no such link.</summary>
    [Code("unknown-link")]
    public sealed record UnknownLink(string Link) : ProblemReason
    {
        public override string In(IProblemTexts texts) => texts.Text(this);
    }

    /// <summary>The letter does not begin with its subject.</summary>
    [Code("no-front-matter")]
    public sealed record NoFrontMatter : ProblemReason
    {
        public override string In(IProblemTexts texts) => texts.Text(this);
    }

    /// <summary>Letters of this kind have no such field.</summary>
    [Code("unknown-field")]
    public sealed record UnknownField(string Field, string Fields) : ProblemReason
    {
        public override string In(IProblemTexts texts) => texts.Text(this);
    }

    /// <summary>The fields or conditions cannot be read. <paramref name="Words"/> are those of the parser.</summary>
    [Code("not-liquid")]
    public sealed record NotLiquid(string Words) : ProblemReason
    {
        public override string In(IProblemTexts texts) => texts.Text(this);
    }

    /// <summary>A tag has too many characters.</summary>
    [Code("tag-too-long")]
    public sealed record TagTooLong(int Max) : ProblemReason
    {
        public override string In(IProblemTexts texts) => texts.Text(this);
    }

    /// <summary>Brackets are nested too deeply.</summary>
    [Code("brackets-too-deep")]
    public sealed record BracketsTooDeep(int Max) : ProblemReason
    {
        public override string In(IProblemTexts texts) => texts.Text(this);
    }

    /// <summary>Conditions are nested too deeply.</summary>
    [Code("blocks-too-deep")]
    public sealed record BlocksTooDeep(int Max) : ProblemReason
    {
        public override string In(IProblemTexts texts) => texts.Text(this);
    }

    /// <summary>Letters have no such filter.</summary>
    [Code("unknown-filter")]
    public sealed record UnknownFilter(string Filter) : ProblemReason
    {
        public override string In(IProblemTexts texts) => texts.Text(this);
    }

    /// <summary>Letters have no ranges.</summary>
    [Code("no-ranges")]
    public sealed record NoRanges : ProblemReason
    {
        public override string In(IProblemTexts texts) => texts.Text(this);
    }

    /// <summary>The letter to an invitee cannot be rendered.</summary>
    [Code("not-rendered")]
    public sealed record NotRendered(InviteeId Invitee, string Words) : ProblemReason
    {
        public override string In(IProblemTexts texts) => texts.Text(this);
    }

    /// <summary>A link leads nowhere safe.</summary>
    [Code("unsafe-link")]
    public sealed record UnsafeLink(string Link, string Schemes) : ProblemReason
    {
        public override string In(IProblemTexts texts) => texts.Text(this);
    }

    /// <summary>An image has no text for readers who do not see it.</summary>
    [Code("image-without-text")]
    public sealed record ImageWithoutText(string Image) : ProblemReason
    {
        public override string In(IProblemTexts texts) => texts.Text(this);
    }

    /// <summary>Warning: the letterhead or the signature has a line of the letter too.</summary>
    [Code("stands-twice")]
    public sealed record LineTwice(string Line) : ProblemReason
    {
        public override string In(IProblemTexts texts) => texts.Text(this);
    }

    /// <summary>Warning: the letter has HTML, which is shown as text.</summary>
    [Code("html")]
    public sealed record Html(string Tag) : ProblemReason
    {
        public override string In(IProblemTexts texts) => texts.Text(this);
    }

    /// <summary>Warning: an emphasis is empty for an invitee, or its marks do not belong together, so that the marks
    /// stand in the text.</summary>
    [Code("marks-shown")]
    public sealed record MarksShown(string Marks, InviteeId Invitee) : ProblemReason
    {
        public override string In(IProblemTexts texts) => texts.Text(this);
    }
}
