using System.Globalization;
using NodaTime;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Replies;

namespace Wsis.Web.Public.Texts;

/// <summary>The texts of the public pages, complete in every language. They use the words of the sample
/// letters.</summary>
public sealed partial record PageTexts
{
    /// <summary>The text before the reference of the letter.</summary>
    public required string Invitation { get; init; }
    public required string AddressedTo { get; init; }
    public required string Dates { get; init; }
    public required string Place { get; init; }
    public required string ReplyBefore { get; init; }
    public required string ReadTheLetter { get; init; }
    public required string LanguageOfThisPage { get; init; }
    public required string Contact { get; init; }

    /// <summary><c>{0}</c> is a date, <c>{1}</c> a time of day.</summary>
    public required string Moment { get; init; }

    /// <summary>The comma of an enumeration, with its space.</summary>
    public required string Comma { get; init; }

    public required string YourReply { get; init; }
    public required string Accept { get; init; }
    public required string Delegate { get; init; }
    public required string Decline { get; init; }
    public required string RepresentativeSection { get; init; }
    public required string RepresentativeHint { get; init; }
    public required string RepresentativeTitle { get; init; }
    public required string RepresentativeName { get; init; }
    public required string RepresentativeAddress { get; init; }
    public required string ParticipationSection { get; init; }
    public required string ParticipationHint { get; init; }
    public required string Statement { get; init; }
    public required string StatementWished { get; init; }
    public required string NoStatement { get; init; }
    public required string StatementDay { get; init; }
    public required string StatementLanguage { get; init; }
    public required string NotDecided { get; init; }
    public required string SpeakerTitle { get; init; }
    public required string SpeakerName { get; init; }
    public required string Speaker { get; init; }
    public required string StatementMinutes { get; init; }
    public required string DelegationSize { get; init; }
    public required string Women { get; init; }
    public required string Remarks { get; init; }
    public required string CopyTo { get; init; }
    public required string CopyToHint { get; init; }
    public required string Delegation { get; init; }

    /// <summary><c>{0}</c> is a day, written out.</summary>
    public required string DelegationHint { get; init; }
    public required string DelegationClosed { get; init; }

    /// <summary><c>{0}</c> is a number.</summary>
    public required string Person { get; init; }
    public required string PersonTitle { get; init; }
    public required string PersonName { get; init; }
    public required string PersonFunction { get; init; }
    public required string PersonAddress { get; init; }
    public required string PersonSpeaks { get; init; }
    public required string NobodySpeaks { get; init; }
    public required string AddPerson { get; init; }
    public required string SaveDelegation { get; init; }
    public required string DelegationOvertaken { get; init; }
    public required string PersonNameMissing { get; init; }

    /// <summary><c>{0}</c> is a number.</summary>
    public required string TooManyPersons { get; init; }
    public required string DelegationTooLong { get; init; }
    public required string Send { get; init; }
    public required string SendChange { get; init; }

    public required string Recorded { get; init; }
    public required string RecordedReply { get; init; }
    public required string ReceivedOn { get; init; }
    public required string Accepted { get; init; }
    public required string Delegated { get; init; }
    public required string Declined { get; init; }
    public required string Representative { get; init; }
    public required string AcknowledgementFollows { get; init; }
    public required string AcknowledgementSent { get; init; }
    public required string CopyFollows { get; init; }
    public required string ReplyReference { get; init; }
    public required string PrintReceipt { get; init; }
    public required string AddToCalendar { get; init; }
    public required string AddStatementToCalendar { get; init; }
    public required string RemoveFromCalendar { get; init; }
    public required string RemoveStatementFromCalendar { get; init; }
    public required string Change { get; init; }

    /// <summary><c>{0}</c> is the deadline, written out.</summary>
    public required string ChangeUntil { get; init; }
    public required string ChangeAfterDeadline { get; init; }
    public required string RecordedLate { get; init; }

    public required string NotYet { get; init; }

    /// <summary>The deadline has passed, or the campaign was closed before it.</summary>
    public required string ReplyTimeEnded { get; init; }
    public required string Settled { get; init; }
    public required string Withdrawn { get; init; }
    public required string Cancelled { get; init; }
    public required string Overtaken { get; init; }

    public required string InvalidLink { get; init; }
    public required string InvalidLinkHelp { get; init; }
    public required string ReplacedLink { get; init; }
    public required string ReplacedLinkHelp { get; init; }
    public required string NotRecorded { get; init; }
    public required string Unavailable { get; init; }
    public required string TryAgain { get; init; }
    public required string TooLarge { get; init; }
    public required string TooLargeHelp { get; init; }
    public required string TooMany { get; init; }
    public required string TooManyHelp { get; init; }
    public required string Unreadable { get; init; }
    public required string UnreadableHelp { get; init; }
    public required string Unexpected { get; init; }
    public required string UnexpectedHelp { get; init; }

    public required string Mend { get; init; }
    public required string AnswerMissing { get; init; }
    public required string NameMissing { get; init; }

    /// <summary><c>{0}</c> is the number of characters.</summary>
    public required string TooLong { get; init; }
    public required string NotOffered { get; init; }

    /// <summary><c>{0}</c> is the largest number.</summary>
    public required string NotACount { get; init; }
    public required string MoreWomen { get; init; }
    public required string MoreWomenThanNamed { get; init; }
    public required string NotAnAddress { get; init; }

    /// <summary>The texts in a language.</summary>
    public static PageTexts In(Language language) =>
        language.Code switch
        {
            "ar" => Arabic,
            "es" => Spanish,
            "fr" => French,
            "ru" => Russian,
            "zh" => Chinese,
            _ => English,
        };

    /// <summary>A local date and time in the language of these texts.</summary>
    public string Display(LocalDateTime moment, Language language) =>
        string.Format(
            CultureInfo.InvariantCulture,
            Moment,
            CalendarText.Date(moment.Date, language),
            CalendarText.Time(moment.TimeOfDay)
        );

    /// <summary>The words for an answer that was given.</summary>
    public string Display(Answer answer) =>
        answer switch
        {
            Answer.Accepted => Accepted,
            Answer.Delegated => Delegated,
            _ => Declined,
        };

    /// <summary>The error of a field, as a sentence.</summary>
    public string Display(string field, ReplyFieldError error) =>
        error switch
        {
            ReplyFieldError.Missing when field.StartsWith("person-", StringComparison.Ordinal) => PersonNameMissing,
            ReplyFieldError.Missing => field == "answer" ? AnswerMissing : NameMissing,
            ReplyFieldError.TooManyPersons => Filled(TooManyPersons, Wsis.Invitations.Replies.Delegation.MaxMembers),
            ReplyFieldError.DelegationTooLong or ReplyFieldError.SeveralSpeakers => DelegationTooLong,
            ReplyFieldError.TooLong => Filled(
                TooLong,
                field == "remarks" ? Reply.MaxRemarkLength : ReplyForm.MaxNameLength
            ),
            ReplyFieldError.NotOffered => NotOffered,
            ReplyFieldError.NotACount => Filled(NotACount, ReplyForm.MaxDelegationSize),
            ReplyFieldError.NotMinutes => Filled(NotACount, ReplyForm.MaxStatementMinutes),
            ReplyFieldError.MoreThanDelegation => MoreWomen,
            ReplyFieldError.MoreThanNamed => MoreWomenThanNamed,
            _ => NotAnAddress,
        };

    private static string Filled(string text, int number) => string.Format(CultureInfo.InvariantCulture, text, number);
}
