namespace Wsis.Web.Staff.Texts;

public sealed partial record StaffTexts
{
    private static readonly StaffTexts French = new()
    {
        Product = "Campagnes d’invitation",
        SkipToContent = "Aller au contenu",
        LanguageOfThisPage = "Langue de cette page",

        SignIn = "Se connecter",
        SignOut = "Se déconnecter",
        YourName = "Votre nom",
        YourNameHint = "Le journal vous nomme pour tout ce que vous faites ici.",
        HowToSignIn = "Le programme qui sert ces pages affiche un lien dans son terminal. Ouvrez ce lien pour vous connecter ; il est valable une fois, pendant un quart d’heure.",
        ShowLink = "Afficher un lien dans le terminal",
        LinkShown = "Le lien se trouve dans le terminal du programme qui sert ces pages. Il est valable une fois, pendant un quart d’heure.",
        LinkUsed = "Ce lien a déjà servi, ou il est trop ancien.",
        NoEntrance = "Réservé au personnel",
        NoEntranceHelp = "Cet hôte n’admet que des programmes, par leurs clés ; il ne permet pas aux personnes de se connecter. Dans Azure, c’est l’authentification App Service qui le permet ; sur une machine, wsis serve.",
        NotAllowed = "Non autorisé",
        NotAllowedHelp = "Vous êtes connecté, mais il faut ici le rôle {0}. L’administrateur de cette application peut vous l’attribuer.",
        FormTooOld = "Veuillez recommencer cet envoi",
        FormTooOldHelp = "Rien n’a été modifié : le formulaire n’appartient pas à cette session. Revenez en arrière, rechargez la page et renvoyez-le.",
        FormTooLarge = "Le texte est trop long",
        NothingChanged = "Rien n’a été modifié.",
        NotFound = "Cette page n’existe pas",
        NotFoundHelp = "Aucune campagne ni invitation de ce nom n’est enregistrée.",
        Unavailable = "Les données sont momentanément inaccessibles",
        UnavailableHelp = "À notre connaissance, rien n’a été modifié. Veuillez réessayer dans quelques minutes.",
        Unreadable = "La requête est illisible",
        Unexpected = "Une erreur s’est produite",
        UnexpectedHelp = "L’erreur a été consignée. Une nouvelle lecture dira si quelque chose a été modifié.",
        NotNow = "Impossible dans l’état actuel",

        AllCampaigns = "Campagnes",
        NoCampaigns = "Aucune campagne n’est encore enregistrée. Un dossier de campagne s’apporte par wsis push, ou par PUT sur /api/campaigns/{id}.",
        Reference = "Référence",
        Event = "Événement",
        State = "État",
        Deadline = "Échéance",
        Invitees = "Invités",
        Answered = "Réponses",

        Importing = "En cours d’importation",
        Draft = "Brouillon",
        Running = "En cours",
        Paused = "Suspendue",
        Cancelled = "Annulée",
    };
}
