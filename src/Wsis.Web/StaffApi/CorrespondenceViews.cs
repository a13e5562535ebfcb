using NodaTime.Text;
using Wsis.Invitations.Correspondence;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Texts;
using Wsis.Web.Hosting;
using Wsis.Web.Hosting.Requests;

namespace Wsis.Web.StaffApi;

/// <summary>A message of the correspondence. Its texts come from outside.</summary>
/// <param name="Id">The message.</param>
/// <param name="Etag">Its version, for <c>If-Match</c>.</param>
/// <param name="Invitee">The invitee that it belongs to; left out where that is not known.</param>
/// <param name="ReceivedAt">When it was received.</param>
/// <param name="Source">The channel that it came by.</param>
/// <param name="From">The sender, as the message says.</param>
/// <param name="Subject">The subject.</param>
/// <param name="Text">The text.</param>
/// <param name="State">Waiting, Classified, SetAside or Assigned.</param>
/// <param name="IsAutomatic">Whether a program wrote it, such as an out-of-office notice.</param>
/// <param name="Verdict">What the mail provider says about the sender's authenticity.</param>
/// <param name="SettledBy">Who classified or dismissed it.</param>
/// <param name="SettledAt">When.</param>
/// <param name="Answer">The answer that was recorded.</param>
/// <param name="InviteeState">The ISO 3166-1 alpha-3 code of the invitee's State.</param>
/// <param name="To">The recipients, as the message says.</param>
/// <param name="Attachments">The names of the first attachments.</param>
/// <param name="AttachmentCount">How many attachments there are.</param>
/// <param name="MatchedBy">The sign by which the invitee was found: ReplyAddress, Letter or Sender.</param>
/// <param name="Marks">Weak signs that a program wrote it.</param>
/// <param name="ProposedAnswer">The answer of a calendar reply.</param>
/// <param name="Report">What a delivery or read report says.</param>
/// <param name="IsWhole">Whether the whole message is stored.</param>
public sealed record CorrespondenceView(
    string Id,
    string? Etag,
    string? Invitee,
    string ReceivedAt,
    string Source,
    string From,
    string Subject,
    string Text,
    string State,
    bool IsAutomatic,
    string? Verdict,
    string? SettledBy,
    string? SettledAt,
    string? Answer,
    string? InviteeState,
    string To,
    IReadOnlyList<string> Attachments,
    int AttachmentCount,
    string? MatchedBy,
    IReadOnlyList<string> Marks,
    string? ProposedAnswer,
    ReportView? Report,
    bool IsWhole
)
{
    /// <summary>The name of <see cref="CorrespondenceState.Dismissed"/> in the API. Programs depend on it.</summary>
    private const string Dismissed = "SetAside";

    internal static CorrespondenceView Create(Versioned<CorrespondenceItem> row)
    {
        var item = row.Value;
        return new(
            item.Id.Value,
            EntityTags.Create(row.Version),
            item.Invitee?.Value,
            InstantPattern.ExtendedIso.Format(item.ReceivedAt),
            item.Source.ToString(),
            item is { Source: CorrespondenceSource.Website, From: "" } ? "website" : item.From,
            item.Confirmation is { } c ? $"{c.Answer}: {c.Reason.ToEnglish()}" : item.Subject,
            item.Text,
            item.State == CorrespondenceState.Dismissed ? Dismissed : item.State.ToString(),
            item.IsAutomatic,
            item.Verdict,
            item.Resolution?.By,
            Moments.FormatUtc(item.Resolution?.At),
            item.Resolution?.Answer,
            item.InviteeState,
            item.To,
            [.. item.Attachments.Select(a => a.Name)],
            Math.Max(item.AttachmentCount, item.Attachments.Length),
            item.MatchedBy?.ToString(),
            item.Marks,
            item.ProposedAnswer?.ToString(),
            item.Report is { } report ? ReportView.Create(report) : null,
            item.ContentName is not null
        );
    }
}

/// <summary>What a delivery or read report says.</summary>
/// <param name="Kind">Delivery or Read.</param>
/// <param name="Letter">The letter that it is about, as campaign~invitee~step~edition; left out for another
/// message.</param>
/// <param name="Recipient">The address that it is about.</param>
/// <param name="Action">Such as failed or delayed.</param>
/// <param name="Status">The status code, such as 5.1.1.</param>
/// <param name="Diagnostic">The words of the server.</param>
public sealed record ReportView(
    string Kind,
    string? Letter,
    string? Recipient,
    string? Action,
    string? Status,
    string? Diagnostic
)
{
    internal static ReportView Create(ReportedDelivery report) =>
        new(report.Kind.ToString(), report.Letter, report.Recipient, report.Action, report.Status, report.Diagnostic);
}

/// <summary>A page of messages.</summary>
/// <param name="Correspondence">The messages, oldest first.</param>
/// <param name="Continuation">Names the next page; left out on the last.</param>
/// <param name="Unassigned">How many messages that name no campaign wait, up to 1,000.</param>
public sealed record CorrespondenceListView(
    IReadOnlyList<CorrespondenceView> Correspondence,
    string? Continuation,
    int Unassigned
)
{
    internal const int MaxUnassigned = 1_000;
}
