using System.Globalization;
using System.Text;

namespace Wsis.Invitations.Correspondence.Messages;

/// <summary>Makes plain text of RTF (Rich Text Format 1.9.1). HTML that Outlook encapsulates in RTF (MS-OXRTFEX) is
/// read by its RTF rendering.</summary>
internal sealed class RtfText
{
    private const int MaxDepth = 500;

    /// <summary>Groups that hold no words of the writer.</summary>
    private static readonly HashSet<string> Hidden =
    [
        "fonttbl",
        "colortbl",
        "stylesheet",
        "info",
        "pict",
        "object",
        "themedata",
        "datastore",
        "generator",
        "listtable",
        "listoverridetable",
        "rsidtbl",
        "xmlnstbl",
        "fldinst",
    ];

    private readonly Stream rtf;
    private readonly StringBuilder text = new();
    private readonly List<byte> pending = [];
    private readonly Dictionary<int, int> fontCodePages = [];
    private readonly Stack<State> outer = new();
    private State state = new(1252, false, 1, false);
    private int ansiCodePage = 1252;
    private int font;
    private int toSkip;
    private int peeked = -1;

    private RtfText(Stream rtf) => this.rtf = rtf;

    public static string Convert(Stream rtf)
    {
        var converter = new RtfText(new BufferedStream(rtf, 8192));
        converter.Read();
        return converter.text.ToString();
    }

    private void Read()
    {
        int c;
        while ((c = Next()) >= 0 && text.Length < MessageLimits.MaxTextLength)
            switch (c)
            {
                case '{':
                    Flush();
                    if (outer.Count >= MaxDepth)
                        return;
                    outer.Push(state);
                    break;
                case '}':
                    Flush();
                    if (outer.TryPop(out var before))
                        state = before;
                    break;
                case '\\':
                    ReadControl();
                    break;
                case '\r' or '\n':
                    break;
                default:
                    AddByte((byte)c);
                    break;
            }
        Flush();
    }

    private void ReadControl()
    {
        var c = Next();
        if (c < 0)
            return;
        if (!char.IsAsciiLetter((char)c))
        {
            ReadSymbol((char)c);
            return;
        }
        var word = new StringBuilder();
        for (; char.IsAsciiLetter((char)Math.Max(c, 0)) && word.Length < 40; c = Next())
            word.Append((char)c);
        var digits = new StringBuilder();
        for (; (c == '-' || char.IsAsciiDigit((char)Math.Max(c, 0))) && digits.Length < 12; c = Next())
            digits.Append((char)c);
        if (c != ' ')
            peeked = c;
        int? number = int.TryParse(digits.ToString(), CultureInfo.InvariantCulture, out var n) ? n : null;
        ReadWord(word.ToString(), number);
    }

    private void ReadSymbol(char symbol)
    {
        switch (symbol)
        {
            case '\'':
                Span<char> hex = [(char)Math.Max(Next(), 0), (char)Math.Max(Next(), 0)];
                if (byte.TryParse(hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var value))
                    AddByte(value);
                break;
            case '*':
                state = state with { IsHidden = true };
                break;
            case '~':
                Append(" ");
                break;
            case '_':
                Append("-");
                break;
            case '\\' or '{' or '}':
                AddByte((byte)symbol);
                break;
            case '\r' or '\n':
                Append("\n");
                break;
        }
    }

    private void ReadWord(string word, int? number)
    {
        if (word != "u")
            Flush();
        if (Hidden.Contains(word))
            state = state with { IsHidden = true, IsFontTable = word == "fonttbl" };
        switch (word)
        {
            case "u":
                Flush(keepSkip: true);
                Append(((char)(ushort)(number ?? '?')).ToString());
                toSkip = state.UnicodeSkip;
                break;
            case "uc":
                state = state with { UnicodeSkip = Math.Clamp(number ?? 1, 0, 8) };
                break;
            case "ansicpg":
                ansiCodePage = number ?? 1252;
                state = state with { CodePage = ansiCodePage };
                break;
            case "f":
                font = number ?? 0;
                state = state with { CodePage = fontCodePages.GetValueOrDefault(font, ansiCodePage) };
                break;
            case "fcharset" when state.IsFontTable && fontCodePages.Count < 1_000:
                fontCodePages[font] = CodePageOfCharset(number ?? 0) ?? ansiCodePage;
                break;
            case "par" or "line" or "row" or "sect" or "page":
                Append("\n");
                break;
            case "tab" or "cell":
                Append("\t");
                break;
            case "emdash":
                Append("—");
                break;
            case "endash":
                Append("–");
                break;
            case "lquote":
                Append("‘");
                break;
            case "rquote":
                Append("’");
                break;
            case "ldblquote":
                Append("“");
                break;
            case "rdblquote":
                Append("”");
                break;
            case "bullet":
                Append("•");
                break;
            case "bin":
                for (var i = 0; i < number && Next() >= 0; i++) { }
                break;
        }
    }

    private void AddByte(byte value)
    {
        if (toSkip > 0)
            toSkip--;
        else if (!state.IsHidden)
            pending.Add(value);
    }

    private void Append(string words)
    {
        Flush(keepSkip: true);
        if (!state.IsHidden)
            text.Append(words);
    }

    private void Flush(bool keepSkip = false)
    {
        if (!keepSkip)
            toSkip = 0;
        if (pending.Count == 0)
            return;
        text.Append(TextDecoder.CodePage(state.CodePage).GetString([.. pending]));
        pending.Clear();
    }

    private int Next()
    {
        if (peeked < 0)
            return rtf.ReadByte();
        var c = peeked;
        peeked = -1;
        return c;
    }

    private static int? CodePageOfCharset(int charset) =>
        charset switch
        {
            128 => 932,
            129 => 949,
            134 => 936,
            136 => 950,
            161 => 1253,
            162 => 1254,
            163 => 1258,
            177 => 1255,
            178 => 1256,
            186 => 1257,
            204 => 1251,
            222 => 874,
            238 => 1250,
            _ => null,
        };

    private readonly record struct State(int CodePage, bool IsHidden, int UnicodeSkip, bool IsFontTable);
}
