using System.Globalization;
using NodaTime;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Texts;

namespace Wsis.Web.StaffPages.Texts;

/// <summary>Problems of campaign folders in French, for the staff pages. The words of a parser are in English and are
/// left out: the line says where to look.</summary>
internal sealed class FrenchProblems : IProblemTexts
{
    private static readonly CultureInfo Culture = CultureInfo.GetCultureInfo("fr-FR");

    public string Text(ProblemReason.IsNot reason) => $"{Quote(reason.Value)} n’est pas {Display(reason.Form)}";

    public string Text(ProblemReason.MustBe reason) => $"doit être {Display(reason.Form)}";

    public string Text(ProblemReason.IsMissing reason) => $"manque ; il faut {Display(reason.Form)}";

    public string Text(ProblemReason.IsEmpty reason) => $"est vide ; il faut {Display(reason.Form)}";

    public string Text(ProblemReason.NotOneLine reason) =>
        $"doit avoir de 1 à {Number(reason.Max)} caractères, sans retour à la ligne";

    public string Text(ProblemReason.NotInRange reason) =>
        $"doit être un nombre entier de {Number(reason.Min)} à {Number(reason.Max)}";

    public string Text(ProblemReason.TooManyValues reason) =>
        $"il y en a {Number(reason.Count)} ; {Number(reason.Max)} au plus sont admis";

    public string Text(ProblemReason.ValueTwice reason) => $"{Quote(reason.Value)} y figure deux fois";

    public string Text(ProblemReason.UnknownProperty reason) => "n’est pas une propriété connue ici";

    public string Text(ProblemReason.PropertyTwice reason) => "figure deux fois ici";

    public string Text(ProblemReason.NotJson reason) =>
        TechnicalDetail.AfterClause("n’est pas du JSON à cet endroit", reason.Words);

    public string Text(ProblemReason.DayOutsideEvent reason) =>
        $"{CalendarText.Date(reason.Day, Language.French)} n’est pas un jour de la manifestation";

    public string Text(ProblemReason.NoSuchTime reason) =>
        $"cette heure n’existe pas dans le fuseau {reason.Zone} : les horloges y sont avancées";

    public string Text(ProblemReason.NotAfterSending reason) => "doit être postérieure à l’envoi";

    public string Text(ProblemReason.EndNotAfterStart reason) => "doit être postérieure au début";

    public string Text(ProblemReason.EndBeforeStart reason) => "ne doit pas précéder le premier jour";

    public string Text(ProblemReason.AfterEvent reason) => "ne doit pas être postérieure à la manifestation";

    public string Text(ProblemReason.NotOneInvitation reason) => "il faut exactement une étape du genre invitation";

    public string Text(ProblemReason.ReservedStep reason) =>
        $"« {reason.Step} » : les identifiants qui commencent par {reason.Prefixes} sont réservés au programme";

    public string Text(ProblemReason.DueAfterDeadline reason) =>
        $"« {Letter(reason.Step)} » partirait le {Moment(reason.Due)}, et non avant l’échéance";

    public string Text(ProblemReason.DueBeforeInvitation reason) =>
        $"« {Letter(reason.Step)} » partirait le {Moment(reason.Due)}, avant l’invitation";

    public string Text(ProblemReason.DueAfterEvent reason) =>
        $"« {Letter(reason.Step)} » partirait le {Moment(reason.Due)}, après la manifestation";

    public string Text(ProblemReason.NoBrowser reason) =>
        $"les lettres de « {Letter(reason.Step)} » partent avec leur PDF, et aucun navigateur n’est configuré pour les imprimer ; elles attendent que le réglage Wsis__Pdf__Browser en indique un";

    public string Text(ProblemReason.SeedMissing reason) =>
        "un tirage au sort demande une graine : un texte convenu d’avance";

    public string Text(ProblemReason.ReservedLink reason) =>
        "un nom n’a que des lettres et des chiffres ; « reply » et « letter » sont réservés au programme";

    public string Text(ProblemReason.NotALanguage reason) => $"n’est pas une des langues {FrenchLanguages.Codes}";

    public string Text(ProblemReason.NoText reason) => "demande un texte dans au moins une langue";

    public string Text(ProblemReason.TextMissing reason) =>
        $"n’a pas de texte {FrenchLanguages.NameNone(reason.Languages)} ; les lettres le montrent dans une autre langue";

    public string Text(ProblemReason.SendingPassed reason) =>
        $"ce moment est passé depuis le {Moment(reason.SendAt)} ({reason.Zone}) ; l’invitation partira dès que la "
        + "campagne sera lancée et que les heures d’envoi le permettront";

