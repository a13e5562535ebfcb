using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Correspondence;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Journal;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Workflow;

namespace Wsis.Web.StaffPages.Texts;

/// <summary>The texts of the staff pages, complete in English and French.</summary>
public sealed partial record StaffTexts
{
    public required string Product { get; init; }
    public required string SkipToContent { get; init; }
    public required string LanguageOfThisPage { get; init; }
    public required string TypedIsLost { get; init; }
    public required string ContinueInThisLanguage { get; init; }

    public required string SignIn { get; init; }
    public required string SignOut { get; init; }
    public required string YourName { get; init; }
    public required string YourNameHint { get; init; }
    public required string HowToSignIn { get; init; }
    public required string ShowLink { get; init; }
    public required string LinkShown { get; init; }
    public required string LinkUsed { get; init; }
    public required string NoSignIn { get; init; }
    public required string NoSignInHelp { get; init; }
    public required string NotAllowed { get; init; }

    /// <summary><c>{0}</c> is the role that is missing.</summary>
    public required string NotAllowedHelp { get; init; }
    public required string FormTooOld { get; init; }
    public required string FormTooOldHelp { get; init; }
    public required string FormTooLarge { get; init; }
    public required string NothingChanged { get; init; }
    public required string NotFound { get; init; }
    public required string DataErased { get; init; }
    public required string DataErasedHelp { get; init; }
    public required string NotFoundHelp { get; init; }
    public required string Unavailable { get; init; }
    public required string UnavailableHelp { get; init; }
    public required string NoFile { get; init; }
    public required string Unreadable { get; init; }
    public required string Unexpected { get; init; }
    public required string UnexpectedHelp { get; init; }
    public required string NotNow { get; init; }

    public required string AllCampaigns { get; init; }
    public required string NoCampaigns { get; init; }
    public required string Reference { get; init; }
    public required string Event { get; init; }
    public required string State { get; init; }
    public required string Deadline { get; init; }
    public required string Invitees { get; init; }
    public required string Answered { get; init; }

    public required string Importing { get; init; }
    public required string Draft { get; init; }
    public required string Running { get; init; }
    public required string Paused { get; init; }
    public required string Cancelled { get; init; }

    public required string Dashboard { get; init; }
    public required string Invitations { get; init; }
    public required string Proofs { get; init; }
    public required string Correspondence { get; init; }
    public required string Closed { get; init; }
    public required string Erasing { get; init; }
    public required string Erased { get; init; }
    public required string LiveOn { get; init; }
    public required string LiveOff { get; init; }
    public required string KeyFigures { get; init; }
    public required string OfSoMany { get; init; }
    public required string OfAtMost { get; init; }
    public required string Accepted { get; init; }
    public required string Delegated { get; init; }
    public required string Declined { get; init; }
    public required string AsOf { get; init; }
    public required string NeedsAPerson { get; init; }

    /// <summary>Comes before the reasons why an invitation needs attention.</summary>
    public required string AttentionReasons { get; init; }
    public required string NothingWaits { get; init; }
    public required string NoneFailed { get; init; }
    public required CountText LettersInDoubt { get; init; }
    public required CountText LateReply { get; init; }
    public required CountText ReplyAfterWithdrawal { get; init; }
    public required CountText RefusedAddress { get; init; }
    public required CountText NotSentLetters { get; init; }
    public required CountText WaitingCorrespondence { get; init; }
    public required string NextMoments { get; init; }
    public required string CampaignOver { get; init; }
    public required string NothingAhead { get; init; }
    public required string RepliesOverTime { get; init; }
    public required string NoRepliesYet { get; init; }
    public required CountText Answers { get; init; }
    public required CountText InviteesCounted { get; init; }

