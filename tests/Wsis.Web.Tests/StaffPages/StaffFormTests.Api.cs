namespace Wsis.Web.Tests.StaffPages;

/// <summary>The API does what the forms do.</summary>
public sealed partial class StaffFormTests
{
    /// <summary>The endpoint of the API that does what a form does, by the page and the action of the form.</summary>
    private static readonly Dictionary<(string Page, string Action), string> ApiOfForms = new()
    {
        [("/proofs", "/actions/approve")] = "ApproveProofs",
        [("/proofs", "/letters")] = "ProposeLetterLanguage",
        [(Editor, "/letters/en/invitation/test")] = "SendTestLetter",
        [("", "/actions/launch")] = "LaunchCampaign",
        [("", "/actions/pause")] = "PauseCampaign",
        [("", "/actions/resume")] = "ResumeCampaign",
        [("", "/actions/deadline")] = "ExtendDeadline",
        [("", "/actions/close")] = "CloseCampaign",
        [("", "/actions/cancel")] = "CancelCampaign",
        [("", "/actions/erase")] = "EraseCampaign",
        [("/reminders?invitee=CHE", "/reminders")] = "RemindInvitations",
        [(Additions, "/additions/confirm")] = "AddInvitees",
        [("/invitations/CHE", "/actions/reply")] = "RecordCorrespondedReply",
        [("/invitations/CHE", "/actions/remind")] = "RemindInvitation",
        [("/invitations/CHE", "/actions/address")] = "CorrectAddress",
        [("/invitations/CHE", "/actions/particulars")] = "CorrectParticulars",
        [("/invitations/CHE", "/actions/resend")] = "ResendLetter",
        [("/invitations/CHE", "/actions/link")] = "RenewLink",
        [("/invitations/CHE", "/actions/withdraw")] = "WithdrawInvitation",
        [("/invitations/CHE", "/actions/erase")] = "ErasePerson",
        [("/invitations/CHE", "/actions/reinvite")] = "ReinviteInvitee",
        [("/invitations/CHE", "/actions/returned")] = "MarkReturned",
        [("/invitations/CHE", "/actions/not-returned")] = "UndoReturned",
        [("/invitations/CHE", "/actions/clear")] = "ResolveAttention",
        [("/invitations/CHE", "/actions/delegation")] = "NameDelegation",
        [("/statements", "/actions/fix")] = "FixPlace",
        [("/statements", "/actions/free")] = "FreePlace",
        [("/print-run", "/print-run/posted")] = "MarkPosted",
        [(Correction, "/actions/approve")] = "ApproveLetterCorrection",
        [(Correction, "/actions/withdraw")] = "WithdrawLetterCorrection",
        [(Correction, "/letters/en/reminder-2/test")] = "SendTestLetter",
        [("/correspondence", "/actions/classify")] = "ClassifyCorrespondence",
        [("/correspondence", "/actions/assign")] = "AssignCorrespondence",
        [("/correspondence", "/actions/aside")] = "ClassifyCorrespondence",
    };

    /// <summary>The endpoint of the API that does what an endpoint of forms does. Those with an action in their address
    /// do what <see cref="ApiOfForms"/> names.</summary>
    private static readonly Dictionary<string, string> ApiOfEndpoints = new()
    {
        ["StaffCreateCampaign"] = "CreateDraft",
        ["StaffUploadFolder"] = "PutDraft",
        ["StaffSaveFacts"] = "WriteDraftFile",
        ["StaffUploadInvitees"] = "PutDraftInvitees",
        ["StaffMatchColumns"] = "PutDraftInvitees",
        ["StaffMendRows"] = "WriteDraftFile",
        ["StaffSaveInvitee"] = "WriteDraftFile",
        ["StaffAddLanguage"] = "AddDraftLanguage",
        ["StaffAddGroupLetter"] = "WriteDraftFile",
        ["StaffSaveLetter"] = "WriteDraftFile",
        ["StaffPreviewTyped"] = "PreviewLetterText",
        ["StaffSendTestLetter"] = "SendTestLetter",
        ["StaffSubmitDraft"] = "SubmitDraft",
        ["StaffUploadAdditions"] = "CompareAdditions",
        ["StaffMatchAdditionColumns"] = "CompareAdditions",
        ["StaffMendAdditions"] = "CompareAdditions",
        ["StaffCheckAddition"] = "CompareAdditions",
        ["StaffAddInvitees"] = "AddInvitees",
        ["StaffSaveCorrection"] = "CorrectLetter",
        ["StaffPreviewTypedCorrection"] = "PreviewLetterText",
        ["StaffSendTestOfCorrection"] = "SendTestLetter",
        ["StaffProposeLanguage"] = "ProposeLetterLanguage",
        ["StaffRemindSelected"] = "RemindInvitations",
        ["StaffCorrectMany"] = "CorrectList",
        ["StaffMarkPosted"] = "MarkPosted",
    };

    /// <summary>Staff sign in and out; a program has a key.</summary>
    private static readonly string[] OfSessions = ["BeginSession", "PrintSignInLink", "EndSession"];

    [Fact]
    public void Everything_that_a_form_does_the_API_does_too()
    {
        var api = EndpointList
            .Local.Where(e => e.NeedsManage && e.Pattern.StartsWith("/api/", StringComparison.Ordinal))
            .Select(e => e.Name)
            .ToHashSet();
        var forms = EndpointList
            .Local.Where(e =>
                e.Methods.Contains("POST")
                && e.Pattern.StartsWith("/staff", StringComparison.Ordinal)
                && !OfSessions.Contains(e.Name)
            )
            .ToList();

        var sent = Forms.Select(f => (f.Data.Item2, f.Data.Item3)).Distinct();
        Assert.Empty(sent.Except(ApiOfForms.Keys));
        Assert.Empty(
            forms
                .Where(e => !e.Pattern.EndsWith("/actions/{action}", StringComparison.Ordinal))
                .Select(e => e.Name)
                .Except(ApiOfEndpoints.Keys)
        );
        Assert.Empty(ApiOfForms.Values.Concat(ApiOfEndpoints.Values).Except(api));
    }
}
