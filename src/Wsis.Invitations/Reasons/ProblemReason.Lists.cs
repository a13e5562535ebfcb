using Wsis.Invitations.Invitees;

namespace Wsis.Invitations.Reasons;

/// <content>The errors and warnings of a list of invitees.</content>
public abstract partial record ProblemReason
{
    /// <summary>The list is empty.</summary>
    [Code("no-columns")]
    public sealed record NoColumns(string Columns) : ProblemReason
    {
        public override string In(IProblemTexts texts) => texts.Text(this);
    }

    /// <summary>A column is missing.</summary>
    [Code("column-missing")]
    public sealed record ColumnMissing(string Column) : ProblemReason
    {
        public override string In(IProblemTexts texts) => texts.Text(this);
    }

    /// <summary>A column is not a standard one, and its heading cannot be the name of another one.</summary>
    [Code("unknown-column")]
    public sealed record UnknownColumn(string Column, string Columns) : ProblemReason
    {
        public override string In(IProblemTexts texts) => texts.Text(this);
    }

    /// <summary>A column is there twice.</summary>
    [Code("column-twice")]
    public sealed record ColumnTwice(string Column) : ProblemReason
    {
        public override string In(IProblemTexts texts) => texts.Text(this);
    }

    /// <summary>The list has too many columns beside the standard ones.</summary>
    [Code("too-many-own-columns")]
    public sealed record TooManyOwnColumns(int Count, int Max) : ProblemReason
    {
        public override string In(IProblemTexts texts) => texts.Text(this);
    }

    /// <summary>Note: no letter uses the column.</summary>
    [Code("column-unused")]
    public sealed record ColumnUnused(string Column) : ProblemReason
    {
        public override string In(IProblemTexts texts) => texts.Text(this);
    }

    /// <summary>The row has more cells than there are columns.</summary>
    [Code("too-many-cells")]
    public sealed record TooManyCells(int Count, int Columns) : ProblemReason
    {
        public override string In(IProblemTexts texts) => texts.Text(this);
    }

    /// <summary>The file is not a list. <paramref name="Words"/> are those of the reader.</summary>
    [Code("not-csv")]
    public sealed record NotCsv(string Words) : ProblemReason
    {
        public override string In(IProblemTexts texts) => texts.Text(this);
    }

    /// <summary>The file is a workbook of Excel 97 to 2003.</summary>
    [Code("old-spreadsheet")]
    public sealed record OldSpreadsheet : ProblemReason
    {
        public override string In(IProblemTexts texts) => texts.Text(this);
    }

    /// <summary>No column of the list was found for what every invitee needs.</summary>
    [Code("columns-not-found")]
    public sealed record ColumnsNotFound(string Columns) : ProblemReason
    {
        public override string In(IProblemTexts texts) => texts.Text(this);
    }

    /// <summary>The list has no rows.</summary>
    [Code("no-invitees")]
    public sealed record NoInvitees : ProblemReason
    {
        public override string In(IProblemTexts texts) => texts.Text(this);
    }

    /// <summary>The list has more invitees than a campaign may have.</summary>
    [Code("one-too-many")]
    public sealed record OneTooMany(int Max) : ProblemReason
    {
        public override string In(IProblemTexts texts) => texts.Text(this);
    }

    /// <summary>Another row has the id.</summary>
    [Code("id-twice")]
    public sealed record IdTwice(string Id, int Row) : ProblemReason
    {
        public override string In(IProblemTexts texts) => texts.Text(this);
    }

    /// <summary>The campaign has no such invitee, or the data of the person were erased.</summary>
    [Code("invitee-unknown")]
    public sealed record InviteeUnknown(InviteeId Invitee) : ProblemReason
    {
        public override string In(IProblemTexts texts) => texts.Text(this);
    }