    /// <summary><c>{0}</c> is <see cref="Answers"/>, <c>{1}</c> is <see cref="InviteesCounted"/>, <c>{2}</c> and
    /// <c>{3}</c> are days.</summary>
    public required string ChartSummary { get; init; }
    public required string AsTable { get; init; }
    public required string RepliesByDay { get; init; }
    public required string Day { get; init; }
    public required string ThatDay { get; init; }
    public required string UntilThen { get; init; }
    public required string Delivery { get; init; }
    public required string Stage { get; init; }
    public required string Number { get; init; }
    public required string OnTheList { get; init; }
    public required string InvitationSent { get; init; }
    public required string NotRefused { get; init; }
    public required string TakePart { get; init; }
    public required string LettersByStep { get; init; }
    public required string Letter { get; init; }
    public required string Letters { get; init; }
    public required string Sent { get; init; }
    public required string ReportedByProvider { get; init; }

    /// <summary>The heading of the letters without a sending that is known to have succeeded.</summary>
    public required string LettersNotSent { get; init; }
    public required string Delegations { get; init; }
    public required string Delegates { get; init; }
    public required string WomenAmongThem { get; init; }

    /// <summary><c>{0}</c> is the number that counts.</summary>
    public required string TooManyWomen { get; init; }

    /// <summary>The number of women where it is known: see <see cref="ShareText"/>.</summary>
    public required CountText WomenOf { get; init; }
    public required string LateReplies { get; init; }
    public required string DelegationsHint { get; init; }
    public required string ByRegion { get; init; }
    public required string Region { get; init; }
    public required string ByGroup { get; init; }
    public required string Group { get; init; }
    public required string OwnColumns { get; init; }
    public required string SecondLanguage { get; init; }
    public required string Reinvite { get; init; }
    public required string ReinviteHint { get; init; }
    public required string CorrectMany { get; init; }
    public required string CorrectManyHint { get; init; }
    public required string CompareList { get; init; }
    public required string RowsUnchanged { get; init; }
    public required string ColumnsNotUsed { get; init; }
    public required string Before { get; init; }
    public required string After { get; init; }
    public required string CorrectManySure { get; init; }
    public required CountText InviteesCorrected { get; init; }
    public required CountText InviteesWereCorrected { get; init; }
    public required CountText ParticularsWereChanged { get; init; }
    public required string PrintRun { get; init; }
    public required string PrintRunHint { get; init; }
    public required string PrintRunPaused { get; init; }
    public required string NothingToPrint { get; init; }
    public required string OpenLetters { get; init; }
    public required string OpenLabels { get; init; }
    public required string OpenEnvelopes { get; init; }

    /// <summary>The sheets of labels and the envelopes that go with A4.</summary>
    public required string LabelsOfA4 { get; init; }

    /// <summary>The sheets of labels and the envelopes that go with US Letter.</summary>
    public required string LabelsOfLetter { get; init; }
    public required string PostalAddress { get; init; }
    public required string WaitsSince { get; init; }
    public required string ChangedPrintAgain { get; init; }
    public required string OwnNumber { get; init; }
    public required string MarkPosted { get; init; }
    public required string MarkPostedHint { get; init; }
    public required string PostedHow { get; init; }
    public required string PostedOn { get; init; }
    public required string NumberOfAll { get; init; }
    public required string NoLetterSelected { get; init; }
    public required string ByPost { get; init; }
    public required string ByFax { get; init; }
    public required string ByPouch { get; init; }
    public required string LettersBy { get; init; }
    public required string ByEmail { get; init; }
    public required string ByPaper { get; init; }
    public required string ToPrint { get; init; }
    public required CountText LettersPosted { get; init; }
    public required CountText LettersToPrint { get; init; }
    public required CountText InvitationsFound { get; init; }
    public required string ByLanguage { get; init; }
    public required string Name { get; init; }

    public required string Filter { get; init; }
    public required string Phase { get; init; }
    public required string Any { get; init; }
    public required string Answer { get; init; }
    public required string LanguageOfLetters { get; init; }
    public required string StateCode { get; init; }
    public required string Show { get; init; }
    public required string NoInvitations { get; init; }
    public required string NoneOnThisPage { get; init; }
    public required string Pages { get; init; }
    public required string FirstPage { get; init; }
    public required string NextPage { get; init; }
    public required string Invitee { get; init; }
    public required string LastLetter { get; init; }
    public required string TextSearch { get; init; }
    public required string OfficialAddress { get; init; }
    public required string Corrected { get; init; }
    public required string CopyTo { get; init; }
    public required string ToMission { get; init; }
    public required string Attachments { get; init; }
    public required string OpenToPrint { get; init; }
    public required string RefusedByAddress { get; init; }
    public required string Zone { get; init; }
    public required string NextStep { get; init; }

