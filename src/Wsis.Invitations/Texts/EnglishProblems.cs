using System.Globalization;
using NodaTime;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Reasons;

namespace Wsis.Invitations.Texts;

/// <summary>Problems of campaign folders in English: for the command line, the API and the staff pages.</summary>
/// <param name="displayLetter">Names a letter to its reader. Null where letters have their codes.</param>
public sealed class EnglishProblems(Func<string, string>? displayLetter = null) : IProblemTexts
{
    public string Text(ProblemReason.IsNot reason) => $"{Quote(reason.Value)} is not {Display(reason.Form)}";

    public string Text(ProblemReason.MustBe reason) => $"must be {Display(reason.Form)}";

    public string Text(ProblemReason.IsMissing reason) => $"is missing; it must be {Display(reason.Form)}";

    public string Text(ProblemReason.IsEmpty reason) => $"is empty; it must be {Display(reason.Form)}";

    public string Text(ProblemReason.NotOneLine reason) => $"must be 1 to {reason.Max} characters without line breaks";

    public string Text(ProblemReason.NotInRange reason) => $"must be a whole number from {reason.Min} to {reason.Max}";

    public string Text(ProblemReason.TooManyValues reason) =>
        $"there are {reason.Count}; at most {reason.Max} are allowed";

    public string Text(ProblemReason.ValueTwice reason) => $"{Quote(reason.Value)} is there twice";

    public string Text(ProblemReason.UnknownProperty reason) => "is not a property known here";

    public string Text(ProblemReason.PropertyTwice reason) => "is there twice";

    public string Text(ProblemReason.NotJson reason) => $"is not JSON: {reason.Words}";

    public string Text(ProblemReason.DayOutsideEvent reason) => $"{Day(reason.Day)} is not a day of the event";

    public string Text(ProblemReason.NoSuchTime reason) =>
        $"there is no such time in {reason.Zone}: the clocks are put forward over it";

    public string Text(ProblemReason.NotAfterSending reason) => "must be after the time of sending";

    public string Text(ProblemReason.EndNotAfterStart reason) => "must be after the start";

    public string Text(ProblemReason.EndBeforeStart reason) => "must not be before the first day";

    public string Text(ProblemReason.AfterEvent reason) => "must not be after the event";

    public string Text(ProblemReason.NotOneInvitation reason) => "there must be exactly one of kind invitation";

    public string Text(ProblemReason.ReservedStep reason) =>
        $"'{reason.Step}': ids that begin with {reason.Prefixes} are the program's own";

    public string Text(ProblemReason.DueAfterDeadline reason) =>
        $"'{Letter(reason.Step)}' would be due at {Moment(reason.Due)}, not before the deadline";

    public string Text(ProblemReason.DueBeforeInvitation reason) =>
        $"'{Letter(reason.Step)}' would be due at {Moment(reason.Due)}, before the invitation";

    public string Text(ProblemReason.DueAfterEvent reason) =>
        $"'{Letter(reason.Step)}' would be due at {Moment(reason.Due)}, after the event";

    public string Text(ProblemReason.NoBrowser reason) =>
        $"the letters of '{Letter(reason.Step)}' go with their PDF, and no browser is configured that prints them; they wait until the setting Wsis__Pdf__Browser names one";

    public string Text(ProblemReason.SeedMissing reason) => "a lot needs a seed: a text that is agreed upon before";

    public string Text(ProblemReason.ReservedLink reason) =>
        "a name is letters and digits; 'reply' and 'letter' are the program's own";

    public string Text(ProblemReason.NotALanguage reason) => $"is not one of the languages {EnglishLanguages.Codes}";

    public string Text(ProblemReason.NoText reason) => "needs a text in at least one language";

    public string Text(ProblemReason.TextMissing reason) =>
        $"has no text in {EnglishLanguages.NameNone(reason.Languages)}; letters show it in another language";

