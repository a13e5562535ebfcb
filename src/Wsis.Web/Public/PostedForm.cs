using System.Net.Mime;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Wsis.Invitations.Replies;
using Wsis.Web.Hosting;

namespace Wsis.Web.Public;

/// <summary>The reply page's form as it was posted.</summary>
/// <param name="Form">The fields of the reply.</param>
/// <param name="ReplyId">The id that the page gave the reply, if it is one.</param>
/// <param name="Delegation">The persons of the delegation, where this form was posted.</param>
/// <param name="ExpectedReplies">How many replies there were when the page was shown.</param>
public sealed record PostedForm(ReplyForm Form, string? ReplyId, int? ExpectedReplies, PostedDelegation? Delegation)
{
    /// <summary>The largest form that is read, in bytes.</summary>
    public const int MaxBytes = 64 * 1024;

    /// <summary>Reads a request's form; empty where there is none.</summary>
    /// <exception cref="BadHttpRequestException">It is larger than <see cref="MaxBytes"/> bytes: 413.</exception>
    public static async Task<PostedForm> Read(HttpContext http) => From(await ReadFields(http));

    /// <summary>Reads a request's fields; none where it has no form of the kind that pages send.</summary>
    /// <remarks>The reader of the framework refuses a form with a NUL character, with the same exception as for a form
    /// that is too large.</remarks>
    /// <exception cref="BadHttpRequestException">The form is larger than <paramref name="maxBytes"/> bytes:
    /// 413.</exception>
    internal static async Task<IFormCollection> ReadFields(HttpContext http, int maxBytes = MaxBytes)
    {
        if (!http.Request.HasMediaType(MediaTypeNames.Application.FormUrlEncoded))
            return FormCollection.Empty;
        await using var body = await RequestBody.Receive(http.Request, maxBytes, http.RequestAborted);
        if (body is null)
            throw new BadHttpRequestException(
                $"At most {maxBytes:N0} bytes are read.",
                StatusCodes.Status413PayloadTooLarge
            );
        // The form is UTF-8, whatever its header says (URL Standard, section 5.1).
        using var text = new StreamReader(body, Encoding.UTF8, detectEncodingFromByteOrderMarks: false);
        return new FormCollection(QueryHelpers.ParseQuery(await text.ReadToEndAsync(http.RequestAborted)));
    }

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
