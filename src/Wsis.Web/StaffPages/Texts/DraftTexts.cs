using Wsis.Invitations.Letters;
using Wsis.Web.Lists;
using Wsis.Web.StaffPages.Drafts.Letters;

namespace Wsis.Web.StaffPages.Texts;

/// <summary>The texts of the pages on which a campaign is prepared, complete in English and French.</summary>
public sealed partial record DraftTexts
{
    public required string Preparation { get; init; }
    public required string Check { get; init; }
    public required string Facts { get; init; }
    public required string Letters { get; init; }
    public required string Frozen { get; init; }
    public required string Mend { get; init; }
    public required string NewCampaign { get; init; }
    public required string BeginFrom { get; init; }
    public required string BeginFromHint { get; init; }
    public required string StandardLetters { get; init; }
    public required string WithList { get; init; }
    public required string EventName { get; init; }
    public required string ReferenceHint { get; init; }
    public required string FirstDay { get; init; }
    public required string LastDay { get; init; }
    public required string Languages { get; init; }
    public required string LanguagesHint { get; init; }
    public required string Times { get; init; }
    public required string Zone { get; init; }
    public required string SendAt { get; init; }
    public required string DeadlineHint { get; init; }
    public required string Organisation { get; init; }
    public required string OrganisationHint { get; init; }
    public required string OrganisationName { get; init; }
    public required string Signatory { get; init; }
    public required string SignatoryHint { get; init; }
    public required string Contact { get; init; }
    public required string Address { get; init; }
    public required string Telephone { get; init; }
    public required string Create { get; init; }
    public required string UploadFolder { get; init; }
    public required string FolderFile { get; init; }
    public required string FolderHint { get; init; }
    public required string Upload { get; init; }
    public required string ErrorsTitle { get; init; }
    public required string NoErrors { get; init; }
    public required string WarningsTitle { get; init; }
    public required string WarningsHint { get; init; }
    public required string NotesTitle { get; init; }
    public required string MoreProblems { get; init; }
    public required string NextStep { get; init; }
    public required string Submitted { get; init; }
    public required string GoToApproval { get; init; }
    public required string ErrorsFirst { get; init; }
    public required string SubmitHint { get; init; }
    public required string Submit { get; init; }
    public required string DownloadFolder { get; init; }
    public required string Changes { get; init; }
    public required string ChangesSince { get; init; }
    public required string ChangesSinceHint { get; init; }
    public required string ChangedByAuthors { get; init; }
    public required string ChangesUnknown { get; init; }
    public required string ChangesNone { get; init; }
    public required string ChangesActions { get; init; }
    public required string SeeChanges { get; init; }
    public required string NoChanges { get; init; }
    public required string KindChanged { get; init; }
    public required string KindAdded { get; init; }
    public required string KindRemoved { get; init; }
    public required string EmptyValue { get; init; }
    public required string ValueYes { get; init; }
    public required string ValueNo { get; init; }
    public required CountText PlanDays { get; init; }
    public required CountText LetterCount { get; init; }
    public required string Created { get; init; }
    public required string CreatedNext { get; init; }
    public required string CreatedList { get; init; }
    public required string CreatedLetters { get; init; }
    public required string CreatedFacts { get; init; }
    public required CountText SizeInBytes { get; init; }
    public required string WrittenBy { get; init; }
    public required string LettersHint { get; init; }
    public required string AddLanguage { get; init; }
    public required string AddLanguageHint { get; init; }
    public required string Add { get; init; }
    public required string Missing { get; init; }
    public required string GeneralText { get; init; }
    public required string GroupLetter { get; init; }
    public required string GroupLetterHint { get; init; }
    public required string NewGroupLetterHint { get; init; }
    public required string ProposeLanguageHint { get; init; }
    public required string WriteLetter { get; init; }
    public required string NewLetterHint { get; init; }
    public required string NewLetterPending { get; init; }
    public required string NewLetterDifference { get; init; }
    public required string InError { get; init; }
    public required string StandardText { get; init; }
    public required string OwnText { get; init; }
    public required string ApprovedText { get; init; }
    public required string ChangedBy { get; init; }
    public required string ChangedByHint { get; init; }
    public required string FactsChangedBy { get; init; }
    public required string ListChangedBy { get; init; }
    public required string ChangedMeanwhile { get; init; }
    public required string ListReplaced { get; init; }
    public required string RowOvertaken { get; init; }
    public required string LineAndMessage { get; init; }
    public required string Text { get; init; }
    public required string TextHint { get; init; }
    public required string InsertInText { get; init; }
    public required string Bold { get; init; }
    public required string ListItem { get; init; }
    public required string Link { get; init; }
    public required string PreviewFor { get; init; }
    public required string Preview { get; init; }
    public required string PreviewAs { get; init; }
    public required string PreviewBeforeErrors { get; init; }
    public required string ViewEmail { get; init; }
    public required string ViewText { get; init; }
    public required string ViewWebPage { get; init; }
    public required string WebPageHint { get; init; }
    public required string ViewPaper { get; init; }
    public required string PaperHint { get; init; }
    public required string From { get; init; }
    public required string Copies { get; init; }
    public required string CorrectLetter { get; init; }
    public required string CorrectionHint { get; init; }
    public required string LettersAreFixed { get; init; }
    public required string CorrectedMeanwhile { get; init; }
    public required string CorrectionWarningsHint { get; init; }
    public required string CorrectionPending { get; init; }
    public required string CorrectionWrittenBy { get; init; }
    public required string CorrectionDifference { get; init; }
    public required string CorrectionNeedsOther { get; init; }
    public required string ApproveCorrection { get; init; }
    public required string ApproveCorrectionHint { get; init; }
    public required string WithdrawCorrection { get; init; }
    public required string WithdrawCorrectionHint { get; init; }
    public required string SaveCorrection { get; init; }
    public required string CorrectedLetters { get; init; }
    public required string CorrectionApprovedBy { get; init; }
    public required CountText CorrectionsWaiting { get; init; }
    public required string CorrectionsPending { get; init; }
    public required string SeeCorrections { get; init; }
    public required string SendTest { get; init; }
    public required string SendTestHint { get; init; }
    public required string TestTo { get; init; }
    public required string TestSent { get; init; }
    public required string Save { get; init; }
    public required string TakeStandard { get; init; }
    public required string FieldsOfLetter { get; init; }
    public required string NoPreview { get; init; }
    public required string UploadList { get; init; }
    public required string ListFile { get; init; }
    public required string ListHint { get; init; }
    public required string Template { get; init; }
    public required ListTexts List { get; init; }
    public required string EmptyList { get; init; }
    public required string AddInvitee { get; init; }
    public required string ChangeInvitee { get; init; }
    public required string Search { get; init; }
    public required string Find { get; init; }
    public required string FoundOf { get; init; }
    public required string OnlyFirst { get; init; }
    public required string ChooseSheet { get; init; }
    public required string Sheets { get; init; }
    public required string Continue { get; init; }
    public required string MatchColumns { get; init; }
    public required string ColumnsLacking { get; init; }
    public required string ColumnLacking { get; init; }
    public required string MatchColumnsHint { get; init; }
    public required string FurtherColumns { get; init; }
    public required string FurtherColumnsHint { get; init; }
    public required string Field { get; init; }
    public required string Column { get; init; }
    public required string SameForAll { get; init; }
    public required string OfTheState { get; init; }
    public required string CheckList { get; init; }
    public required string RowsRead { get; init; }
    public required string MendRows { get; init; }
    public required string MendRowsHint { get; init; }
    public required string RowLine { get; init; }
    public required string LeaveOut { get; init; }
    public required string CheckAgain { get; init; }
    public required string TakeList { get; init; }
    public required string UploadAgain { get; init; }
    public required string FirstRows { get; init; }
    public required string Remove { get; init; }
    public required string Plan { get; init; }
    public required string PlanHint { get; init; }
    public required string Kind { get; init; }
    public required string Days { get; init; }
    public required string When { get; init; }
    public required string Due { get; init; }
    public required string LaunchApprovedBy { get; init; }
    public required string LaunchNobody { get; init; }
    public required string LaunchLetters { get; init; }
    public required string LaunchByEmail { get; init; }
    public required string LaunchByPaper { get; init; }
    public required string LaunchFirst { get; init; }
    public required string LaunchImmediately { get; init; }
    public required string Rehearsal { get; init; }
    public required string RehearsalHint { get; init; }
    public required string NothingToRehearse { get; init; }
    public required string Timeline { get; init; }
    public required string FallsTogether { get; init; }
    public required string FallsTogetherHint { get; init; }
    public required string FallsTogetherNever { get; init; }
    public required string Moved { get; init; }
    public required string OfThoseOnPaper { get; init; }
    public required string IfComing { get; init; }
    public required string RehearsalHours { get; init; }
    public required string RehearseOne { get; init; }
    public required string RehearsedInvitee { get; init; }
    public required string Show { get; init; }
    public required string MovedOne { get; init; }
    public required string RehearsalZip { get; init; }
    public required string RehearsalZipOfLanguages { get; init; }
    public required string RehearsalZipOfOne { get; init; }
    public required string NewStep { get; init; }
    public required string RehearsedFrom { get; init; }
    public required string InHoursOfOffice { get; init; }
    public required string ImageHint { get; init; }
    public required string ImageNow { get; init; }
    public required string RemoveImage { get; init; }
    public required string StatementsHint { get; init; }
    public required string StatementDay { get; init; }
    public required string StatementCapacity { get; init; }
    public required string StatementFrom { get; init; }
    public required string StatementTo { get; init; }
    public required string LinksHint { get; init; }
    public required string LinkName { get; init; }
    public required string LinkAddress { get; init; }

