using System.Diagnostics.CodeAnalysis;
using NodaTime;
using NodaTime.Text;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Reasons;

namespace Wsis.Invitations.Campaigns;

/// <summary>Parses the values of <c>campaign.json</c>. Each method is a <see cref="JsonFields.Parser{T}"/>.</summary>
internal static class FactParsers
{
    private const int MaxWebhookLength = 500;

    public static LocalDate? ReadDate(JsonFields fields, string name) =>
        fields.Parsed<LocalDate?>(name, TryNullableDate, ValueForm.Date);

    public static bool TryOrder(string text, out string? by) =>
        (by = text is "acceptance" or "alphabetical-french" or "lot" ? text : null) is not null;

    public static bool TryAddress(string text, out string address) => EmailAddress.IsValid(address = text);

    public static bool TryWebhook(string text, out Uri value) =>
        Uri.TryCreate(text, UriKind.Absolute, out value!)
        && text.Length <= MaxWebhookLength
        && value.UserInfo.Length == 0
        && value.Fragment.Length == 0
        && (value.Scheme == "https" || value is { Scheme: "http", Host: "localhost" });

    public static bool TryId(string text, out CampaignId? id)
    {
        var valid = CampaignId.TryParse(text, out var value);
        id = value;
        return valid;
    }

    public static bool TryStep(string text, out StepId? id)
    {
        var valid = StepId.TryParse(text, out var value);
        id = value;
        return valid;
    }

    public static bool TryApproval(string text, out string? approval) =>
        (approval = text is "one-person" or "second-person" ? text : null) is not null;

    public static bool TryPaper(string text, out PaperSize? paper) =>
        (
            paper = text switch
            {
                "a4" => PaperSize.A4,
                "letter" => PaperSize.Letter,
                _ => null,
            }
        )
            is not null;

    public static bool TryStaffLanguage(string text, out Language? language) =>
        Language.TryParse(text, out language) && (language == Language.English || language == Language.French);

    public static bool TryKind(string text, out LetterKind? kind) =>
        (
            kind = text switch
            {
                "invitation" => LetterKind.Invitation,
                "reminder" => LetterKind.Reminder,
                "briefing" => LetterKind.Briefing,
                _ => null,
            }
        )
            is not null;

    public static bool TryDue(string text, out Due? due) => Due.TryParse(text, out due);

    public static bool TryZone(string text, out DateTimeZone? zone) =>
        (zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(text)) is not null;

    public static bool TryLocal(string text, out LocalDateTime? value) =>
        TryPattern(LocalDateTimePattern.GeneralIso, text, out value) && DateBounds.Allows(value.Value.Date);

    public static bool TryTime(string text, out LocalTime? value) =>
        TryPattern(LocalTimePattern.CreateWithInvariantCulture("HH':'mm"), text, out value);

    public static bool TryNullableDate(string text, out LocalDate? value) =>
        TryPattern(LocalDatePattern.Iso, text, out value) && DateBounds.Allows(value.Value);

    public static bool TryDate(string text, out LocalDate value) =>
        LocalDatePattern.Iso.Parse(text).TryGetValue(default, out value) && DateBounds.Allows(value);

    public static bool TryPeriod(string text, out Period? value)
    {
        var parsed = PeriodPattern.NormalizingIso.Parse(text);
        value = parsed.Success ? parsed.Value : null;
        return value is not null && DateBounds.Allows(value) && !text.Contains('-', StringComparison.Ordinal);
    }

    private static bool TryPattern<T>(IPattern<T> pattern, string text, [NotNullWhen(true)] out T? value)
        where T : struct
    {
        var parsed = pattern.Parse(text);
        value = parsed.Success ? parsed.Value : null;
        return parsed.Success;
    }
}
