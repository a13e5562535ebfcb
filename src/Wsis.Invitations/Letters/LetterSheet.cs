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
internal sealed record LetterLabels(string Reference, string Subject, string Contact, string Address, string Telephone)
{
    public static LetterLabels In(Language language) =>
        language.Code switch
        {
            "ar" => new("المرجع:", "الموضوع:", "للاتصال:", "البريد الإلكتروني:", "الهاتف:"),
            "en" => new("Ref.:", "Subject:", "Contact:", "E-mail:", "Telephone:"),
            "es" => new("Ref.:", "Asunto:", "Contacto:", "Correo-e:", "Teléfono:"),
            "fr" => new("Réf. :", "Objet :", "Contact :", "Courriel :", "Téléphone :"),
            "ru" => new("Осн.:", "Предмет:", "Для контактов:", "Эл. почта:", "Телефон:"),
            _ => new("文号：", "事由：", "联系人：", "电子邮件：", "电话："),
        };
}
