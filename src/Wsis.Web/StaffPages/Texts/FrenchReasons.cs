using System.Globalization;
using NodaTime;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Reasons;

namespace Wsis.Web.StaffPages.Texts;

/// <summary>Reasons in French, for the staff pages.</summary>
internal sealed class FrenchReasons : IReasonTexts
{
    private static StaffTexts Texts => StaffTexts.In(Language.French);

    public string Text(Reason.ReplyOvertaken reason) => "Une autre réponse a été enregistrée entre-temps.";

    public string Text(Reason.AnswerIsFinal reason) =>
        "L’échéance est passée, et la réponse ne peut plus être modifiée ici.";

    public string Text(Reason.LetterNotToPrint reason) =>
        $"La lettre « {Texts.DisplayStep(reason.Step.Value)} » n’est pas à imprimer : "
        + "elle a été envoyée par courriel, ou il n’y en a pas.";

    public string Text(Reason.LetterNotPosted reason) =>
        $"La lettre « {Texts.DisplayStep(reason.Step.Value)} » n’a pas été postée.";

    public string Text(Reason.LetterNotReturned reason) =>
        reason.Step is { } step
            ? $"La lettre « {Texts.DisplayStep(step.Value)} » n’est pas marquée comme retournée."
            : "Aucune lettre à ces services n’est marquée comme retournée.";

    public string Text(Reason.NothingPostedYet reason) => "Aucune lettre à ces services n’a encore été postée.";

    public string Text(Reason.LetterChangedSincePrinted reason) =>
        $"La lettre « {Texts.DisplayStep(reason.Step.Value)} » a changé depuis son impression. "
        + "Imprimez-la de nouveau.";

    public string Text(Reason.NotWithdrawn reason) =>
        "L’invitation n’est pas retirée. Seul un service dont l’invitation est retirée est invité de nouveau.";

    public string Text(Reason.ListHasProblems reason) =>
        reason.Count == 1
            ? "La liste a une erreur. Rien n’a été corrigé."
            : $"La liste a {reason.Count} erreurs. Rien n’a été corrigé.";

    public string Text(Reason.NotAwaited reason) =>
        $"Un rappel ne part, avant l’échéance, qu’à ceux dont la réponse est attendue ; situation de cette invitation : {Texts.Display(reason.Phase)}.";

    public string Text(Reason.RemindedRecently reason) =>
        $"Un rappel est parti vers ce destinataire depuis moins de {reason.Hours} heures, ou est sur le point de partir.";

    public string Text(Reason.CampaignEnded reason) => "La campagne est terminée ; plus aucune lettre ne part.";

    public string Text(Reason.ChangedSinceSeen reason) => "L’invitation a changé entre-temps.";

    public string Text(Reason.Stale reason) =>
        "Quelqu’un d’autre a modifié ces données entre-temps ; rien n’a été fait. Vérifiez l’état actuel et décidez de nouveau.";

    public string Text(Reason.LetterNotYetSent reason) =>
        $"La lettre « {Texts.DisplayStep(reason.Step.Value)} » n’a pas encore été envoyée.";

    public string Text(Reason.LetterInFlight reason) =>
        $"La lettre « {Texts.DisplayStep(reason.Step.Value)} » est encore en route.";

    public string Text(Reason.LetterNotWanted reason) =>
        $"La lettre « {Texts.DisplayStep(reason.Step.Value)} » n’a plus d’objet. Situation de l’invitation : {Texts.Display(reason.Phase)}.";

    public string Text(Reason.InvitationNotWanted reason) =>
        $"L’invitation n’est plus renvoyée à ce destinataire. Sa situation : {Texts.Display(reason.Phase)}.";

    public string Text(Reason.NothingSentYet reason) => "Aucune lettre n’est encore partie.";

    public string Text(Reason.InviteeNotFound reason) =>
        $"Aucun invité « {reason.Invitee} » ne figure sur la liste de la campagne « {reason.Campaign} ».";

    public string Text(Reason.CampaignNotFound reason) => $"Aucune campagne « {reason.Campaign} » n’est enregistrée.";

    public string Text(Reason.NothingToApprove reason) =>
        $"État de la campagne : {Texts.Display(reason.State)}. Il n’y a rien à approuver.";

    public string Text(Reason.NotADraft reason) =>
        $"État de la campagne : {Texts.Display(reason.State)}. Seul un brouillon peut être lancé.";

