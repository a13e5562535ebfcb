using Ical.Net;

namespace Wsis.Invitations.Correspondence.Messages;

/// <summary>Reads the answer of a calendar program (RFC 5546, <c>METHOD:REPLY</c>).</summary>
internal static class CalendarReplies
{
    /// <summary>The answer, which is null where the calendar is no reply or cannot be read, and what the attendee
    /// wrote: to a reply, or to a proposal of another time (<c>METHOD:COUNTER</c>).</summary>
    /// <param name="text">The calendar.</param>
    /// <param name="declaredMethod">The parameter <c>method</c> of its content type.</param>
    public static (CalendarReply? Reply, string? Comment) Read(string text, string? declaredMethod)
    {
        try
        {
            if (Calendar.Load(text) is not { } calendar)
                return default;
            var method = string.IsNullOrWhiteSpace(calendar.Method) ? declaredMethod : calendar.Method;
            return method?.Trim().ToUpperInvariant() switch
            {
                "REPLY" => (Read(calendar), CommentsOf(calendar)),
                "COUNTER" => (null, CommentsOf(calendar)),
                _ => default,
            };
        }
        catch (Exception e) when (MessageReader.IsUnreadable(e))
        {
            return default;
        }
    }

    private static string? CommentsOf(Calendar calendar) =>
        Plain(string.Join('\n', calendar.Events.SelectMany(e => e.Comments)));

    private static CalendarReply? Read(Calendar calendar)
    {
        foreach (var item in calendar.Events)
        foreach (var attendee in item.Attendees)
            if (AnswerOf(attendee.ParticipationStatus) is { } answer)
                return new CalendarReply(
                    answer,
                    Plain(AddressOf(attendee.Value) ?? attendee.CommonName),
                    Plain(attendee.DelegatedTo?.FirstOrDefault() is { } to ? StripScheme(to) : null),
                    Plain(string.Join('\n', item.Comments)),
                    Plain(item.Summary),
                    Plain(item.Uid)
                );
        return null;
    }

    private static CalendarAnswer? AnswerOf(string? status) =>
        status?.Trim().ToUpperInvariant() switch
        {
            "ACCEPTED" => CalendarAnswer.Accepted,
            "DECLINED" => CalendarAnswer.Declined,
            "TENTATIVE" => CalendarAnswer.Tentative,
            "DELEGATED" => CalendarAnswer.Delegated,
            _ => null,
        };

    private static string? AddressOf(Uri? uri) => uri is null ? null : StripScheme(uri.OriginalString);

    private static string StripScheme(string address) =>
        address.Trim('"').StartsWith("mailto:", StringComparison.OrdinalIgnoreCase)
            ? address.Trim('"')["mailto:".Length..]
            : address.Trim('"');

    private static string? Plain(string? text) =>
        string.IsNullOrWhiteSpace(text)
            ? null
            : CleanText
                .Paragraphs(text.Length > MessageLimits.MaxHeaderLength ? text[..MessageLimits.MaxHeaderLength] : text)
                .Trim();
}
