using NodaTime;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Correspondence.Messages;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Workflow;

namespace Wsis.Invitations.Correspondence;

/// <summary>A message that is to be filed. Nothing in it has been checked or cut.</summary>
public sealed record IncomingMessage
{
    public required CorrespondenceSource Source { get; init; }

    /// <summary>The sender's own id of it, such as a Message-ID. The same id again is the same message, and is filed
    /// once.</summary>
    public required string SourceId { get; init; }

    /// <summary>The campaign that it is for, where no invitation is known.</summary>
    public CampaignId? Campaign { get; init; }

    /// <summary>The invitations that it belongs to. It is filed with each of them.</summary>
    public IReadOnlyList<InvitationKey> Invitations { get; init; } = [];

    /// <summary>The campaigns that it names in any way.</summary>
    public IReadOnlyCollection<CampaignId> Names { get; init; } = [];

    /// <summary>When we, or the provider that received it for us, received it. Null: now.</summary>
    public Instant? ReceivedAt { get; init; }

    /// <summary>The whole message, seekable. Null where there is nothing but the text.</summary>
    public Stream? Content { get; init; }

    public string From { get; init; } = "";

    public string To { get; init; } = "";

    public string Subject { get; init; } = "";

    public string Text { get; init; } = "";

    /// <summary>The folded parts of the text.</summary>
    public string FoldedText { get; init; } = "";

    public string? MessageId { get; init; }

    public IReadOnlyList<CorrespondenceHeader> Headers { get; init; } = [];

    public IReadOnlyList<CorrespondenceAttachment> Attachments { get; init; } = [];

    public MatchSign? MatchedBy { get; init; }

    public string? Verdict { get; init; }

    public bool IsAutomatic { get; init; }

    public IReadOnlyList<string> Marks { get; init; } = [];

    public IReadOnlyList<ReadingNote> Notes { get; init; } = [];

    public ReportedDelivery? Report { get; init; }

    public CalendarAnswer? ProposedAnswer { get; init; }

    /// <summary>The reply that is recorded from it at once. Null where staff read it first.</summary>
    public PendingReply? Pending { get; init; }

    public UnmatchedConfirmation? Confirmation { get; init; }

    /// <summary>Creates the row of the message: plain texts, cut to what a row holds.</summary>
    internal CorrespondenceItem ToItem(FilingPlace place, Instant receivedAt, string? inviteeState) =>
        new()
        {
            Id = place.Id,
            Campaign = place.Campaign,
            Invitee = place.Invitation?.Invitee,
            InviteeState = inviteeState,
            ReceivedAt = receivedAt,
            Source = Source,
            From = Line(From),
            To = Line(To),
            Subject = Line(Subject),
            Text = TextSanitizer.ParagraphsUpTo(CorrespondenceItem.MaxTextLength, Text),
            FoldedText = TextSanitizer.ParagraphsUpTo(CorrespondenceItem.MaxTextLength, FoldedText),
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
            AttachmentCount = Attachments.Count,
            Content = Content is null ? null : new StoredContent(MessageName.KeyFrom(SourceId), Content.Length),
            MessageId = MessageId is null ? null : Line(MessageId),
            Names = place.Campaign is null ? [.. Names.Distinct().Take(CorrespondenceItem.MaxListed)] : [],
            MatchedBy = place.Invitation is null ? null : MatchedBy,
            Verdict = Verdict is null ? null : Line(Verdict),
            IsAutomatic = IsAutomatic,
            Marks = [.. Marks.Take(CorrespondenceItem.MaxListed).Select(m => Line(m, 100))],
            Notes = [.. Notes.Take(CorrespondenceItem.MaxListed).Select(n => n with { Detail = Line(n.Detail, 100) })],
            Report = Report?.Clean(),
            ProposedAnswer = ProposedAnswer,
            Pending = Pending,
            Confirmation = Confirmation,
            State = IsAutomatic ? CorrespondenceState.Dismissed : CorrespondenceState.Waiting,
        };

    private static string Line(string text, int max = CorrespondenceItem.MaxLineLength) =>
        TextSanitizer.LineUpTo(max, text);
}