    /// <summary>The names of groups, facts, kinds and moments, by kind and code.</summary>
    public required IReadOnlyDictionary<string, string> Names { get; init; }

    public static DraftTexts In(Language language) => language == Language.French ? French : English;

    public string Display(LetterState state) =>
        state switch
        {
            LetterState.Missing => Missing,
            LetterState.General => GeneralText,
            LetterState.Error => InError,
            LetterState.Standard => StandardText,
            LetterState.Own => OwnText,
            _ => ApprovedText,
        };

    /// <summary>The name of a form of a letter.</summary>
    public string DisplayView(string view) =>
        view switch
        {
            LetterPreviewModel.Text => ViewText,
            LetterPreviewModel.WebPage => ViewWebPage,
            LetterPreviewModel.Paper => ViewPaper,
            _ => ViewEmail,
        };

    /// <summary>The name of a column of the list.</summary>
    public string DisplayColumn(string column) => List.DisplayColumn(column);

    /// <summary>What a column has; null where its name says it.</summary>
    public string? DisplayColumnHint(string column) => Names.GetValueOrDefault($"ColumnHint {column}");

    public string DisplayGroup(string group) => Names[$"Group {group}"];

    /// <summary>The name of a fact by its path in <c>campaign.json</c>.</summary>
    public string DisplayFact(string path) => Names[$"Fact {path}"];

