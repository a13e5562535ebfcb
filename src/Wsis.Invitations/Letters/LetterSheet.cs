using Wsis.Invitations.Campaigns;

namespace Wsis.Invitations.Letters;

/// <summary>The parts of a letter around its body.</summary>
internal sealed record LetterSheet(
    Language Language,
    string Organisation,
    string Reference,
    string Subject,
    string Today,
    string Office,
    string State,
    Contact Contact
);

/// <summary>The fixed words of the letterhead, in each language, with their punctuation.</summary>
internal sealed record LetterLabels(
    string Reference,
    string Subject,
    string Contact,
    string Address,
    string Telephone,
    string Fax
)
{
    public static LetterLabels In(Language language) =>
        language.Code switch
        {
            "ar" => new("المرجع:", "الموضوع:", "للاتصال:", "البريد الإلكتروني:", "الهاتف:", "الفاكس:"),
            "en" => new("Ref.:", "Subject:", "Contact:", "E-mail:", "Telephone:", "Fax:"),
            "es" => new("Ref.:", "Asunto:", "Contacto:", "Correo-e:", "Teléfono:", "Fax:"),
            "fr" => new(
                "Réf.\u00A0:",
                "Objet\u00A0:",
                "Contact\u00A0:",
                "Courriel\u00A0:",
                "Téléphone\u00A0:",
                "Fax\u00A0:"
            ),
            "ru" => new("Осн.:", "Предмет:", "Для контактов:", "Эл. почта:", "Телефон:", "Факс:"),
            _ => new("文号：", "事由：", "联系人：", "电子邮件：", "电话：", "传真："),
        };
}