    /// <summary><c>{0}</c> is a letter or the deadline, <c>{1}</c> a moment and <c>{2}</c> its time: Geneva
    /// time.</summary>
    public required string StepOn { get; init; }
    public required string NextAttempt { get; init; }
    public required string NoResultAfter { get; init; }

    /// <summary>The next step in a list: <c>{0}</c> is as in <see cref="StepOn"/>.</summary>
    public required string Next { get; init; }
    public required string Reply { get; init; }
    public required string Late { get; init; }
    public required string Received { get; init; }
    public required string RecordedBy { get; init; }
    public required string Representative { get; init; }
    public required string Statement { get; init; }
    public required string Delegation { get; init; }
    public required string Remarks { get; init; }
    public required string NoReply { get; init; }
    public required string NoLetters { get; init; }
    public required string Sending { get; init; }
    public required string When { get; init; }
    public required string Timeline { get; init; }

    public required string ProofsHint { get; init; }
    public required string To { get; init; }
    public required string Subject { get; init; }
    public required string AsText { get; init; }

    public required string Scheduled { get; init; }
    public required string Awaiting { get; init; }
    public required string AnsweredOne { get; init; }
    public required string Unanswered { get; init; }
    public required string Undeliverable { get; init; }
    public required string Withdrawn { get; init; }
    public required string AcceptedOne { get; init; }
    public required string DelegatedOne { get; init; }
    public required string DeclinedOne { get; init; }
    public required string LateReplyOne { get; init; }
    public required string ReplyAfterWithdrawalOne { get; init; }
    public required string RefusedOne { get; init; }
    public required string NotSentOne { get; init; }
    public required string CorrespondenceOne { get; init; }
    public required string BeingSent { get; init; }
    public required string InDoubt { get; init; }

    /// <summary>Letters whose sending has begun and has no result.</summary>
    public required string WithoutResult { get; init; }
    public required string Retrying { get; init; }
    public required string SentOne { get; init; }
    public required string Failed { get; init; }
    public required string NoLongerNeeded { get; init; }
    public required string Processed { get; init; }
    public required string Deferred { get; init; }
    public required string Delivered { get; init; }
    public required string Blocked { get; init; }
    public required string Complained { get; init; }
    public required string RefusedLetter { get; init; }
    public required string ByPage { get; init; }
    public required string ByWebhook { get; init; }
    public required string ByCorrespondence { get; init; }
    public required string StepInvitation { get; init; }
    public required string StepReminder { get; init; }
    public required string StepExtraReminder { get; init; }
    public required string StepLastCall { get; init; }
    public required string StepBriefing { get; init; }
    public required string StepExtension { get; init; }
    public required string StepWithdrawal { get; init; }
    public required string StepAcknowledgement { get; init; }
    public required string StepAcknowledgementCopy { get; init; }
    public required string StepWithdrawalCopy { get; init; }

    public required string Actions { get; init; }
    public required string RecordReply { get; init; }
    public required string DateOfReceipt { get; init; }
    public required string ReferenceOfLetter { get; init; }
    public required string Record { get; init; }
    public required string RepresentativeTitle { get; init; }
    public required string RepresentativeName { get; init; }
    public required string RepresentativeAddress { get; init; }
    public required string AcknowledgementCopyTo { get; init; }
    public required string NameDelegation { get; init; }
    public required string NameDelegationHint { get; init; }
    public required string Members { get; init; }
    public required string MemberTitle { get; init; }
    public required string MemberName { get; init; }
    public required string MemberFunction { get; init; }
    public required string MemberAddress { get; init; }
    public required string MemberSpeaks { get; init; }
    public required string NobodySpeaks { get; init; }
    public required string StatementWished { get; init; }
    public required string NoStatement { get; init; }
    public required string NotYetDecided { get; init; }
    public required string Speaker { get; init; }
    public required string SpeakerTitle { get; init; }
    public required string SpeakerName { get; init; }
    public required string StatementMinutes { get; init; }
    public required string StatementDay { get; init; }
    public required string StatementLanguage { get; init; }
    public required string DelegationSize { get; init; }
    public required string NotKnown { get; init; }
    public required string CorrectParticulars { get; init; }

