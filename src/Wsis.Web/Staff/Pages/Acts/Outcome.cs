using Microsoft.AspNetCore.Http;
using Wsis.Invitations.Workflow;
using Wsis.Web.Staff.Texts;

namespace Wsis.Web.Staff.Pages.Acts;

/// <summary>How a page acts, and what it says when nothing was done.</summary>
internal static class Outcome
{
    /// <summary>The field with the version that the page showed: where the row has changed since, nothing is done.</summary>
    public const string SawField = "saw";

    /// <summary>The field that names the act: pressing the button twice does it once.</summary>
    public const string ActField = "act";

    public static Actor Actor(this HttpContext http)
    {
        var form = http.Form();
        return new Actor(
            http.Staff().Name,
            form.Text(SawField) is { Length: > 0 } saw ? saw : null,
            form.Text(ActField) is { Length: > 0 and <= 64 } act ? $"{ContentHash.Of([http.Request.Path, http.Staff().Name, act])[..32]}" : null);
    }

    /// <summary>Why nothing was done, as a sentence for the page and its status; null where it was done.</summary>
    public static Trouble? TroubleOf<T>(MoveResult<T> result, StaffTexts texts) => result switch
    {
        MoveResult<T>.Done => null,
        MoveResult<T>.NotFound n => new Trouble(texts.Said(n.Why), StatusCodes.Status404NotFound),
        MoveResult<T>.Wrong w => new Trouble(
            string.Format(null, texts.CheckForm, string.Join("; ", w.Fields.Select(f => string.Format(null, texts.FieldWrong, texts.OfField(f.Key), texts.Said(f.Value))))), StatusCodes.Status400BadRequest),
        MoveResult<T>.NotNow n => new Trouble(texts.Said(n.Why), StatusCodes.Status409Conflict),
        _ => new Trouble(texts.SomebodyElse, StatusCodes.Status409Conflict),
    };
}

/// <summary>Why something was not done.</summary>
public sealed record Trouble(string Why, int Status);
