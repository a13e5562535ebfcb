using Wsis.Invitations.Correspondence;
using Wsis.Invitations.Workflow;

namespace Wsis.Invitations.Reasons;

/// <content>Why a message was not handled as asked.</content>
public abstract partial record Reason
{
    /// <summary>A message is classified only with its invitation.</summary>
    [Code("not-assigned")]
    public sealed record NotAssigned : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>A message is classified once.</summary>
    [Code("already-classified")]
    public sealed record AlreadyClassified(string By, string Answer) : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>The invitation of the message was erased.</summary>
    [Code("invitation-gone")]
    public sealed record InvitationGone : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>The message was classified or assigned.</summary>
    [Code("already-handled")]
    public sealed record AlreadyHandled(CorrespondenceState State) : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>The message was assigned to another invitation.</summary>
    [Code("belongs-elsewhere")]
    public sealed record BelongsElsewhere(string Invitation) : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>The store does not have this invitation.</summary>
    [Code("invitation-not-found")]
    public sealed record InvitationNotFound(InvitationKey Invitation) : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>Another request handled the message at the same time.</summary>
    [Code("handled-by-colleague")]
    public sealed record HandledByColleague : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>The data of the person were erased.</summary>
    [Code("person-erased")]
    public sealed record PersonErased : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>The campaign's mailbox does not have this message. The argument may be a text that is no id.</summary>
    [Code("message-not-found")]
    public sealed record MessageNotFound(string Message) : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>The message does not have so many attachments.</summary>
    [Code("attachment-not-found")]
    public sealed record AttachmentNotFound(string Message, int Index) : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>The message was erased.</summary>
    [Code("message-gone")]
    public sealed record MessageGone : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }
}
