using Azure.Data.Tables;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Letters;

namespace Wsis.TableStorage.Rows;

/// <summary>A file in as many rows as it needs. A property holds 64 KiB, a row 1 MiB with its names.</summary>
/// <remarks>The emulator counts bytes in base64, in which 11 properties come to 940 KiB. The service counts them
/// unencoded.</remarks>
internal static class AttachmentRow
{
    private const int BytesAProperty = 64 * 1024;
    private const int PropertiesARow = 11;

    public static IEnumerable<TableEntity> From(CampaignId campaign, Attachment attachment)
    {
        var content = attachment.Content;
        var at = 0;
        for (var part = 0; at < content.Length || part == 0; part++)
        {
            var row = new TableEntity(campaign.Value, RowKeys.Attachment(attachment.FileName, part))
            {
                ["FileName"] = attachment.FileName,
                ["MediaType"] = attachment.MediaType,
            };
            for (var property = 0; property < PropertiesARow && at < content.Length; property++, at += BytesAProperty)
                row[NameOf(property)] = content.Slice(at, Math.Min(BytesAProperty, content.Length - at)).ToArray();
            yield return row;
        }
    }

    /// <summary>Which file the row is a part of.</summary>
    public static string FileOf(TableEntity row) => row.GetString("FileName");

    /// <summary>Puts a file together from its rows.</summary>
    public static Attachment Read(IEnumerable<TableEntity> rows)
    {
        var parts = rows.OrderBy(r => r.RowKey, StringComparer.Ordinal).ToList();
        using var content = new MemoryStream();
        foreach (
            var bytes in parts
                .SelectMany(r => Enumerable.Range(0, PropertiesARow).Select(p => r.GetBinary(NameOf(p))))
                .OfType<byte[]>()
        )
            content.Write(bytes);
        return new Attachment(FileOf(parts[0]), parts[0].GetString("MediaType"), content.ToArray());
    }

    private static string NameOf(int property) => $"Part{property:D2}";
}
