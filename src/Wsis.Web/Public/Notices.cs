using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Letters;
using Wsis.Web.Hosting;
using Wsis.Web.Public.Texts;
using Wsis.Web.StaffApi;
using Wsis.Web.StaffPages;
using Wsis.Web.StaffPages.Texts;
using Wsis.Web.Webhooks;

namespace Wsis.Web.Public;

/// <summary>The pages that say why there is nothing else to see: in the letter's language where it is known, otherwise
/// in all six.</summary>
internal static class Notices
{
    public static IResult InvalidLink() =>
        InAllLanguages(StatusCodes.Status404NotFound, t => t.InvalidLink, t => t.InvalidLinkHelp);

    public static IResult ReplacedLink(Reader reader) =>
        For(reader, StatusCodes.Status410Gone, t => t.ReplacedLink, t => t.ReplacedLinkHelp);

    public static IResult NotYet(Reader reader) =>
        For(reader, StatusCodes.Status404NotFound, t => t.Invitation, t => t.NotYet);

    public static IResult NotRecorded(Reader? reader) =>
        For(reader, StatusCodes.Status503ServiceUnavailable, t => t.NotRecorded, t => t.TryAgain);

    public static IResult Unavailable(Reader? reader) =>
        For(reader, StatusCodes.Status503ServiceUnavailable, t => t.Unavailable, t => t.TryAgain);

    public static IResult TooLarge(Reader reader) =>
        For(reader, StatusCodes.Status413PayloadTooLarge, t => t.TooLarge, t => t.TooLargeHelp);

    public static IResult TooMany() =>
        InAllLanguages(StatusCodes.Status429TooManyRequests, t => t.TooMany, t => t.TooManyHelp);

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

/// <summary>Whom a page speaks to.</summary>
/// <param name="Language">The language to speak.</param>
/// <param name="Contact">Whom the reader can ask; null where the campaign is not known.</param>
internal sealed record Reader(Language Language, Contact? Contact);
