using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Workflow;

namespace Wsis.Invitations.Printing;

/// <summary>A letter that waits on the print run.</summary>
/// <param name="Invitation">The invitation.</param>
/// <param name="Dispatch">The letter.</param>
public sealed record PrintRunLetter(Invitation Invitation, Dispatch Dispatch)
{
    public PrintRunLetterId Id => new(Invitation.Invitee.Id, Dispatch.Step, Dispatch.Edition, Dispatch.Revision);

    /// <summary>The addresses to which staff send a copy themselves, because no e-mail goes with a letter on paper:
    /// those of the permanent mission, where the campaign copies its letters to it.</summary>
    public IReadOnlyList<string> ListCopies(Campaign campaign) =>
        campaign.CopyToMission && Dispatch.Kind != LetterKind.Personal ? Invitation.Invitee.Copies : [];
}

/// <summary>Names a letter of the print run as it was printed: <c>{invitee}~{step}~{edition}~{revision}</c>. A letter
/// that is to be printed again has another name.</summary>
public readonly record struct PrintRunLetterId(InviteeId Invitee, StepId Step, int Edition, int Revision)
{
    public static bool TryParse([NotNullWhen(true)] string? text, out PrintRunLetterId id)
    {
        id = default;
        if (
            text?.Split('~') is not [var i, var s, var e, var r]
            || !InviteeId.TryParse(i, out var invitee)
            || !StepId.TryParse(s, out var step)
            || !int.TryParse(e, NumberStyles.None, CultureInfo.InvariantCulture, out var edition)
            || !int.TryParse(r, NumberStyles.None, CultureInfo.InvariantCulture, out var revision)
        )
            return false;
        id = new PrintRunLetterId(invitee, step, edition, revision);
        return true;
    }

    public override string ToString() => $"{Invitee}~{Step}~{Edition}~{Revision}";
}

/// <summary>A letter that staff have posted.</summary>
/// <param name="Id">The letter, as the print run names it.</param>
/// <param name="Number">Its own tracking or note number. Null for that of all.</param>
public sealed record PostedLetter(string? Id, string? Number = null);

/// <summary>The result of marking letters as posted.</summary>
/// <param name="Count">How many are posted.</param>
/// <param name="Refused">The others, by the names that were given, with the reasons.</param>
public sealed record PostingResult(int Count, IReadOnlyDictionary<string, Reasons.Reason> Refused);
