using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;
using NodaTime;
using Wsis.Invitations.Correspondence;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Storage;

namespace Wsis.Web.StaffApi;

/// <summary>Which messages of a mailbox. A parameter that is left out does not filter.</summary>
internal readonly record struct CorrespondenceQuery(
    [property: FromQuery(Name = "waiting")]
    [property: Description("true for those that a person must read.")]
        string? Waiting,
    [property: FromQuery(Name = "unassigned")]
    [property: Description("true for those that name no campaign.")]
        string? Unassigned,
    [property: FromQuery(Name = "status")]
    [property: Description("Waiting, Classified, SetAside or Assigned.")]
        string? Status,
    [property: FromQuery(Name = "invitee")] [property: Description("The invitee's id.")] string? Invitee,
    [property: FromQuery(Name = "state")] [property: Description("The State's ISO 3166-1 alpha-3 code.")] string? State,
    [property: FromQuery(Name = "sender")]
    [property: Description("A text in the sender's name or address.")]
        string? Sender,
    [property: FromQuery(Name = "q")]
    [property: Description("A text in sender, recipients, subject, text or names of attachments.")]
        string? Q,
    [property: FromQuery(Name = "since")]
    [property: Description("The first day of arrival, such as 2018-01-10, in UTC.")]
        string? Since,
    [property: FromQuery(Name = "until")]
    [property: Description("The last day of arrival, such as 2018-01-22, in UTC.")]
        string? Until
)
{
    /// <summary>The name of <see cref="CorrespondenceState.Dismissed"/> in the API.</summary>
    private const string Dismissed = "SetAside";

    public CorrespondenceFilter ReadFilter(QueryReader fields) =>
        new(
            fields.ReadFlag("waiting", Waiting) ? CorrespondenceState.Waiting : ReadStatus(fields),
            fields.Read<InviteeId?>(
                "invitee",
                Invitee,
                t => InviteeId.TryParse(t, out var invitee) ? invitee : null,
                new Reason.NotAnInviteeId()
            ),
            fields.Read(
                "state",
                State,
                t => StateCodes.Contains(t.ToUpperInvariant()) ? t.ToUpperInvariant() : null,
                new Reason.NotAStateCode()
            ),
            ReadText(fields, "sender", Sender),
            ReadText(fields, "q", Q),
            ReadDay(fields, "since", Since)?.AtStartOfDayInZone(DateTimeZone.Utc).ToInstant(),
            ReadDay(fields, "until", Until)?.PlusDays(1).AtStartOfDayInZone(DateTimeZone.Utc).ToInstant()
                - Duration.Epsilon
        );

    private CorrespondenceState? ReadStatus(QueryReader fields) =>
        Status == Dismissed ? CorrespondenceState.Dismissed : fields.ReadName<CorrespondenceState>("status", Status);

    private static string? ReadText(QueryReader fields, string name, string? text) =>
        fields.Read(
            name,
            text,
            t => t.Length <= SearchedText.MaxLength ? t.Trim() : null,
            new Reason.LongerThan(SearchedText.MaxLength)
        );

    private static LocalDate? ReadDay(QueryReader fields, string name, string? text) =>
        fields.Read(name, text, CorrespondenceFilter.ReadDay, new Reason.NotADate());
}
