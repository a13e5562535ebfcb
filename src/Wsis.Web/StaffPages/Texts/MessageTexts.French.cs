using Wsis.Invitations.Letters;

namespace Wsis.Web.StaffPages.Texts;

public sealed partial record MessageTexts
{
    private static readonly MessageTexts French = new()
    {
        Language = Language.French,

        ForwardedMessage = "Message transféré",
        EnclosedMessage = "Message joint",
        Quotation = "Citation",
        EarlierMessage = "Message antérieur",
        Signature = "Signature",
        OtherVersion = "Autre version du texte",
        WholeText = "Texte intégral et en-têtes",
        AllHeaders = "Tous les en-têtes",
        NoText = "Le message est sans texte.",
        NotWhole = "Seul le début de ce message a été conservé.",

        FileName = "Nom",
        FileType = "Type",
        FileSize = "Taille",
        Download = "Télécharger",
        DownloadWhole = "Télécharger le message tel qu’il est arrivé",
        LookAt = "Consulter",
        LooksAt = "Consulter {0}",
        DownloadOf = "Télécharger {0}",
        InText = "dans le texte",
        Inside = "dans {0}",
        Bytes = "{0} o",
        Kilobytes = "{0} ko",
        Megabytes = "{0} Mo",

        Sender = "Expéditeur",
        Recipients = "Destinataires",
        Written = "Rédaction",
        MatchedBy = "Invité reconnu à",
        ByReplyAddress = "l’adresse de réponse de l’invitation",
        ByLetter = "la lettre à laquelle il répond",
        BySender = "l’adresse de l’expéditeur, que chacun peut écrire",
        AlsoFiledWith = "Classé aussi sous",
        MovedTo = "Déplacé vers",

        Automatic = "Un programme a écrit ce message. Il n’est pas soumis au personnel.",
        Marks = "Une liste de diffusion ou un programme peut avoir envoyé ce message",
        CalendarReply = "Réponse d’un agenda électronique",
        CalendarAccepted = "acceptée",
        CalendarDeclined = "déclinée",
        CalendarTentative = "provisoire",
        CalendarDelegated = "déléguée",
        Proposed = "Le formulaire ci-dessous propose cette réponse.",
        NotProposed = "Une réponse provisoire n’est pas enregistrée.",
        DeliveryReport = "Avis de distribution",
        ReadReport = "Avis de lecture",
        ReportOfOther = "sur un message qui n’est pas une lettre d’une campagne",
        Notes = "Ce que cette page ne montre pas",
        NotesHint = "Le message conservé est complet.",
        NotMime = "Ce n’est pas un courrier électronique de forme normale. Il est affiché tel qu’il est arrivé.",
        PartsCut = "Seules les {0} premières parties ont été lues.",
        DepthCut = "Les parties imbriquées à plus de {0} niveaux forment une seule pièce jointe.",
        HeadersCut = "Seul le début des en-têtes a été lu.",
        AddressesCut = "Seules les premières adresses ont été lues ({0}).",
        TextCut = "Seul le début du texte a été lu.",
        UnknownCharset = "Le jeu de caractères {0} est inconnu. Certains caractères peuvent être faux.",
        Encrypted = "{0} est chiffré et ne peut être lu ici.",
        SignedNotVerified = "La signature de {0} n’a pas été vérifiée.",
        NotOpened = "{0} n’a pu être ouvert.",

        AssignAlso = "Rattacher à une invitation de plus",
        AssignAlsoHint = "Le message figure avec les deux invitations. Chacune est traitée séparément.",
        Reassign = "Déplacer vers une autre invitation",
        ReassignHint = "Le message ne figure ensuite plus ici.",
        Campaign = "Campagne",
        ChooseCampaign = "Choisissez la campagne",

        SharedMailbox = "Boîte commune",
        SharedMailboxHint =
            "Messages qui n’indiquent aucune campagne connue. Ils attendent ici d’être rattachés à une invitation.",
        WaitingInSharedMailbox = CountFrench(
            one: "{0} message attend dans la boîte commune",
            other: "{0} messages attendent dans la boîte commune"
        ),
        Search = "Rechercher",
        SearchText = "Objet, texte ou nom de fichier",
        Status = "Situation",
        Since = "Premier jour",
        Until = "Dernier jour",
        NoneFound = "Aucun message ne correspond à cette recherche.",
        NoneYet = "Aucun message sur cette page ; la suivante peut en contenir.",
        Attachments = CountFrench(one: "{0} pièce jointe", other: "{0} pièces jointes"),
        Paper = "Lettre sur papier",
        Scan = "Numérisation de la lettre",
        ScanHint =
            "Un PDF ou une image de 20 Mo au plus. Si le formulaire est refusé, choisissez de nouveau le fichier.",
        RecordedFrom = "Enregistrée d’après",
        MessageOrScan = "le message ou la numérisation",
        Answer = "Répondre par une courte lettre",
        AnswerHint =
            "La lettre part à l’adresse officielle, sur le papier à en-tête de la campagne, avec copie au contact de celle-ci. Veuillez l’écrire dans cette langue : {0}.",
        AnswerText = "Texte de la lettre",
        PersonalLetter = "Courte lettre",
        SendAnswer = "Envoyer la lettre",
        ErasePerson = "Effacer les données personnelles",
        ErasePersonHint =
            "Le service, l’adresse, le représentant, les observations, la chronologie et les messages sont supprimés. La réponse reste dans les chiffres. Plus rien n’est envoyé. C’est définitif.",
    };

    private static CountText CountFrench(string one, string other) => new(Language.French, other, one);
}
