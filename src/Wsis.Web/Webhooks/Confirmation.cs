using Wsis.Invitations.Replies;

namespace Wsis.Web.Webhooks;

/// <summary>A confirmation from the form of a website. Its structure is valid. Its texts are not checked
/// yet.</summary>
/// <param name="Invitee">The invitee that it names.</param>
/// <param name="Form">The reply, as it was typed.</param>
/// <param name="Version">How many replies there were when the form was shown; null where the reply replaces any
/// earlier one.</param>
internal sealed record Confirmation(InviteeReference Invitee, ReplyForm Form, int? Version);

/// <summary>How a confirmation names the invitee.</summary>
internal abstract record InviteeReference
{
    private InviteeReference() { }

    /// <summary>By the token of the reply link.</summary>
    public sealed record ByToken(string Token) : InviteeReference;

    /// <summary>By the campaign's id and the invitee's in it.</summary>
    public sealed record ById(string Campaign, string Invitee) : InviteeReference;

    /// <summary>By the campaign's id and the official e-mail address.</summary>
    public sealed record ByAddress(string Campaign, string Address) : InviteeReference;
}
