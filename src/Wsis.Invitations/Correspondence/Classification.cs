using System.Security.Cryptography;
using System.Text;
using NodaTime;
using Wsis.Invitations.Replies;

namespace Wsis.Invitations.Correspondence;

/// <summary>How staff classify a message: the answer that it gives.</summary>
/// <param name="Answer">The answer.</param>
/// <param name="Remarks">The remarks to record. Null for none.</param>
/// <param name="Reference">The reference or the date of the letter. Null for none.</param>
/// <param name="CopyTo">The address for a copy of the acknowledgement. Null for none.</param>
/// <param name="ReceivedAt">The time of the answer, if it differs from that of the message.</param>
public sealed record Classification(
    Answer Answer,
    string? Remarks = null,
    string? Reference = null,
    string? CopyTo = null,
    Instant? ReceivedAt = null
)
{
    /// <summary>Creates the reply. The same classification of the same message gives the same reply id.</summary>
    internal Reply ToReply(CorrespondenceItem item, string by)
    {
        var reply = new Reply
        {
            Id = "",
            Channel = Channel.Correspondence,
            ReceivedAt = ReceivedAt ?? item.ReceivedAt,
            Answer = Answer,
            Remarks = Remarks,
            CopyTo = CopyTo,
            RecordedBy = by,
            Reference = Reference,
        };
        var words = Encoding.UTF8.GetBytes(
            $"{ReplyForm.From(reply)} {Reference}{(CopyTo is null ? "" : $" {CopyTo}")}"
        );
        return reply with { Id = $"{item.Id}~{Convert.ToHexStringLower(SHA256.HashData(words))[..16]}" };
    }
}
