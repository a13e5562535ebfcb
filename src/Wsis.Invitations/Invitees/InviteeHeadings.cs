using System.Globalization;
using System.Text;

namespace Wsis.Invitations.Invitees;

/// <summary>Finds the field that a heading of a list names, in English, in French or in both.</summary>
internal static class InviteeHeadings
{
    /// <summary>The names of each field. Where several columns are of one field, the first name is taken.</summary>
    private static readonly Dictionary<string, string[]> Names = new()
    {
        ["id"] =
        [
            "id",
            "invitee id",
            "code",
            "identifier",
            "identifiant",
            "invitee code",
            "code invité",
            "invitee",
            "invité",
        ],
        ["state"] =
        [
            "ISO",
            "ISO3",
            "ISO code",
            "ISO3 code",
            "ISO alpha-3",
            "ISO alpha-3 code",
            "alpha-3",
            "alpha-3 code",
            "alpha code",
            "A3",
            "ISO country code",
            "country ISO code",
            "country ISO",
            "country ISO3",
            "country code ISO",
            "code ISO",
            "code ISO3",
            "code ISO alpha-3",
            "code alpha-3",
            "code pays ISO",
            "code ISO du pays",
            "code ISO de l’État",
            "pays ISO",
            "pays ISO3",
            "ISO 3166",
            "ISO 3166 alpha-3",
            "ISO 3166-1",
            "ISO 3166-1 alpha-3",
            "State ISO 3166",
            "État ISO 3166",
            "State code",
            "State ISO code",
            "code of the State",
            "country code",
            "code of the country",
            "three-letter code",
            "3-letter code",
            "code à trois lettres",
            "code à 3 lettres",
            "code pays",
            "code du pays",
            "code de l’État",
            "State (three letters)",
            "État (trois lettres)",
            "State",
            "État",
        ],
        ["name"] =
        [
            "name of the State",
            "State name",
            "nom de l’État",
            "country",
            "pays",
            "country name",
            "name of the country",
            "nom du pays",
            "Member State",
            "name of the Member State",
            "Member State name",
            "État membre",
            "nom de l’État membre",
            "States",
            "États",
            "Member States",
            "États membres",
            "countries",
            "invited State",
            "State invited",
            "État invité",
            "invited country",
            "pays invité",
            "name",
            "nom",
        ],
        ["office"] =
        [
            "office",
            "name of the office",
            "office name",
            "bureau",
            "nom du bureau",
            "function",
            "fonction",
            "ministry",
            "minister",
            "addressee",
            "ministère",
            "ministre",
            "destinataire",
            "recipient",
            "position",
            "job title",
            "title",
            "titre",
            "official title",
            "titre officiel",
            "title and function",
            "titre et fonction",
            "function title",
            "titre de la fonction",
            "title of the addressee",
            "titre du destinataire",
            "function of the addressee",
            "fonction du destinataire",
            "title of the minister",
            "titre du ministre",
            "function of the minister",
            "fonction du ministre",
            "authority",
            "autorité",
            "institution",
            "service",
        ],
        ["salutation"] =
        [
            "salutation",
            "salutations",
            "form of address",
            "formule d’appel",
            "appel",
            "opening salutation",
            "civilité",
        ],
        ["language"] =
        [
            "language of letters",
            "langue des lettres",
            "language of the letter",
            "langue de la lettre",
            "letter language",
            "language of correspondence",
            "correspondence language",
            "langue de correspondance",
            "preferred language",
            "langue préférée",
            "language",
            "langue",
            "languages",
            "langues",
            "lang",
        ],
        ["address"] =
        [
            "official address",
            "official addresses",
            "adresse officielle",
            "official e-mail",
            "official e-mail address",
            "e-mail officiel",
            "courriel officiel",
            "adresse e-mail officielle",
            "adresse électronique officielle",
            "e-mail of the office",
            "e-mail address of the office",
            "office e-mail",
            "e-mail",
            "e-mail address",
            "address e-mail",
            "adresse e-mail",
            "mail",
            "mail address",
            "adresse mail",
            "courriel",
            "adresse courriel",
            "adresse de courriel",
            "adresse électronique",
            "electronic mail",
            "electronic address",
            "courrier électronique",
            "adresse de courrier électronique",
            "adresse de messagerie",
            "mél",
            "e-mails",
            "e-mail addresses",
            "courriels",
            "adresses électroniques",
            "adresses e-mail",
            "contact e-mail",
            "e-mail de contact",
            "courriel de contact",
            "e-mail principal",
            "main e-mail",
            "address",
            "adresse",
        ],
        ["copy"] =
        [
            "copy to the mission",
            "copie à la mission",
            "copy",
            "copie",
            "CC",
            "copies",
            "in copy",
            "en copie",
            "copie conforme",
            "e-mail copy",
            "copy e-mail",
            "CC e-mail",
            "e-mail CC",
            "copy address",
            "adresse de copie",
            "adresse en copie",
            "mission",
            "mission copy",
            "mission copie",
            "permanent mission",
            "mission permanente",
            "mission e-mail",
            "e-mail mission",
            "e-mail address of the mission",
            "mission e-mail address",
            "mission address",
            "address of the mission",
            "adresse de la mission",
            "adresse e-mail de la mission",
            "courriel de la mission",
            "permanent mission e-mail",
            "e-mail of the permanent mission",
            "e-mail address of the permanent mission",
            "adresse e-mail de la mission permanente",
            "e-mail de la mission permanente",
            "courriel de la mission permanente",
        ],
        ["zone"] =
        [
            "time zone",
            "zone",
            "fuseau horaire",
            "fuseau",
            "zone horaire",
            "time zones",
            "local time zone",
            "TZ",
        ],
        ["weekend"] =
        [
            "weekend",
            "weekends",
            "week-end",
            "rest days",
            "rest day",
            "days of rest",
            "days off",
            "weekly days off",
            "fin de semaine",
            "jours de repos",
            "jour de repos",
            "repos",
            "repos hebdomadaire",
            "weekend days",
            "jours de week-end",
            "jours de fin de semaine",
            "closing days",
            "jours de fermeture",
            "non-working days",
            "jours non ouvrés",
            "jours chômés",
        ],
        ["region"] =
        [
            "ITU region",
            "region ITU",
            "région UIT",
            "région de l’UIT",
            "region",
            "région",
            "regions",
            "geographical region",
            "région géographique",
        ],
        ["group"] =
        [
            "group",
            "groupe",
            "category",
            "catégorie",
            "groups",
            "groupes",
            "group of invitees",
            "groupe d’invités",
            "category of invitee",
            "catégorie d’invité",
        ],
        ["postal"] =
        [
            "postal",
            "postal address",
            "mailing address",
            "address postal",
            "postal addresses",
            "adresses postales",
            "street address",
            "street",
            "adresse postale",
            "courrier postal",
        ],
        ["fax"] =
        [
            "fax",
            "fax number",
            "number of fax",
            "telefax",
            "facsimile",
            "télécopie",
            "télécopieur",
            "numéro de fax",
            "numéro de télécopie",
            "numéro de télécopieur",
        ],
        ["honorific"] =
        [
            "honorific",
            "honorific title",
            "titre honorifique",
            "title of the person",
            "titre de la personne",
            "titre personnel",
            "personal title",
            "courtesy title",
            "titre de courtoisie",
        ],
        ["person"] =
        [
            "person",
            "person name",
            "name of the person",
            "nom de la personne",
            "full name",
            "nom complet",
            "complete name",
            "personne",
            "name of the addressee",
            "addressee name",
            "nom du destinataire",
            "name of the minister",
            "minister name",
            "nom du ministre",
            "name and first name",
            "first name and name",
            "first name, last name",
            "last name, first name",
            "nom et prénom",
            "prénom et nom",
            "office holder",
            "titulaire",
            "nom du titulaire",
            "contact person",
            "personne de contact",
            "contact name",
            "nom du contact",
        ],
    };

