using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Wsis.Invitations.Replies;

namespace Wsis.Web.Replies;

/// <summary>The reply page's form as it was posted.</summary>
/// <param name="Form">What was typed.</param>
/// <param name="ReplyId">The id that the page gave the reply, if it is one.</param>
/// <param name="Saw">How many replies there were when the page was shown.</param>
public sealed record PostedForm(ReplyForm Form, string? ReplyId, int? Saw)
{
    /// <summary>The largest form that is read, in bytes.</summary>
    public const int Largest = 64 * 1024;

    /// <summary>Reads a request's form; empty where there is none, null where it is too large.</summary>
    public static async Task<PostedForm?> Read(HttpContext http) => await ReadFields(http) is { } fields ? Of(fields) : null;

    /// <summary>Reads a request's fields; none where it has no form, null where it is too large.</summary>
    internal static async Task<IFormCollection?> ReadFields(HttpContext http)
    {
        if (!http.Request.HasFormContentType)
            return FormCollection.Empty;
        if (http.Request.ContentLength > Largest)
            return null;
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = Largest;
        try
        {
            return await http.Request.ReadFormAsync(new FormOptions { BufferBodyLengthLimit = Largest, ValueLengthLimit = Largest }, http.RequestAborted);
        }
        catch (Exception e) when (e is InvalidDataException or BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge })
        {
            return null;
        }
        catch (Exception e) when (e is BadHttpRequestException or IOException or NotSupportedException && !http.RequestAborted.IsCancellationRequested)
        {
            // Not a form, whatever its headers say, or in a character set that nobody reads any more (UTF-7): as if nothing had been typed.
            return FormCollection.Empty;
        }
    }

    private static PostedForm Of(IFormCollection fields) => new(
        new ReplyForm
        {
            Answer = fields["answer"], StatementDay = fields["statementDay"], StatementLanguage = fields["statementLanguage"],
            DelegationSize = fields["delegationSize"], Women = fields["women"], Remarks = fields["remarks"],
            RepresentativeTitle = fields["representativeTitle"], RepresentativeName = fields["representativeName"],
            RepresentativeAddress = fields["representativeAddress"],
        },
        fields["replyId"].ToString() is { Length: > 0 and <= 100 } id ? id : null,
        int.TryParse(fields["saw"], out var saw) ? saw : null);
}
