using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Wsis.Invitations.Invitees;

namespace Wsis.Web.Lists;

/// <summary>The empty list, to be filled in.</summary>
internal static class ListTemplate
{
    /// <summary>A spreadsheet with the headings of a list.</summary>
    public static FileContentHttpResult Create(ListTexts texts) =>
        TypedResults.File(
            Spreadsheet.Write(texts.Sheet, [.. InviteeList.StandardColumns.Select(texts.DisplayColumn)], []),
            Spreadsheet.MediaType,
            texts.TemplateName
        );
}