    public string Text(Reason.NotRunning reason) =>
        $"État de la campagne : {Texts.Display(reason.State)}. Seule une campagne en cours peut être suspendue.";

    public string Text(Reason.NotPaused reason) =>
        $"État de la campagne : {Texts.Display(reason.State)}. Seule une campagne suspendue peut être reprise.";

    public string Text(Reason.DeadlineIsFixed reason) =>
        $"État de la campagne : {Texts.Display(reason.State)}. Son échéance ne change plus.";

    public string Text(Reason.CannotEnd reason) =>
        $"État de la campagne : {Texts.Display(reason.State)}. Elle ne peut plus être close ni annulée.";

    public string Text(Reason.ListIsClosed reason) =>
        $"État de la campagne : {Texts.Display(reason.State)}. Personne ne peut y être ajouté.";

    public string Text(Reason.NotEnded reason) =>
        $"État de la campagne : {Texts.Display(reason.State)}. Il faut la clore ou l’annuler avant d’en effacer les données.";

    public string Text(Reason.NotExported reason) =>
        $"Veuillez d’abord exporter sa liste et déclarer que vous l’avez{(reason.SinceEnd ? " telle qu’elle est depuis la fin de la campagne" : "")} ; ce qui est effacé ne peut être rétabli.";

    public string Text(Reason.ProofsChanged reason) =>
        "Ce qui a été examiné n’est plus ce qui est enregistré ; veuillez examiner de nouveau les épreuves.";

    public string Text(Reason.CampaignExists reason) =>
        $"Il existe déjà une campagne « {reason.Campaign} ». Veuillez choisir un autre nom.";

    public string Text(Reason.DraftExists reason) =>
        $"Il existe déjà un projet de « {reason.Campaign} » ; rien n’a été modifié. Veuillez le lire, puis remplacer la version que vous avez lue.";

    public string Text(Reason.NotAPartOfADraft reason) =>
        $"« {reason.Path} » n’est pas un fichier de campagne, ou le projet n’a plus de place pour lui.";

    public string Text(Reason.DraftHasProblems reason) =>
        "Le projet comporte des erreurs. Veuillez les corriger avant de le soumettre à approbation.";

    public string Text(Reason.DraftNotSubmitted reason) =>
        "Le projet a été modifié depuis sa soumission. Il faut le soumettre de nouveau avant de l’approuver ou de le lancer.";

    public string Text(Reason.NotApproved reason) => "Personne n’a encore approuvé les épreuves.";

    public string Text(Reason.ApprovalOutdated reason) =>
        "Les envois ou leurs destinataires ont été modifiés après l’approbation ; celle-ci doit porter exactement sur ce "
        + "qui est envoyé.";

    public string Text(Reason.SecondPersonNeeded reason) =>
        $"La campagne exige l’approbation d’une seconde personne ; jusqu’ici, seule celle de {reason.By}, qui l’a préparée, a été donnée.";

    public string Text(Reason.LettersAreFixed reason) =>
        $"État de la campagne : {Texts.Display(reason.State)}. Les lettres ne se corrigent que dans une campagne en cours ou suspendue.";

    public string Text(Reason.LetterHasProblems reason) =>
        "le texte comporte des erreurs ; veuillez les corriger avant de l’enregistrer";

    public string Text(Reason.NoCorrection reason) => "Aucune correction de cette lettre n’attend d’approbation.";

    public string Text(Reason.CorrectedByApprover reason) =>
        $"{reason.By} a rédigé cette correction. La campagne exige qu’une autre personne l’approuve.";

    public string Text(Reason.TooManyCorrections reason) =>
        $"Une campagne compte au plus {reason.Max} lettres corrigées ; aucune autre ne peut être approuvée.";

    public string Text(Reason.DeadlineNotLater reason) =>
        $"L’échéance est fixée au {Moment(reason.Deadline)} ; elle ne peut être que repoussée.";

    public string Text(Reason.DeadlineAfterEvent reason) => "L’échéance ne peut être postérieure à la manifestation.";

    public string Text(Reason.DeadlinePassed reason) =>
        "L’échéance est passée ; il faut la prolonger avant d’ajouter quiconque.";

    public string Text(Reason.NotConfirmed reason) => "cette case n’est pas cochée";

    public string Text(Reason.Missing reason) => "à indiquer";

    public string Text(Reason.TooLong reason) => "texte trop long";

    public string Text(Reason.LongerThan reason) => $"dépasse {reason.Max} caractères";

