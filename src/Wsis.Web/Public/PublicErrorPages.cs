using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Letters;
using Wsis.Web.Hosting;
using Wsis.Web.Public.Texts;

namespace Wsis.Web.Public;

/// <summary>The error pages of invitees: in the reader's language where it is known, otherwise in all six.</summary>
internal static class PublicErrorPages
{
    public static IResult InvalidLink() =>
        InAllLanguages(StatusCodes.Status404NotFound, t => t.InvalidLink, t => t.InvalidLinkHelp);

    public static IResult ReplacedLink(Reader reader) =>
        For(reader, StatusCodes.Status410Gone, t => t.ReplacedLink, t => t.ReplacedLinkHelp);

    public static IResult NotYet(Reader reader) =>
        For(reader, StatusCodes.Status404NotFound, t => t.Invitation, t => t.NotYet);

    /// <summary>The stored letter cannot be composed. Staff see the reason on their pages.</summary>
    public static IResult NoLetter(Reader reader) =>
        For(reader, StatusCodes.Status503ServiceUnavailable, t => t.Unavailable, t => t.UnexpectedHelp);

    /// <summary>The page for an error that no endpoint has answered.</summary>
    public static IResult Create(HttpContext http, int status)
    {
        PageHeaders.Set(http.Response);
        var reader = http.Features.Get<Reader>();
        return status switch
        {
            StatusCodes.Status404NotFound => InvalidLink(),
            StatusCodes.Status413PayloadTooLarge => For(reader, status, t => t.TooLarge, t => t.TooLargeHelp),
            StatusCodes.Status429TooManyRequests => For(reader, status, t => t.TooMany, t => t.TooManyHelp),
            StatusCodes.Status503ServiceUnavailable when HttpMethods.IsPost(http.Request.Method) => For(
                reader,
                status,
                t => t.NotRecorded,
                t => t.TryAgain
            ),
            StatusCodes.Status503ServiceUnavailable => For(reader, status, t => t.Unavailable, t => t.TryAgain),
            >= StatusCodes.Status500InternalServerError => For(
                reader,
                status,
                t => t.Unexpected,
                t => t.UnexpectedHelp
            ),
            _ => For(reader, status, t => t.Unreadable, t => t.UnreadableHelp),
        };
    }

    private static IResult For(
        Reader? reader,
        int status,
        Func<PageTexts, string> title,
        Func<PageTexts, string> text
    ) =>
        reader is null
            ? InAllLanguages(status, title, text)
            : new RazorComponentResult<NoticePage>(
                new
                {
                    reader.Language,
                    reader.Contact,
                    Title = title(PageTexts.In(reader.Language)),
                    Text = text(PageTexts.In(reader.Language)),
                }
            )
            {
                StatusCode = status,
            };

    private static RazorComponentResult<NoticeInAllLanguages> InAllLanguages(
        int status,
        Func<PageTexts, string> title,
        Func<PageTexts, string> text
    ) => new(new { Title = title, Text = text }) { StatusCode = status };
}

/// <summary>The language of an error page and the contact that it shows.</summary>
/// <param name="Language">The language of the page.</param>
/// <param name="Contact">The contact of the campaign; null where the campaign is not known.</param>
internal sealed record Reader(Language Language, Contact? Contact);