    public required string CorrectParticularsHint { get; init; }

    public required string CorrectAddress { get; init; }
    public required string NewAddress { get; init; }
    public required string CorrectAddressHint { get; init; }
    public required string Remind { get; init; }
    public required string RemindHint { get; init; }
    public required string RemindSelected { get; init; }
    public required string SelectAll { get; init; }
    public required string Select { get; init; }
    public required string Resend { get; init; }
    public required string MarkReturned { get; init; }
    public required string MarkReturnedHint { get; init; }
    public required string UndoReturned { get; init; }
    public required string UndoReturnedHint { get; init; }
    public required string ReturnedNote { get; init; }
    public required string ReturnedLetter { get; init; }
    public required string ReturnedHint { get; init; }
    public required string CopyByStaff { get; init; }
    public required string ReturnedByPost { get; init; }
    public required string RenewLink { get; init; }
    public required string RenewLinkHint { get; init; }
    public required string Withdraw { get; init; }
    public required string WithdrawHint { get; init; }
    public required string NotifyByLetter { get; init; }
    public required string Reason { get; init; }
    public required string ClearAttention { get; init; }
    public required string LateAcceptanceHint { get; init; }
    public required string Done { get; init; }
    public required CountText RemindersRequested { get; init; }
    public required string MoreToRemind { get; init; }
    public required string RemindTheRest { get; init; }
    public required CountText RemindersProposed { get; init; }
    public required string NobodyToRemind { get; init; }
    public required string RemindAll { get; init; }
    public required CountText LeftOut { get; init; }
    public required string CheckForm { get; init; }

    /// <summary><c>{0}</c> is a name, <c>{1}</c> what is said of it.</summary>
    public required string Labelled { get; init; }

    /// <summary><c>{0}</c> is a field, <c>{1}</c> its error.</summary>
    public required string FieldWrong { get; init; }
    public required string NotAnAddress { get; init; }
    public required string NobodySelected { get; init; }
    public required string ManageCampaign { get; init; }
    public required string Approve { get; init; }
    public required string ApproveHint { get; init; }
    public required string ApprovedBy { get; init; }
    public required string NotApproved { get; init; }

    /// <summary>How long an approval holds.</summary>
    public required string ApprovalHolds { get; init; }
    public required string GoToLaunch { get; init; }
    public required string Launch { get; init; }
    public required string LaunchHint { get; init; }
    public required string Pause { get; init; }
    public required string PauseHint { get; init; }
    public required string Resume { get; init; }
    public required string Extend { get; init; }
    public required string NewDeadline { get; init; }
    public required string NotifyOfExtension { get; init; }
    public required string Close { get; init; }
    public required string CloseHint { get; init; }
    public required string CancelCampaign { get; init; }
    public required string CancelHint { get; init; }
    public required string Erase { get; init; }
    public required string EraseHint { get; init; }
    public required string ListIsExported { get; init; }
    public required string ContinueErasure { get; init; }
    public required string ContinueErasureHint { get; init; }
    public required string IAmSure { get; init; }
    public required string Journal { get; init; }
    public required string DownloadInvitations { get; init; }
    public required string DownloadParticipants { get; init; }
    public required string Webhooks { get; init; }
    public required string RunningOrder { get; init; }
    public required string NotPlaced { get; init; }
    public required string Place { get; init; }
    public required string NoStatements { get; init; }
    public required string Time { get; init; }
    public required string StateName { get; init; }
    public required string Minutes { get; init; }
    public required string StatementNotSaid { get; init; }
    public required string StatementNotSaidHint { get; init; }
    public required string NoPlace { get; init; }
    public required string PlacesMoved { get; init; }

