using System.Globalization;
using System.Text;

namespace Wsis.Invitations.Letters;

/// <summary>A place for an address on paper. A long address is set smaller, so that no line of it is cut off.</summary>
/// <param name="Width">The width in millimetres.</param>
/// <param name="Height">The height in millimetres.</param>
/// <param name="Size">The size of the letters in points, for an address that has room.</param>
/// <param name="LineHeight">The height of a line, as a multiple of the size.</param>
internal sealed record AddressPlace(double Width, double Height, double Size, double LineHeight)
{
    private const double Point = 25.4 / 72;

    private const double Step = 0.5;

    private const double Smallest = 3;

    /// <summary>The part of a line that words fill where the text is broken.</summary>
    private const double Filled = 0.85;

    /// <summary>The attribute with the size of the letters, as <c>--address</c>. Empty where the lines have
    /// room.</summary>
    public string StyleOf(IReadOnlyList<string> lines)
    {
        var size = FindSize(lines);
        return size < Size ? string.Create(CultureInfo.InvariantCulture, $" style=\"--address:{size:0.#}pt\"") : "";
    }

    private double FindSize(IReadOnlyList<string> lines) =>
        Enumerable
            .Range(0, (int)((Size - Smallest) / Step) + 1)
            .Select(i => Size - (i * Step))
            .FirstOrDefault(size => Fits(lines, size), Smallest);

    private bool Fits(IReadOnlyList<string> lines, double size) =>
        lines.Sum(l => CountLines(l, size)) * size * Point * LineHeight <= Height;

    private double CountLines(string line, double size)
    {
        var share = WidthOf(line) * size * Point / Width;
        return share <= 1 ? 1 : Math.Ceiling(share / Filled);
    }

    /// <summary>The width of a text in ems, rather too large than too small.</summary>
    private static double WidthOf(string line) => line.EnumerateRunes().Sum(WidthOf);

    private static double WidthOf(Rune rune) =>
        rune.Value switch
        {
            >= 0x2E80 => 1,
            >= 0x0400 and < 0x0530 => 0.6,
            _ when Rune.IsUpper(rune) => 0.7,
            _ => 0.52,
        };
}
