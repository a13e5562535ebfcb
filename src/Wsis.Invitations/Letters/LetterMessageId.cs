using System.Diagnostics.CodeAnalysis;
using Wsis.Invitations.Workflow;

namespace Wsis.Invitations.Letters;

/// <summary>The Message-ID of a letter (RFC 5322, section 3.6.4), without angle brackets:
/// <c>{campaign}~{invitee}~{step}~{edition}@{domain}</c>. It follows from the dispatch, so a letter that is sent again
/// after a lost response has the same id, and a report or a reply that names it belongs to that letter.</summary>
public static class LetterMessageId
{
    /// <summary>Creates the id of a dispatch.</summary>
    /// <param name="dispatch">The dispatch.</param>
    /// <param name="sender">The address from which the letter is sent. Its domain makes the id unique.</param>
    public static string Create(DispatchId dispatch, string sender) =>
        $"{dispatch}@{sender[(sender.LastIndexOf('@') + 1)..].ToLowerInvariant()}";

    /// <summary>Reads the dispatch in a Message-ID. False for an id that is not one of our letters.</summary>
    public static bool TryParse([NotNullWhen(true)] string? messageId, out DispatchId dispatch) =>
        DispatchId.TryParse(messageId?.Trim('<', '>', ' ').Split('@')[0], out dispatch);
}
