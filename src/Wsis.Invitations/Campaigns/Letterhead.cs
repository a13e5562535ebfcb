namespace Wsis.Invitations.Campaigns;

/// <summary>The head of the sheet on which the letters of a campaign are written, besides the organisation's
/// name.</summary>
public sealed record Letterhead
{
    public CampaignImage? Logo { get; init; }

    /// <summary>The unit that writes, such as <c>General Secretariat (SG)</c>.</summary>
    public LocalizedText? Unit { get; init; }

    /// <summary>The postal address of the organisation, as one line.</summary>
    public LocalizedText? Address { get; init; }

    public PaperSize Paper { get; init; }
}

/// <summary>The sheets on which letters are printed.</summary>
public enum PaperSize
{
    /// <summary>ISO 216 A4: 210 by 297 mm.</summary>
    A4,

    /// <summary>US Letter: 8.5 by 11 inches.</summary>
    Letter,
}

/// <summary>An image of the campaign folder.</summary>
/// <param name="File">The name of its file in the folder <c>images</c>.</param>
/// <param name="Alternative">The text for readers who do not see it.</param>
public sealed record CampaignImage(string File, LocalizedText Alternative);

/// <summary>The signature under the letters of a campaign.</summary>
/// <param name="Name">The name of the person who signs.</param>
/// <param name="Title">The office of that person. Null: <see cref="Campaign.Signatory"/>.</param>
/// <param name="Image">The handwritten signature. Null: letters say that the original was signed.</param>
public sealed record Signature(LocalizedText Name, LocalizedText? Title, CampaignImage? Image);