    public string Text(ProblemReason.SendingPassed reason) =>
        $"{Moment(reason.SendAt)} in {reason.Zone} has passed; the invitation goes out as soon as the campaign is "
        + "launched and the sending window allows it";

    public string Text(ProblemReason.DeadlinePassed reason) =>
        $"{Moment(reason.Deadline)} in {reason.Zone} has passed; a launch sends no letter, and leaves every invitation "
        + "without an answer";

    public string Text(ProblemReason.OtherCampaign reason) =>
        $"the folder is that of another campaign; the id of this draft is '{reason.Expected}'";

    public string Text(ProblemReason.FileMissing reason) => "the file is missing";

    public string Text(ProblemReason.NotUtf8 reason) => "is not UTF-8 here";

    public string Text(ProblemReason.TooManyBytes reason) =>
        $"the file has {reason.Count} bytes; at most {reason.Max} can be stored";

    public string Text(ProblemReason.TooManyCharacters reason) =>
        $"the file has {reason.Count} characters; at most {reason.Max} can be stored";

    public string Text(ProblemReason.AttachmentInFolder reason) =>
        $"is in a folder of its own; the files are attachments/{{file}}";

    public string Text(ProblemReason.NameTooLong reason) =>
        $"the name has {reason.Length} characters; at most {reason.Max} are allowed";

    public string Text(ProblemReason.NameNotAllowed reason) =>
        "the name must not have commas, semicolons, quotation marks or backslashes";

    public string Text(ProblemReason.AttachmentKind reason) =>
        $"is of a kind that letters do not take with them; they take {reason.Kinds}";

    public string Text(ProblemReason.FileEmpty reason) => "is empty";

    public string Text(ProblemReason.AttachmentsTooLarge reason) =>
        $"the files have {Number(reason.Count)} bytes together; at most {Number(reason.Max)} are allowed";

    public string Text(ProblemReason.LetterAttachmentsTooLarge reason) =>
        $"its files have {Number(reason.Count)} bytes together; at most {Number(reason.Max)} are allowed, so that the letter stays below the 10 MB that many servers accept";

    public string Text(ProblemReason.AttachmentMissing reason) => $"there is no file '{reason.Path}'";

    public string Text(ProblemReason.AttachmentUnused reason) =>
        "no letter names it; letters name their files in the front matter, in a line 'attachments: ...'";

    public string Text(ProblemReason.NotAnImage reason) => "is not a PNG or JPEG image";

    public string Text(ProblemReason.ImageTooWide reason) =>
        $"is {reason.Width} by {reason.Height} pixels; at most {reason.Max} are allowed each way";

    public string Text(ProblemReason.ImageUnused reason) =>
        "neither the letterhead, nor the signature, nor a letter names it";

    public string Text(ProblemReason.ImageWithoutText reason) =>
        $"the image '{reason.Image}' has no text for readers who do not see it: ![text]({reason.Image})";

    public string Text(ProblemReason.LettersOnOneDay reason) =>
        $"the plan sends {Letters(reason.Steps)} to {EnglishCount.Format(reason.Invitees, "office")} on one day ({reason.Example}: {Day(reason.Day)}); move one of them";

    public string Text(ProblemReason.LetterOvertaken reason) =>
        $"the letter {Letter(reason.Step)} is not sent to {EnglishCount.Format(reason.Invitees, "office")}, such as {reason.Example}: {Letter(reason.By)} is due at the same time";

    public string Text(ProblemReason.LineTwice reason) =>
        $"'{reason.Line}' is there twice: the letterhead or the signature has it already";

    public string Text(ProblemReason.Html reason) =>
        $"'{reason.Tag}' is HTML and would be shown as text; a letter has Markdown, such as **bold**";

    public string Text(ProblemReason.MarksShown reason) =>
        $"the marks '{reason.Marks}' would be shown as they stand, first for {reason.Invitee}; an emphasis is empty, or "
        + "its marks do not belong together";

    public string Text(ProblemReason.ZipTooManyFiles reason) =>
        $"the zip has {reason.Count} files; at most {reason.Max} are allowed";

