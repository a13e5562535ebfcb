using Wsis.Invitations.Letters;

namespace Wsis.Web.Lists;

/// <summary>The texts of a list of invitees as a spreadsheet, for the pages and the API.</summary>
public sealed partial record ListTexts
{
    /// <summary>The name of the file with the empty list.</summary>
    public required string TemplateName { get; init; }

    public required string Sheet { get; init; }

    /// <summary>The names of the standard columns.</summary>
    public required IReadOnlyDictionary<string, string> Columns { get; init; }

    public static readonly ListTexts English = new()
    {
        TemplateName = "invitees.xlsx",
        Sheet = "Invitees",
        Columns = new Dictionary<string, string>
        {
            ["id"] = "Code",
            ["state"] = "State (three letters)",
            ["name"] = "Name of the State",
            ["office"] = "Office",
            ["salutation"] = "Salutation",
            ["language"] = "Language",
            ["address"] = "E-mail",
            ["copy"] = "Copy to the mission",
            ["zone"] = "Time zone",
            ["weekend"] = "Weekend",
            ["region"] = "Region",
            ["group"] = "Group",
            ["honorific"] = "Title of the person",
            ["person"] = "Person",
            ["postal"] = "Postal address",
            ["fax"] = "Fax",
        },
    };

    public static ListTexts In(Language language) => language == Language.French ? French : English;

    /// <summary>The name of a column. One of the list's own has its own name.</summary>
    public string DisplayColumn(string column) => Columns.GetValueOrDefault(column, column);
}
