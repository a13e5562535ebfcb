using Microsoft.AspNetCore.Http;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Workflow;
using Wsis.Web.Hosting.Authentication;
using Wsis.Web.StaffPages.Texts;

namespace Wsis.Web.StaffPages;

/// <summary>Reads the actor from a form and turns the result of an action into a message.</summary>
internal static class FormResult
{
    /// <summary>The field with the version that the page showed. If the row has changed since, the action
    /// fails.</summary>
    public const string ExpectedVersionField = "expectedVersion";

    /// <summary>The field with the id of the action. A form that is sent twice acts once.</summary>
    public const string ActionIdField = "actionId";

    public static Actor ActorFromForm(this HttpContext http)
    {
        var form = http.Form();
        return new Actor(
            http.User.GetStaffMember().Name,
            form.TextOrNull(ExpectedVersionField),
            form.Text(ActionIdField) is { Length: > 0 and <= 64 } action
                ? ActionKeys.CreateActionId(http, action)
                : null
        );
    }

    /// <summary>The error of an action whose box <see cref="StaffForm.ConfirmationField"/> is not ticked.</summary>
    public static FormError NotConfirmed(StaffTexts texts) =>
        new(texts.Display(new Reason.NotConfirmed()), StatusCodes.Status409Conflict);

    /// <summary>The error of an action, with a sentence and a status; null where the action succeeded.</summary>
    public static FormError? ErrorFrom<T>(ActionResult<T> result, StaffTexts texts) =>
        result switch
        {
            ActionResult<T>.Ok => null,
            ActionResult<T>.NotFound n => new FormError(texts.Display(n.Reason), StatusCodes.Status404NotFound),
            ActionResult<T>.Invalid w => new FormError(
                string.Format(
                    null,
                    texts.CheckForm,
                    string.Join(
                        "; ",
                        w.Fields.Select(f =>
                            string.Format(null, texts.FieldWrong, texts.DisplayField(f.Key), texts.Display(f.Value))
                        )
                    )
                ),
                StatusCodes.Status400BadRequest
            ),
            ActionResult<T>.Conflict n => new FormError(texts.Display(n.Reason), StatusCodes.Status409Conflict),
            _ => new FormError(texts.Display(new Reason.Stale()), StatusCodes.Status409Conflict),
        };
}

/// <summary>The error of an action.</summary>
public sealed record FormError(string Text, int Status);
