namespace Wsis.Pdf;

/// <summary>Section <c>Wsis:Pdf</c>: the browser that prints letters as PDF.</summary>
public sealed class PrinterOptions
{
    public const string Section = "Wsis:Pdf";

    /// <summary>The path of a Chromium, or the WebSocket address of one. Null: none, and a letter that needs a PDF
    /// waits.</summary>
    public string? Browser { get; set; }
}
