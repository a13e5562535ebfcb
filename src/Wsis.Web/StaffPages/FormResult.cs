using Microsoft.AspNetCore.Http;
using Wsis.Invitations.Workflow;
using Wsis.Web.Hosting;
using Wsis.Web.Public;
using Wsis.Web.StaffApi;
using Wsis.Web.StaffPages.Texts;
using Wsis.Web.Webhooks;

namespace Wsis.Web.StaffPages;

/// <summary>How a page acts, and what it says when nothing was done.</summary>
internal static class FormResult
{
    /// <summary>The field with the version that the page showed: where the row has changed since, nothing is
    /// done.</summary>
    public const string SawField = "saw";

    /// <summary>The field that names the act: pressing the button twice does it once.</summary>
    public const string ActField = "act";

    public static Actor ActorFromForm(this HttpContext http)
    {
        var form = http.Form();
        return new Actor(
            http.Staff().Name,
            form.Text(SawField) is { Length: > 0 } saw ? saw : null,
            form.Text(ActField) is { Length: > 0 and <= 64 } act
                ? $"{ContentHash.Compute([http.Request.Path, http.Staff().Name, act])[..32]}"
                : null
        );
    }

    /// <summary>Why nothing was done, as a sentence for the page and its status; null where it was done.</summary>
    public static FormError2? TroubleOf<T>(ActionResult<T> result, StaffTexts texts) =>
        result switch
        {
            ActionResult<T>.Ok => null,
            ActionResult<T>.NotFound n => new FormError2(texts.Said(n.Why), StatusCodes.Status404NotFound),
            ActionResult<T>.Invalid w => new FormError2(
                string.Format(
                    null,
                    texts.CheckForm,
                    string.Join(
                        "; ",
                        w.Fields.Select(f =>
                            string.Format(null, texts.FieldWrong, texts.OfField(f.Key), texts.Said(f.Value))
                        )
                    )
                ),
                StatusCodes.Status400BadRequest
            ),
            ActionResult<T>.Conflict n => new FormError2(texts.Said(n.Why), StatusCodes.Status409Conflict),
            _ => new FormError2(texts.SomebodyElse, StatusCodes.Status409Conflict),
        };
}

/// <summary>Why something was not done.</summary>
public sealed record FormError2(string Why, int Status);
