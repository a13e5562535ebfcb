namespace Wsis.Web.Public.Texts;

public sealed partial record PageTexts
{
    private static readonly PageTexts French = new()
    {
        Invitation = "Invitation",
        AddressedTo = "Destinataire",
        Dates = "Dates",
        Place = "Lieu",
        ReplyBefore = "Réponse souhaitée avant le",
        ReadTheLetter = "Lire la lettre d’invitation",
        LanguageOfThisPage = "Langue de cette page",
        Contact = "Contact",
        Moment = "{0} à {1}",
        Comma = ", ",

        YourReply = "Votre réponse",
        Accept = "Accepter l’invitation",
        Delegate = "Accepter et désigner une personne pour vous représenter",
        Decline = "Décliner l’invitation",
        RepresentativeSection = "Représentation",
        RepresentativeHint = "À remplir uniquement si une personne est désignée pour vous représenter.",
        RepresentativeTitle = "Titre ou fonction de la personne désignée",
        RepresentativeName = "Nom de la personne désignée",
        RepresentativeAddress = "Adresse électronique de la personne désignée",
        ParticipationSection = "Participation",
        ParticipationHint =
            "À remplir si l’invitation est acceptée. Les renseignements qui ne sont pas encore connus peuvent être laissés en blanc et complétés plus tard.",
        Statement = "Déclaration de politique générale",
        StatementWished = "Nous souhaitons prononcer une déclaration",
        NoStatement = "Nous ne souhaitons pas prononcer de déclaration",
        StatementDay = "Jour de la déclaration de politique générale",
        StatementLanguage = "Langue de la déclaration",
        NotDecided = "Pas encore décidé",
        SpeakerTitle = "Titre ou fonction de l’orateur ou de l’oratrice",
        SpeakerName = "Nom de l’orateur ou de l’oratrice",
        Speaker = "Orateur ou oratrice",
        StatementMinutes = "Durée de la déclaration, en minutes",
        DelegationSize = "Nombre de membres de la délégation, chef de délégation compris",
        Women = "Nombre de femmes dans la délégation",
        Remarks = "Observations",
        CopyTo = "Votre propre adresse électronique, pour une copie de l’accusé de réception",
        CopyToHint = "Facultatif. L’accusé de réception est toujours envoyé à l’adresse officielle de vos services.",
        Delegation = "Votre délégation",
        DelegationHint =
            "Les membres de la délégation peuvent être indiqués ici jusqu’au {0} inclus, tous à la fois ou l’un après l’autre. Le nombre de membres découle alors des noms.",
        DelegationClosed =
            "Le délai pour indiquer la délégation est écoulé. Pour toute modification, veuillez vous adresser au secrétariat.",
        Person = "Personne {0}",
        PersonTitle = "Titre",
        PersonName = "Nom",
        PersonFunction = "Fonction",
        PersonAddress = "Adresse électronique (facultative)",
        PersonSpeaks = "Prononce la déclaration de politique générale",
        NobodySpeaks = "Aucune des personnes indiquées ne prononce la déclaration",
        AddPerson = "Ajouter une personne",
        SaveDelegation = "Enregistrer la délégation",
        DelegationOvertaken =
            "Quelqu’un d’autre de vos services a enregistré la délégation entre-temps ; elle figure ci-dessus. Veuillez n’enregistrer la vôtre de nouveau que si elle doit la remplacer.",
        PersonNameMissing = "Veuillez indiquer le nom de cette personne.",
        TooManyPersons = "Il est possible d’indiquer {0} personnes au plus.",
        DelegationTooLong = "Ces textes sont trop longs dans leur ensemble. Veuillez les raccourcir.",
        Send = "Envoyer la réponse",
        SendChange = "Remplacer la réponse enregistrée",

        Recorded = "Votre réponse a été enregistrée",
        RecordedReply = "Réponse",
        ReceivedOn = "Reçue le",
        Accepted = "Invitation acceptée",
        Delegated = "Invitation acceptée, avec désignation d’une personne pour vous représenter",
        Declined = "Invitation déclinée",
        Representative = "Personne désignée",
        AcknowledgementFollows = "Un accusé de réception est envoyé à l’adresse officielle de vos services.",
        AcknowledgementSent = "Un accusé de réception a été envoyé à l’adresse officielle de vos services.",
        CopyFollows = "Une copie est envoyée à l’adresse électronique indiquée avec cette réponse.",
        ReplyReference = "Référence de la réponse",
        PrintReceipt = "Cette page peut être imprimée et conservée comme reçu.",
        AddToCalendar = "Ajouter au calendrier",
        AddStatementToCalendar = "Ajouter la déclaration au calendrier",
        RemoveFromCalendar = "Retirer du calendrier",
        RemoveStatementFromCalendar = "Retirer la déclaration du calendrier",
        Change = "Modifier la réponse",
        ChangeUntil = "La réponse peut être modifiée sur cette page jusqu’au {0}.",
        ChangeAfterDeadline =
            "Le délai de réponse est clos. La réponse peut encore être modifiée sur cette page ; le secrétariat en sera informé.",
        RecordedLate =
            "Elle est parvenue après la clôture du délai de réponse et a été portée à l’attention du secrétariat.",

        NotYet =
            "Cette invitation n’a pas encore été envoyée. Vous pourrez répondre sur cette page dès qu’elle le sera.",
        ReplyTimeEnded =
            "Le délai de réponse est clos. Une réponse envoyée maintenant sera enregistrée comme tardive et portée à l’attention du secrétariat.",
        Settled =
            "Le délai de réponse est clos et la réponse ne peut plus être modifiée sur cette page. Pour toute modification, veuillez vous adresser au secrétariat.",
        Withdrawn = "Cette invitation a été retirée. Pour toute question, veuillez vous adresser au secrétariat.",
        Cancelled = "La manifestation a été annulée. Aucune réponse n’est nécessaire.",
        Overtaken =
            "Une autre réponse de vos services a été enregistrée entre-temps ; elle figure ci-dessous. N’envoyez de nouveau la vôtre que si elle doit la remplacer.",

        InvalidLink = "Ce lien n’est pas valable",
        InvalidLinkHelp =
            "Il a peut-être été tronqué lors de la copie. Veuillez ouvrir le lien qui figure dans la dernière lettre reçue ou vous adresser au secrétariat qui y est indiqué.",
        ReplacedLink = "Ce lien a été remplacé par un lien plus récent",
        ReplacedLinkHelp =
            "Veuillez ouvrir le lien qui figure dans la dernière lettre reçue par vos services ou vous adresser au secrétariat.",
        NotRecorded = "Votre réponse N’A PAS été enregistrée",
        Unavailable = "Cette page ne peut pas être affichée pour le moment",
        TryAgain =
            "Nos registres sont momentanément inaccessibles. Veuillez réessayer dans quelques minutes ou vous adresser au secrétariat indiqué dans la lettre.",
        TooLarge = "Votre réponse N’A PAS été enregistrée : elle est trop longue",
        TooLargeHelp =
            "Veuillez revenir en arrière, abréger les observations et renvoyer la réponse, ou écrire au secrétariat.",
        TooMany = "Trop de demandes",
        TooManyHelp = "Rien n’a été enregistré ni modifié. Veuillez attendre une minute et réessayer.",
        Unreadable = "Cette demande ne peut être lue",
        UnreadableHelp =
            "Rien n’a été enregistré ni modifié. Veuillez revenir en arrière et réessayer, ou vous adresser au secrétariat indiqué dans la lettre.",
        Unexpected = "Une erreur s’est produite",
        UnexpectedHelp =
            "Veuillez rouvrir le lien figurant dans la lettre : la page indique ce qui a été enregistré. Si l’erreur persiste, adressez-vous au secrétariat indiqué dans la lettre.",

        Mend = "Rien n’a encore été enregistré. Veuillez corriger ce qui suit :",
        AnswerMissing = "Veuillez choisir l’une des trois réponses.",
        NameMissing = "Veuillez indiquer le nom de la personne désignée.",
        TooLong = "Ce texte est trop long : {0} caractères au plus peuvent être enregistrés.",
        NotOffered = "Veuillez choisir l’une des possibilités proposées.",
        NotACount = "Veuillez indiquer un nombre entier, {0} au plus.",
        MoreWomen = "Le nombre de femmes ne peut pas être supérieur au nombre de membres de la délégation.",
        MoreWomenThanNamed =
            "Le nombre de femmes ne peut pas être supérieur au nombre de personnes indiquées dans votre délégation.",
        NotAnAddress = "Veuillez indiquer une adresse électronique de la forme nom@exemple.org.",
    };
}