    public required string MessageWaiting { get; init; }
    public required string MatchedNobody { get; init; }
    public required string MatchedNobodyHint { get; init; }
    public required string AllMessages { get; init; }
    public required string NoMessages { get; init; }
    public required string NoSubject { get; init; }
    public required string MessageText { get; init; }
    public required string AboutMessage { get; init; }
    public required string SettledBy { get; init; }
    public required string Verdict { get; init; }
    public required string SenderHint { get; init; }
    public required string Headers { get; init; }
    public required string MessageClassified { get; init; }
    public required string MessageDismissed { get; init; }
    public required string MessageAssigned { get; init; }
    public required string MessageAutomatic { get; init; }
    public required string ByMail { get; init; }
    public required string ByWebsite { get; init; }

    /// <summary>The answer, and why staff must decide.</summary>
    public required string ConfirmationSubject { get; init; }
    public required string Classify { get; init; }
    public required string ClassifyHint { get; init; }
    public required string Assign { get; init; }
    public required string AssignHint { get; init; }
    public required string Dismiss { get; init; }
    public required string DismissHint { get; init; }
    public required string InviteeCode { get; init; }
    public required string InviteeCodeHint { get; init; }

    public required CountText UnknownInvitee { get; init; }
    public required CountText MatchedNobodyMany { get; init; }
    public required CountText FailedOrchestrations { get; init; }
    public required string Orchestrations { get; init; }
    public required string OrchestrationsHint { get; init; }
    public required string OrchestrationsUnknown { get; init; }
    public required string FixPlace { get; init; }
    public required string FixPlaceHint { get; init; }
    public required string FreePlace { get; init; }
    public required string Fixed { get; init; }

    /// <summary>The texts of the pages of messages.</summary>
    public required MessageTexts Messages { get; init; }

    public static StaffTexts In(Language language) => language == Language.French ? French : English;

    /// <summary>Reasons in this language.</summary>
    public required IReasonTexts ReasonTexts { get; init; }

    /// <summary>Journals in this language, with moments in a zone.</summary>
    public required Func<NodaTime.DateTimeZone, IJournalTexts> JournalTexts { get; init; }

    /// <summary>A name and what is said of it, with the colon of the language between them.</summary>
    public string Label(string name, string value) => string.Format(null, Labelled, name, value);

    public string Display(Reason reason) => reason.In(ReasonTexts);

    /// <summary>Problems of campaign folders in this language.</summary>
    public required IProblemTexts ProblemTexts { get; init; }

    public string Display(ProblemReason reason) => reason.In(ProblemTexts);

    /// <summary>The problems of one value.</summary>
    public string Display(IEnumerable<ProblemReason> reasons) => string.Join(" · ", reasons.Select(Display));

    /// <summary>An entry of a journal, with its moments in the zone of the campaign.</summary>
    public JournalText Display(JournalEvent journalEvent, NodaTime.DateTimeZone zone) =>
        journalEvent.In(JournalTexts(zone));

    /// <summary>The six languages by their codes.</summary>
    public required IReadOnlyDictionary<string, string> LanguageNames { get; init; }

    public string Display(Language language) => LanguageNames[language.Code];

    /// <summary>Names the one or two languages of an office. What is no such pair stays as it is.</summary>
    /// <param name="codes">Their codes, such as <c>fr,en</c>.</param>
    public string DisplayLanguages(string codes) =>
        LanguagePair.TryParse(codes, out var first, out var second)
            ? string.Join(" + ", new[] { first, second }.OfType<Language>().Select(Display))
            : codes;

    public string Display(CampaignState state) =>
        state switch
        {
            CampaignState.Importing => Importing,
            CampaignState.Draft => Draft,
            CampaignState.Running => Running,
            CampaignState.Paused => Paused,
            CampaignState.Cancelled => Cancelled,
            CampaignState.Closed => Closed,
            CampaignState.Erasing => Erasing,
            CampaignState.Erased => Erased,
            _ => state.ToString(),
        };

    public string Display(Phase phase) =>
        phase switch
        {
            Wsis.Invitations.Workflow.Phase.Scheduled => Scheduled,
            Wsis.Invitations.Workflow.Phase.Awaiting => Awaiting,
            Wsis.Invitations.Workflow.Phase.Answered => AnsweredOne,
            Wsis.Invitations.Workflow.Phase.Unanswered => Unanswered,
            Wsis.Invitations.Workflow.Phase.Undeliverable => Undeliverable,
            _ => Withdrawn,
        };

