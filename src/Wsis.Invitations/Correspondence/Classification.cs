using System.Security.Cryptography;
using System.Text;
using NodaTime;
using Wsis.Invitations.Replies;

namespace Wsis.Invitations.Correspondence;

/// <summary>What staff read in a piece of correspondence: the answer it gives.</summary>
/// <param name="Answer">The answer.</param>
/// <param name="Remarks">What is to be kept of its words; null: nothing.</param>
/// <param name="Reference">The reference or the date that the letter bears; null: none.</param>
/// <param name="ReceivedAt">When the answer was given, if that was not when the piece reached us.</param>
public sealed record Classification(
    Answer Answer,
    string? Remarks = null,
    string? Reference = null,
    Instant? ReceivedAt = null
)
{
    /// <summary>The reply to record. The same classification of the same piece is the same reply, another one is
    /// another.</summary>
    internal Reply ToReply(CorrespondenceItem item, string by)
    {
        var reply = new Reply
        {
            Id = "",
            Channel = Channel.Correspondence,
            ReceivedAt = ReceivedAt ?? item.ReceivedAt,
            Answer = Answer,
            Remarks = Remarks,
            RecordedBy = by,
            Reference = Reference,
        };
        var words = Encoding.UTF8.GetBytes($"{ReplyForm.From(reply)} {Reference}");
        return reply with { Id = $"{item.Id}~{Convert.ToHexStringLower(SHA256.HashData(words))[..16]}" };
    }
}
