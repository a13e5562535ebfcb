using System.Text.RegularExpressions;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Wsis.Invitations.Campaigns;

namespace Wsis.Invitations.Letters;

/// <summary>The images of a campaign, by their path in the folder.</summary>
internal sealed partial class LetterImages
{
    /// <summary>The space for an image in the text, in CSS pixels: the width of the text.</summary>
    private const int MaxWidth = 600;

    private const int MaxHeight = 800;

    private readonly Dictionary<string, InlineImage> images = [];

    /// <param name="files">The files of the campaign. Those that are no images are left out.</param>
    /// <param name="domain">The domain of the Content-IDs.</param>
    public LetterImages(IEnumerable<Attachment> files, string domain)
    {
        foreach (var file in files.Where(f => f.FileName.StartsWith(ImageFolder.Prefix, StringComparison.Ordinal)))
            if (ImageHeader.Read(file.Content.Span) is { } header)
                images[file.FileName] = new InlineImage(
                    $"image-{images.Count + 1}@{domain}",
                    file with
                    {
                        FileName = file.FileName[ImageFolder.Prefix.Length..],
                    },
                    header.Width,
                    header.Height
                );
    }

    /// <summary>Finds an image of the letterhead. Null where there is none.</summary>
    public InlineImage? Find(CampaignImage? image) =>
        image is null ? null : images.GetValueOrDefault(ImageFolder.Prefix + image.File);

    /// <summary>The images that a text shows, by their places in it.</summary>
    public IReadOnlyList<(LinkInline Place, InlineImage Image)> FindIn(MarkdownDocument body)
    {
        var found = new List<(LinkInline, InlineImage)>();
        foreach (var place in body.Descendants<LinkInline>().Where(IsOwn))
            if (images.TryGetValue(place.Url!, out var image))
                found.Add((place, image));
        return found;
    }

    /// <summary>Writes the addresses and the sizes of the images into a text.</summary>
    public static void Place(
        IReadOnlyList<(LinkInline Place, InlineImage Image)> places,
        Func<InlineImage, string> addressOf
    )
    {
        foreach (var (place, image) in places)
        {
            place.Url = addressOf(image);
            var (width, height) = image.FitInto(MaxWidth, MaxHeight);
            var attributes = place.GetAttributes();
            attributes.Properties?.Clear();
            attributes.AddProperty("width", $"{width}");
            attributes.AddProperty("height", $"{height}");
            attributes.AddProperty("style", "max-width:100%;height:auto");
        }
    }

    /// <summary>Whether a link shows an image of the campaign folder.</summary>
    public static bool IsOwn(LinkInline link) =>
        link is { IsImage: true, Url: { } url } && url.StartsWith(ImageFolder.Prefix, StringComparison.Ordinal);

    /// <summary>The paths of the images that a letter's source names, with their lines.</summary>
    public static IReadOnlyList<(string Path, int Line)> FindIn(string source) =>
        [
            .. OwnImage()
                .Matches(source)
                .Select(m => (m.Groups["path"].Value, 1 + source.AsSpan(0, m.Index).Count('\n'))),
        ];

    [GeneratedRegex(
        @"!\[[^\]\n]*\]\((?<path>images/[^)\s]+)",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex OwnImage();
}