    public string Display(Answer answer) => DisplayAnswer(answer.Kind);

    /// <summary>An answer by its kind.</summary>
    public string DisplayAnswer(string kind) =>
        kind switch
        {
            AnswerKinds.Accepted => AcceptedOne,
            AnswerKinds.Delegated => DelegatedOne,
            AnswerKinds.Declined => DeclinedOne,
            _ => kind,
        };

    /// <summary>The kind of an open issue, counted over invitations.</summary>
    public CountText Display(Attention flag) =>
        flag switch
        {
            Attention.LateReply => LateReply,
            Attention.ReplyAfterWithdrawal => ReplyAfterWithdrawal,
            Attention.Refused => RefusedAddress,
            Attention.NotSent => NotSentLetters,
            _ => WaitingCorrespondence,
        };

    /// <summary>The open issues of one invitation.</summary>
    public IEnumerable<string> Display(Invitation invitation) => DisplayEach(invitation.Attention);

    public IEnumerable<string> DisplayEach(Attention attention) =>
        Enum.GetValues<Attention>().Where(f => f != Attention.None && attention.HasFlag(f)).Select(DisplayFlag);

    public string DisplayFlag(Attention flag) =>
        flag switch
        {
            Attention.LateReply => LateReplyOne,
            Attention.ReplyAfterWithdrawal => ReplyAfterWithdrawalOne,
            Attention.Refused => RefusedOne,
            Attention.NotSent => NotSentOne,
            _ => CorrespondenceOne,
        };

    /// <summary>A field of a form by its label.</summary>
    public string DisplayField(string field) =>
        field switch
        {
            "answer" => Answer,
            "date" => DateOfReceipt,
            "reference" => ReferenceOfLetter,
            "representativeName" => RepresentativeName,
            "representativeTitle" => RepresentativeTitle,
            "representativeAddress" => RepresentativeAddress,
            "statement" => Statement,
            "statementMinutes" => StatementMinutes,
            "speakerTitle" => SpeakerTitle,
            "speakerName" => SpeakerName,
            "statementDay" => StatementDay,
            "statementLanguage" => StatementLanguage,
            "delegationSize" => DelegationSize,
            "women" => WomenAmongThem,
            "remarks" => Remarks,
            "copyTo" => AcknowledgementCopyTo,
            "delegation" => Delegation,
            _ when field.StartsWith("person-", StringComparison.Ordinal) => Members,
            "address" => NewAddress,
            "to" => DraftTexts.In(ReferenceEquals(this, French) ? Language.French : Language.English).TestTo,
            "invitee" => InviteeCode,
            "day" => Day,
            "place" => Place,
            "scan" => Messages.Scan,
            "subject" => Subject,
            "text" => Messages.AnswerText,
            "campaign" => Messages.Campaign,
            "what" => NeedsAPerson,
            "deadline" => Deadline,
            "way" => PostedHow,
            "number" => NumberOfAll,
            "note" => ReturnedNote,
            StaffForm.ConfirmationField => IAmSure,
            "exported" => ListIsExported,
            "letter" or "letters" => Letter,
            _ => DraftTexts.In(ReferenceEquals(this, French) ? Language.French : Language.English).DisplayColumn(field),
        };

    /// <summary>The state of sending at a time.</summary>
    public string Display(Dispatch letter, NodaTime.Instant now) =>
        letter.State == DispatchState.Claimed
            ? letter.IsInDoubt(now)
                ? InDoubt
                : BeingSent
            : letter.IsUnresolved
                ? InDoubt
                : Display(letter.State);

    public string Display(DispatchState state) =>
        state switch
        {
            DispatchState.Claimed => WithoutResult,
            DispatchState.Retrying => Retrying,
            DispatchState.ToPrint => ToPrint,
            DispatchState.Sent => SentOne,
            DispatchState.Dropped => NoLongerNeeded,
            _ => Failed,
        };

