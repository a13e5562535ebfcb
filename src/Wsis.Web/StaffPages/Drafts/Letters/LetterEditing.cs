using System.Text;
using Microsoft.AspNetCore.Http;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Drafts;
using Wsis.Invitations.Letters;

namespace Wsis.Web.StaffPages.Drafts.Letters;

/// <summary>What the editor of a letter does in a draft and in a launched campaign alike. A text that is not saved is
/// kept under its hash, so that the preview and the test letter have what the editor shows.</summary>
public sealed class LetterEditing(DraftService drafts, LetterPreviewRenderer previews, TestLetterService tests)
{
    /// <summary>Prepares the editor. What was posted is kept; what is only read is stored already.</summary>
    /// <param name="http">The request.</param>
    /// <param name="opened">The draft, with those to whom the letter goes.</param>
    /// <param name="letter">The letter with its text.</param>
    public async Task<LetterEditorModel> Load(HttpContext http, OpenedDraft opened, LetterSource letter)
    {
        var preview = previews.Render(http, opened, letter);
        return new LetterEditorModel(
            preview,
            HttpMethods.IsPost(http.Request.Method)
                ? await Keep(opened.Draft.Campaign, letter.Text, http.RequestAborted)
                : null,
            LetterPreviewRenderer.FindReaders(opened, preview.Reader),
            LetterPreview.GetFields(letter.Name, opened.Folder)
        );
    }

    /// <summary>A text of the letter, rendered, for the frame of the editor. Where it has errors the frame is empty,
    /// until the script fills it.</summary>
    /// <param name="http">The request. It names the text by its hash, or else the stored one is shown.</param>
    /// <param name="opened">The draft.</param>
    /// <param name="letter">The letter.</param>
    /// <param name="stored">The stored text; null where there is none.</param>
    public async Task<IResult> ShowFrame(HttpContext http, OpenedDraft opened, LetterSource letter, string? stored)
    {
        var hash = http.Request.Query["text"].ToString();
        var text = hash.Length == 0 ? stored : await ReadKept(opened.Draft.Campaign, hash, http.RequestAborted);
        return LetterFrame.ShowInEditor(
            http,
            text is null ? null : previews.Render(http, opened, letter with { Text = text }).Letter
        );
    }

    /// <inheritdoc cref="LetterPreviewRenderer.ShowTyped"/>
    public Task<IResult> ShowTyped(HttpContext http, OpenedDraft opened, LetterSource letter) =>
        Task.FromResult(previews.ShowTyped(http, opened, letter));

    /// <summary>Sends the text that is shown, saved or not, to a member of staff.</summary>
    /// <param name="http">The request. Its form has the text that is typed, where the script sends it, or the hash of
    /// the one that was shown, or else the stored one is sent.</param>
    /// <param name="campaign">The campaign.</param>
    /// <param name="letter">The letter.</param>
    /// <param name="stored">The stored text; null where there is none.</param>
    /// <returns>The letter with the text, and the form; null where there is no such text.</returns>
    public async Task<(LetterSource Letter, TestLetterForm Form)?> SendTest(
        HttpContext http,
        CampaignId campaign,
        LetterSource letter,
        string? stored
    )
    {
        var form = http.Form();
        var text =
            form.Has("typed") ? LetterPreviewRenderer.ReadTyped(form, "typed")
            : form.Text("text") is { Length: > 0 } hash ? await ReadKept(campaign, hash, http.RequestAborted)
            : stored;
        if (text is null || !LetterName.TryParse(letter.Name, out var name))
            return null;
        var to = form.Text("to");
        var kept = await Keep(campaign, text, http.RequestAborted);
        var request = new TestLetterRequest(letter.Language, name, to, form.Text("invitee"), kept);
        var actor = http.ActorFromForm() with { ExpectedVersion = null };
        var result = await tests.Send(campaign, request, actor, http.RequestAborted);
        return (letter with { Text = text }, new TestLetterForm(to, result));
    }

    private Task<string> Keep(CampaignId campaign, string text, CancellationToken cancellation) =>
        drafts.KeepVersion(campaign, Encoding.UTF8.GetBytes(text), cancellation);

    private async Task<string?> ReadKept(CampaignId campaign, string hash, CancellationToken cancellation) =>
        await drafts.ReadVersion(campaign, hash, cancellation) is { } content ? LetterPreview.Decode(content) : null;
}
