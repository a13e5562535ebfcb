using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Wsis.Web.Public;

namespace Wsis.Web.StaffPages;

/// <summary>A form of a staff page as it was posted. Its antiforgery token is valid.</summary>
public sealed class StaffForm(IFormCollection fields)
{
    /// <summary>What was typed into a field, without the space around it; empty where there is nothing.</summary>
    public string Text(string field) => fields[field].ToString().Trim();

    /// <summary>What was chosen of several.</summary>
    public IReadOnlyList<string> All(string field) => [.. fields[field].OfType<string>()];

    public bool IsChecked(string field) => Text(field).Length > 0;
}

/// <summary>The form in a request.</summary>
public static class StaffFormExtensions
{
    /// <exception cref="InvalidOperationException">The endpoint has no <see cref="StaffFormFilter"/>.</exception>
    public static StaffForm Form(this HttpContext http) =>
        http.Features.Get<StaffForm>() ?? throw new InvalidOperationException("The endpoint reads no form.");
}

/// <summary>Reads posted forms and checks their antiforgery token, before the endpoint runs.</summary>
/// <remarks>The framework's middleware would let its own reader read the form, which refuses a NUL in a
/// field.</remarks>
internal sealed class StaffFormFilter(IAntiforgery antiforgery) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (!HttpMethods.IsPost(http.Request.Method))
            return await next(context);
        var fields = await PostedForm.ReadFields(http);
        http.Features.Set<IFormFeature>(new FormFeature(fields));
        if (!await antiforgery.IsRequestValidAsync(http))
            return StaffErrorPages.FormTooOld(http);
        http.Features.Set(new StaffForm(fields));
        return await next(context);
    }
}