    /// <summary>How a letter reached the office, or how letters reach it.</summary>
    public string Display(PostalWay way) =>
        way switch
        {
            PostalWay.Fax => ByFax,
            PostalWay.Pouch => ByPouch,
            _ => ByPost,
        };

    public string Display(LetterChannel channel) => channel == LetterChannel.Paper ? ByPaper : ByEmail;

    public string Display(Delivery delivery) =>
        delivery switch
        {
            Wsis.Invitations.Workflow.Delivery.Processed => Processed,
            Wsis.Invitations.Workflow.Delivery.Deferred => Deferred,
            Wsis.Invitations.Workflow.Delivery.Delivered => Delivered,
            Wsis.Invitations.Workflow.Delivery.Blocked => Blocked,
            Wsis.Invitations.Workflow.Delivery.Complained => Complained,
            Wsis.Invitations.Workflow.Delivery.Refused => RefusedLetter,
            Wsis.Invitations.Workflow.Delivery.Returned => ReturnedLetter,
            _ => "–",
        };

    public string Display(Channel channel) =>
        channel switch
        {
            Channel.Page => ByPage,
            Channel.Webhook => ByWebhook,
            _ => ByCorrespondence,
        };

    public string Display(CorrespondenceItem item) =>
        item.State == CorrespondenceState.Dismissed && item.IsAutomatic ? MessageAutomatic : Display(item.State);

    public string Display(CorrespondenceState state) =>
        state switch
        {
            CorrespondenceState.Waiting => MessageWaiting,
            CorrespondenceState.Classified => MessageClassified,
            CorrespondenceState.Assigned => MessageAssigned,
            _ => MessageDismissed,
        };

    public string Display(CorrespondenceSource source) =>
        source switch
        {
            CorrespondenceSource.Mail => ByMail,
            CorrespondenceSource.Paper => Messages.Paper,
            _ => ByWebsite,
        };

    /// <summary>The sender of a message. A confirmation of a website may name none.</summary>
    public string DisplaySender(CorrespondenceItem item) =>
        item is { Source: CorrespondenceSource.Website, From: "" }
            ? Display(item.Source)
            : TextSanitizer.Line(item.From);

    /// <summary>The subject of a message, or what a confirmation of a website says.</summary>
    public string DisplaySubject(CorrespondenceItem item) =>
        item.Confirmation is { } confirmation
            ? string.Format(null, ConfirmationSubject, DisplayAnswer(confirmation.Answer), Display(confirmation.Reason))
        : TextSanitizer.Line(item.Subject) is { Length: > 0 } subject ? subject
        : NoSubject;

    /// <summary>A letter by the name of its step; other names stay as they are.</summary>
    public string DisplayStep(string step) =>
        step.Split('-') switch
        {
            _ when step.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot =>
                $"{DisplayStep(step[..dot])} ({step[(dot + 1)..]})",
            ["invitation"] => StepInvitation,
            ["reminder", "extra", .. var number] => Numbered(StepExtraReminder, number),
            ["reminder", var number] => string.Format(null, StepReminder, number),
            ["last", "call"] => StepLastCall,
            ["briefing"] => StepBriefing,
            ["extension", .. var number] => Numbered(StepExtension, number),
            ["withdrawal"] => StepWithdrawal,
            ["withdrawal", "copy"] => StepWithdrawalCopy,
            ["personal", .. var number] => Numbered(Messages.PersonalLetter, number),
            ["acknowledgement"] => StepAcknowledgement,
            ["acknowledgement", AnswerKinds.Accepted] => Label(StepAcknowledgement, AcceptedOne),
            ["acknowledgement", AnswerKinds.Declined] => Label(StepAcknowledgement, DeclinedOne),
            ["acknowledgement", AnswerKinds.Delegated] => Label(StepAcknowledgement, Representative),
            ["acknowledgement", .. var number, "copy"] => Numbered(StepAcknowledgementCopy, number),
            ["acknowledgement", .. var number] => Numbered(StepAcknowledgement, number),
            _ => step,
        };

    /// <summary>A letter that may be sent more than once. The first has no number.</summary>
    private static string Numbered(string name, string[] number) =>
        number is [] or ["1"] ? name : string.Join(' ', [name, .. number]);
}