    public string Text(Reason.NotOffered reason) => "n’est pas parmi les choix proposés";

    public string Text(Reason.TooManyPersons reason) => $"{reason.Max} personnes au plus peuvent être indiquées";

    public string Text(Reason.SeveralSpeakers reason) => "une seule personne peut prononcer la déclaration";

    public string Text(Reason.NotTakingPart reason) => "L’invité ne participe pas : il n’a pas de délégation.";

    public string Text(Reason.DelegationOvertaken reason) =>
        "La délégation a été modifiée entre-temps. Rechargez la page pour voir l’autre modification.";

    public string Text(Reason.NotACount reason) => $"un nombre entier vraisemblable est attendu, {reason.Max} au plus";

    public string Text(Reason.MoreThanDelegation reason) => "dépasse la taille de la délégation";

    public string Text(Reason.MoreThanNamed reason) => "dépasse le nombre des personnes désignées";

    public string Text(Reason.NotOfForm reason) => $"la valeur attendue est {FrenchProblems.Display(reason.Form)}";

    public string Text(Reason.NotAnAddress reason) => "n’est pas une adresse électronique";

    public string Text(Reason.NotAddresses reason) =>
        "doit avoir d’une à cinq adresses électroniques de la forme nom@example.org, séparées par des points-virgules";

    public string Text(Reason.AddressNotOfOrganisation reason) =>
        $"une adresse de l’organisation est attendue, telle que nom@{reason.Domain}";

    public string Text(Reason.NotADate reason) => "une date telle que 2018-01-15 est attendue";

    public string Text(Reason.NotAMoment reason) =>
        "une date et une heure locales telles que 2018-02-15T00:00:00 sont attendues";

    public string Text(Reason.InTheFuture reason) => "est dans l’avenir";

    public string Text(Reason.BeforeSending reason) => "précède le jour d’envoi de l’invitation";

    public string Text(Reason.BeforeFirstDay reason) => "ne peut précéder le premier jour";

    public string Text(Reason.NotAfterSending reason) => "doit suivre l’envoi de l’invitation";

    public string Text(Reason.AfterLastDay reason) => "ne peut suivre le dernier jour de la manifestation";

    public string Text(Reason.NotAnInviteeId reason) => "n’est pas le code d’un invité";

    public string Text(Reason.NotAStepId reason) => "n’est pas le nom d’une étape";

    public string Text(Reason.NoReminderLetter reason) => "La campagne n’a pas de lettre de rappel.";

    public string Text(Reason.PersonErased reason) => "Les données personnelles de cette invitation ont été effacées.";

    public string Text(Reason.NotAScan reason) => "n’est pas un fichier PDF, PNG, JPEG ou GIF";

    public string Text(Reason.FileTooLarge reason) => $"dépasse {reason.MaxMegabytes}\u00A0Mo";

    public string Text(Reason.NotAReminderLetter reason) =>
        $"« {Texts.DisplayStep(reason.Letter)} » n’est pas une des lettres de rappel de la campagne";

    public string Text(Reason.DayNotOffered reason) => "n’est pas un des jours que propose la campagne";

    public string Text(Reason.PlaceOutOfRange reason) => $"de 1 à {reason.Max}";

    public string Text(Reason.PlaceTaken reason) => $"déjà fixé pour {reason.Invitee}";

    public string Text(Reason.TooManyPlaces reason) => $"ne peut être fixé : {reason.Max} le sont déjà";

    public string Text(Reason.NoStatementDays reason) => "La campagne ne propose aucun jour pour les déclarations.";

    public string Text(Reason.AllDaysFull reason) => "Tous les jours sont complets.";

    public string Text(Reason.HoursFull reason) => "Elle ne tient pas dans les heures du jour.";

    public string Text(Reason.RequestedDayNotOffered reason) =>
        "Le jour demandé n’est pas de ceux que propose la campagne.";

    public string Text(Reason.FixedDayNotOffered reason) =>
        "Le jour où le rang a été fixé n’est pas de ceux que propose la campagne.";

    public string Text(Reason.RequestedDayFull reason) =>
        $"Le jour demandé est complet : {Statements(reason.Capacity)}.";

    public string Text(Reason.FixedDayFull reason) =>
        $"Le jour où le rang a été fixé est complet : {Statements(reason.Capacity)}.";

    public string Text(Reason.NotAssigned reason) =>
        "Ce courrier n’est encore rattaché à aucune invitation ; il faut d’abord l’y rattacher.";

