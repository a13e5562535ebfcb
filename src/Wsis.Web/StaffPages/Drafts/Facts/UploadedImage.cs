using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Wsis.Invitations.Drafts;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Workflow;
using Wsis.Web.Hosting.Authentication;

namespace Wsis.Web.StaffPages.Drafts.Facts;

/// <summary>An image of the letterhead or of the signature that the form of the facts brings or removes.</summary>
internal sealed class UploadedImage
{
    private const string Folder = "images/";

    /// <summary>A little more than an image may have, so that the check says how large it is.</summary>
    private const int MaxBytes = 1_000_000;

    private readonly string path;
    private readonly string former;
    private readonly byte[]? content;

    private UploadedImage(string path, string former, byte[]? content) =>
        (this.path, this.former, this.content) = (path, former, content);

    /// <summary>Reads the images that were chosen, and those that were marked to be removed.</summary>
    public static IReadOnlyList<UploadedImage> ReadAll(StaffForm form, JsonObject facts) =>
        [
            .. FactField
                .All.Where(f => f.Type == FactField.Image)
                .Select(f => (f.Path, File: form.File(f.Path), IsRemoved: form.IsChecked($"{f.Path}-remove")))
                .Where(f => f.File is not null || f.IsRemoved)
                .Select(f => new UploadedImage(f.Path, FactField.Read(facts, f.Path), f.File?.ReadUpTo(MaxBytes))),
        ];

    /// <summary>Whether a file of a draft is an image.</summary>
    public static bool IsIn(string path) => path.StartsWith(Folder, StringComparison.Ordinal);

    /// <summary>The field of the image that a file is. Null where it is none of them.</summary>
    public static string? FindField(JsonObject facts, string path) =>
        FactField
            .All.FirstOrDefault(f => f.Type == FactField.Image && path == Folder + FactField.Read(facts, f.Path))
            ?.Path;

    /// <summary>Writes the name of the image into the facts. Without an image, its text goes too.</summary>
    public void Name(JsonObject facts) =>
        FactField.Write(facts, content is null ? Parent : path, content is null ? null : JsonValue.Create(FileName));

    /// <summary>Writes the file into the draft, and removes the one before.</summary>
    public async Task Write(DraftService drafts, Draft draft, HttpContext http)
    {
        var actor = new Actor(http.User.GetStaffMember().Name, null);
        if (former.Length > 0 && (content is null || former != FileName))
            await drafts.Write(draft.Campaign, Folder + former, null, actor, http.RequestAborted);
        if (content is not null)
            await drafts.Write(draft.Campaign, Folder + FileName, content, actor, http.RequestAborted);
    }

    private string Parent => path[..path.LastIndexOf('.')];

    /// <summary>A name of ours: that of the upload may have any signs.</summary>
    private string FileName =>
        (path.StartsWith("letterhead", StringComparison.Ordinal) ? "logo" : "signature")
        + (InlineImage.FindMediaType(content) == "image/jpeg" ? ".jpg" : ".png");
}
