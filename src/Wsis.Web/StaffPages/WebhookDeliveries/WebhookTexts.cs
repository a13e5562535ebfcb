using Wsis.Invitations.Letters;
using Wsis.Invitations.Storage;
using Wsis.Web.Hosting;
using Wsis.Web.Public;
using Wsis.Web.StaffApi;
using Wsis.Web.StaffPages;
using Wsis.Web.StaffPages.Texts;
using Wsis.Web.Webhooks;

namespace Wsis.Web.StaffPages.WebhookDeliveries;

/// <summary>The words of the page that shows what webhooks have not taken.</summary>
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
        "Given up",
        "Nothing was given up.",
        "Waiting",
        "Nothing waits.",
        "Change",
        "Invitee",
        "What",
        "Address",
        "Attempts",
        "Next attempt",
        "Why it was not taken",
        "There are more than are shown.",
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
        "Raison du refus",
        "Il y en a d’autres, qui ne sont pas affichés.",
        "La campagne n’indique aucun webhook."
    );

    public static WebhookTexts In(Language language) => language == Language.French ? French : English;
}