    public string Text(ProblemReason.DeadlinePassed reason) =>
        $"elle est passée depuis le {Moment(reason.Deadline)} ({reason.Zone}) ; un lancement n’enverrait aucune "
        + "lettre et laisserait toutes les invitations sans réponse";

    public string Text(ProblemReason.OtherCampaign reason) =>
        $"le dossier est celui d’une autre campagne ; l’identifiant de ce projet est « {reason.Expected} »";

    public string Text(ProblemReason.FileMissing reason) => "le fichier manque";

    public string Text(ProblemReason.NotUtf8 reason) => "n’est pas en UTF-8 à cet endroit";

    public string Text(ProblemReason.TooManyBytes reason) =>
        $"le fichier a {Number(reason.Count)} octets ; {Number(reason.Max)} au plus peuvent être conservés";

    public string Text(ProblemReason.TooManyCharacters reason) =>
        $"le fichier a {Number(reason.Count)} caractères ; {Number(reason.Max)} au plus peuvent être conservés";

    public string Text(ProblemReason.AttachmentInFolder reason) =>
        $"est dans un sous-dossier ; les fichiers sont attachments/{{fichier}}";

    public string Text(ProblemReason.NameTooLong reason) =>
        $"le nom a {Number(reason.Length)} caractères ; {Number(reason.Max)} au plus sont admis";

    public string Text(ProblemReason.NameNotAllowed reason) =>
        "le nom ne doit avoir ni virgule, ni point-virgule, ni guillemet, ni barre oblique inverse";

    public string Text(ProblemReason.AttachmentKind reason) =>
        $"est d’un type que les lettres n’emportent pas ; elles emportent {reason.Kinds}";

    public string Text(ProblemReason.FileEmpty reason) => "est vide";

    public string Text(ProblemReason.AttachmentsTooLarge reason) =>
        $"les fichiers ont ensemble {Number(reason.Count)} octets ; {Number(reason.Max)} au plus sont admis";

    public string Text(ProblemReason.LetterAttachmentsTooLarge reason) =>
        $"ses fichiers ont ensemble {Number(reason.Count)} octets ; {Number(reason.Max)} au plus sont admis, pour que la lettre reste sous les 10 Mo que beaucoup de serveurs acceptent";

    public string Text(ProblemReason.AttachmentMissing reason) => $"le fichier « {reason.Path} » n’existe pas";

    public string Text(ProblemReason.AttachmentUnused reason) =>
        "aucune lettre ne le nomme ; une lettre nomme ses fichiers dans son en-tête, à la ligne « attachments: ... »";

    public string Text(ProblemReason.NotAnImage reason) => "n’est pas une image PNG ou JPEG";

    public string Text(ProblemReason.ImageTooWide reason) =>
        $"mesure {reason.Width} pixels sur {reason.Height} ; {reason.Max} au plus sont admis dans chaque sens";

    public string Text(ProblemReason.ImageUnused reason) =>
        "ni l’en-tête, ni la signature, ni aucune lettre ne la nomment";

    public string Text(ProblemReason.ImageWithoutText reason) =>
        $"l’image « {reason.Image} » n’a pas de texte pour les personnes qui ne la voient pas : ![texte]({reason.Image})";

    public string Text(ProblemReason.LettersOnOneDay reason) =>
        $"le plan envoie {Letters(reason.Steps)} à {Offices(reason.Invitees)} le même jour ({reason.Example}, le {CalendarText.Date(reason.Day, Language.French)}) ; il faut en déplacer une";

    public string Text(ProblemReason.LetterOvertaken reason) =>
        $"la lettre {Letter(reason.Step)} n’est pas envoyée à {Offices(reason.Invitees)}, dont {reason.Example} : {Letter(reason.By)} est due au même moment";

    private static string Offices(int count) =>
        PluralRules.Choose(Language.French, count, one: $"{count} bureau", other: $"{count} bureaux");

    public string Text(ProblemReason.LineTwice reason) =>
        $"« {reason.Line} » figure deux fois : l’en-tête ou la signature l’indique déjà";

    public string Text(ProblemReason.Html reason) =>
        $"« {reason.Tag} » est du HTML et s’afficherait tel quel ; une lettre s’écrit en Markdown, comme **gras**";

    public string Text(ProblemReason.MarksShown reason) =>
        $"les signes « {reason.Marks} » s’afficheraient tels quels, d’abord pour {reason.Invitee} ; une mise en "
        + "valeur est vide, ou ses signes ne vont pas ensemble";

    public string Text(ProblemReason.ZipTooManyFiles reason) =>
        $"l’archive a {Number(reason.Count)} fichiers ; {Number(reason.Max)} au plus sont admis";

