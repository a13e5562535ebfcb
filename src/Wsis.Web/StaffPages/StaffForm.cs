using System.Net.Mime;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Wsis.Invitations.Webhooks;
using Wsis.Web.Hosting.Requests;

namespace Wsis.Web.StaffPages;

/// <summary>The fields of a posted form of a staff page. Its antiforgery token is valid.</summary>
public sealed class StaffForm(IFormCollection fields, IReadOnlyList<FormPart>? files = null)
{
    /// <summary>The box that confirms an action which cannot be undone.</summary>
    public const string ConfirmationField = "sure";

    /// <summary>Whether the form has a field, also if it is empty.</summary>
    public bool Has(string field) => fields.ContainsKey(field);

    /// <summary>The trimmed text of a field; empty where there is none.</summary>
    public string Text(string field) => fields[field].ToString().Trim();

    /// <summary>The trimmed text of a field; null where there is none.</summary>
    public string? TextOrNull(string field) => Text(field) is { Length: > 0 } text ? text : null;

    /// <summary>All values of a field.</summary>
    public IReadOnlyList<string> All(string field) => [.. fields[field].OfType<string>()];

    /// <summary>The texts of the fields whose names begin with a prefix, by the rest of their names.</summary>
    public IReadOnlyDictionary<string, string> AllWith(string prefix) =>
        fields
            .Keys.Where(k => k.StartsWith(prefix, StringComparison.Ordinal))
            .ToDictionary(k => k[prefix.Length..], Text);

    /// <summary>The file that was chosen in a field; null where none was.</summary>
    public FormPart? File(string field) => files?.FirstOrDefault(f => f.Name == field && f.Length > 0);

    public bool IsChecked(string field) => Text(field).Length > 0;

    /// <summary>Whether the box <see cref="ConfirmationField"/> is ticked.</summary>
    public bool IsConfirmed => IsChecked(ConfirmationField);
}

/// <summary>The form in a request.</summary>
public static class StaffFormExtensions
{
    /// <exception cref="InvalidOperationException">The endpoint has no <see cref="StaffFormFilter"/>.</exception>
    public static StaffForm Form(this HttpContext http) =>
        http.Features.Get<StaffForm>() ?? throw new InvalidOperationException("The endpoint reads no form.");
}

/// <summary>Reads posted forms and checks their antiforgery token, before the endpoint runs.</summary>
/// <remarks>The middleware of the framework reads the form itself and refuses a field with a NUL character.</remarks>
internal sealed class StaffFormFilter(IAntiforgery antiforgery) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (!HttpMethods.IsPost(http.Request.Method))
            return await next(context);
        var limit = http.GetEndpoint()?.Metadata.GetMetadata<BodyLimit>()?.Bytes ?? FormFields.MaxBytes;
        var (fields, files) = http.Request.HasMediaType(MediaTypeNames.Multipart.FormData)
            ? await MultipartFields.Read(http)
            : (await FormFields.Read(http, limit), []);
        http.Features.Set<IFormFeature>(new FormFeature(fields));
        if (!await antiforgery.IsRequestValidAsync(http))
            return StaffErrorPages.FormTooOld(http);
        http.Features.Set(new StaffForm(fields, files));
        return await next(context);
    }
}