    public string Text(Reason.AlreadyClassified reason) =>
        $"{reason.By} l’a déjà enregistré. Réponse : {Answer(reason.Answer)}. Ce qui doit valoir à la place peut être enregistré sur l’invitation elle-même.";

    public string Text(Reason.InvitationGone reason) => "Son invitation n’est plus enregistrée.";

    public string Text(Reason.AlreadyHandled reason) => $"C’est déjà réglé : {Texts.Display(reason.State)}.";

    public string Text(Reason.BelongsElsewhere reason) => $"Ce courrier est déjà rattaché à {reason.Invitation}.";

    public string Text(Reason.InvitationNotFound reason) => $"L’invitation « {reason.Invitation} » n’existe pas.";

    public string Text(Reason.HandledByColleague reason) =>
        "Un collègue vient de s’en occuper ; le journal de l’invitation indique ce qui a été enregistré.";

    public string Text(Reason.MessageNotFound reason) =>
        $"La boîte de la campagne n’a pas de courrier « {reason.Message} ».";

    public string Text(Reason.AttachmentNotFound reason) =>
        $"Le courrier « {reason.Message} » n’a pas de pièce jointe {reason.Index}.";

    public string Text(Reason.MessageGone reason) => "Ce courrier n’est plus enregistré.";

    public string Text(Reason.AsWritten reason) => TechnicalDetail.Alone(reason.Words);

    public string Text(Reason.LetterMissing reason) =>
        $"La campagne {reason.Campaign} n’a pas de lettre « {Texts.DisplayStep(reason.Letter)} » en {FrenchLanguages.Name(reason.Language)}.";

    public string Text(Reason.LetterNotFound reason) =>
        $"Aucune lettre « {reason.Letter} » n’a été envoyée à l’invité « {reason.Invitee} ».";

    public string Text(Reason.FileMissing reason) =>
        $"La campagne {reason.Campaign} n’a pas de fichier « {reason.File} ».";

    public string Text(Reason.Throttled reason) =>
        $"Différée : pas plus de {Letters(reason.LettersPerMinute)} par minute.";

    public string Text(Reason.ProviderAnswered reason) =>
        TechnicalDetail.AfterSentence($"{reason.Provider} a répondu {reason.Status}.", reason.Words);

    public string Text(Reason.ProviderUnreachable reason) =>
        TechnicalDetail.AfterSentence($"{reason.Provider} n’a pu être joint.", reason.Words);

    public string Text(Reason.ProviderTimedOut reason) =>
        $"{reason.Provider} n’a pas répondu en {Seconds(reason.Seconds)}.";

    public string Text(Reason.ConnectionLost reason) =>
        TechnicalDetail.AfterSentence(
            $"La connexion à {reason.Provider} s’est interrompue avant sa réponse.",
            reason.Words
        );

    public string Text(Reason.ProviderCannotSay reason) =>
        $"{reason.Provider} ne peut être interrogé sur une lettre ; ses événements en informent.";

    public string Text(Reason.DomainNotAllowed reason) =>
        $"Non envoyée : {reason.Domain} n’est pas parmi les domaines auxquels des lettres peuvent être adressées dans cette répétition.";

    public string Text(Reason.LetterTooLarge reason) =>
        $"Non envoyée : la lettre et ses pièces jointes font {Number(reason.Megabytes)} Mo ; {reason.Provider} en accepte moins de {reason.MaxMegabytes}.";

    public string Text(Reason.LetterNotRendered reason) =>
        TechnicalDetail.AfterSentence("La lettre ne peut pas être composée.", reason.Words);

    public string Text(Reason.FolderNotWritable reason) =>
        TechnicalDetail.AfterSentence("Le dossier de dépôt n’accepte pas la lettre.", reason.Words);

    public string Text(Reason.NotInFolder reason) => "Le dossier de dépôt n’a pas la lettre.";

    public string Text(Reason.NoBrowser reason) =>
        "La lettre part avec son PDF, et aucun navigateur n’est configuré pour l’imprimer (réglage Wsis__Pdf__Browser).";

    public string Text(Reason.NotPrinted reason) =>
        TechnicalDetail.AfterSentence("Le navigateur n’a pas imprimé la lettre.", reason.Words);

    public string Text(Reason.NoWebhookSecret reason) => "Il n’y a pas de secret pour la signature.";

