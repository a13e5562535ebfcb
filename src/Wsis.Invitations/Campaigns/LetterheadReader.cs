using Wsis.Invitations.Reasons;

namespace Wsis.Invitations.Campaigns;

/// <summary>Reads what the letters of a campaign have around their body: the letterhead and the signature.</summary>
internal static class LetterheadReader
{
    public static Letterhead? ReadLetterhead(JsonFields fields) =>
        fields.Object("letterhead", ReadParts, required: false);

    public static Signature? ReadSignature(JsonFields fields) =>
        fields.Object(
            "signature",
            f =>
                (
                    PartyReader.ReadTexts(f, "name"),
                    PartyReader.ReadTexts(f, "title", required: false),
                    f.Object("image", ReadImage, required: false)
                )
                    is ({ } name, var title, var image)
                    ? new Signature(name, title, image)
                    : null,
            required: false
        );

    private static Letterhead ReadParts(JsonFields fields) =>
        new()
        {
            Logo = fields.Object("logo", ReadImage, required: false),
            Unit = PartyReader.ReadTexts(fields, "unit", required: false),
            Address = PartyReader.ReadTexts(fields, "address", required: false),
            Paper =
                fields.Parsed<PaperSize?>("paper", FactParsers.TryPaper, ValueForm.Paper, required: false)
                ?? PaperSize.A4,
        };

    private static CampaignImage? ReadImage(JsonFields fields) =>
        (
            fields.Parsed<string>("file", ImageFolder.TryName, ValueForm.ImageName),
            PartyReader.ReadTexts(fields, "alternative")
        )
            is ({ } file, { } alternative)
            ? new CampaignImage(file, alternative)
            : null;
}
