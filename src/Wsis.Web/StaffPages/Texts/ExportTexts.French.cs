namespace Wsis.Web.StaffPages.Texts;

internal sealed partial record ExportTexts
{
    private static readonly ExportTexts French = new(
        "oui",
        new Dictionary<string, string>
        {
            ["id"] = "Invité",
            ["state"] = "État (ISO 3166)",
            ["name"] = "Nom",
            ["nameInFrench"] = "Nom en français",
            ["office"] = "Fonction",
            ["language"] = "Langue des lettres",
            ["address"] = "Adresse officielle",
            ["copy"] = "Mission permanente",
            ["region"] = "Région",
            ["postal"] = "Adresse postale",
            ["fax"] = "Télécopie",
            ["lettersBy"] = "Lettres par",
            ["lastPostedBy"] = "Dernière lettre envoyée par",
            ["lastPostedNumber"] = "Numéro de suivi ou de note",
            ["toPrint"] = "À imprimer",
            ["group"] = "Groupe",
            ["honorific"] = "Titre de la personne",
            ["person"] = "Personne",
            ["phase"] = "Situation",
            ["answer"] = "Réponse",
            ["receivedAt"] = "Reçue",
            ["channel"] = "Voie",
            ["late"] = "Tardive",
            ["replies"] = "Réponses reçues",
            ["representativeTitle"] = "Titre de la personne qui représente",
            ["representativeName"] = "Personne qui représente",
            ["representativeAddress"] = "Adresse de la personne qui représente",
            ["statementDay"] = "Jour de la déclaration",
            ["statementLanguage"] = "Langue de la déclaration",
            ["delegationSize"] = "Membres de la délégation",
            ["women"] = "Dont femmes",
            ["shareOfWomen"] = "Part des femmes",
            ["remarks"] = "Remarques",
            ["recordedBy"] = "Enregistrée par",
            ["reference"] = "Référence",
            ["invitedAt"] = "Invitation envoyée",
            ["lastLetter"] = "Dernière lettre",
            ["lastDelivery"] = "Remise",
            ["uncertainLetters"] = "Lettres au sort incertain",
            ["attention"] = "À traiter",
            ["answerNotCounted"] = "Réponse non comptée",
        }
    );
}
