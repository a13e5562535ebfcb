using NodaTime.Text;
using Wsis.Invitations.Correspondence;
using Wsis.Invitations.Storage;

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
    string? Answer
)
{
    /// <summary>The name of <see cref="CorrespondenceState.Dismissed"/> in the API. Programs depend on it.</summary>
    private const string Dismissed = "SetAside";

    internal static CorrespondenceView Create(CorrespondenceItem item) =>
        new(
            item.Id.Value,
            item.Version is { } version ? EntityTags.Create(version) : null,
            item.Invitee?.Value,
            InstantPattern.ExtendedIso.Format(item.ReceivedAt),
            item.Source.ToString(),
            item.From,
            item.Subject,
            item.Text,
            item.State == CorrespondenceState.Dismissed ? Dismissed : item.State.ToString(),
            item.IsAutomatic,
            item.Verdict,
            item.Resolution?.By,
            Moments.FormatUtc(item.Resolution?.At),
            item.Resolution?.Answer
        );
}

/// <summary>A page of messages.</summary>
/// <param name="Correspondence">The messages, oldest first.</param>
/// <param name="Continuation">Names the next page; left out on the last.</param>
public sealed record CorrespondenceListView(IReadOnlyList<CorrespondenceView> Correspondence, string? Continuation);