    /// <summary>Words that do not matter: articles, prepositions and the like.</summary>
    private static readonly HashSet<string> Articles =
    [
        .. "a au aux d de des du et for l la le les of or ou pour s the to and your votre 1 n no nº".Split(' '),
    ];

    private static readonly Dictionary<string, (string Field, int Rank)> Fields = Names
        .SelectMany(f => f.Value.Index().Select(n => (Key: KeyOf(SplitWords(n.Item)), Field: f.Key, Rank: n.Index)))
        .DistinctBy(n => n.Key)
        .ToDictionary(n => n.Key, n => (n.Field, n.Rank));

    /// <summary>The names in any order of their words, in the singular or the plural.</summary>
    private static readonly Dictionary<string, (string Field, int Rank)> Stems = Names
        .SelectMany(f =>
            f.Value.Index().Select(n => (Key: KeyOf(StemsOf(SplitWords(n.Item))), Field: f.Key, Rank: n.Index))
        )
        .DistinctBy(n => n.Key)
        .ToDictionary(n => n.Key, n => (n.Field, RankOfStems + n.Rank));

    /// <summary>Words that only stress: "full postal address".</summary>
    private static readonly HashSet<string> Emphases = StemsOf([
            .. "complete complet full entire exact official officiel officielle".Split(' '),
        ])
        .ToHashSet();

