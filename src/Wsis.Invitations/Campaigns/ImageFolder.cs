using Wsis.Invitations.Letters;
using Wsis.Invitations.Reasons;

namespace Wsis.Invitations.Campaigns;

/// <summary>Reads the images of a campaign folder that letters show: <c>images/{file}</c>. The letterhead, the
/// signature and the letters name them.</summary>
internal static class ImageFolder
{
    /// <summary>The path of the images in the folder. A stored image has it in its name, an attachment has not.
    /// </summary>
    public const string Prefix = "images/";

    /// <summary>The largest image in bytes. Every letter brings it along.</summary>
    public const int MaxBytes = 100_000;

    /// <summary>The largest width and height in pixels: more than a sheet of paper shows at 300 dots an inch.</summary>
    private const int MaxPixels = 4_000;

    private const int MaxNameLength = 100;

    /// <summary>Whether a text is the name of an image's file.</summary>
    public static bool TryName(string text, out string name) =>
        (name = text).Length is > 0 and <= MaxNameLength
        && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_')
        && text[0] != '.';

    /// <summary>Reads the images and adds what is wrong with them to <paramref name="problems"/>.</summary>
    public static List<Attachment> Read(IReadOnlyDictionary<string, byte[]> files, List<Problem> problems)
    {
        var images = new List<Attachment>();
        foreach (var (path, content) in FilesIn(files))
            if (FindProblem(path, content) is { } wrong)
                problems.Add(new Problem(path, 0, wrong));
            else
                images.Add(new Attachment(path, ImageHeader.Read(content)!.MediaType, content));
        return images;
    }

    /// <summary>Whether each image that the facts or a letter name is there, and each that is there is named.</summary>
    public static void CheckTogether(
        Campaign? campaign,
        string json,
        IReadOnlyList<LetterTemplate> letters,
        IReadOnlyDictionary<string, byte[]> files,
        List<Problem> problems
    )
    {
        if (campaign is null)
            return;
        var named = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (property, path, image) in ImagesOf(campaign))
        {
            named.Add(Prefix + image.File);
            if (!files.ContainsKey(Prefix + image.File))
                problems.Add(
                    new Problem(
                        CampaignReader.FileName,
                        CampaignReader.FindLine(json, property),
                        new ProblemReason.AttachmentMissing(Prefix + image.File)
                    )
                    {
                        Property = path,
                    }
                );
        }
        foreach (var letter in letters)
        foreach (var (path, line) in letter.Images)
        {
            named.Add(path);
            if (!files.ContainsKey(path))
                problems.Add(
                    new Problem(
                        $"letters/{letter.Source.Language}/{letter.Source.Name}.md",
                        line,
                        new ProblemReason.AttachmentMissing(path)
                    )
                );
        }
        foreach (var (path, _) in FilesIn(files).Where(f => !named.Contains(f.Key)))
            problems.Add(new Problem(path, 0, new ProblemReason.ImageUnused()));
    }

    private static IEnumerable<(string Property, string Path, CampaignImage Image)> ImagesOf(Campaign campaign)
    {
        if (campaign.Letterhead.Logo is { } logo)
            yield return ("letterhead", "letterhead.logo.file", logo);
        if (campaign.Signature?.Image is { } signature)
            yield return ("signature", "signature.image.file", signature);
    }

    private static IEnumerable<KeyValuePair<string, byte[]>> FilesIn(IReadOnlyDictionary<string, byte[]> files) =>
        files
            .Where(f => f.Key.StartsWith(Prefix, StringComparison.Ordinal))
            .OrderBy(f => f.Key, StringComparer.Ordinal);

    private static ProblemReason? FindProblem(string path, byte[] content) =>
        !TryName(path[Prefix.Length..], out var name) ? new ProblemReason.IsNot(name, ValueForm.ImageName)
        : content.Length > MaxBytes ? new ProblemReason.TooManyBytes(content.Length, MaxBytes)
        : ImageHeader.Read(content) is not { } header ? new ProblemReason.NotAnImage()
        : Math.Max(header.Width, header.Height) > MaxPixels
            ? new ProblemReason.ImageTooWide(header.Width, header.Height, MaxPixels)
        : null;
}
