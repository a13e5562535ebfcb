using Wsis.Invitations.Correspondence.Messages;

namespace Wsis.Invitations.Correspondence;

/// <summary>What the provider says about an e-mail beside its bytes.</summary>
public sealed record MailEnvelope
{
    /// <summary>The return path. Empty for a null return path. Null where it is not known.</summary>
    public string? ReturnPath { get; init; }

    /// <summary>The addresses to which it was delivered. Null where they are not known; the headers are used
    /// then.</summary>
    public IReadOnlyList<string>? Recipients { get; init; }

    /// <summary>The provider's results for spam and for the authentication of the sender's domain.</summary>
    public string? Verdict { get; init; }

    /// <summary>What the provider's request did not contain, or was cut.</summary>
    public IReadOnlyList<ReadingNote> Notes { get; init; } = [];
}