    public string Text(ProblemReason.NotAZip reason) => "le fichier n’est pas une archive zip lisible";

    public string Text(ProblemReason.PathOutside reason) => "le chemin mène hors du dossier";

    public string Text(ProblemReason.ZipTwice reason) => "est deux fois dans l’archive";

    public string Text(ProblemReason.ZipTooLarge reason) =>
        $"l’archive se déploie en plus de {Number(reason.Max)} octets";

    public string Text(ProblemReason.WrongChecksum reason) =>
        "sa somme de contrôle est fausse ; refaites l’archive et envoyez-la de nouveau";

    public string Text(ProblemReason.SeveralCampaigns reason) =>
        $"l’archive contient plusieurs campagnes ({reason.Paths}) ; envoyez-en une à la fois";

    public string Text(ProblemReason.TooManyParts reason) => $"l’envoi a plus de {Number(reason.Max)} fichiers";

    public string Text(ProblemReason.PartTwice reason) => "est deux fois dans l’envoi";

    public string Text(ProblemReason.NotMultipart reason) => "l’envoi n’est pas du multipart/form-data lisible";

    public string Text(ProblemReason.IdDiffers reason) =>
        $"l’identifiant est « {reason.Id} », et l’adresse nomme « {reason.Address} »";

    public string Text(ProblemReason.NotALetter reason) =>
        $"n’est pas une lettre ; les lettres sont letters/{{langue}}/{{lettre}}.md";

    public string Text(ProblemReason.LetterMissing reason) =>
        $"la lettre manque ; {Count(reason.Invitees, "invité reçoit ses lettres", "invités reçoivent leurs lettres")} en {FrenchLanguages.Name(reason.Language)}";

    public string Text(ProblemReason.LetterUnused reason) => "aucune étape de la campagne n’envoie cette lettre";

    public string Text(ProblemReason.GroupEmpty reason) =>
        $"personne dans cette langue n’est dans le groupe « {reason.Group} »";

    public string Text(ProblemReason.NoReplyLink reason) =>
        "n’a pas de lien vers la page de réponse ; écrivez-le sous la forme [texte]({{ links.reply }})";

    public string Text(ProblemReason.FieldEmpty reason) =>
        reason.Invitees is { } count
            ? $"« invitee.{reason.Column} » est vide pour {Count(count, "invité", "invités")}, par exemple « {reason.First} »"
            : $"« invitee.{reason.Column} » est vide";

    public string Text(ProblemReason.UnknownLink reason) =>
        $"« links.{reason.Link} » n’est pas parmi les liens de {CampaignReader.FileName}";

    public string Text(ProblemReason.NoFrontMatter reason) =>
        "doit commencer par un en-tête : une ligne « --- », une ligne « subject: ... », au besoin une ligne « attachments: ... », une ligne « --- »";

    public string Text(ProblemReason.UnknownField reason) =>
        $"« {reason.Field} » n’est pas un champ de cette lettre ; les champs sont {reason.Fields}";

    public string Text(ProblemReason.NotLiquid reason) =>
        TechnicalDetail.AfterClause(
            "Liquid : les accolades ou les conditions ne peuvent pas être lues à cet endroit",
            reason.Words
        );

    public string Text(ProblemReason.TagTooLong reason) =>
        $"Liquid : une balise a plus de {Number(reason.Max)} caractères";

    public string Text(ProblemReason.BracketsTooDeep reason) =>
        $"Liquid : des parenthèses sont dans plus de {Number(reason.Max)} autres";

    public string Text(ProblemReason.BlocksTooDeep reason) =>
        $"Liquid : un bloc est dans plus de {Number(reason.Max)} autres";

    public string Text(ProblemReason.UnknownFilter reason) =>
        $"Liquid : les lettres n’ont pas de filtre « {reason.Filter} »";

    public string Text(ProblemReason.NoRanges reason) => "Liquid : les lettres n’ont pas de suites telles que (1..10)";

    public string Text(ProblemReason.NotRendered reason) =>
        TechnicalDetail.AfterClause(
            $"la lettre à « {reason.Invitee} » ne peut pas être composée : elle dépasse une limite, ou un filtre ne "
                + "convient pas à sa valeur",
            reason.Words
        );

    public string Text(ProblemReason.UnsafeLink reason) =>
        $"{Quote(reason.Link)} n’est pas un lien pour une lettre ; les liens commencent par {reason.Schemes}";

    public string Text(ProblemReason.NoColumns reason) =>
        $"la liste est vide ; sa première ligne doit nommer les colonnes {reason.Columns}";

