using Wsis.Invitations.Letters;

namespace Wsis.Web.StaffPages.Texts;

/// <summary>The texts of the pages on which invitees are added after the import.</summary>
internal sealed record AdditionTexts
{
    public required string AddInvitees { get; init; }
    public required string Hint { get; init; }
    public required string UploadList { get; init; }
    public required string ListHint { get; init; }
    public required string Review { get; init; }
    public required string ToAdd { get; init; }
    public required string ThereAlready { get; init; }
    public required string LettersGoOut { get; init; }
    public required string Immediately { get; init; }
    public required string LaterFrom { get; init; }
    public required string WithLaunch { get; init; }
    public required string AfterResuming { get; init; }
    public required string Checked { get; init; }
    public required CountText Add { get; init; }
    public required CountText Added { get; init; }
    public required string NobodyNew { get; init; }
    public required string Change { get; init; }

    private static readonly AdditionTexts English = new()
    {
        AddInvitees = "Add invitees",
        Hint =
            "For offices that were not on the list. They are checked as the list was, and the next page says how many they are and when their letters go out. Nobody is added before your tick.",
        UploadList = "Upload a list",
        ListHint =
            ".xlsx, or text with commas, semicolons or tabs, of at most 4 MB and 1,000 invitees. Those who are on the list already, with the same values, are passed over.",
        Review = "Whom you add",
        ToAdd = "Invitees to add",
        ThereAlready = "On the list already",
        LettersGoOut = "Their letters go out",
        Immediately = "at once",
        LaterFrom = "{0} from {1} on",
        WithLaunch = "according to the plan, after the launch. An approval that was given is void.",
        AfterResuming = "when the campaign is resumed",
        Checked = "I have checked whom I add.",
        Add = new CountText(Language.English, One: "Add {0} invitee", Other: "Add {0} invitees"),
        Added = new CountText(Language.English, One: "{0} invitee was added.", Other: "{0} invitees were added."),
        NobodyNew = "Nobody is to be added.",
        Change = "Change the particulars",
    };

    private static readonly AdditionTexts French = new()
    {
        AddInvitees = "Ajouter des invités",
        Hint =
            "Pour des services qui ne figuraient pas sur la liste. Ils sont vérifiés comme l’a été la liste, et la page suivante indique leur nombre et la date d’envoi de leurs lettres. Personne n’est ajouté avant votre confirmation.",
        UploadList = "Déposer une liste",
        ListHint =
            ".xlsx, ou texte séparé par des virgules, des points-virgules ou des tabulations, de 4 Mo et 1 000 invités au plus. Ceux qui figurent déjà sur la liste, avec les mêmes valeurs, sont ignorés.",
        Review = "Invités que vous ajoutez",
        ToAdd = "Invités à ajouter",
        ThereAlready = "Déjà sur la liste",
        LettersGoOut = "Envoi de leurs lettres",
        Immediately = "immédiatement",
        LaterFrom = "{0} à partir du {1}",
        WithLaunch = "selon le plan, après le lancement. Une approbation déjà donnée est annulée.",
        AfterResuming = "à la reprise de la campagne",
        Checked = "J’ai vérifié qui j’ajoute.",
        Add = new CountText(Language.French, One: "Ajouter {0} invité", Other: "Ajouter {0} invités"),
        Added = new CountText(Language.French, One: "{0} invité a été ajouté.", Other: "{0} invités ont été ajoutés."),
        NobodyNew = "Personne n’est à ajouter.",
        Change = "Modifier les données",
    };

    public static AdditionTexts In(Language language) => language == Language.French ? French : English;
}
