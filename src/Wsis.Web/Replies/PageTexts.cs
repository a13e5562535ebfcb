using Wsis.Invitations.Letters;

namespace Wsis.Web.Replies;

/// <summary>The fixed words of the reply page.</summary>
public sealed record PageTexts
{
    public required string Invited { get; init; }
    public required string Before { get; init; }
    public required string YourAnswer { get; init; }
    public required string Accept { get; init; }
    public required string Decline { get; init; }
    public required string Delegate { get; init; }
    public required string StatementDay { get; init; }
    public required string StatementLanguage { get; init; }
    public required string DelegationSize { get; init; }
    public required string Women { get; init; }
    public required string RepresentativeTitle { get; init; }
    public required string RepresentativeName { get; init; }
    public required string RepresentativeAddress { get; init; }
    public required string Remarks { get; init; }
    public required string Send { get; init; }
    public required string Recorded { get; init; }
    public required string Change { get; init; }
    public required string DeadlinePassed { get; init; }
    public required string NotYet { get; init; }
    public required string Withdrawn { get; init; }
    public required string Cancelled { get; init; }
    public required string Settled { get; init; }
    public required string Overtaken { get; init; }
    public required string NotRecorded { get; init; }
    public required string Unavailable { get; init; }
    public required string TryAgain { get; init; }
    public required string Contact { get; init; }
    public required string Mend { get; init; }

    /// <summary>The texts in a language; English where it is not translated yet.</summary>
    public static PageTexts In(Language language) => language == Language.French ? French : English;

    private static readonly PageTexts English = new()
    {
        Invited = "Invitation to",
        Before = "Please reply before",
        YourAnswer = "Your answer",
        Accept = "Accept the invitation",
        Decline = "Decline the invitation",
        Delegate = "Accept, and send a representative",
        StatementDay = "Day of the policy statement",
        StatementLanguage = "Language of the statement",
        DelegationSize = "Size of the delegation",
        Women = "of whom women",
        RepresentativeTitle = "Title of the representative",
        RepresentativeName = "Name of the representative",
        RepresentativeAddress = "E-mail of the representative",
        Remarks = "Remarks",
        Send = "Send the answer",
        Recorded = "Your answer has been recorded",
        Change = "You can change it here",
        DeadlinePassed = "The deadline has passed. An answer sent now is recorded as late and put before the organisers.",
        NotYet = "This invitation has not been sent yet.",
        Withdrawn = "This invitation has been withdrawn.",
        Cancelled = "The event has been called off.",
        Settled = "The deadline has passed; the answer can no longer be changed here. Please write to the contact below.",
        Overtaken = "Another answer from your office was recorded in the meantime. It is shown below. Send yours only if it is to replace it.",
        NotRecorded = "Your answer was NOT recorded",
        Unavailable = "The page cannot be shown just now",
        TryAgain = "Our records cannot be reached at the moment. Please try again in a few minutes, or write to the contact named in the letter.",
        Contact = "Contact",
        Mend = "Please look at the marked fields; nothing has been recorded yet.",
    };

    private static readonly PageTexts French = new()
    {
        Invited = "Invitation :",
        Before = "Merci de répondre avant le",
        YourAnswer = "Votre réponse",
        Accept = "Accepter l’invitation",
        Decline = "Décliner l’invitation",
        Delegate = "Accepter et désigner un représentant",
        StatementDay = "Jour de la déclaration de politique générale",
        StatementLanguage = "Langue de la déclaration",
        DelegationSize = "Nombre de membres de la délégation",
        Women = "dont femmes",
        RepresentativeTitle = "Titre du représentant",
        RepresentativeName = "Nom du représentant",
        RepresentativeAddress = "Courriel du représentant",
        Remarks = "Observations",
        Send = "Envoyer la réponse",
        Recorded = "Votre réponse a été enregistrée",
        Change = "Vous pouvez la modifier ici",
        DeadlinePassed = "Le délai est échu. Une réponse envoyée maintenant est enregistrée comme tardive et soumise aux organisateurs.",
        NotYet = "Cette invitation n’a pas encore été envoyée.",
        Withdrawn = "Cette invitation a été retirée.",
        Cancelled = "La manifestation a été annulée.",
        Settled = "Le délai est échu ; la réponse ne peut plus être modifiée ici. Veuillez écrire au contact ci-dessous.",
        Overtaken = "Une autre réponse de vos services a été enregistrée entre-temps. Elle figure ci-dessous. N’envoyez la vôtre que si elle doit la remplacer.",
        NotRecorded = "Votre réponse N’A PAS été enregistrée",
        Unavailable = "La page ne peut pas être affichée pour le moment",
        TryAgain = "Nos registres sont momentanément inaccessibles. Veuillez réessayer dans quelques minutes ou écrire au contact indiqué dans la lettre.",
        Contact = "Contact",
        Mend = "Veuillez vérifier les champs signalés ; rien n’a encore été enregistré.",
    };
}
