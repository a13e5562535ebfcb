using NodaTime;
using Wsis.Invitations.Correspondence.Messages;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Journal;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Reports;
using Wsis.Invitations.Texts;
using Wsis.Invitations.Workflow;

namespace Wsis.Web.StaffPages.Texts;

/// <summary>Journals in French, for the staff pages.</summary>
/// <param name="zone">The zone of moments. Without one they are in UTC.</param>
internal sealed class FrenchJournal(DateTimeZone? zone = null) : IJournalTexts
{
    private static readonly FrenchReasons Reasons = new();

    private static StaffTexts Texts => StaffTexts.In(Language.French);

    public JournalText Text(JournalEvent.AsWritten e) => new(e.What, e.Note);

    public JournalText Text(JournalEvent.Imported e) => new("importée");

    public JournalText Text(JournalEvent.Added e) => new("ajoutée");

    public JournalText Text(JournalEvent.LetterSent e) =>
        new("lettre envoyée", e.Edition > 1 ? $"envoi n° {e.Edition}" : null);

    public JournalText Text(JournalEvent.Reinvited e) => new("invitée de nouveau");

    public JournalText Text(JournalEvent.LetterToPrint e) =>
        new("lettre à imprimer", e.Edition > 1 ? $"envoi n° {e.Edition}" : null);

    public JournalText Text(JournalEvent.LetterPosted e) =>
        new(
            e.Way switch
            {
                PostalWay.Fax => "lettre envoyée par télécopie",
                PostalWay.Pouch => "lettre envoyée par la valise",
                _ => "lettre postée",
            },
            e.Number is null ? $"le {Day(e.On)}" : $"le {Day(e.On)}, numéro {e.Number}"
        );

    public JournalText Text(JournalEvent.LetterReturned e) => new("lettre revenue", e.Words);

    public JournalText Text(JournalEvent.LetterReturnUndone e) =>
        new("retour de la lettre annulé", $"« {e.Words ?? "lettre revenue"} » remplacé par « lettre postée »");

    public JournalText Text(JournalEvent.LetterNotSent e) => new("lettre non envoyée", e.Reason.In(Reasons));

    public JournalText Text(JournalEvent.LetterInDoubt e) => new("sort de la lettre incertain", e.Reason.In(Reasons));

    public JournalText Text(JournalEvent.LetterDropped e) => new("lettre devenue inutile", e.Reason.In(Reasons));

    public JournalText Text(JournalEvent.LetterUnresolved e) =>
        new("sort de la lettre incertain", "elle n’est plus nécessaire, et rien n’a confirmé son envoi");

    public JournalText Text(JournalEvent.LetterPutBack e) => new("lettre à réessayer", e.Reason.In(Reasons));

    public JournalText Text(JournalEvent.DeliveryReported e) =>
        new(Name(e.Delivery), e.Words is { } words ? TechnicalDetail.Alone(words) : null);

    public JournalText Text(JournalEvent.ProviderReported e) =>
        new(
            "signalé par le prestataire",
            e.IsCopy ? TechnicalDetail.AfterSentence("Au sujet de la copie.", e.Words) : TechnicalDetail.Alone(e.Words)
        );

    public JournalText Text(JournalEvent.ReplyRecorded e) => new("réponse enregistrée");

    public JournalText Text(JournalEvent.LateReplyRecorded e) => new("réponse tardive enregistrée");

    public JournalText Text(JournalEvent.DelegationNamed e) =>
        new(
            "délégation indiquée",
            e.Delegation.Members.Count == 0
                ? "personne"
                : string.Join(
                    '\n',
                    e.Delegation.Members.Select(m =>
                        string.Join(
                            ", ",
                            new[] { m.FullName, m.Function, m.Address, m.Speaks ? "prend la parole" : "" }.Where(t =>
                                !string.IsNullOrEmpty(t)
                            )
                        )
                    )
                )
        );

    public JournalText Text(JournalEvent.ReplyRepeated e) => new("même réponse reçue à nouveau");

    public JournalText Text(JournalEvent.EarlierReplyFiled e) =>
        new("réponse antérieure classée", $"la réponse du {Moment(e.Current)} reste en vigueur");

    public JournalText Text(JournalEvent.DeadlineMissed e) => new("échéance passée sans réponse");

    public JournalText Text(JournalEvent.EndedUnanswered e) => new("campagne terminée sans réponse");

    public JournalText Text(JournalEvent.Reopened e) =>
        new("rouverte", $"l’échéance est désormais le {Moment(e.Deadline)}");

    public JournalText Text(JournalEvent.InvitationWithdrawn e) => new("retirée", e.Motive);

