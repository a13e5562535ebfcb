using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Workflow;

namespace Wsis.Invitations.Letters;

/// <summary>A letter that staff send to themselves, to see it in their own mail program. It is a <see cref="Proof"/>,
/// so its reply link is not valid, and it belongs to no invitation: mailers send it as they send every letter, and
/// reports on it change nothing.</summary>
public static class TestLetter
{
    /// <summary>Replaces the invitee in the letter's id, because the letter goes to nobody on the list.</summary>
    public static readonly InviteeId Recipient = new("TEST-LETTER");

    /// <summary>Addresses a proof to a member of staff and marks it as a test.</summary>
    /// <param name="proof">The letter as the invitee would receive it.</param>
    /// <param name="contact">The contact of the campaign, who receives replies to it. The reply address of the invitee
    /// would file them as the invitee's.</param>
    /// <param name="to">The address of the member of staff.</param>
    /// <param name="number">Distinguishes it from other test letters, from 1. The same number is the same
    /// letter.</param>
    public static Letter Create(Letter proof, Contact contact, string to, int number) =>
        proof with
        {
            Id = new DispatchId(new InvitationKey(proof.Id.Key.Campaign, Recipient), proof.Id.Step, number),
            To = [new Mailbox(proof.To.Count > 0 ? proof.To[0].Name : "", to)],
            Copies = [],
            ReplyTo = new Mailbox(contact.Name.In(proof.Language), contact.Address),
            Subject = $"{MarkIn(proof.Language)} {proof.Subject}",
            Follows = [],
        };

    /// <summary>The mark before the subject.</summary>
    public static string MarkIn(Language language) =>
        language.Code switch
        {
            "ar" => "[اختبار]",
            "en" => "[Test]",
            "es" => "[Prueba]",
            "fr" => "[Essai]",
            "ru" => "[Проверка]",
            _ => "[测试]",
        };
}
