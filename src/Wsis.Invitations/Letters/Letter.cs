using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Workflow;

namespace Wsis.Invitations.Letters;

/// <summary>A rendered message of one kind to one invitee.</summary>
public sealed record Letter
{
    /// <summary>The header in which a letter names its dispatch.</summary>
    public const string DispatchHeader = "X-Dispatch-Id";

    /// <summary>Names the dispatch to the provider: a letter with this id again is the same letter.</summary>
    public required DispatchId Id { get; init; }

    public required LetterKind Kind { get; init; }

    public required Language Language { get; init; }

    public required Mailbox From { get; init; }

    /// <summary>The addressees. None of a letter on paper.</summary>
    public required IReadOnlyList<Mailbox> To { get; init; }

    /// <summary>Whether it is printed, and not sent by e-mail.</summary>
    public bool IsOnPaper => To.Count == 0;

    public IReadOnlyList<Mailbox> Copies { get; init; } = [];

    public required Mailbox ReplyTo { get; init; }

    /// <summary>One line, without control characters.</summary>
    public required string Subject { get; init; }

    public required string Text { get; init; }

    /// <summary>A whole HTML document, which shows <see cref="Images"/> by their Content-IDs.</summary>
    public required string Html { get; init; }

    /// <summary>The images that <see cref="Html"/> shows. They are no attachments for the reader.</summary>
    public IReadOnlyList<InlineImage> Images { get; init; } = [];

    /// <summary>A whole HTML document for a browser, on a screen and on paper. It has its images in itself.</summary>
    public string Page => LazyPage?.Value ?? Html;

    /// <summary>The page as it is printed, for a screen: a sheet that is scaled to the window.</summary>
    public string Sheet => SheetPreview.From(Page);

    /// <summary>A sheet without a letter.</summary>
    public static string EmptySheet { get; } = SheetPreview.CreateEmpty();

    internal Lazy<string>? LazyPage { get; init; }

    /// <summary>The reference of the circular letter.</summary>
    public string Reference { get; init; } = "";

    /// <summary>Whether the letter goes with its PDF, and never without.</summary>
    public bool WithPdf { get; init; }

    public IReadOnlyList<Attachment> Attachments { get; init; } = [];

    /// <summary>The Message-ID, without angle brackets.</summary>
    public string MessageId => LetterMessageId.Create(Id, From.Address);

    /// <summary>The Message-IDs of the messages that it follows, oldest first (RFC 5322, section 3.6.4: the last is
    /// <c>In-Reply-To</c>, all are <c>References</c>). Mail programs show it in their thread.</summary>
    public IReadOnlyList<string> Follows { get; init; } = [];
}

/// <summary>A file that goes with a letter.</summary>
public sealed record Attachment(string FileName, string MediaType, ReadOnlyMemory<byte> Content);