    public JournalText Text(JournalEvent.AddressCorrected e) =>
        new(
            "adresse corrigée",
            $"{Written(e.Former)} remplacée par {Written(e.Address)}"
                + (e.SharedWith is { } ids ? $" ; c’est aussi une adresse de {ids}" : "")
        );

    public JournalText Text(JournalEvent.ParticularCorrected e) =>
        new(
            "données corrigées",
            Texts.Label(
                DraftTexts.In(Language.French).DisplayColumn(e.Column),
                Describe(Written(e.Column, e.Former), Written(e.Column, e.Corrected))
            )
        );

    private static string Describe(string former, string corrected) =>
        corrected.Length == 0 ? $"« {former} » supprimé"
        : former.Length == 0 ? $"« {corrected} » ajouté"
        : $"« {former} » remplacé par « {corrected} »";

    public JournalText Text(JournalEvent.MovedToMission e) =>
        new(
            "adressée désormais à la mission",
            e.Address.Length == 0
                ? $"une lettre est revenue ; les lettres vont à {Written(e.Mission)}"
                : $"{Written(e.Address)} a refusé une lettre ; les lettres vont à {Written(e.Mission)}"
        );

    public JournalText Text(JournalEvent.LinkRenewed e) =>
        new("lien renouvelé", $"version {e.Generation} ; les liens antérieurs sont révoqués");

    public JournalText Text(JournalEvent.ReminderRequested e) => new("rappel demandé");

    public JournalText Text(JournalEvent.ResendRequested e) => new("renvoi demandé");

    public JournalText Text(JournalEvent.PersonErased e) => new("données personnelles effacées");

    public JournalText Text(JournalEvent.PersonalLetterWritten e) =>
        new("courte lettre rédigée", $"{e.Subject}\n\n{e.Text}");

    public JournalText Text(JournalEvent.CorrespondenceFiled e) => new("courrier classé", e.Summary);

    public JournalText Text(JournalEvent.ConfirmationFiled e) =>
        new(
            "courrier classé",
            $"{(e.Sender.Length > 0 ? e.Sender : Texts.ByWebsite)} : {Texts.DisplayAnswer(e.Answer)} : {e.Reason.In(Reasons)}"
        );

    public JournalText Text(JournalEvent.AutomaticMailFiled e) => new("message automatique classé", e.Summary);

    public JournalText Text(JournalEvent.ReportFiled e) =>
        new(e.Kind == ReportKind.Delivery ? "avis de distribution classé" : "avis de lecture classé", e.Summary);

    public JournalText Text(JournalEvent.AttentionCleared e) =>
        new("traitée", string.Join(", ", Texts.DisplayEach(e.Attention)));

    public JournalText Text(JournalEvent.CampaignImported e) => new("campagne importée", Invitees(e.Invitees));

    public JournalText Text(JournalEvent.FolderReplaced e) => new("dossier remplacé", Invitees(e.Invitees));

    public JournalText Text(JournalEvent.ProofsApproved e) => new("épreuves approuvées", Content(e.Hash));

    public JournalText Text(JournalEvent.TestLetterSent e) =>
        new("lettre d’essai envoyée", $"{Letter(e.Letter.Value, e.Language)}{(e.To is null ? "" : $", à {e.To}")}");

    public JournalText Text(JournalEvent.LetterCorrectionProposed e) =>
        new("correction d’une lettre proposée", Letter(e.Letter, e.Language));

    public JournalText Text(JournalEvent.LetterCorrected e) =>
        new("correction d’une lettre approuvée", $"{Letter(e.Letter, e.Language)}, rédigée par {e.By}");

    public JournalText Text(JournalEvent.LetterCorrectionWithdrawn e) =>
        new("correction d’une lettre retirée", Letter(e.Letter, e.Language));

    private static string Letter(string letter, string language) =>
        $"lettre « {Texts.DisplayStep(letter)} » en {FrenchLanguages.Name(language)}";

    public JournalText Text(JournalEvent.Launched e) => new("lancée", Content(e.Hash));

    public JournalText Text(JournalEvent.Paused e) => new("suspendue");

    public JournalText Text(JournalEvent.Resumed e) => new("reprise");

    public JournalText Text(JournalEvent.DeadlineExtended e) =>
        new("échéance prolongée", $"du {Moment(e.Former)} au {Moment(e.Deadline)}{(e.ByLetter ? ", par lettre" : "")}");

    public JournalText Text(JournalEvent.LettersNotRecalled e) =>
        new(
            "lettres non rappelées",
            PluralRules.Choose(
                Language.French,
                e.Count,
                one: $"{e.Count} lettre en cours d’envoi ou au sort incertain",
                other: $"{e.Count} lettres en cours d’envoi ou au sort incertain"
            )
        );