    /// <summary>What a fact means; null where its name says it.</summary>
    public string? DisplayFactHint(string path) =>
        path == "deadline" ? DeadlineHint : Names.GetValueOrDefault($"FactHint {path}");

    /// <summary>The name of a fact, of one of its languages, or of the plan. Null for others.</summary>
    public string? FindName(string path) =>
        path.StartsWith("steps", StringComparison.Ordinal) ? Plan
        : path.StartsWith("statements", StringComparison.Ordinal) ? DisplayFact("statements")
        : path == "zone" ? Zone
        : Names.GetValueOrDefault($"Fact {path}")
            ?? (path.LastIndexOf('.') is > 0 and var end ? Names.GetValueOrDefault($"Fact {path[..end]}") : null);

    public string DisplayKind(string kind) => Names[$"Kind {kind}"];

    public string DisplayWhen(string when) => Names[$"When {when}"];

    /// <summary>The name of a field of a new campaign.</summary>
    public string DisplayField(string field, StaffTexts texts) =>
        field switch
        {
            "name" => EventName,
            "reference" => texts.Reference,
            "from" => FirstDay,
            "to" => LastDay,
            "place" => DisplayFact("event.place"),
            "languages" => Languages,
            "sendAt" => SendAt,
            "deadline" => texts.Deadline,
            "zone" => Zone,
            "organisation" => OrganisationName,
            "signatory" => Signatory,
            "contact" => Contact,
            _ when field.Split('-') is [var text, var code] && Language.TryParse(code, out var language) => texts.Label(
                DisplayField(text, texts),
                texts.Display(language)
            ),
            "address" => Address,
            "telephone" => Telephone,
            "folder" => FolderFile,
            _ => field,
        };
}
