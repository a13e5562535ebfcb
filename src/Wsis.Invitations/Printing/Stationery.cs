using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Letters;

namespace Wsis.Invitations.Printing;

/// <summary>The sheets of labels and the envelopes that go with a size of paper.</summary>
/// <param name="LabelStyle">The CSS of a document of labels.</param>
/// <param name="Label">The place of an address on a label, within its edges.</param>
/// <param name="EnvelopeStyle">The CSS of a document of envelopes.</param>
/// <param name="Envelope">The place of an address on an envelope, without the strip at the bottom that the post leaves
/// to its machines.</param>
internal sealed record Stationery(string LabelStyle, AddressPlace Label, string EnvelopeStyle, AddressPlace Envelope)
{
    /// <summary>A4 sheets of 24 labels of 70 by 37 mm, and envelopes of 220 by 110 mm (ISO 269, DL).</summary>
    private static readonly Stationery A4 = new(
        """
        @page { size: A4; margin: 0; }
        body { margin: 0; font: 10pt/1.2 Arial, Helvetica, sans-serif; color: #000; }
        .labels { display: grid; grid-template-columns: repeat(3, 70mm); grid-auto-rows: 37.125mm; width: 210mm; }
        .label {
          box-sizing: border-box; padding: 4mm 5mm; overflow: hidden; font-size: var(--address, inherit);
        }
        .label:nth-child(24n) { break-after: page; }
        @media screen { .label { border: 1px dashed #767676; } }
        """,
        new AddressPlace(Width: 60, Height: 29, Size: 10, LineHeight: 1.2),
        """
        @page { size: 220mm 110mm; margin: 0; }
        body { margin: 0; font: 12pt/1.35 Arial, Helvetica, sans-serif; color: #000; }
        .envelope { box-sizing: border-box; width: 220mm; height: 109mm; padding: 12mm; break-after: page;
          position: relative; }
        .envelope:last-child { break-after: auto; }
        .from { font-size: 9pt; margin: 0; }
        .to { position: absolute; left: 110mm; top: 48mm; width: 95mm; margin: 0; font-size: var(--address, inherit); }
        @media screen { .envelope { border: 1px dashed #767676; margin: 1em; } }
        """,
        new AddressPlace(Width: 95, Height: 46, Size: 12, LineHeight: 1.35)
    );

    /// <summary>US Letter sheets of 30 labels of 1 by 2 5/8 inches, as of the template Avery 5160: margins of 1/2 inch
    /// above and 3/16 inch beside, 1/8 inch between two columns. Envelopes No. 10 of 4 1/8 by 9 1/2 inches. The
    /// machines of the post read the address from 5/8 to 2 3/4 inches above the lower edge, and 1/2 inch from the
    /// others (USPS Domestic Mail Manual 202, 2.1).</summary>
    private static readonly Stationery Letter = new(
        """
        @page { size: 8.5in 11in; margin: 0.5in 0.1875in 0; }
        body { margin: 0; font: 10pt/1.2 Arial, Helvetica, sans-serif; color: #000; }
        .labels { display: grid; grid-template-columns: repeat(3, 2.625in); column-gap: 0.125in;
          grid-auto-rows: 1in; width: 8.125in; }
        .label {
          box-sizing: border-box; padding: 0.1in 0.15in; overflow: hidden; font-size: var(--address, inherit);
        }
        .label:nth-child(30n) { break-after: page; }
        @media screen { .label { border: 1px dashed #767676; } }
        """,
        new AddressPlace(Width: 59, Height: 20, Size: 10, LineHeight: 1.2),
        """
        @page { size: 9.5in 4.125in; margin: 0; }
        body { margin: 0; font: 12pt/1.35 Arial, Helvetica, sans-serif; color: #000; }
        .envelope { box-sizing: border-box; width: 9.5in; height: 4.1in; padding: 0.5in; break-after: page;
          position: relative; }
        .envelope:last-child { break-after: auto; }
        .from { font-size: 9pt; margin: 0; }
        .to { position: absolute; left: 4.25in; top: 1.5in; width: 4.75in; margin: 0;
          font-size: var(--address, inherit); }
        @media screen { .envelope { border: 1px dashed #767676; margin: 1em; } }
        """,
        new AddressPlace(Width: 120, Height: 50, Size: 12, LineHeight: 1.35)
    );

    public static Stationery For(PaperSize paper) => paper == PaperSize.Letter ? Letter : A4;
}
