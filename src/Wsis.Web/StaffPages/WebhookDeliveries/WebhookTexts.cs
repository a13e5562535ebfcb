using Wsis.Invitations.Letters;

namespace Wsis.Web.StaffPages.WebhookDeliveries;

/// <summary>The texts of the page with the messages that webhooks did not accept.</summary>
internal sealed record WebhookTexts(
    string Failed,
    string NoneFailed,
    string Waiting,
    string NoneWaiting,
    string When,
    string Invitee,
    string What,
    string Address,
    string Attempts,
    string Next,
    string Why,
    string More,
    string NoWebhooks
)
{
    private static readonly WebhookTexts English = new(
        "Failed",
        "No message has failed.",
        "Pending",
        "No message is pending.",
        "Change",
        "Invitee",
        "What",
        "Address",
        "Attempts",
        "Next attempt",
        "Last error",
        "The list is not complete.",
        "The campaign names no webhooks."
    );

    private static readonly WebhookTexts French = new(
        "Abandonnés",
        "Aucun envoi n’a été abandonné.",
        "En attente",
        "Aucun envoi n’est en attente.",
        "Changement",
        "Destinataire",
        "Objet",
        "Adresse",
        "Tentatives",
        "Prochaine tentative",
        "Dernière erreur",
        "La liste n’est pas complète.",
        "La campagne n’indique aucun webhook."
    );

    public static WebhookTexts In(Language language) => language == Language.French ? French : English;
}
