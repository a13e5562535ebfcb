using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Texts;

namespace Wsis.Invitations.Reasons;

/// <content>The errors of requests and payloads of programs, and of the work of the host.</content>
public abstract partial record Reason
{
    /// <summary>The value is not one of a few names.</summary>
    [Code("not-one-of")]
    public sealed record NotOneOf(string Choices) : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>The value is not a whole number of the range.</summary>
    [Code("out-of-range")]
    public sealed record OutOfRange(int Min, int Max) : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>The value is not the code of a State.</summary>
    [Code("not-a-state-code")]
    public sealed record NotAStateCode : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>The list did not give this continuation.</summary>
    [Code("unknown-continuation")]
    public sealed record UnknownContinuation : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>A request for several invitees names none.</summary>
    [Code("invitees-not-named")]
    public sealed record InviteesNotNamed : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>The list has more entries than one request may have.</summary>
    [Code("more-than")]
    public sealed record MoreThan(int Max) : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>An entry of the list cannot be an invitee's id.</summary>
    [Code("has-no-invitee-id")]
    public sealed record HasNoInviteeId(string Value) : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>The body cannot be read as JSON.</summary>
    [Code("not-json")]
    public sealed record NotJson : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>Only one value is allowed.</summary>
    [Code("must-be")]
    public sealed record MustBe(string Value) : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>The value is not a JSON object.</summary>
    [Code("not-an-object")]
    public sealed record NotAnObject : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>The payload has a property that the schema does not have.</summary>
    [Code("unknown-property")]
    public sealed record UnknownProperty : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>The value is not a text, or it is too long.</summary>
    [Code("not-a-text")]
    public sealed record NotAText(int Max) : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>The value is not a whole number.</summary>
    [Code("not-a-number")]
    public sealed record NotANumber : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>The payload names the invitee in no way, or in several.</summary>
    [Code("not-one-invitee")]
    public sealed record NotOneInvitee : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>The header cannot be the id of a message.</summary>
    [Code("not-a-message-id")]
    public sealed record NotAMessageId(int Max) : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>Nobody was given this token.</summary>
    [Code("token-not-valid")]
    public sealed record TokenNotValid : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>The link of the token was replaced.</summary>
    [Code("token-replaced")]
    public sealed record TokenReplaced : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>The campaign has no invitee of this id.</summary>
    [Code("unknown-invitee")]
    public sealed record UnknownInvitee : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>The campaign has no invitee of this address.</summary>
    [Code("unknown-address")]
    public sealed record UnknownAddress : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>Several invitees share the address.</summary>
    [Code("ambiguous-address")]
    public sealed record AmbiguousAddress : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>There is no campaign of this id.</summary>
    [Code("unknown-campaign")]
    public sealed record UnknownCampaign : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>Only a running campaign is repaired.</summary>
    [Code("no-wake-ups")]
    public sealed record NoWakeUps(CampaignState State) : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>Another folder replaces a draft only.</summary>
    [Code("folder-differs")]
    public sealed record FolderDiffers(CampaignState State) : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>The correction names no particular.</summary>
    [Code("nothing-to-correct")]
    public sealed record NothingToCorrect : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>The last attempt of an orchestration failed and will be repeated, or it failed permanently.</summary>
    [Code("attempt-failed")]
    public sealed record AttemptFailed(string Words) : Reason
    {
        public string Words { get; init; } = Redactor.Redact(Words);

        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>The store did not answer the last attempt.</summary>
    [Code("store-down")]
    public sealed record StoreDown : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }
}