    public string Text(ProblemReason.NotAZip reason) => $"this is not a zip that can be read: {reason.Words}";

    public string Text(ProblemReason.PathOutside reason) => "the path leads out of the folder";

    public string Text(ProblemReason.ZipTwice reason) => "is in the zip twice";

    public string Text(ProblemReason.ZipTooLarge reason) => $"the zip unfolds to more than {Number(reason.Max)} bytes";

    public string Text(ProblemReason.WrongChecksum reason) => "its checksum is wrong; pack and send the zip again";

    public string Text(ProblemReason.SeveralCampaigns reason) =>
        $"the zip has several campaigns ({reason.Paths}); upload one at a time";

    public string Text(ProblemReason.TooManyParts reason) => $"the body has more than {reason.Max} files";

    public string Text(ProblemReason.PartTwice reason) => "is in the body twice";

    public string Text(ProblemReason.NotMultipart reason) =>
        $"the body is not multipart/form-data that can be read: {reason.Words}";

    public string Text(ProblemReason.IdDiffers reason) =>
        $"the id is '{reason.Id}', and the address names '{reason.Address}'";

    public string Text(ProblemReason.NotALetter reason) =>
        $"is not a letter; letters are letters/{{language}}/{{letter}}.md";

    public string Text(ProblemReason.LetterMissing reason) =>
        $"the letter is missing; {EnglishLanguages.Name(reason.Language)} is the language of {EnglishCount.Format(reason.Invitees, "invitee")}";

    public string Text(ProblemReason.LetterUnused reason) => "no step of the campaign sends this letter";

    public string Text(ProblemReason.GroupEmpty reason) =>
        $"nobody with this language is in the group '{reason.Group}'";

    public string Text(ProblemReason.NoReplyLink reason) =>
        "has no link to the reply page; write one as [text]({{ links.reply }})";

    public string Text(ProblemReason.FieldEmpty reason) =>
        reason.Invitees is { } count
            ? $"'invitee.{reason.Column}' is empty for {EnglishCount.Format(count, "invitee")}, such as '{reason.First}'"
            : $"'invitee.{reason.Column}' is empty";

    public string Text(ProblemReason.UnknownLink reason) =>
        $"'links.{reason.Link}' is not among the links in {CampaignReader.FileName}";

    public string Text(ProblemReason.NoFrontMatter reason) =>
        "must begin with a front matter: a line '---', a line 'subject: ...', perhaps a line 'attachments: ...', a line '---'";

    public string Text(ProblemReason.UnknownField reason) =>
        $"'{reason.Field}' is not a field of this letter; the fields are {reason.Fields}";

    public string Text(ProblemReason.NotLiquid reason) => $"Liquid: {reason.Words}";

    public string Text(ProblemReason.TagTooLong reason) =>
        $"Liquid: a tag has more than {Number(reason.Max)} characters";

    public string Text(ProblemReason.BracketsTooDeep reason) =>
        $"Liquid: brackets stand in more than {reason.Max} others";

    public string Text(ProblemReason.BlocksTooDeep reason) =>
        $"Liquid: a block is inside more than {reason.Max} others";

    public string Text(ProblemReason.UnknownFilter reason) => $"Liquid: letters have no filter '{reason.Filter}'";

    public string Text(ProblemReason.NoRanges reason) => "Liquid: letters have no ranges such as (1..10)";

    public string Text(ProblemReason.NotRendered reason) =>
        $"the letter to '{reason.Invitee}' cannot be rendered: {reason.Words}";

    public string Text(ProblemReason.UnsafeLink reason) =>
        $"{Quote(reason.Link)} is not a link for a letter; links begin with {reason.Schemes}";

    public string Text(ProblemReason.NoColumns reason) =>
        $"the list is empty; its first line must name the columns {reason.Columns}";

    public string Text(ProblemReason.ColumnMissing reason) => $"the column '{reason.Column}' is missing";

