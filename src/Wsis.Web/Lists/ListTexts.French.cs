namespace Wsis.Web.Lists;

/// <content>The texts in French.</content>
public sealed partial record ListTexts
{
    public static readonly ListTexts French = new()
    {
        TemplateName = "invites.xlsx",
        Sheet = "Invités",
        Columns = new Dictionary<string, string>
        {
            ["id"] = "Code",
            ["state"] = "État (trois lettres)",
            ["name"] = "Nom de l’État",
            ["office"] = "Fonction",
            ["salutation"] = "Formule d’appel",
            ["language"] = "Langue",
            ["address"] = "Courriel",
            ["copy"] = "Copie à la mission",
            ["zone"] = "Fuseau horaire",
            ["weekend"] = "Fin de semaine",
            ["region"] = "Région",
            ["group"] = "Groupe",
            ["honorific"] = "Titre de la personne",
            ["person"] = "Personne",
            ["postal"] = "Adresse postale",
            ["fax"] = "Télécopie",
        },
    };
}
