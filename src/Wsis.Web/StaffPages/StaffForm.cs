using Microsoft.AspNetCore.Http;
using Wsis.Web.Hosting;
using Wsis.Web.Public;
using Wsis.Web.StaffApi;
using Wsis.Web.StaffPages.Texts;
using Wsis.Web.Webhooks;

namespace Wsis.Web.StaffPages;

/// <summary>A form of a staff page as it was posted, its token checked.</summary>
public sealed class StaffForm(IFormCollection fields)
{
    /// <summary>Reads a request's form; empty where there is none, null where it is larger than
    /// <see cref="PostedForm.Largest"/> bytes.</summary>
    internal static async Task<StaffForm?> Read(HttpContext http) =>
        await PostedForm.ReadFields(http) is { } fields ? new StaffForm(fields) : null;

    /// <summary>What was typed into a field, without the space around it; empty where there is nothing.</summary>
    public string Text(string field) => fields[field].ToString().Trim();

    /// <summary>What was chosen of several.</summary>
    public IReadOnlyList<string> All(string field) => [.. fields[field].OfType<string>()];

    public bool IsChecked(string field) => Text(field).Length > 0;
}

/// <summary>The form in a request that the gate has let in.</summary>
public static class StaffFormOfRequest
{
    /// <exception cref="InvalidOperationException">The request is not a form that was posted to a staff
    /// page.</exception>
    public static StaffForm Form(this HttpContext http) =>
        http.Features.Get<StaffForm>() ?? throw new InvalidOperationException("No form was asked for on this route.");
}
