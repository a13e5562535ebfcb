namespace Wsis.Web.StaffPages;

/// <summary>An action that failed. Its form is shown open, with everything that was typed.</summary>
/// <param name="Name">The action in the address of the form.</param>
/// <param name="Form">The fields as they were sent.</param>
public sealed record FailedAction(string Name, StaffForm Form)
{
    /// <summary>The text of a field of the form of an action; null where another action failed.</summary>
    public string? Typed(string action, string field) => Name == action ? Form.Text(field) : null;
}
