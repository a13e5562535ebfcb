using System.Text.RegularExpressions;
using NodaTime;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Invitees;

namespace Wsis.Invitations.Letters;

/// <summary>The parts of a letter around its body: what the letterhead and the signature add.</summary>
internal sealed record LetterSheet
{
    public required Language Language { get; init; }

    public required string Organisation { get; init; }

    /// <summary>The unit that writes. Null where none is given.</summary>
    public string? Unit { get; init; }

    /// <summary>The postal address of the organisation. Null where none is given.</summary>
    public string? Address { get; init; }

    public SheetImage? Logo { get; init; }

    public PaperSize Paper { get; init; }

    /// <summary>The line of the date, with the place where one is given.</summary>
    public required string PlaceAndDate { get; init; }

    public required string Reference { get; init; }

    /// <summary>The subject, without the reference that it ends in: that has a line of its own.</summary>
    public required string Subject { get; init; }

    public required string Office { get; init; }

    public required string State { get; init; }

    /// <summary>The lines in the window of the envelope: the office with its postal address where it has one, else with
    /// its State, and with the fax number of an office without e-mail.</summary>
    public required IReadOnlyList<string> Destination { get; init; }

    public required Contact Contact { get; init; }

    public SheetSignature? Signature { get; init; }

    /// <summary>The address of the invitee's reply page. Null: the letter asks for no reply.</summary>
    public string? ReplyPage { get; init; }

    /// <summary>The short address that leads there, to be typed from paper. Null: the letter asks for no
    /// reply.</summary>
    public string? PrintedReplyPage { get; init; }

    /// <summary>The sheet of a letter of the campaign.</summary>
    /// <param name="campaign">The campaign.</param>
    /// <param name="invitee">The invitee.</param>
    /// <param name="subject">The subject of the message.</param>
    /// <param name="today">The date that the letter bears.</param>
    /// <param name="isSigned">Whether the signatory signs it. A short letter of staff is their own.</param>
    /// <param name="images">The images of the campaign.</param>
    public static LetterSheet Create(
        Campaign campaign,
        Invitee invitee,
        string subject,
        LocalDate today,
        bool isSigned,
        LetterImages images
    )
    {
        var language = invitee.Language;
        var head = campaign.Letterhead;
        return new LetterSheet
        {
            Language = language,
            Organisation = campaign.Organisation.In(language),
            Unit = head.Unit?.In(language),
            Address = head.Address?.In(language),
            Logo = SheetImage.Find(images, head.Logo, language),
            Paper = head.Paper,
            PlaceAndDate = CalendarText.PlaceAndDate(campaign.Place?.In(language), today, language),
            Reference = campaign.Reference,
            Subject = WithoutReference(subject, campaign.Reference),
            Office = TextSanitizer.Line(invitee.Office),
            State = TextSanitizer.Line(invitee.Name),
            Destination = DestinationOf(invitee),
            Contact = campaign.Contact,
            Signature =
                isSigned && campaign.Signature is { } signature
                    ? new SheetSignature(
                        signature.Name.In(language),
                        (signature.Title ?? campaign.Signatory).In(language),
                        SheetImage.Find(images, signature.Image, language)
                    )
                    : null,
        };
    }

    /// <summary>The images that it shows.</summary>
    public IEnumerable<InlineImage> Images => new[] { Logo?.Image, Signature?.Image?.Image }.OfType<InlineImage>();

    /// <summary>The lines that would stand twice if the body had them too, each with the field that makes it, if there
    /// is one.</summary>
    public IEnumerable<(string Line, string? Field)> Lines
    {
        get
        {
            var labels = LetterLabels.In(Language);
            (string?, string?)[] lines =
            [
                (Organisation, "campaign.organisation"),
                (Unit, null),
                (Address, null),
                (PlaceAndDate, "today"),
                ($"{labels.Reference} {Reference}", "campaign.reference"),
                (Reference, "campaign.reference"),
                (Subject, null),
                (Office, "invitee.office"),
                (State, "invitee.name"),
                (Signature is null ? null : labels.OriginalSigned, null),
                (Signature?.Name, "signature.name"),
                (Signature?.Title, "campaign.signatory"),
            ];
            return lines.Where(l => !string.IsNullOrWhiteSpace(l.Item1)).Select(l => (l.Item1!, l.Item2));
        }
    }

    private static IReadOnlyList<string> DestinationOf(Invitee invitee)
    {
        string[] lines =
            invitee.Postal.Length > 0
                ? [invitee.Office, $"{invitee.Honorific} {invitee.Person}", .. invitee.PostalLines]
            : invitee.Channel == LetterChannel.Paper
                ? [invitee.Office, invitee.Name, $"{LetterLabels.In(invitee.Language).Fax} {invitee.Fax}"]
            : [invitee.Office, invitee.Name];
        return [.. lines.Select(TextSanitizer.Line).Where(l => l.Length > 0)];
    }

    private static string WithoutReference(string subject, string reference)
    {
        var shorter = Regex.Replace(
            subject,
            $@"\s*[(（]\s*{Regex.Escape(reference)}\s*[)）]\s*\z",
            "",
            RegexOptions.CultureInvariant | RegexOptions.NonBacktracking
        );
        return shorter.Length > 0 ? shorter : subject;
    }
}

/// <summary>An image of the letterhead or of the signature, with its text in the language of the letter.</summary>
internal sealed record SheetImage(InlineImage Image, string Alternative)
{
    public static SheetImage? Find(LetterImages images, CampaignImage? image, Language language) =>
        images.Find(image) is { } found ? new(found, image!.Alternative.In(language)) : null;
}

/// <summary>The signature under a letter.</summary>
internal sealed record SheetSignature(string Name, string Title, SheetImage? Image);

/// <summary>The fixed words of the letterhead and of the signature, in each language, with their punctuation.</summary>
internal sealed record LetterLabels(
    string Reference,
    string Subject,
    string Contact,
    string Address,
    string Telephone,
    string Fax,
    string OriginalSigned
)
{
    public static LetterLabels In(Language language) =>
        language.Code switch
        {
            "ar" => new(
                "المرجع:",
                "الموضوع:",
                "للاتصال:",
                "البريد الإلكتروني:",
                "الهاتف:",
                "الفاكس:",
                "(الأصل موقَّع من)"
            ),
            "en" => new("Ref.:", "Subject:", "Contact:", "E-mail:", "Telephone:", "Fax:", "(Original signed by)"),
            "es" => new("Ref.:", "Asunto:", "Contacto:", "Correo-e:", "Teléfono:", "Fax:", "(Original firmado por)"),
            "fr" => new(
                "Réf.\u00A0:",
                "Objet\u00A0:",
                "Contact\u00A0:",
                "Courriel\u00A0:",
                "Téléphone\u00A0:",
                "Fax\u00A0:",
                "(Original signé par)"
            ),
            "ru" => new(
                "Осн.:",
                "Предмет:",
                "Для контактов:",
                "Эл. почта:",
                "Телефон:",
                "Факс:",
                "(Подлинник подписан)"
            ),
            _ => new("文号：", "事由：", "联系人：", "电子邮件：", "电话：", "传真：", "（原件已签署）"),
        };
}
