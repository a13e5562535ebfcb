using Microsoft.AspNetCore.Http;
using Wsis.Invitations.Replies;
using Wsis.Web.Hosting.Requests;

namespace Wsis.Web.Public;

/// <summary>The reply page's form as it was posted.</summary>
/// <param name="Form">The fields of the reply.</param>
/// <param name="ReplyId">The id that the page gave the reply, if it is one.</param>
/// <param name="Delegation">The persons of the delegation, where this form was posted.</param>
/// <param name="ExpectedReplies">How many replies there were when the page was shown.</param>
public sealed record PostedForm(ReplyForm Form, string? ReplyId, int? ExpectedReplies, PostedDelegation? Delegation)
{
    /// <summary>Reads a request's form; empty where there is none.</summary>
    /// <exception cref="BadHttpRequestException">It has more than <see cref="FormFields.MaxBytes"/> bytes.</exception>
    public static async Task<PostedForm> Read(HttpContext http) => From(await FormFields.Read(http));

    private static PostedForm From(IFormCollection fields) =>
        new(
            new ReplyForm
            {
                Answer = fields["answer"],
                Statement = fields["statement"],
                StatementDay = fields["statementDay"],
                StatementLanguage = fields["statementLanguage"],
                StatementMinutes = fields["statementMinutes"],
                SpeakerTitle = fields["speakerTitle"],
                SpeakerName = fields["speakerName"],
                DelegationSize = fields["delegationSize"],
                Women = fields["women"],
                Remarks = fields["remarks"],
                CopyTo = fields["copyTo"],
                RepresentativeTitle = fields["representativeTitle"],
                RepresentativeName = fields["representativeName"],
                RepresentativeAddress = fields["representativeAddress"],
            },
            fields["replyId"].ToString() is { Length: > 0 and <= 100 } id ? id : null,
            ReadExpectedReplies(fields),
            fields["form"] == PostedDelegation.Form ? PostedDelegation.From(fields) : null
        );

    /// <summary>Pages from before version 0.2 call the field <c>saw</c>.</summary>
    private static int? ReadExpectedReplies(IFormCollection fields) =>
        int.TryParse(fields["expectedReplies"], out var replies) || int.TryParse(fields["saw"], out replies)
            ? replies
            : null;
}
