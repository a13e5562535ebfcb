namespace Wsis.Web.StaffPages.Texts;

/// <summary>The sentences that the domain, the mailers and the store say to staff, in French. A test reads their source
/// and finds each of them here.</summary>
internal static class FrenchSentences
{
    /// <summary>What happened, by the journal's words for it.</summary>
    public static readonly IReadOnlyDictionary<string, string> Events = new Dictionary<string, string>
    {
        ["imported"] = "importée",
        ["letter sent"] = "lettre envoyée",
        ["letter not sent"] = "lettre non envoyée",
        ["letter in doubt"] = "sort de la lettre incertain",
        ["letter to be tried again"] = "lettre à réessayer",
        ["letter processed"] = "lettre prise en charge",
        ["letter deferred"] = "lettre différée",
        ["letter delivered"] = "lettre distribuée",
        ["letter blocked"] = "lettre bloquée",
        ["letter complained"] = "lettre signalée comme indésirable",
        ["letter refused"] = "lettre refusée",
        ["reply recorded"] = "réponse enregistrée",
        ["earlier reply filed"] = "réponse antérieure classée",
        ["late reply recorded"] = "réponse tardive enregistrée",
        ["deadline passed without an answer"] = "échéance passée sans réponse",
        ["reopened"] = "rouverte",
        ["withdrawn"] = "retirée",
        ["address corrected"] = "adresse corrigée",
        ["turned to the mission"] = "adressée désormais à la mission",
        ["link renewed"] = "lien renouvelé",
        ["reminder asked for"] = "rappel demandé",
        ["resend asked for"] = "renvoi demandé",
        ["correspondence filed"] = "courrier classé",
        ["automatic mail filed"] = "message automatique classé",
        ["provider reported"] = "signalé par le prestataire",
        ["seen to"] = "traitée",
        ["proofs approved"] = "épreuves approuvées",
        ["launched"] = "lancée",
        ["paused"] = "suspendue",
        ["resumed"] = "reprise",
        ["deadline extended"] = "échéance prolongée",
        ["closed"] = "close",
        ["cancelled"] = "annulée",
        ["place fixed"] = "rang fixé",
        ["place left to the rule"] = "rang rendu à la règle",
        ["brought"] = "apportée",
        ["folder replaced"] = "dossier remplacé",
        ["invitees added"] = "invités ajoutés",
        ["added"] = "ajoutée",
        ["campaign ended without an answer"] = "campagne terminée sans réponse",
        ["erased"] = "données effacées",
        ["exported"] = "liste exportée",
        ["participants exported"] = "participants exportés",
        ["erasure begun"] = "effacement commencé",
        ["deadline passed"] = "échéance passée",
        ["replies closed"] = "réception des réponses close",
        ["event over"] = "événement terminé",
    };

    /// <summary>Whether a line of the journal adds only what somebody has written.</summary>
    public static bool IsInOwnWords(string what) =>
        what is "withdrawn" or "cancelled" or "correspondence filed" or "automatic mail filed";

    /// <summary>What lines of the journal add, by their words for what happened.</summary>
    public static readonly ILookup<string, FrenchSentence> Notes = new (string What, string English, string French)[]
    {
        ("letter sent", "edition {n}", "envoi n° {n}"),
        (
            "link renewed",
            "generation {n}; earlier links are revoked",
            "version {n} ; les liens antérieurs sont révoqués"
        ),
        ("reopened", "the deadline is now {moment}", "l’échéance est désormais {moment}"),
        ("earlier reply filed", "the answer of {moment} stands", "la réponse du {moment} reste en vigueur"),
        (
            "turned to the mission",
            "{address} refused a letter; letters go to {mission}",
            "{address} a refusé une lettre ; les lettres vont à {mission}"
        ),
        ("address corrected", "from {address} to {correct}", "{address} remplacée par {correct}"),
        ("provider reported", "copy {words}", "copie : {words}"),
        ("seen to", "{attention}", "{attention}"),
        ("brought", "{n} invitees", "{n} invités"),
        ("folder replaced", "{n} invitees", "{n} invités"),
        ("launched", "content {hash}", "contenu {hash}"),
        ("deadline extended", "from {moment} to {later}, by letter", "du {moment} au {later}, par lettre"),
        ("deadline extended", "from {moment} to {later}", "du {moment} au {later}"),
        ("deadline passed", "{answered}; {counts}.", "{answered} ; {counts}."),
        ("replies closed", "{answered}; {counts}.", "{answered} ; {counts}."),
        ("event over", "{answered}; {counts}.", "{answered} ; {counts}."),
        ("place fixed", "{invitee}: place {n} on {day}", "{invitee} : rang {n} le {day}"),
    }.ToLookup(n => n.What, n => new FrenchSentence(n.English, n.French));