    public JournalText Text(JournalEvent.CampaignClosed e) => new("close");

    public JournalText Text(JournalEvent.CampaignCancelled e) => new("annulée", e.Motive);

    public JournalText Text(JournalEvent.ListCorrected e) => new("données corrigées par une liste", Invitees(e.Count));

    public JournalText Text(JournalEvent.InviteesAdded e) => new("invités ajoutés", Invitees(e.Count));

    public JournalText Text(JournalEvent.PlaceFixed e) =>
        new("rang fixé", $"invité {e.Invitee} : rang {e.Place} le {Day(e.Day)}");

    public JournalText Text(JournalEvent.PlaceFreed e) => new("rang rendu à la règle", $"invité {e.Invitee}");

    public JournalText Text(JournalEvent.InvitationsExported e) => new("liste exportée");

    public JournalText Text(JournalEvent.ParticipantsExported e) => new("participants exportés");

    public JournalText Text(JournalEvent.ErasureBegun e) => new("effacement commencé");

    public JournalText Text(JournalEvent.Erased e) => new("données effacées");

    public JournalText Text(JournalEvent.SummedUp e) => new(FrenchSummary.Instance.Name(e.Milestone), Sentence(e));

    private static string Content(string hash) => $"contenu d’empreinte {ContentHash.Shorten(hash)}";

    private static string Invitees(int count) =>
        PluralRules.Choose(Language.French, count, one: $"{count} invité", other: $"{count} invités");

    private static string Written(string addresses) => EmailAddress.ToDisplay(addresses);

    private static string Written(string column, string cell) =>
        column switch
        {
            "language" => FrenchLanguages.NamePair(cell),
            "state" => StateNames.Find(cell, Language.French),
            "weekend" => WeekdayNames.ToDisplay(cell, Language.French),
            _ => InviteeList.ToDisplay(column, cell),
        };

    private static string Moment(LocalDateTime moment) => CalendarText.Moment(moment, Language.French);

    private string Moment(Instant moment) => CalendarText.Moment(moment, zone, Language.French);

    private static string Day(LocalDate day) => CalendarText.Date(day, Language.French);

    private static string Name(Delivery delivery) =>
        delivery switch
        {
            Delivery.Processed => "lettre prise en charge",
            Delivery.Deferred => "lettre différée",
            Delivery.Delivered => "lettre distribuée",
            Delivery.Blocked => "lettre bloquée",
            Delivery.Complained => "lettre signalée comme indésirable",
            Delivery.Refused => "lettre refusée",
            Delivery.Returned => "lettre revenue",
            _ => "lettre au sort inconnu",
        };

    /// <summary>The counts in a sentence, and the outcome of the letter to the contact.</summary>
    private static string Sentence(JournalEvent.SummedUp e)
    {
        var rows = string.Join(", ", Counts(e.Counts).Where(c => c is not null));
        var answered = FrenchSummary.Instance.Answered(e.Counts);
        var counts = rows.Length == 0 ? $"{answered}." : $"{answered} ; {rows}.";
        return e.ContactNotNotified is not { } reason ? counts
            : e.IsInDoubt ? $"{counts} On ne sait si le contact a été prévenu : {reason.In(Reasons)}"
            : $"{counts} Le contact n’a pu être prévenu : {reason.In(Reasons)}";
    }

    private static IEnumerable<string?> Counts(SummaryCounts c) =>
        [
            Named(c.Accepted, "acceptée", "acceptées"),
            Named(c.Delegated, "acceptée par un représentant", "acceptées par un représentant"),
            Named(c.Declined, "déclinée", "déclinées"),
            c.Late == 0 ? null : $"dont {Named(c.Late, "tardive", "tardives")}",
            Named(c.Unanswered, "sans réponse", "sans réponse"),
            Named(c.Awaiting, "en attente", "en attente"),
            Named(c.Scheduled, "pas encore invité", "pas encore invités"),
            Named(c.Undeliverable, "non distribuable", "non distribuables"),
            Named(c.Withdrawn, "retirée", "retirées"),
            Named(c.Delegates, "délégué", "délégués"),
            Women(c),
        ];

    private static string? Women(SummaryCounts c) =>
        c.WomenOf > 0 ? $"dont femmes : {ShareText.Format(c.Women, c.WomenOf, FrenchSummary.WomenOf)}"
        : c.Women > 0 ? $"dont {Named(c.Women, "femme", "femmes")}"
        : null;

    private static string? Named(long count, string one, string other) =>
        count == 0 ? null : $"{count} {PluralRules.Choose(Language.French, count, one: one, other: other)}";
}
