using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using NodaTime;
using NodaTime.Text;
using Wsis.Invitations.Correspondence;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Storage;

namespace Wsis.Web.StaffPages.Correspondence;

/// <summary>The choice of messages on the page.</summary>
public enum MailboxChoice
{
    /// <summary>The messages of the campaign that a person must read.</summary>
    Waiting,

    /// <summary>The messages of the shared mailbox. All campaigns show them.</summary>
    Unmatched,

    /// <summary>All messages of the campaign.</summary>
    All,
}

/// <summary>Reads and writes the choice in the address of the page.</summary>
internal static class MailboxChoices
{
    public static MailboxChoice Parse(string? text) =>
        text switch
        {
            "nobody" => MailboxChoice.Unmatched,
            "all" => MailboxChoice.All,
            _ => MailboxChoice.Waiting,
        };

    public static string Name(this MailboxChoice mailbox) =>
        mailbox switch
        {
            MailboxChoice.Unmatched => "nobody",
            MailboxChoice.All => "all",
            _ => "waiting",
        };

    public static string Query(this MailboxChoice mailbox) => $"?show={mailbox.Name()}";
}

/// <summary>The search in the address of a page of messages. Unknown values do not filter.</summary>
/// <param name="Mailbox">The choice of messages.</param>
/// <param name="Status">What was done about them. Null for any.</param>
/// <param name="State">The code of the invitee's State.</param>
/// <param name="Sender">A text in the sender's name or address.</param>
/// <param name="Text">A text in the subject, the text or the names of files.</param>
/// <param name="Since">The first day of arrival.</param>
/// <param name="Until">The last day of arrival.</param>
/// <param name="Continuation">The page. Null for the first.</param>
public sealed record MessageSearch(
    MailboxChoice Mailbox,
    CorrespondenceState? Status,
    string? State,
    string? Sender,
    string? Text,
    LocalDate? Since,
    LocalDate? Until,
    string? Continuation
)
{
    /// <summary>Whether it asks for more than a choice.</summary>
    public bool IsNarrowed => (State ?? Sender ?? Text) is not null || Since is not null || Until is not null;

    /// <summary>Reads a search. Without a status, those that wait are shown, except in the list of all.</summary>
    internal static MessageSearch Read(IQueryCollection query, MailboxChoice mailbox) =>
        new(
            mailbox,
            query.ContainsKey("status") ? ReadStatus(query["status"])
                : mailbox == MailboxChoice.All ? null
                : CorrespondenceState.Waiting,
            ReadText(query["state"])?.ToUpperInvariant(),
            ReadText(query["sender"]),
            ReadText(query["q"]),
            CorrespondenceFilter.ReadDay(query["since"]),
            CorrespondenceFilter.ReadDay(query["until"]),
            query["next"].ToString() is { Length: > 0 } next ? next : null
        );

    /// <summary>The filter of the store. Days begin in a zone.</summary>
    public CorrespondenceFilter ToFilter(DateTimeZone zone) =>
        new(
            Status,
            InviteeState: State,
            Sender: Sender,
            Text: Text,
            Since: Since?.AtStartOfDayInZone(zone).ToInstant(),
            Until: Until?.PlusDays(1).AtStartOfDayInZone(zone).ToInstant() - Duration.Epsilon
        );

    /// <summary>The query for another page of the same search.</summary>
    public string Query(string continuation) =>
        QueryHelpers.AddQueryString(
            "",
            new Dictionary<string, string?>
            {
                ["show"] = Mailbox.Name(),
                ["status"] = Status?.ToString() ?? "",
                ["state"] = State,
                ["sender"] = Sender,
                ["q"] = Text,
                ["since"] = Write(Since),
                ["until"] = Write(Until),
                ["next"] = continuation,
            }
        );

    internal static string? Write(LocalDate? day) => day is { } one ? LocalDatePattern.Iso.Format(one) : null;

    private static CorrespondenceState? ReadStatus(string? text) =>
        Enum.TryParse<CorrespondenceState>(text, out var status) && Enum.IsDefined(status) ? status : null;

    private static string? ReadText(string? text) =>
        text?.Trim() is { Length: > 0 and <= SearchedText.MaxLength } trimmed ? trimmed : null;
}
