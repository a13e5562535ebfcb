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
    /// <param name="texts">The texts of the page.</param>
    /// <param name="label">The label of the box. Null for the usual one.</param>
    public static FormError NotConfirmed(StaffTexts texts, string? label = null) =>
        FormError.ForFields(
            texts,
            [
                new FieldError(
                    StaffForm.ConfirmationField,
                    label ?? texts.IAmSure,
                    texts.Display(new Reason.NotConfirmed())
                ),
            ]
        );

    /// <inheritdoc cref="NotConfirmed(StaffTexts, string?)"/>
    public static ActionResult<T> NotConfirmed<T>() =>
        new ActionResult<T>.Invalid(
            new Dictionary<string, Reason> { [StaffForm.ConfirmationField] = new Reason.NotConfirmed() }
        );

    /// <summary>The error of an action, with a sentence and a status; null where the action succeeded.</summary>
    /// <param name="result">The result.</param>
    /// <param name="texts">The texts of the page.</param>
    /// <param name="display">Labels a field as the form of the action does. Null for a field with the usual
    /// label.</param>
    public static FormError? ErrorFrom<T>(
        ActionResult<T> result,
        StaffTexts texts,
        Func<string, string?>? display = null
    ) =>
        result switch
        {
            ActionResult<T>.Ok => null,
            ActionResult<T>.NotFound n => new FormError(texts.Display(n.Reason), StatusCodes.Status404NotFound),
            ActionResult<T>.Invalid w => FormError.ForFields(
                texts,
                [
                    .. w.Fields.Select(f => new FieldError(
                        f.Key,
                        display?.Invoke(f.Key) ?? texts.DisplayField(f.Key),
                        texts.Display(f.Value)
                    )),
                ]
            ),
            ActionResult<T>.Conflict n => new FormError(texts.Display(n.Reason), StatusCodes.Status409Conflict),
            _ => new FormError(texts.Display(new Reason.Stale()), StatusCodes.Status409Conflict),
        };
}

/// <summary>The error of an action.</summary>
/// <param name="Text">The error in one sentence, or what stands above those of the fields.</param>
/// <param name="Status">The status of the answer.</param>
public sealed record FormError(string Text, int Status)
{
    /// <summary>The errors of single fields.</summary>
    public IReadOnlyList<FieldError> Fields { get; init; } = [];

    /// <summary>What is wrong with a field; null where nothing is.</summary>
    public string? Find(string field) => Fields.FirstOrDefault(f => f.Field == field)?.Text;

    /// <summary>The error of a form in which fields are wrong.</summary>
    public static FormError ForFields(StaffTexts texts, IReadOnlyList<FieldError> fields) =>
        new(texts.CheckForm, StatusCodes.Status400BadRequest) { Fields = fields };
}

/// <summary>The error of a field.</summary>
/// <param name="Field">The name of the field in the form.</param>
/// <param name="Label">Its label.</param>
/// <param name="Text">What is wrong.</param>
public sealed record FieldError(string Field, string Label, string Text);