    public string Text(ProblemReason.UnknownColumn reason) =>
        $"the column {Quote(reason.Column)} is not known; the standard columns are {reason.Columns}; any other heading "
        + $"begins with a letter from A to Z and gives a name of at most {OwnColumn.MaxNameLength} characters";

    public string Text(ProblemReason.ColumnTwice reason) => $"the column {Quote(reason.Column)} is there twice";

    public string Text(ProblemReason.TooManyOwnColumns reason) =>
        $"has {reason.Count} columns of its own; at most {reason.Max} are allowed";

    public string Text(ProblemReason.ColumnUnused reason) => $"no letter uses the column '{reason.Column}'";

    public string Text(ProblemReason.TooManyCells reason) =>
        $"has {EnglishCount.Format(reason.Count, "cell")}; the header has {reason.Columns}";

    public string Text(ProblemReason.NotCsv reason) => $"cannot be read as CSV: {reason.Words}";

    public string Text(ProblemReason.OldSpreadsheet reason) =>
        "is a workbook of an old Excel (.xls); save it as .xlsx and upload that";

    public string Text(ProblemReason.ColumnsNotFound reason) =>
        $"no column was found for {reason.Columns}; every invitee needs them";

    public string Text(ProblemReason.NoInvitees reason) => "the list is empty: it needs at least one invitee";

    public string Text(ProblemReason.OneTooMany reason) =>
        $"is one too many: a campaign has at most {reason.Max} invitees";

    public string Text(ProblemReason.IdTwice reason) => $"{Quote(reason.Id)} is already in line {reason.Row}";

    public string Text(ProblemReason.InviteeUnknown reason) => $"the campaign has no invitee '{reason.Invitee}'";

    public string Text(ProblemReason.CellTooLong reason) =>
        $"has {reason.Length} characters; at most {reason.Max} are allowed";

    public string Text(ProblemReason.AddressShared reason) =>
        $"{Quote(reason.Address)} is also the address of line {reason.Row}";

    public string Text(ProblemReason.AddressOfInvitee reason) =>
        $"{Quote(reason.Address)} is an address of '{reason.Invitee}' and of '{reason.Other}'";

    public string Text(ProblemReason.OneZoneForAll reason) =>
        $"all {reason.Invitees} invitees have {reason.Zone}; in the States of {reason.Others} of them it is another time"
        + (reason.Closed > 0 ? $", and {reason.Closed} have other days off" : "")
        + "; a cell left empty gets what the State has";

    public string Text(ProblemReason.NoSecondText reason) =>
        $"the {EnglishLanguages.Name(reason.Language)} text below"
        + (reason.Invitees is { } count ? $" of {EnglishCount.Format(count, "invitee")}" : "")
        + " begins with words of the language above; "
        + $"columns of its own are for it: {string.Join(", ", reason.Columns.Select(c => $"'{c}'"))}";

    public string Text(ProblemReason.TooManyAdditions reason) =>
        $"has {reason.Count} invitees; at most {reason.Max} are added at once";

    public string Text(ProblemReason.NoLetterInLanguage reason) =>
        $"somebody is written to in {EnglishLanguages.Name(reason.Language)}, and the campaign has no letter "
        + $"'{Letter(reason.Letter)}' in it";

    public string Text(ProblemReason.OtherParticulars reason) =>
        $"'{reason.Invitee}' is on the list of the campaign already, with other particulars; correct them at the invitation";

    public string Text(ProblemReason.ListTooLong reason) => $"the campaign would have more than {reason.Max} invitees";

    public string Text(ProblemReason.NotASpreadsheet reason) => "is not a spreadsheet that can be read";

    public string Text(ProblemReason.SheetTooWide reason) =>
        $"a row has {reason.Count} cells; at most {reason.Max} are read";

    public string Text(ProblemReason.SheetTooLong reason) => $"the sheet has more than {Number(reason.Max)} rows";

