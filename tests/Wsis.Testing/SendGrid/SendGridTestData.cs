using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Workflow;

namespace Wsis.Testing.SendGrid;

/// <summary>Test data and shorter calls for the tests of SendGrid.</summary>
public static class SendGridTestData
{
    public static Letter Letter(string invitee = "FRA", string step = "invitation") =>
        new()
        {
            Id = Dispatch(invitee, step),
            Kind = LetterKind.Invitation,
            Language = Language.French,
            From = new Mailbox("ITU General Secretariat", "invitations@itu.example"),
            To =
            [
                new Mailbox(
                    "Ministre de l’économie, des finances et du numérique",
                    $"ministre@{invitee.ToLowerInvariant()}.example"
                ),
            ],
            Copies = [new Mailbox("", $"mission.geneve@{invitee.ToLowerInvariant()}.example")],
            ReplyTo = new Mailbox("Secrétariat du Forum 2018 du SMSI", "wsis-info@itu.example"),
            Subject = "Invitation au Forum 2018 du SMSI – 国际电联",
            Text = "Madame, Monsieur,\n\nhttps://wsis.example/r/k1.token",
            Html =
                "<!doctype html><html lang=\"fr\"><body><p>Madame, Monsieur,</p><p><a href=\"https://wsis.example/r/k1.token\">Répondre</a></p></body></html>",
        };

    public static DispatchId Dispatch(string invitee = "FRA", string step = "invitation", int edition = 1) =>
        new(new InvitationKey(new CampaignId("wsis-forum-2018"), new InviteeId(invitee)), new StepId(step), edition);
}
