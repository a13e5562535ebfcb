using Wsis.Invitations.Letters;

namespace Wsis.Web.Announcements;

/// <summary>The words of the page that shows what webhooks have not taken.</summary>
internal sealed record AnnouncementTexts(
    string Failed, string NoneFailed, string Waiting, string NoneWaiting, string When, string Invitee, string What, string Address, string Attempts, string Next,
    string Why, string More, string NoWebhooks)
{
    private static readonly AnnouncementTexts English = new(
        "Given up", "Nothing was given up.", "Waiting", "Nothing waits.", "Change", "Invitee", "What", "Address", "Attempts", "Next attempt", "Why it was not taken",
        "There are more than are shown.", "The campaign names no webhooks.");

    private static readonly AnnouncementTexts French = new(
        "Abandonnés", "Aucun envoi n’a été abandonné.", "En attente", "Aucun envoi n’est en attente.", "Changement", "Destinataire", "Objet", "Adresse", "Tentatives",
        "Prochaine tentative", "Raison du refus", "Il y en a d’autres, qui ne sont pas affichés.", "La campagne n’indique aucun webhook.");

    public static AnnouncementTexts In(Language language) => language == Language.French ? French : English;
}
