using NodaTime;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Workflow;

namespace Wsis.Invitations.Letters;

/// <summary>A letter as it would be sent, before anything has happened. It uses an invented reply. Its reply link has
/// an invalid generation, so that nobody can answer with it.</summary>
public static class Proof
{
    private const int NoGeneration = 0;

    private const string Acknowledgement = "acknowledgement-";

    /// <summary>Composes a letter of a stored campaign for one of its invitees.</summary>
    /// <inheritdoc cref="Render(Campaign, LetterComposer, Invitee, string, Instant)"/>
    public static Letter Render(LoadedCampaign campaign, Invitee invitee, string letter, Instant now) =>
        Render(campaign.Campaign, campaign.Composer, invitee, letter, now);

    /// <summary>Composes a letter of a campaign for one of its invitees.</summary>
    /// <param name="campaign">The campaign.</param>
    /// <param name="composer">The composer of its letters.</param>
    /// <param name="invitee">The invitee.</param>
    /// <param name="letter">The letter's name: a step's, or one of <see cref="CampaignFolder.OccasionalLetters"/>, or
    /// that of the same letter for a group.</param>
    /// <param name="now">The date that the letter bears.</param>
    /// <exception cref="InvalidDataException">There is no such letter in the invitee's language.</exception>
    public static Letter Render(Campaign campaign, LetterComposer composer, Invitee invitee, string letter, Instant now)
    {
        var (step, group) = LetterName.From(letter);
        if (group.Length > 0)
        {
            letter = step;
            invitee = invitee with { Group = group };
        }
        var dispatch = new Dispatch
        {
            Step = new StepId(letter),
            Kind = KindOf(campaign, letter),
            Letter = letter,
            Due = now,
            ClaimedAt = now,
        };
        return composer.Compose(InvitationFor(campaign, invitee, letter, now), dispatch, now);
    }

    /// <summary>An invitation in the state in which a letter is sent.</summary>
    public static Invitation InvitationFor(Campaign campaign, Invitee invitee, string letter, Instant now)
    {
        var invitation = new Invitation
        {
            Campaign = campaign.Id,
            Invitee = invitee,
            LinkGeneration = NoGeneration,
        };
        return KindOf(campaign, letter) is LetterKind.Acknowledgement or LetterKind.Briefing
            ? invitation with
            {
                Phase = Phase.Answered,
                Replies = 1,
                Reply = new Reply
                {
                    Id = "proof",
                    Channel = Channel.Page,
                    ReceivedAt = now,
                    Answer = AnswerFor(letter, campaign, invitee),
                },
            }
            : invitation;
    }

    private static LetterKind KindOf(Campaign campaign, string letter) =>
        campaign.Schedule.Steps.FirstOrDefault(s => s.Id.Value == letter)?.Kind
        ?? (
            letter.StartsWith(Acknowledgement, StringComparison.Ordinal) ? LetterKind.Acknowledgement
            : letter == "extension" ? LetterKind.Extension
            : LetterKind.Withdrawal
        );

    private static Answer AnswerFor(string letter, Campaign campaign, Invitee invitee)
    {
        var participation = new Participation(
            campaign.Statements.Count > 0 ? campaign.Statements[0].Day : null,
            invitee.Language.Code,
            4,
            2
        );
        return letter switch
        {
            Acknowledgement + AnswerKinds.Declined => new Answer.Declined(),
            Acknowledgement + AnswerKinds.Delegated => new Answer.Delegated(
                new Representative("Permanent Representative", "N. N.", null),
                participation
            ),
            _ => new Answer.Accepted(participation),
        };
    }
}