    /// <summary>The cell has too many characters.</summary>
    [Code("cell-too-long")]
    public sealed record CellTooLong(int Length, int Max) : ProblemReason
    {
        public override string In(IProblemTexts texts) => texts.Text(this);
    }

    /// <summary>Warning: another row has the address.</summary>
    [Code("address-shared")]
    public sealed record AddressShared(string Address, int Row) : ProblemReason
    {
        public override string In(IProblemTexts texts) => texts.Text(this);
    }

    /// <summary>Warning: two invitees of the campaign have the address.</summary>
    [Code("address-of-invitee")]
    public sealed record AddressOfInvitee(string Address, InviteeId Invitee, InviteeId Other) : ProblemReason
    {
        public override string In(IProblemTexts texts) => texts.Text(this);
    }

    /// <summary>Warning: one time zone holds for all invitees, whose States lie in different ones.</summary>
    /// <param name="Zone">The time zone.</param>
    /// <param name="Invitees">How many invitees there are.</param>
    /// <param name="Others">How many of them are in a State where it is another time.</param>
    /// <param name="Closed">How many are in a State with other days off than those that all have. 0 if not all have the
    /// same.</param>
    [Code("one-zone-for-all")]
    public sealed record OneZoneForAll(string Zone, int Invitees, int Others, int Closed) : ProblemReason
    {
        public override string In(IProblemTexts texts) => texts.Text(this);
    }

    /// <summary>Warning: a text below in a second language begins with the office or the salutation of the
    /// first.</summary>
    /// <param name="Language">The code of the second language.</param>
    /// <param name="Invitees">How many invitees have it.</param>
    /// <param name="Columns">The own columns that are for it and have no cell for them.</param>
    [Code("no-second-text")]
    public sealed record NoSecondText(string Language, int? Invitees, IReadOnlyList<string> Columns) : ProblemReason
    {
        public override string In(IProblemTexts texts) => texts.Text(this);
    }

    /// <summary>One request adds too many invitees.</summary>
    [Code("too-many-additions")]
    public sealed record TooManyAdditions(int Count, int Max) : ProblemReason
    {
        public override string In(IProblemTexts texts) => texts.Text(this);
    }

    /// <summary>The campaign has no letter for a language of the list.</summary>
    [Code("no-letter-in-language")]
    public sealed record NoLetterInLanguage(string Language, string Letter) : ProblemReason
    {
        public override string In(IProblemTexts texts) => texts.Text(this);
    }

    /// <summary>The invitee is on the list with other values.</summary>
    [Code("other-particulars")]
    public sealed record OtherParticulars(InviteeId Invitee) : ProblemReason
    {
        public override string In(IProblemTexts texts) => texts.Text(this);
    }

    /// <summary>The campaign would have too many invitees.</summary>
    [Code("list-too-long")]
    public sealed record ListTooLong(int Max) : ProblemReason
    {
        public override string In(IProblemTexts texts) => texts.Text(this);
    }

    /// <summary>The file is not a spreadsheet.</summary>
    [Code("not-a-spreadsheet")]
    public sealed record NotASpreadsheet : ProblemReason
    {
        public override string In(IProblemTexts texts) => texts.Text(this);
    }

    /// <summary>A row of the sheet has too many cells.</summary>
    [Code("sheet-too-wide")]
    public sealed record SheetTooWide(int Count, int Max) : ProblemReason
    {
        public override string In(IProblemTexts texts) => texts.Text(this);
    }

    /// <summary>The sheet has too many rows.</summary>
    [Code("sheet-too-long")]
    public sealed record SheetTooLong(int Max) : ProblemReason
    {
        public override string In(IProblemTexts texts) => texts.Text(this);
    }

    /// <summary>The spreadsheet unpacks to too many bytes.</summary>
    [Code("spreadsheet-too-large")]
    public sealed record SpreadsheetTooLarge(long Max) : ProblemReason
    {
        public override string In(IProblemTexts texts) => texts.Text(this);
    }
}
