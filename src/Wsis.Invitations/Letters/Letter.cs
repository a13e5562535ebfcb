using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Workflow;

namespace Wsis.Invitations.Letters;

/// <summary>A rendered message of one kind to one invitee.</summary>
public sealed record Letter
{
    /// <summary>Names the dispatch to the provider: a letter with this id again is the same letter.</summary>
    public required DispatchId Id { get; init; }

    public required LetterKind Kind { get; init; }

    public required Language Language { get; init; }

    public required Mailbox From { get; init; }

    public required Mailbox To { get; init; }

    public Mailbox? Copy { get; init; }

    public required Mailbox ReplyTo { get; init; }

    /// <summary>One line, without control characters.</summary>
    public required string Subject { get; init; }

    public required string Text { get; init; }

    /// <summary>A whole HTML document.</summary>
    public required string Html { get; init; }

    public IReadOnlyList<Attachment> Attachments { get; init; } = [];
}

/// <summary>A file that goes with a letter.</summary>
public sealed record Attachment(string FileName, string MediaType, ReadOnlyMemory<byte> Content);