    public string Text(ProblemReason.ColumnMissing reason) => $"la colonne « {reason.Column} » manque";

    public string Text(ProblemReason.UnknownColumn reason) =>
        $"la colonne {Quote(reason.Column)} n’est pas connue ; les colonnes standard sont {reason.Columns} ; tout autre "
        + $"intitulé commence par une lettre de A à Z et donne un nom de {OwnColumn.MaxNameLength} caractères au plus";

    public string Text(ProblemReason.ColumnTwice reason) => $"la colonne {Quote(reason.Column)} y figure deux fois";

    public string Text(ProblemReason.TooManyOwnColumns reason) =>
        $"a {Number(reason.Count)} colonnes propres ; {Number(reason.Max)} au plus sont admises";

    public string Text(ProblemReason.ColumnUnused reason) => $"aucune lettre n’utilise la colonne « {reason.Column} »";

    public string Text(ProblemReason.TooManyCells reason) =>
        $"a {Count(reason.Count, "case", "cases")} ; l’en-tête en a {Number(reason.Columns)}";

    public string Text(ProblemReason.NotCsv reason) => "ne peut pas être lu comme CSV à cet endroit";

    public string Text(ProblemReason.OldSpreadsheet reason) =>
        "est un classeur d’un ancien Excel (.xls) ; enregistrez-le au format .xlsx et déposez celui-ci";

    public string Text(ProblemReason.ColumnsNotFound reason) =>
        $"aucune colonne n’a été trouvée pour {reason.Columns} ; chaque invité en a besoin";

    public string Text(ProblemReason.NoInvitees reason) => "la liste est vide : il y faut au moins un invité";

    public string Text(ProblemReason.OneTooMany reason) =>
        $"est de trop : une campagne a au plus {Number(reason.Max)} invités";

    public string Text(ProblemReason.IdTwice reason) => $"{Quote(reason.Id)} figure déjà à la ligne {reason.Row}";

    public string Text(ProblemReason.InviteeUnknown reason) => $"la campagne n’a pas d’invité « {reason.Invitee} »";

    public string Text(ProblemReason.CellTooLong reason) =>
        $"a {Number(reason.Length)} caractères ; {Number(reason.Max)} au plus sont admis";

    public string Text(ProblemReason.AddressShared reason) =>
        $"{Quote(reason.Address)} est aussi l’adresse de la ligne {reason.Row}";

    public string Text(ProblemReason.AddressOfInvitee reason) =>
        $"{Quote(reason.Address)} est une adresse de « {reason.Invitee} » et de « {reason.Other} »";

    public string Text(ProblemReason.OneZoneForAll reason) =>
        $"les {Number(reason.Invitees)} invités ont tous {reason.Zone} ; il est une autre heure dans les États de "
        + $"{Number(reason.Others)} d’entre eux"
        + (reason.Closed > 0 ? $", et {Number(reason.Closed)} ont d’autres jours de repos" : "")
        + " ; une cellule laissée vide reçoit ce qui vaut pour l’État";

    public string Text(ProblemReason.NoSecondText reason) =>
        $"le texte ci-dessous en {FrenchLanguages.Name(reason.Language)}"
        + (reason.Invitees is { } count ? $" de {Count(count, "invité", "invités")}" : "")
        + " commence par des mots de la première langue ; des colonnes "
        + $"particulières sont prévues pour cela : {string.Join(", ", reason.Columns.Select(c => $"« {c} »"))}";

    public string Text(ProblemReason.TooManyAdditions reason) =>
        $"a {Number(reason.Count)} invités ; {Number(reason.Max)} au plus sont ajoutés à la fois";

    public string Text(ProblemReason.NoLetterInLanguage reason) =>
        $"un invité reçoit ses lettres en {FrenchLanguages.Name(reason.Language)}, et la campagne n’a pas de lettre « {Letter(reason.Letter)} » dans cette langue";

    public string Text(ProblemReason.OtherParticulars reason) =>
        $"« {reason.Invitee} » figure déjà sur la liste de la campagne, avec d’autres données ; corrigez-les sur son invitation";

    public string Text(ProblemReason.ListTooLong reason) => $"la campagne aurait plus de {Number(reason.Max)} invités";

    public string Text(ProblemReason.NotASpreadsheet reason) => "n’est pas un classeur lisible";

    public string Text(ProblemReason.SheetTooWide reason) =>
        $"une ligne a {Number(reason.Count)} cases ; {Number(reason.Max)} au plus sont lues";

    public string Text(ProblemReason.SheetTooLong reason) => $"la feuille a plus de {Number(reason.Max)} lignes";