    public string Text(ProblemReason.SpreadsheetTooLarge reason) =>
        $"the file unpacks to more than {Number(reason.Max)} bytes";

    private string Letter(string letter) => displayLetter?.Invoke(letter) ?? letter;

    private string Letters(string letters) => string.Join(", ", letters.Split(", ").Select(Letter));

    private static string Quote(string value) => $"'{QuotedValue.Show(value)}'";

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Day(LocalDate day) => CalendarText.Date(day, Language.English);

    private static string Moment(LocalDateTime moment) => CalendarText.Moment(moment, Language.English);

    internal static string Display(ValueForm form) =>
        form switch
        {
            ValueForm.CampaignId => "a campaign id: 1 to 40 of a-z, 0-9 and '-'",
            ValueForm.StepId => "a step id: 1 to 40 of a-z, 0-9 and '-'",
            ValueForm.InviteeId => "an invitee id: 1 to 60 letters, digits, '-', '.' or '_'",
            ValueForm.Text => "a text",
            ValueForm.TextLine => "a text of one line",
            ValueForm.WholeNumber => "a whole number",
            ValueForm.TrueOrFalse => "true or false",
            ValueForm.JsonMap => "an object",
            ValueForm.JsonFile => "a JSON object",
            ValueForm.List => "a list",
            ValueForm.Zone => "an IANA time zone such as Europe/Zurich",
            ValueForm.LocalDateTime => "a local date and time such as 2018-01-22T00:00:00, of the years 1900 to 2999",
            ValueForm.Date => "a date such as 2018-03-19, of the years 1900 to 2999",
            ValueForm.Time => "a time such as 09:00",
            ValueForm.Period => "an ISO 8601 period such as P2D or PT30M, of at most ten years",
            ValueForm.Due => "a moment such as sending, deadline - P7D or event - P2W, of at most ten years",
            ValueForm.DayCount => "a whole number of days such as 14, of at most ten years",
            ValueForm.OfficeZone =>
                "a time zone: an IANA name such as Europe/Zurich, a Windows name such as W. Europe Standard Time, "
                    + "or a city such as Geneva",
            ValueForm.EmailAddress => "an e-mail address of the form name@example.org",
            ValueForm.EmailAddressOrPaper => "an e-mail address, unless there is a postal address or a fax number",
            ValueForm.EmailAddresses => "one to five e-mail addresses of the form name@example.org, separated by ';'",
            ValueForm.WebAddress => "a web address such as https://www.example.org",
            ValueForm.Webhook =>
                "an address that begins with https:// (or http://localhost, for a trial) of at most 500 characters",
            ValueForm.Language => $"one of the languages {EnglishLanguages.Codes}",
            ValueForm.OfficeLanguages =>
                $"one or two of the languages {EnglishLanguages.Codes}, such as fr, or fr en for a second text below",
            ValueForm.StateCode => "an ISO 3166-1 alpha-3 code of a State, such as CHE",
            ValueForm.Weekend =>
                "a list of at most six days by name, in English or another of the six languages, with spaces or commas "
                    + "between them, such as 'Fri Sat' or 'Saturday, Sunday'",
            ValueForm.GroupName => $"the name of a group: at most {GroupName.MaxLength} letters, digits and hyphens",
            ValueForm.PostalAddress =>
                $"a postal address of at most {PostalAddress.MaxLines} lines, with ';' or a new line between two",
            ValueForm.FaxNumber => "a fax number such as +41 22 555 01 16",
            ValueForm.LetterKind => "one of invitation, reminder, briefing",
            ValueForm.Approval => "one-person or second-person",
            ValueForm.StatementOrder => "one of acceptance, alphabetical-french, lot",
            ValueForm.Paper => "a4 or letter",
            ValueForm.StaffLanguage => "en or fr",
            ValueForm.ImageName => "the name of a file in images/, of letters, digits, '.', '-' and '_'",
            _ => throw new ArgumentOutOfRangeException(nameof(form), form, null),
        };
}