    public string Text(Reason.WebhookTimedOut reason) => $"Pas de réponse en {Seconds(reason.Seconds)}.";

    public string Text(Reason.WebhookGone reason) => "L’adresse a répondu 410 : elle n’en veut plus.";

    public string Text(Reason.WebhookAnswered reason) => $"L’adresse a répondu {reason.Status}.";

    public string Text(Reason.AddressNotPublic reason) => $"{reason.Host} n’est pas sur l’internet public.";

    public string Text(Reason.NotOneOf reason) => $"valeurs possibles : {reason.Choices}";

    public string Text(Reason.OutOfRange reason) => $"un nombre entier de {reason.Min} à {reason.Max} est attendu";

    public string Text(Reason.NotAStateCode reason) => "n’est pas le code ISO 3166-1 alpha-3 d’un État, tel que CHE";

    public string Text(Reason.UnknownContinuation reason) => "n’est pas une suite de cette liste";

    public string Text(Reason.NothingToCorrect reason) => "Rien n’a été modifié : aucune valeur n’a été indiquée.";

    public string Text(Reason.InviteesNotNamed reason) =>
        "doit nommer les invités, sauf si la requête a un filtre tel que phase=Awaiting";

    public string Text(Reason.MoreThan reason) => $"compte plus de {reason.Max} éléments";

    public string Text(Reason.HasNoInviteeId reason) =>
        $"contient « {reason.Value} », qui n’est pas le code d’un invité";

    public string Text(Reason.NotJson reason) => "doit être du JSON en UTF-8 qui ne nomme aucune propriété deux fois";

    public string Text(Reason.MustBe reason) => $"doit être {reason.Value}";

    public string Text(Reason.NotAnObject reason) => "doit être un objet";

    public string Text(Reason.UnknownProperty reason) => "n’est pas une propriété connue";

    public string Text(Reason.NotAText reason) => $"doit être un texte de {reason.Max} caractères au plus";

    public string Text(Reason.NotANumber reason) => "doit être un nombre entier";

    public string Text(Reason.NotOneInvitee reason) =>
        "doit nommer l’invité par token, par campaign et invitee, ou par campaign et email : d’une seule de ces façons";

    public string Text(Reason.NotAMessageId reason) =>
        $"doit compter de 1 à {reason.Max} caractères ASCII, sans espace ni point";

    public string Text(Reason.TokenNotValid reason) => "Le jeton n’est pas valable.";

    public string Text(Reason.TokenReplaced reason) => "Le lien du jeton a été remplacé par un plus récent.";

    public string Text(Reason.UnknownInvitee reason) => "Aucun invité de la campagne n’a ce code.";

    public string Text(Reason.UnknownAddress reason) => "Aucun invité de la campagne n’a cette adresse.";

    public string Text(Reason.AmbiguousAddress reason) => "Plusieurs invités de la campagne ont cette adresse.";

    public string Text(Reason.UnknownCampaign reason) => "Cette campagne n’existe pas.";

    public string Text(Reason.NoWakeUps reason) =>
        $"État de la campagne : {Texts.Display(reason.State)}. Seule une campagne en cours a des réveils.";

    public string Text(Reason.FolderDiffers reason) =>
        $"État de la campagne : {Texts.Display(reason.State)}, avec un autre dossier. Seul un projet peut être remplacé.";

    public string Text(Reason.AttemptFailed reason) =>
        TechnicalDetail.AfterSentence("La dernière tentative a échoué.", reason.Words);

    public string Text(Reason.StoreDown reason) => "Le stockage n’a pas pu être joint. La tentative sera répétée.";

    private static string Answer(string answer) => Texts.DisplayAnswer(answer);

    private static string Letters(int count) =>
        PluralRules.Choose(Language.French, count, one: $"{count} lettre", other: $"{count} lettres");

    private static string Statements(int count) =>
        PluralRules.Choose(
            Language.French,
            count,
            one: $"il compte {count} déclaration au plus",
            other: $"il compte {count} déclarations au plus"
        );

    /// <summary>French takes the singular below 2 (CLDR: i = 0,1).</summary>
    private static string Seconds(double seconds) => $"{Number(seconds)} {(seconds < 2 ? "seconde" : "secondes")}";

    private static string Number(double number) => number.ToString("0.#", CultureInfo.GetCultureInfo("fr-FR"));

    private static string Moment(LocalDateTime moment) => CalendarText.Moment(moment, Language.French);
}