    public string Text(ProblemReason.SpreadsheetTooLarge reason) =>
        $"le fichier se déploie en plus de {Number(reason.Max)} octets";

    private static string Letter(string letter) => StaffTexts.In(Language.French).DisplayStep(letter);

    private static string Letters(string letters) => string.Join(", ", letters.Split(", ").Select(Letter));

    private static string Quote(string value) => $"« {QuotedValue.Show(value)} »";

    private static string Number(long number) => number.ToString("N0", Culture);

    private static string Count(int count, string one, string other) =>
        $"{Number(count)} {PluralRules.Choose(Language.French, count, one: one, other: other)}";

    private static string Moment(LocalDateTime moment) => CalendarText.Moment(moment, Language.French);

    internal static string Display(ValueForm form) =>
        form switch
        {
            ValueForm.CampaignId => "un identifiant de campagne : de 1 à 40 caractères parmi a-z, 0-9 et « - »",
            ValueForm.StepId => "un identifiant d’étape : de 1 à 40 caractères parmi a-z, 0-9 et « - »",
            ValueForm.InviteeId => "un identifiant d’invité : de 1 à 60 lettres, chiffres, « - », « . » ou « _ »",
            ValueForm.Text => "un texte",
            ValueForm.TextLine => "un texte d’une ligne",
            ValueForm.WholeNumber => "un nombre entier",
            ValueForm.TrueOrFalse => "true ou false",
            ValueForm.JsonMap => "un objet",
            ValueForm.JsonFile => "un objet JSON",
            ValueForm.List => "une liste",
            ValueForm.Zone => "un fuseau horaire IANA tel que Europe/Zurich",
            ValueForm.LocalDateTime =>
                "une date et une heure locales telles que 2018-01-22T00:00:00, des années 1900 à 2999",
            ValueForm.Date => "une date telle que 2018-03-19, des années 1900 à 2999",
            ValueForm.Time => "une heure telle que 09:00",
            ValueForm.Period => "une durée ISO 8601 telle que P2D ou PT30M, de dix ans au plus",
            ValueForm.Due => "un moment tel que sending, deadline - P7D ou event - P2W, de dix ans au plus",
            ValueForm.DayCount => "un nombre entier de jours tel que 14, de dix ans au plus",
            ValueForm.OfficeZone =>
                "un fuseau horaire : un nom IANA tel que Europe/Zurich, un nom de Windows tel que W. Europe Standard Time ou une ville telle que Genève",
            ValueForm.EmailAddress => "une adresse électronique de la forme nom@example.org",
            ValueForm.EmailAddressOrPaper =>
                "une adresse électronique, à moins d’une adresse postale ou d’un numéro de télécopie",
            ValueForm.EmailAddresses =>
                "une à cinq adresses électroniques de la forme nom@example.org, séparées par « ; »",
            ValueForm.WebAddress => "une adresse du web telle que https://www.example.org",
            ValueForm.Webhook =>
                "une adresse qui commence par https:// (ou http://localhost, pour un essai) et n’a pas plus de 500 caractères",
            ValueForm.Language => $"une des langues {FrenchLanguages.Codes}",
            ValueForm.OfficeLanguages =>
                $"une ou deux des langues {FrenchLanguages.Codes}, par exemple fr, ou fr en pour un second texte ci-dessous",
            ValueForm.StateCode => "le code ISO 3166-1 alpha-3 d’un État, tel que CHE",
            ValueForm.Weekend =>
                "une liste de six jours au plus, par leur nom en français, en anglais ou dans une autre des six langues, séparés par des espaces ou des virgules, telle que « vendredi samedi » ou « Sat, Sun »",
            ValueForm.GroupName =>
                $"le nom d’un groupe : {GroupName.MaxLength} lettres, chiffres et traits d’union au plus",
            ValueForm.PostalAddress =>
                $"une adresse postale de {PostalAddress.MaxLines} lignes au plus, séparées par « ; » ou un saut de ligne",
            ValueForm.FaxNumber => "un numéro de télécopie tel que +41 22 555 01 16",
            ValueForm.LetterKind => "invitation, reminder ou briefing",
            ValueForm.Approval => "one-person ou second-person",
            ValueForm.StatementOrder => "acceptance, alphabetical-french ou lot",
            ValueForm.Paper => "a4 ou letter",
            ValueForm.StaffLanguage => "en ou fr",
            ValueForm.ImageName =>
                "le nom d’un fichier de images/, fait de lettres, de chiffres, de « . », de « - » et de « _ »",
            _ => throw new ArgumentOutOfRangeException(nameof(form), form, null),
        };
}