    /// <summary>Words that say whose it is, or that it is the first of several: "the minister's e-mail", "langue
    /// préférée".</summary>
    private static readonly HashSet<string> Owners = StemsOf([
            .. "minister ministre ministry ministere ministerial addressee destinataire recipient office bureau".Split(
                ' '
            ),
            .. "institution administration authority autorite service person personne invitee invite contact".Split(
                ' '
            ),
            .. "state etat country pays preferred prefere preferee main primary principal principale".Split(' '),
        ])
        .ToHashSet();

    /// <summary>The fields that are the same for every person of an office. A name or a title is not.</summary>
    private static readonly HashSet<string> OfAnyOwner =
    [
        "salutation",
        "language",
        "address",
        "zone",
        "weekend",
        "region",
        "postal",
        "fax",
    ];

    /// <summary>That of a ministry, or a full one, is often the postal address.</summary>
    private static readonly HashSet<string> PlainAddresses = StemsOf(["address", "addresses", "adresse"]).ToHashSet();

    /// <summary>A longer text is no heading.</summary>
    private const int MaxLength = 200;

    /// <summary>No name has more words.</summary>
    private const int MaxWords = 8;

    /// <summary>Names that are found by their <see cref="Stems"/> come after those that are headings as they
    /// are.</summary>
    private const int RankOfStems = 500;

    /// <summary>Names that are less certain come after all others: those of a heading of several parts.</summary>
    private const int RankOfParts = 1_000;

    /// <summary>The column of each field whose name is a heading, or a part of one. A heading whose parts name several
    /// fields is of none.</summary>
    public static Dictionary<string, int> Propose(IReadOnlyList<string> headings) =>
        headings
            .Index()
            .Select(h => (Column: h.Index, Found: Find(h.Item)))
            .Where(h => h.Found is not null)
            .GroupBy(h => h.Found!.Value.Field)
            .ToDictionary(g => g.Key, g => g.MinBy(h => h.Found!.Value.Rank).Column);

    private static (string Field, int Rank)? Find(string heading)
    {
        if (heading.Length > MaxLength)
            return null;
        if (Fields.TryGetValue(KeyOf(SplitWords(heading)), out var whole))
            return whole;
        var (main, remarks) = SplitRemarks(heading);
        var named = FindParts(main);
        if (named.Count == 0)
            return null;
        List<(string Field, int Rank)> all = [.. named, .. FindParts(remarks)];
        var rank = RankOfParts + named.Min(n => n.Rank);
        return all.Select(n => n.Field).Distinct().ToList() switch
        {
            [var field] => (field, rank),
            // Of a mission, "E-mail (mission)" is the address.
            ["address", "copy"] or ["copy", "address"] => ("copy", rank),
            _ => null,
        };
    }

