using NodaTime;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Workflow;

namespace Wsis.Invitations.Correspondence;

/// <summary>Something that has been written to us, as it came. Nothing in it has been checked or cut.</summary>
public sealed record IncomingMessage
{
    public required CorrespondenceSource Source { get; init; }

    /// <summary>The id that the source gives it, such as a Message-ID. A message with the same id is filed
    /// once.</summary>
    public required string SourceId { get; init; }

    /// <summary>The campaign it is for, where that is known.</summary>
    public CampaignId? Campaign { get; init; }

    /// <summary>The invitation it belongs to, where that is known.</summary>
    public InvitationKey? Invitation { get; init; }

    /// <summary>The time at which we, or the provider for us, received it. Null means now.</summary>
    public Instant? ReceivedAt { get; init; }

    public string From { get; init; } = "";

    public string Subject { get; init; } = "";

    public string Text { get; init; } = "";

    public IReadOnlyList<CorrespondenceHeader> Headers { get; init; } = [];

    public IReadOnlyList<CorrespondenceAttachment> Attachments { get; init; } = [];

    public string? Verdict { get; init; }

    public bool IsAutomatic { get; init; }

    /// <summary>The message to store: sanitized, and shortened to the limits of the store.</summary>
    internal CorrespondenceItem ToItem(
        CorrespondenceId id,
        CampaignId? campaign,
        InvitationKey? invitation,
        Instant receivedAt
    ) =>
        new()
        {
            Id = id,
            Campaign = invitation?.Campaign ?? campaign,
            Invitee = invitation?.Invitee,
            ReceivedAt = receivedAt,
            Source = Source,
            From = Line(From),
            Subject = Line(Subject),
            Text = TextSanitizer.ParagraphsUpTo(CorrespondenceItem.MaxTextLength, Text),
            Headers =
            [
                .. Headers
                    .Take(CorrespondenceItem.MaxListed)
                    .Select(h => new CorrespondenceHeader(Line(h.Name, 60), Line(h.Value))),
            ],
            Attachments =
            [
                .. Attachments
                    .Take(CorrespondenceItem.MaxListed)
                    .Select(a => new CorrespondenceAttachment(Line(a.Name, 150), Line(a.Type, 100), a.Bytes)),
            ],
            Verdict = Verdict is null ? null : Line(Verdict),
            IsAutomatic = IsAutomatic,
            State = IsAutomatic ? CorrespondenceState.Dismissed : CorrespondenceState.Waiting,
        };

    private static string Line(string text, int max = CorrespondenceItem.MaxLineLength) =>
        TextSanitizer.LineUpTo(max, text);
}
