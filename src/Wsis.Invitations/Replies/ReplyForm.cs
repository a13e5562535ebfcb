using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Reasons;

namespace Wsis.Invitations.Replies;

/// <summary>A reply as it was typed on the page or sent to the webhook. Nothing in it is checked.</summary>
public sealed record ReplyForm
{
    public string? Answer { get; init; }

    /// <summary>One of <see cref="StatementWish"/>. Empty where the question was not answered: the fields of the
    /// statement answer it then.</summary>
    public string? Statement { get; init; }
    public string? StatementDay { get; init; }
    public string? StatementLanguage { get; init; }
    public string? StatementMinutes { get; init; }
    public string? SpeakerTitle { get; init; }
    public string? SpeakerName { get; init; }
    public string? DelegationSize { get; init; }
    public string? Women { get; init; }
    public string? RepresentativeTitle { get; init; }
    public string? RepresentativeName { get; init; }
    public string? RepresentativeAddress { get; init; }
    public string? Remarks { get; init; }

    /// <summary>The own address of the person who answers, for a copy of the acknowledgement.</summary>
    public string? CopyTo { get; init; }

    /// <summary>The largest delegation that is believed.</summary>
    public const int MaxDelegationSize = 500;

    /// <summary>The longest statement that can be asked for, in minutes.</summary>
    public const int MaxStatementMinutes = 60;

    /// <summary>The most characters of a name or a title.</summary>
    public const int MaxNameLength = 200;

    /// <summary>Creates the form with the values of a reply, for changing it.</summary>
    public static ReplyForm From(Reply reply)
    {
        var representative = (reply.Answer as Answer.Delegated)?.Representative;
        var attendance = reply.Answer.Attendance;
        return new ReplyForm
        {
            Answer = reply.Answer.Kind,
            Statement = StatementWish.From(attendance?.WishesStatement),
            StatementDay = attendance?.StatementDay is { } day ? LocalDatePattern.Iso.Format(day) : null,
            StatementLanguage = attendance?.StatementLanguage,
            StatementMinutes = Number(attendance?.StatementMinutes),
            SpeakerTitle = attendance?.SpeakerTitle,
            SpeakerName = attendance?.SpeakerName,
            DelegationSize = Number(attendance?.DelegationSize),
            Women = Number(attendance?.Women),
            RepresentativeTitle = representative?.Title,
            RepresentativeName = representative?.Name,
            RepresentativeAddress = representative?.Address,
            Remarks = reply.Remarks,
        };
    }

    /// <summary>The remarks, made harmless; null where there are none.</summary>
    public string? ReadRemarks() => TextSanitizer.Paragraphs(Remarks ?? "") is { Length: > 0 } remarks ? remarks : null;

    /// <summary>The address for the copy of the acknowledgement; null where there is none.</summary>
    public string? ReadCopyTo() => EmailAddress.TryRead(CopyTo ?? "", out var address) ? address : null;

    /// <summary>Reads the answer out of the form.</summary>
    /// <param name="campaign">Says which days can be chosen.</param>
    /// <param name="errors">Receives, by field name, what is wrong.</param>
    /// <param name="persons">How many persons the office has named: they are the size of the delegation. 0 where it has
    /// named none.</param>
    /// <returns>The answer; null where something is wrong.</returns>
    public Answer? Read(Campaign campaign, IDictionary<string, ReplyFieldError> errors, int persons = 0)
    {
        if (Remarks is { Length: > Reply.MaxRemarkLength })
            errors["remarks"] = ReplyFieldError.TooLong;
        if (!string.IsNullOrWhiteSpace(CopyTo) && ReadCopyTo() is null)
            errors["copyTo"] = ReplyFieldError.NotAnAddress;
        Answer? answer = Answer switch
        {
            AnswerKinds.Declined => new Answer.Declined(),
            AnswerKinds.Accepted => new Answer.Accepted(ReadParticipation(campaign, errors, persons)),
            AnswerKinds.Delegated => new Answer.Delegated(
                ReadRepresentative(errors),
                ReadParticipation(campaign, errors, persons)
            ),
            _ => null,
        };
        if (answer is null)
            errors["answer"] = ReplyFieldError.Missing;
        return errors.Count == 0 ? answer : null;
    }

    private Participation ReadParticipation(Campaign campaign, IDictionary<string, ReplyFieldError> errors, int persons)
    {
        var size = ReadCount("delegationSize", DelegationSize, 1, errors);
        var women = ReadCount("women", Women, 0, errors);
        if (persons > 0 && women > persons)
            errors["women"] = ReplyFieldError.MoreThanNamed;
        else if (women > (size ?? MaxDelegationSize))
            errors["women"] = ReplyFieldError.MoreThanDelegation;
        return ReadStatement(campaign, errors) with { DelegationSize = size, Women = women };
    }

    /// <summary>The fields of a statement that is not wished are not read: a page keeps them while they are
    /// hidden.</summary>
    private Participation ReadStatement(Campaign campaign, IDictionary<string, ReplyFieldError> errors)
    {
        switch (Statement)
        {
            case StatementWish.None:
                return new Participation { StatementWished = false };
            case StatementWish.Undecided:
                return new Participation();
            case not (null or "" or StatementWish.Wished):
                errors["statement"] = ReplyFieldError.NotOffered;
                return new Participation();
        }
        var statement = new Participation(ReadDay(campaign, errors), ReadLanguage(errors))
        {
            StatementMinutes = ReadMinutes(errors),
            SpeakerTitle = ReadOptional("speakerTitle", SpeakerTitle, errors),
            SpeakerName = ReadOptional("speakerName", SpeakerName, errors),
        };
        var isWished = Statement == StatementWish.Wished || statement != new Participation();
        // The day and the language say it, as in replies from before the question was asked.
        return isWished && statement.WishesStatement is null ? statement with { StatementWished = true } : statement;
    }