    /// <summary>What a campaign is summed up with, each number after its name.</summary>
    public static readonly IReadOnlyList<FrenchSentence> Counts = All(
        ("{n} of {all} have answered", "{n} sur {all} ont répondu"),
        ("accepted {n}", "{n} acceptées"),
        ("represented by a delegate {n}", "{n} acceptées par un représentant"),
        ("declined {n}", "{n} déclinées"),
        ("late {n}", "{n} tardives"),
        ("unanswered {n}", "{n} sans réponse"),
        ("awaiting an answer {n}", "{n} en attente"),
        ("not invited yet {n}", "{n} pas encore invités"),
        ("undeliverable {n}", "{n} non distribuables"),
        ("withdrawn {n}", "{n} retirées"),
        ("delegates {n}", "{n} délégués"),
        ("of whom women {n}", "dont {n} femmes")
    );

    /// <summary>The sentences that may stand anywhere.</summary>
    public static readonly IReadOnlyList<FrenchSentence> General = All(
        // What an invitation does not allow.
        ("Another reply was recorded in the meantime.", "Une autre réponse a été enregistrée entre-temps."),
        (
            "The deadline has passed, and the answer can no longer be changed here.",
            "L’échéance est passée, et la réponse ne peut plus être modifiée ici."
        ),
        (
            "A reminder goes only to those who are awaited before the deadline; this invitation is {phase}.",
            "Un rappel ne part, avant l’échéance, qu’à ceux dont la réponse est attendue ; situation de cette invitation : {phase}."
        ),
        (
            "The campaign has ended; no letter is sent any more.",
            "La campagne est terminée ; plus aucune lettre ne part."
        ),
        ("Something has happened to the invitation in the meantime.", "L’invitation a changé entre-temps."),
        ("The letter '{step}' has not been sent yet.", "La lettre « {step} » n’a pas encore été envoyée."),
        ("The letter '{step}' is still on its way.", "La lettre « {step} » est encore en route."),
        (
            "The letter '{step}' is of no more use: the invitation is {phase}.",
            "La lettre « {step} » n’a plus d’objet. Situation de l’invitation : {phase}."
        ),
        (
            "The invitation is not sent again to an office that is {phase}.",
            "L’invitation n’est plus renvoyée à ce destinataire. Sa situation : {phase}."
        ),
        (
            "The invitation was changed by somebody else in the meantime.",
            "Quelqu’un d’autre a modifié l’invitation entre-temps."
        ),
        ("No letter has gone out yet.", "Aucune lettre n’est encore partie."),
        ("There is no such invitee.", "Cet invité n’existe pas."),
        (
            "No invitee '{invitee}' is on the list of the campaign '{campaign}'.",
            "Aucun invité « {invitee} » ne figure sur la liste de la campagne « {campaign} »."
        ),
        // What a campaign does not allow.
        ("No campaign '{campaign}' is on the record.", "Aucune campagne « {campaign} » n’est enregistrée."),
        (
            "The campaign '{campaign}' was changed by somebody else just now; look again.",
            "Quelqu’un d’autre vient de modifier la campagne « {campaign} » ; veuillez la consulter de nouveau."
        ),
        (
            "The campaign is {state}; there is nothing to approve.",
            "État de la campagne : {state}. Il n’y a rien à approuver."
        ),
        (
            "The campaign is {state}; only a draft is launched.",
            "État de la campagne : {state}. Seul un brouillon peut être lancé."
        ),
        (
            "The campaign is {state}; only one that runs can be paused.",
            "État de la campagne : {state}. Seule une campagne en cours peut être suspendue."
        ),
        (
            "The campaign is {state}; only one that is paused can be resumed.",
            "État de la campagne : {state}. Seule une campagne suspendue peut être reprise."
        ),
        (
            "The campaign is {state}; its deadline no longer moves.",
            "État de la campagne : {state}. Son échéance ne change plus."
        ),
        (
            "The campaign is {state}; it cannot become {end}.",
            "État de la campagne : {state}. Elle ne peut plus être close ni annulée."
        ),
        (
            "The campaign is {state}; nobody is added to it.",
            "État de la campagne : {state}. Personne ne peut y être ajouté."
        ),
        (
            "The campaign is {state}; close it or call it off before it is erased.",
            "État de la campagne : {state}. Il faut la clore ou l’annuler avant d’en effacer les données."
        ),
        (
            "Its list has not been exported; what is erased cannot be brought back.",
            "Sa liste n’a pas été exportée ; ce qui est effacé ne peut être rétabli."
        ),
        (
            "Its list has not been exported since the campaign ended; what is erased cannot be brought back.",
            "Sa liste n’a pas été exportée depuis la fin de la campagne ; ce qui est effacé ne peut être rétabli."
        ),
        (
            "What was looked at is not what is stored now; look at the proofs again.",
            "Ce qui a été examiné n’est plus ce qui est enregistré ; veuillez examiner de nouveau les épreuves."
        ),
        ("Nobody has approved the proofs yet.", "Personne n’a encore approuvé les épreuves."),
        (
            "The proofs were changed after they had been approved; the approval must be of exactly what is sent.",
            "Les épreuves ont été modifiées après leur approbation ; celle-ci doit porter exactement sur ce qui est envoyé."
        ),
        (
            "The campaign asks for the approval of a second person; so far only {by}, who brought it, has approved.",
            "La campagne exige l’approbation d’une seconde personne ; jusqu’ici, seule celle de {by}, qui l’a apportée, a été donnée."
        ),
        (
            "The deadline is {moment}; it can only be moved to a later time.",
            "L’échéance est fixée au {moment} ; elle ne peut être que repoussée."
        ),
        ("The deadline must not be after the event.", "L’échéance ne peut être postérieure à l’événement."),
        (
            "The deadline has passed; extend it before anybody is added.",
            "L’échéance est passée ; il faut la prolonger avant d’ajouter quiconque."
        ),
        // What is wrong with a field of a form.
        ("is missing", "à indiquer"),
        ("is too long", "texte trop long"),
        ("is not one of those that are offered", "n’est pas parmi les choix proposés"),
        ("is not a whole number that can be, at most {n}", "un nombre entier vraisemblable est attendu, {n} au plus"),
        ("is greater than the delegation", "dépasse la taille de la délégation"),
        ("is not an e-mail address", "n’est pas une adresse électronique"),
        ("must be a date such as 2018-01-15", "une date telle que 2018-01-15 est attendue"),
        ("is in the future", "est dans l’avenir"),
        ("is before the day on which the invitation was sent", "précède le jour d’envoi de l’invitation"),
        ("has more than 200 characters", "dépasse 200 caractères"),
        ("is not an invitee's code", "n’est pas le code d’un invité"),
        ("is not the id of a letter's step", "n’est pas le nom d’une étape"),
        ("The campaign has no letter of kind reminder.", "La campagne n’a pas de lettre de rappel."),
        (
            "'{letter}' is not one of the campaign's reminder letters",
            "« {letter} » n’est pas une des lettres de rappel de la campagne"
        ),
        // The running order.
        ("is not one of the days that the campaign offers", "n’est pas un des jours que propose la campagne"),
        ("must be 1 to {n}", "de 1 à {n}"),
        ("is fixed for {invitee} already", "déjà fixé pour {invitee}"),
        ("cannot be fixed: {n} are already", "ne peut être fixé : {n} le sont déjà"),
        ("The campaign offers no day for statements.", "La campagne ne propose aucun jour pour les déclarations."),
        ("All days are full.", "Tous les jours sont complets."),
        (
            "{sentence} is not one of those that the campaign offers.",
            "{sentence} n’est pas de ceux que propose la campagne."
        ),
        (
            "{sentence} is full: {n} statements fit into it.",
            "{sentence} est complet : il compte {n} déclarations au plus."
        ),
        ("The day asked for", "Le jour demandé"),
        ("The day on which staff have fixed the place", "Le jour où le rang a été fixé"),
        // Correspondence.
        (
            "It belongs to no invitation yet; assign it to one first.",
            "Ce courrier n’est encore rattaché à aucune invitation ; il faut d’abord l’y rattacher."
        ),
        (
            "{by} has classified it as {answer}. What is to stand instead can be recorded on the invitation itself.",
            "{by} l’a déjà enregistré. Réponse : {answer}. Ce qui doit valoir à la place peut être enregistré sur l’invitation elle-même."
        ),
        ("Its invitation is no longer on the record.", "Son invitation n’est plus enregistrée."),
        ("It is {settled} already.", "C’est déjà réglé : {settled}."),
        ("It belongs to {invitation} already.", "Ce courrier est déjà rattaché à {invitation}."),
        ("There is no invitation '{invitation}'.", "L’invitation « {invitation} » n’existe pas."),
        (
            "A colleague has dealt with it just now; the invitation's journal has what was recorded.",
            "Un collègue vient de s’en occuper ; le journal de l’invitation indique ce qui a été enregistré."
        ),
        ("It is no longer on the record.", "Ce courrier n’est plus enregistré."),
        // A campaign that has been summed up.
        (
            "{summary} The contact could not be told: {sentence}",
            "{summary} Le contact n’a pu être prévenu : {sentence}"
        ),
        (
            "{summary} Whether the contact was told is not known: {sentence}",
            "{summary} On ne sait si le contact a été prévenu : {sentence}"
        ),
        // What became of a letter.
        (
            "The campaign {campaign} has no letter '{letter}' in '{language}'.",
            "La campagne {campaign} n’a pas de lettre « {letter} » en « {language} »."
        ),
        ("The campaign {campaign} has no file '{file}'.", "La campagne {campaign} n’a pas de fichier « {file} »."),
        ("Put back: no more than {n} letters a minute.", "Différée : pas plus de {n} lettres par minute."),
        ("SendGrid answered {n}: {words}", "SendGrid a répondu {n} : {words}"),
        ("SendGrid could not be reached: {words}", "SendGrid n’a pu être joint : {words}"),
        ("SendGrid did not answer within {n} seconds.", "SendGrid n’a pas répondu en {n} secondes."),
        (
            "The connection to SendGrid ended before its answer came: {words}",
            "La connexion à SendGrid s’est interrompue avant sa réponse : {words}"
        ),
        (
            "SendGrid cannot be asked about a letter; its events tell.",
            "SendGrid ne peut être interrogé sur une lettre ; ses événements en informent."
        ),
        (
            "Not sent: {domain} is not among the domains that letters may go to in this rehearsal.",
            "Non envoyée : {domain} n’est pas parmi les domaines auxquels des lettres peuvent être adressées dans cette répétition."
        ),
        (
            "Not sent: the letter has {n} MB with its attachments; SendGrid takes less than 30 MB.",
            "Non envoyée : la lettre et ses pièces jointes font {n} Mo ; SendGrid en accepte moins de 30."
        ),
        (
            "The pickup folder does not take the letter: {words}",
            "Le dossier de dépôt n’accepte pas la lettre : {words}"
        ),
        ("The pickup folder does not have the letter.", "Le dossier de dépôt n’a pas la lettre."),
        // What webhooks have not taken.
        ("There is no secret to sign it with.", "Il n’y a pas de secret pour la signature."),
        ("There was no answer within {n} seconds.", "Pas de réponse en {n} secondes."),
        ("The address answered 410: it wants no more of them.", "L’adresse a répondu 410 : elle n’en veut plus."),
        ("The address answered {n}.", "L’adresse a répondu {n}."),
        ("{host} is not on the public internet.", "{host} n’est pas sur l’internet public."),
        // Why the record could not be reached.
        ("Table Storage refuses our identity ({words}).", "Table Storage refuse notre identité ({words})."),
        (
            "A table of the store is missing. It is created when the program starts.",
            "Une table du stockage manque. Elle est créée au démarrage du programme."
        ),
        ("Table Storage is not ready ({words}).", "Table Storage n’est pas prêt ({words})."),
        ("Table Storage did not answer in time.", "Table Storage n’a pas répondu à temps."),
        ("Table Storage cannot be reached.", "Table Storage est injoignable."),
        (
            "Our identity for Table Storage could not be established.",
            "Notre identité pour Table Storage n’a pu être établie."
        ),
        (
            "The invitation was changed by others {n} times in a row; try again.",
            "L’invitation a été modifiée {n} fois de suite par d’autres ; veuillez réessayer."
        ),
        ("A piece of correspondence was there, and is gone.", "Un courrier était là et n’y est plus.")
    );

    private static FrenchSentence[] All(params (string English, string French)[] sentences) =>
        [.. sentences.Select(s => new FrenchSentence(s.English, s.French))];
}
