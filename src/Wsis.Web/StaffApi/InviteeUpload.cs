using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Wsis.Invitations.Invitees;

namespace Wsis.Web.StaffApi;

/// <summary>A list of invitees in a request: JSON, or else a file: CSV in the form of <c>invitees.csv</c>, or a
/// spreadsheet.</summary>
internal sealed class InviteeUpload : IBindableFromHttpContext<InviteeUpload>
{
    /// <summary>The media types of a list.</summary>
    public static UploadTypes Types { get; } =
        new("application/json", "text/csv", Spreadsheet.MediaType) { Json = typeof(AdditionRequest) };

    /// <summary>The file; null where the list came as JSON.</summary>
    private byte[]? File { get; init; }

    /// <summary>The rows of a list that came as JSON.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, string>> Rows { get; private init; } = [];

    public static async ValueTask<InviteeUpload?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        return context.Request.HasJsonContentType()
            ? new InviteeUpload { Rows = ReadRows(body.ToArray()) }
            : new InviteeUpload { File = body.ToArray() };
    }

    /// <summary>The list as a table.</summary>
    /// <exception cref="BadHttpRequestException">The file cannot be read, or the list is empty.</exception>
    public InviteeTable ToTable()
    {
        if (File is { } file)
            return Read(() => InviteeImport.Read(file, sheet: null));
        var columns = Rows.SelectMany(r => r.Keys).Distinct().ToList();
        if (columns.Count == 0)
            throw new BadHttpRequestException("The list is empty.");
        return InviteeTable.Read(
            InviteeTable.Write(
                columns,
                Rows.Select(r => (IReadOnlyList<string>)[.. columns.Select(c => r.GetValueOrDefault(c, ""))])
            )
        );
    }

    /// <summary>The file as CSV; null where the list came as JSON. The columns of a spreadsheet are arranged by their
    /// headings.</summary>
    /// <exception cref="BadHttpRequestException">The spreadsheet cannot be read.</exception>
    public byte[]? ToCsv() => Spreadsheet.Is(File) ? Read(() => InviteeImport.ReadArranged(File!, sheet: null)) : File;

    private static T Read<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (UnreadableListException e)
        {
            var line = e.Line > 0 ? $" (line {e.Line})" : "";
            throw new BadHttpRequestException($"The list cannot be read{line}. {e.Message}", e);
        }
    }

    private static IReadOnlyList<IReadOnlyDictionary<string, string>> ReadRows(byte[] body)
    {
        try
        {
            var request = JsonSerializer.Deserialize(body, StaffApiJson.Default.AdditionRequest);
            return [.. request?.Invitees?.Select(i => (i ?? new InviteeRequest()).ToCells()) ?? []];
        }
        catch (JsonException e)
        {
            throw new BadHttpRequestException("The list is not the expected JSON.", e);
        }
    }
}

/// <summary>Invitees to be added.</summary>
/// <param name="Invitees">The invitees, at most 1,000.</param>
public sealed record AdditionRequest(IReadOnlyList<InviteeRequest?>? Invitees = null);

/// <summary>An invitee, or corrected particulars of one, as a row of <c>invitees.csv</c> has them. Of a new invitee,
/// what may be empty may be left out. In a correction, what is left out stays as it is, and an empty text removes what
/// may be empty.</summary>
/// <param name="Id">The id. In a correction it may be left out.</param>
/// <param name="State">The State's ISO 3166-1 alpha-3 code.</param>
/// <param name="Name">The State's name, in the invitee's language.</param>
/// <param name="Office">The office addressed.</param>
/// <param name="Salutation">The salutation of the letters.</param>
/// <param name="Language">The language of the letters, or two: fr,en.</param>
/// <param name="Address">The official e-mail address, or several.</param>
/// <param name="Copy">The permanent mission's address, or several.</param>
/// <param name="Zone">The office's time zone.</param>
/// <param name="Weekend">The days off.</param>
/// <param name="Region">The region.</param>
/// <param name="Group">The group.</param>
/// <param name="Honorific">The title of the person who holds the office.</param>
/// <param name="Person">The name of that person.</param>
/// <param name="Postal">The postal address of an office without e-mail, in lines.</param>
/// <param name="Fax">The fax number of an office without e-mail.</param>
/// <param name="Fields">The cells of the list's own columns, by their names.</param>
public sealed record InviteeRequest(
    string? Id = null,
    string? State = null,
    string? Name = null,
    string? Office = null,
    string? Salutation = null,
    string? Language = null,
    string? Address = null,
    string? Copy = null,
    string? Zone = null,
    string? Weekend = null,
    string? Region = null,
    string? Group = null,
    string? Honorific = null,
    string? Person = null,
    string? Postal = null,
    string? Fax = null,
    IReadOnlyDictionary<string, string?>? Fields = null
)
{
    /// <summary>The cells that are given, by the names of their columns.</summary>
    internal Dictionary<string, string> ToCells()
    {
        var standard = new (string Column, string? Cell)[]
        {
            ("id", Id),
            ("state", State),
            ("name", Name),
            ("office", Office),
            ("salutation", Salutation),
            ("language", Language),
            ("address", Address),
            ("copy", Copy),
            ("zone", Zone),
            ("weekend", Weekend),
            ("region", Region),
            ("group", Group),
            ("honorific", Honorific),
            ("person", Person),
            ("postal", Postal),
            ("fax", Fax),
        };
        var cells = standard.Where(c => c.Cell is not null).ToDictionary(c => c.Column, c => c.Cell!);
        foreach (var (column, cell) in Fields ?? new Dictionary<string, string?>())
            cells.TryAdd(column, cell ?? "");
        return cells;
    }
}