    private static List<(string Field, int Rank)> FindParts(string text) =>
        [
            .. text.Replace(" - ", "/", StringComparison.Ordinal)
                .Split(['/', '\\', '|', ',', ';', ':', '·', '•', '–', '—', '+', '=', '\n'])
                .Select(part => FindRepeated(SplitWords(part)))
                .OfType<(string, int)>(),
        ];

    /// <summary>Divides a heading into what it says and what is in brackets.</summary>
    private static (string Main, string Remarks) SplitRemarks(string heading)
    {
        var (main, remarks, depth) = (new StringBuilder(), new StringBuilder(), 0);
        foreach (var c in heading)
            if (c is '(' or '[')
                (depth, remarks) = (depth + 1, remarks.Append('\n'));
            else if (c is ')' or ']')
                depth = Math.Max(0, depth - 1);
            else
                (depth > 0 ? remarks : main).Append(c);
        return (main.ToString(), remarks.ToString());
    }

    /// <summary>The field of a name, or of several names of one field without a sign between them: "State
    /// État".</summary>
    private static (string Field, int Rank)? FindRepeated(string[] words)
    {
        if (FindName(words) is { } whole)
            return whole;
        // Only the longest name is tried, so that any heading is read in bounded time.
        for (var length = Math.Min(words.Length - 1, MaxWords); length > 0; length--)
            if (FindName([.. words.Take(length)]) is { } first)
                return FindRepeated([.. words.Skip(length)])?.Field == first.Field ? first : null;
        return null;
    }

    private static (string Field, int Rank)? FindName(string[] words)
    {
        if (Fields.TryGetValue(KeyOf(words), out var found))
            return found;
        var all = StemsOf(words);
        string[] stems = [.. all.Where(s => !Emphases.Contains(s))];
        if (Stems.TryGetValue(KeyOf(stems), out found) && (stems.Length == all.Length || !IsPlainAddress(stems)))
            return found;
        string[] unowned = [.. stems.Where(s => !Owners.Contains(s))];
        return
            !IsPlainAddress(unowned) && Stems.TryGetValue(KeyOf(unowned), out found) && OfAnyOwner.Contains(found.Field)
            ? found
            : null;
    }

    private static bool IsPlainAddress(string[] stems) => stems is [var one] && PlainAddresses.Contains(one);

    /// <summary>The words without endings that number and gender give them in English and French, and without their
    /// order.</summary>
    private static string[] StemsOf(string[] words) =>
        [
            .. $" {string.Join(' ', words)} "
                .Replace(" e mail", " email", StringComparison.Ordinal)
                .Replace(" week end", " weekend", StringComparison.Ordinal)
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Where(w => !Articles.Contains(w))
                .Select(StemOf)
                .Order(StringComparer.Ordinal),
        ];

    private static string StemOf(string word)
    {
        if (word.EndsWith("ies", StringComparison.Ordinal))
            return $"{word[..^3]}y";
        var singular = word.TrimEnd('s', 'x');
        var stem = singular.EndsWith('e') ? singular[..^1] : singular;
        return stem.Length > 1 ? stem : word;
    }

    /// <summary>The words without those that do not matter, as one.</summary>
    private static string KeyOf(string[] words) =>
        string.Concat(words.Where(w => !Articles.Contains(w))) is { Length: > 0 } key ? key : string.Concat(words);

    /// <summary>The words in small letters without accents.</summary>
    private static string[] SplitWords(string text)
    {
        var simple = text.Normalize(NormalizationForm.FormD)
            .ToLowerInvariant()
            .Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
            .Select(c => char.IsLetterOrDigit(c) ? c : ' ');
        return string.Concat(simple).Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }
}
