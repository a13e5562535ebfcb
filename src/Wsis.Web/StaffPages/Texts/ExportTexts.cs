using Wsis.Invitations.Invitees;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Reports;

namespace Wsis.Web.StaffPages.Texts;

/// <summary>The headings of exported lists, by the names of their columns.</summary>
internal sealed partial record ExportTexts(string Yes, IReadOnlyDictionary<string, string> Headings)
{
    /// <summary>The heading of a column. An own column of the list of invitees has its name, or that of its field where
    /// a reader would take it for another column.</summary>
    public string this[string column] =>
        !column.StartsWith(InvitationExport.OwnPrefix, StringComparison.Ordinal) ? Headings[column]
        : IsHeading(column[InvitationExport.OwnPrefix.Length..]) ? column
        : column[InvitationExport.OwnPrefix.Length..];

    private bool IsHeading(string own) => Headings.Values.Any(h => OwnColumn.ToName(h) == own);

    public static ExportTexts In(Language language) => language == Language.French ? French : English;

    private static readonly ExportTexts English = new(
        "yes",
        new Dictionary<string, string>
        {
            ["id"] = "Invitee",
            ["state"] = "State (ISO 3166)",
            ["name"] = "Name",
            ["nameInFrench"] = "Name in French",
            ["office"] = "Office",
            ["language"] = "Language of letters",
            ["address"] = "Official address",
            ["copy"] = "Permanent mission",
            ["region"] = "Region",
            ["postal"] = "Postal address",
            ["fax"] = "Fax",
            ["lettersBy"] = "Letters by",
            ["lastPostedBy"] = "Last letter posted by",
            ["lastPostedNumber"] = "Tracking or note number",
            ["toPrint"] = "To print",
            ["group"] = "Group",
            ["honorific"] = "Title of the person",
            ["person"] = "Person",
            ["phase"] = "Status",
            ["answer"] = "Answer",
            ["receivedAt"] = "Received",
            ["channel"] = "Channel",
            ["late"] = "Late",
            ["replies"] = "Replies",
            ["representativeTitle"] = "Title of the representative",
            ["representativeName"] = "Representative",
            ["representativeAddress"] = "Address of the representative",
            ["day"] = "Day",
            ["place"] = "Place",
            ["from"] = "From",
            ["to"] = "To",
            ["nameInEnglish"] = "Name in English",
            ["speakerTitle"] = "Title of the speaker",
            ["speakerName"] = "Speaker",
            ["minutes"] = "Minutes",
            ["fixed"] = "Place fixed",
            ["notPlaced"] = "Not placed",
            ["statement"] = "Statement",
            ["statementMinutes"] = "Minutes of the statement",
            ["personTitle"] = "Title (delegation)",
            ["personName"] = "Name (delegation)",
            ["personFunction"] = "Function (delegation)",
            ["personAddress"] = "E-mail (delegation)",
            ["personSpeaks"] = "Delivers the statement",
            ["statementDay"] = "Day of the statement",
            ["statementLanguage"] = "Language of the statement",
            ["delegationSize"] = "Delegates",
            ["women"] = "Women among them",
            ["shareOfWomen"] = "Share of women",
            ["remarks"] = "Remarks",
            ["recordedBy"] = "Recorded by",
            ["reference"] = "Reference",
            ["invitedAt"] = "Invited",
            ["lastLetter"] = "Last letter",
            ["lastDelivery"] = "Delivery",
            ["uncertainLetters"] = "Uncertain letters",
            ["attention"] = "Needs attention",
            ["answerNotCounted"] = "Answer not counted",
        }
    );
}
