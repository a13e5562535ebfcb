using System.Globalization;
using System.Text;
using QRCoder;

namespace Wsis.Invitations.Letters;

/// <summary>Draws the QR code (ISO/IEC 18004) of an address as lines that stay sharp on paper.</summary>
internal static class QrCode
{
    /// <summary>Draws the code as an SVG element, dark on its light margin of four modules.</summary>
    /// <param name="address">The address.</param>
    /// <param name="label">The text for readers who do not see it.</param>
    public static string Draw(string address, string label)
    {
        // A fifteenth of a code may be damaged by a fold or a stamp (level M).
        using var code = QRCodeGenerator.GenerateQrCode(address, QRCodeGenerator.ECCLevel.M);
        var modules = code.ModuleMatrix;
        var path = new StringBuilder();
        for (var y = 0; y < modules.Count; y++)
        for (var x = 0; x < modules[y].Length; x++)
        {
            var start = x;
            while (x < modules[y].Length && modules[y][x])
                x++;
            if (x > start)
                path.Append(CultureInfo.InvariantCulture, $"M{start} {y}h{x - start}v1H{start}z");
        }
        return $"<svg class=\"qr\" role=\"img\" aria-label=\"{LetterHtml.E(label)}\" shape-rendering=\"crispEdges\" "
            + $"viewBox=\"0 0 {modules.Count} {modules.Count}\" xmlns=\"http://www.w3.org/2000/svg\">"
            + $"<path fill=\"#fff\" d=\"M0 0h{modules.Count}v{modules.Count}H0z\"/><path d=\"{path}\"/></svg>";
    }
}