    private int? ReadMinutes(IDictionary<string, ReplyFieldError> errors)
    {
        if (string.IsNullOrWhiteSpace(StatementMinutes))
            return null;
        if (TryReadNumber(StatementMinutes, 1, MaxStatementMinutes, out var minutes))
            return minutes;
        errors["statementMinutes"] = ReplyFieldError.NotMinutes;
        return null;
    }

    private LocalDate? ReadDay(Campaign campaign, IDictionary<string, ReplyFieldError> errors)
    {
        if (string.IsNullOrEmpty(StatementDay))
            return null;
        var parsed = LocalDatePattern.Iso.Parse(StatementDay);
        if (parsed.Success && campaign.Statements.Any(s => s.Day == parsed.Value))
            return parsed.Value;
        errors["statementDay"] = ReplyFieldError.NotOffered;
        return null;
    }

    private string? ReadLanguage(IDictionary<string, ReplyFieldError> errors)
    {
        if (string.IsNullOrEmpty(StatementLanguage))
            return null;
        if (Language.TryParse(StatementLanguage, out var language))
            return language.Code;
        errors["statementLanguage"] = ReplyFieldError.NotOffered;
        return null;
    }

    private Representative ReadRepresentative(IDictionary<string, ReplyFieldError> errors)
    {
        var title = Named("representativeTitle", RepresentativeTitle, required: false, errors);
        var name = Named("representativeName", RepresentativeName, required: true, errors);
        if (!string.IsNullOrWhiteSpace(RepresentativeAddress) && !EmailAddress.IsValid(RepresentativeAddress.Trim()))
            errors["representativeAddress"] = ReplyFieldError.NotAnAddress;
        return new Representative(
            title,
            name,
            string.IsNullOrWhiteSpace(RepresentativeAddress) ? null : RepresentativeAddress.Trim()
        );
    }

    private static string? ReadOptional(string field, string? text, IDictionary<string, ReplyFieldError> errors) =>
        Named(field, text, required: false, errors) is { Length: > 0 } line ? line : null;

    private static string Named(string field, string? text, bool required, IDictionary<string, ReplyFieldError> errors)
    {
        var line = TextSanitizer.Line(text ?? "");
        if (required && line.Length == 0)
            errors[field] = ReplyFieldError.Missing;
        else if (line.Length > MaxNameLength)
            errors[field] = ReplyFieldError.TooLong;
        return line;
    }

    private static int? ReadCount(string field, string? text, int least, IDictionary<string, ReplyFieldError> errors)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        if (TryReadNumber(text, least, MaxDelegationSize, out var count))
            return count;
        errors[field] = ReplyFieldError.NotACount;
        return null;
    }

    private static bool TryReadNumber(string text, int least, int most, out int number) =>
        int.TryParse(WesternDigits(text.Trim()), NumberStyles.None, CultureInfo.InvariantCulture, out number)
        && number >= least
        && number <= most;

    /// <summary>Arabic keyboards type ٣, Persian ones ۳: a digit is a digit.</summary>
    private static string WesternDigits(string text) =>
        string.Concat(text.Select(c => char.IsDigit(c) ? (char)('0' + char.GetNumericValue(c)) : c));

    private static string? Number(int? number) => number?.ToString(CultureInfo.InvariantCulture);
}

/// <summary>The errors of a field of a reply. The page shows them in the reader's language.</summary>
public enum ReplyFieldError
{
    Missing,
    TooLong,
    NotOffered,
    NotACount,
    NotMinutes,
    MoreThanDelegation,
    MoreThanNamed,
    NotAnAddress,
    TooManyPersons,
    DelegationTooLong,
    SeveralSpeakers,
}

/// <summary>Form errors as reasons, for staff and their programs.</summary>
public static class ReplyFieldErrorReasons
{
    public static Reason ToReason(this ReplyFieldError error) =>
        error switch
        {
            ReplyFieldError.Missing => new Reason.Missing(),
            ReplyFieldError.TooLong => new Reason.TooLong(),
            ReplyFieldError.NotOffered => new Reason.NotOffered(),
            ReplyFieldError.NotACount => new Reason.NotACount(ReplyForm.MaxDelegationSize),
            ReplyFieldError.NotMinutes => new Reason.NotACount(ReplyForm.MaxStatementMinutes),
            ReplyFieldError.MoreThanDelegation => new Reason.MoreThanDelegation(),
            ReplyFieldError.MoreThanNamed => new Reason.MoreThanNamed(),
            ReplyFieldError.TooManyPersons => new Reason.TooManyPersons(Delegation.MaxMembers),
            ReplyFieldError.DelegationTooLong => new Reason.LongerThan(Delegation.MaxLength),
            ReplyFieldError.SeveralSpeakers => new Reason.SeveralSpeakers(),
            _ => new Reason.NotAnAddress(),
        };
}
